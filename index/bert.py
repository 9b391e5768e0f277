"""BERT with mean pooling, by torch alone: to the last bit the vectors of sentence_transformers, which takes five seconds of
processor time to import. The weights are mapped from the file: of the word vectors only those that are used are read."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.adapter import deltas

_MODULES = ["Transformer", "Pooling", "Normalize"]
BATCH = 32

Weights = Mapping[str, Any]  # torch tensors by the names they have in the file


def can_run(folder: Path) -> bool:
    """Whether the model in the folder is of the kind that is computed here, file by file."""
    try:
        modules = [module["type"].rpartition(".")[2] for module in _read(folder / "modules.json")]
        config, pooling = _read(folder / "config.json"), _read(folder / "1_Pooling" / "config.json")
        limits = _read(folder / "sentence_bert_config.json")
    except (OSError, ValueError, KeyError, TypeError):
        return False
    pools = [name for name, on in pooling.items() if name.startswith("pooling_mode") and on]
    return (
        modules == _MODULES
        and config.get("model_type") == "bert"
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and pools == ["pooling_mode_mean_tokens"]
        and not limits.get("do_lower_case")
        and all((folder / name).is_file() for name in ("model.safetensors", "tokenizer.json"))
    )


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


class Bert:
    """A loaded model."""

    def __init__(self, folder: Path) -> None:
        from safetensors import safe_open
        from tokenizers import Tokenizer

        config = _read(folder / "config.json")
        self._layers = int(config["num_hidden_layers"])
        self._heads = int(config["num_attention_heads"])
        self._eps = float(config["layer_norm_eps"])
        self._pad = int(config.get("pad_token_id", 0))
        self._tokens = Tokenizer.from_file(str(folder / "tokenizer.json"))
        longest = _read(folder / "sentence_bert_config.json").get("max_seq_length") or config["max_position_embeddings"]
        self._tokens.no_padding()
        self._tokens.enable_truncation(int(longest))
        with safe_open(str(folder / "model.safetensors"), framework="pt") as file:
            self._weights: Weights = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118

    def adapted(self, changes: Path) -> Bert:
        """The same model with changed layers; what is not changed is shared."""
        other = copy.copy(self)
        other._weights = {**self._weights, **{n: self._weights[n] + added for n, added in deltas(changes).items()}}
        return other

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimensions). Texts of like length are computed together, as the library does."""
        import torch

        order = np.argsort([-len(text) for text in texts])
        found: list[NDArray[np.float32]] = []
        with torch.inference_mode():
            for at in range(0, len(texts), BATCH):
                batch = [texts[i] for i in order[at : at + BATCH]]
                found.append(self._batch([told.ids for told in self._tokens.encode_batch(batch)]).numpy())
        vectors = np.concatenate(found)
        back = np.empty_like(vectors)
        back[order] = vectors
        return back

    def _batch(self, ids: list[list[int]]) -> Any:
        """Unit vectors of rows of token ids."""
        import torch
        from torch.nn import functional as f

        weights, width = self._weights, max(map(len, ids))
        tokens = torch.tensor([row + [self._pad] * (width - len(row)) for row in ids])
        there = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in ids])
        mask = None if bool(there.all()) else there.bool()[:, None, None, :].expand(-1, 1, width, -1)

        def linear(name: str, values: Any) -> Any:
            return f.linear(values, weights[f"{name}.weight"], weights[f"{name}.bias"])

        def norm(name: str, values: Any) -> Any:
            weight = weights[f"{name}.weight"]
            return f.layer_norm(values, weight.shape, weight, weights[f"{name}.bias"], self._eps)

        def heads(values: Any) -> Any:
            return values.view(len(ids), width, self._heads, -1).transpose(1, 2)

        state = f.embedding(tokens, weights["embeddings.word_embeddings.weight"])
        state = state + weights["embeddings.token_type_embeddings.weight"][0]
        state = state + weights["embeddings.position_embeddings.weight"][:width]
        state = norm("embeddings.LayerNorm", state)
        for number in range(self._layers):
            layer = f"encoder.layer.{number}"
            query, key, value = (heads(linear(f"{layer}.attention.self.{n}", state)) for n in ("query", "key", "value"))
            seen = f.scaled_dot_product_attention(query, key, value, attn_mask=mask)
            seen = seen.transpose(1, 2).reshape(len(ids), width, -1)
            state = norm(f"{layer}.attention.output.LayerNorm", linear(f"{layer}.attention.output.dense", seen) + state)
            inner = f.gelu(linear(f"{layer}.intermediate.dense", state))
            state = norm(f"{layer}.output.LayerNorm", linear(f"{layer}.output.dense", inner) + state)
        seen = there[:, :, None].to(state.dtype)
        mean = (state * seen).sum(1) / seen.sum(1).clamp(min=1e-9)
        return f.normalize(f.normalize(mean, p=2, dim=1), p=2, dim=1)  # twice, as there: the same to the last bit
