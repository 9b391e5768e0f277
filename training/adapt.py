"""Teach the embedding what "the same point in other words" is: python -m training.adapt

Low-rank changes (index/adapter.py) are learnt with the supervised contrastive loss (Khosla et al. 2020) on training/points. A batch
is one section, as likeness is only ever asked for within one; its vectors are centred as the product centres them.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from index.adapter import LIKENESS
from summarizer import models
from training.texts import Section, load, piece

RANK = 8
POINTS, TEXTS, ALONE = 10, 4, 4  # of a section in one batch
TEMPERATURE = 0.1
RATE = 1e-3
KEPT = 0.5  # of the change that was learnt: half way knows the new without forgetting the old (Wortsman et al. 2022)
MATRICES = ("query", "key", "value", "attention.output.dense", "intermediate.dense", "output.dense")


class LowRank(torch.nn.Module):
    """A linear layer with a learnt addition to its weight, up · down; nothing at first."""

    def __init__(self, layer: torch.nn.Linear, rank: int) -> None:
        super().__init__()
        self.layer = layer
        self.down = torch.nn.Parameter(torch.randn(rank, layer.in_features) / layer.in_features**0.5)
        self.up = torch.nn.Parameter(torch.zeros(layer.out_features, rank))

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        changed: torch.Tensor = self.layer(inputs) + (inputs @ self.down.T) @ self.up.T
        return changed


def batch(section: Section, chance: random.Random) -> tuple[list[str], torch.Tensor]:
    """Texts of one section and the number of the point that each makes."""
    points = chance.sample(section.points, min(POINTS, len(section.points)))
    texts, labels = [], []
    for number, point in enumerate(points):
        for text in chance.sample(point, min(TEXTS, len(point))):
            texts.append(piece(text, chance))
            labels.append(number)
    for text in chance.sample(section.alone, min(ALONE, len(section.alone))):
        texts.append(piece(text, chance))
        labels.append(len(points) + len(labels))
    return texts, torch.tensor(labels)


def contrast(vectors: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Supervised contrastive loss of unit vectors, shape (n, dimensions)."""
    centred = torch.nn.functional.normalize(vectors - vectors.mean(dim=0), dim=1)
    scores = centred @ centred.T / TEMPERATURE
    scores = scores.masked_fill(torch.eye(len(labels), dtype=torch.bool), -1e9)
    same = (labels[:, None] == labels[None, :]) & ~torch.eye(len(labels), dtype=torch.bool)
    logs = scores - scores.logsumexp(dim=1, keepdim=True)
    some = same.any(dim=1)
    return -((logs * same).sum(dim=1)[some] / same.sum(dim=1)[some]).mean()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", nargs="*", default=[], metavar="SECTION", help="to be measured on later")
    parser.add_argument("--steps", type=int, default=450)
    parser.add_argument("--out", type=Path, default=LIKENESS)
    options = parser.parse_args(arguments)
    train(load(options.without), options.steps, options.out)


def train(sections: Sequence[Section], steps: int, out: Path) -> None:
    torch.manual_seed(1)
    chance = random.Random(1)
    tokenizer, encoder, learnt = prepared()
    parameters = [p for low in learnt.values() for p in (low.down, low.up)]
    optimiser = torch.optim.AdamW(parameters, RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.1)
    encoder.train()
    order: list[Section] = []
    mean, started = 0.0, time.monotonic()
    for step in range(1, steps + 1):
        if not order:
            order = chance.sample(sections, len(sections))
        texts, labels = batch(order.pop(), chance)
        loss = contrast(embed(tokenizer, encoder, texts), labels)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        mean += (float(loss.detach()) - mean) / min(step, 50)
        if step % 50 == 0:
            print(f"step {step} of {steps}: loss {mean:.3f}, {time.monotonic() - started:.0f} s", flush=True)
            save(learnt, out)
    save(learnt, out)


def prepared() -> tuple[Any, Any, dict[str, LowRank]]:
    """Tokenizer and encoder of the default embedding model, with changes ready to be learnt on every matrix of its layers."""
    from sentence_transformers import SentenceTransformer

    folder = models.require(models.find("embedding"), models.models_folder())
    loaded = SentenceTransformer(str(folder), device="cpu", model_kwargs={"add_pooling_layer": False})
    encoder: Any = loaded[0].auto_model
    encoder.requires_grad_(False)
    learnt = {}
    for name, module in list(encoder.encoder.named_modules()):
        if name.endswith(MATRICES) and isinstance(module, torch.nn.Linear):
            parent, _, own = name.rpartition(".")
            learnt[f"encoder.{name}.weight"] = low = LowRank(module, RANK)
            setattr(encoder.encoder.get_submodule(parent), own, low)
    return loaded.tokenizer, encoder, learnt


def embed(tokenizer: Any, encoder: Any, texts: Sequence[str]) -> torch.Tensor:
    """Unit vectors as the product makes them: mean over tokens, L2 norm. Texts of like length together, to pad little."""
    tokens = tokenizer([f"query: {text}" for text in texts], truncation=True, max_length=128)["input_ids"]
    order = sorted(range(len(texts)), key=lambda i: len(tokens[i]))
    vectors = []
    for start in range(0, len(order), 22):
        padded = tokenizer.pad({"input_ids": [tokens[i] for i in order[start : start + 22]]}, return_tensors="pt")
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = encoder(**padded).last_hidden_state
        mask = padded["attention_mask"].unsqueeze(-1)
        vectors.append((hidden.float() * mask).sum(dim=1) / mask.sum(dim=1))
    back = torch.tensor(order).argsort()
    return torch.nn.functional.normalize(torch.cat(vectors)[back], dim=1)


def save(learnt: dict[str, LowRank], out: Path) -> None:
    tensors = {}
    for name, low in learnt.items():
        tensors[f"{name}.down"] = low.down.detach().half().contiguous()
        tensors[f"{name}.up"] = (KEPT * low.up.detach()).half().contiguous()
    save_file(tensors, str(out))


if __name__ == "__main__":
    main()
