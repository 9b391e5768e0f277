"""A sentence-transformers folder with a BERT of two layers and random weights: what an embedding model is, in 100 kB."""

from __future__ import annotations

import json
from pathlib import Path

from tokenizers import Tokenizer, models, pre_tokenizers, processors

WORDS = ("query:", "passage:", "vägen", "bussen", "tåget", "går", "inte", "ofta", "hål", "i")
SIZE, LAYERS, LONGEST = 24, 2, 12
_MODULES = ("Transformer", "Pooling", "Normalize")


def write_tiny_bert(folder: Path) -> Path:
    """The folder, made and filled."""
    import torch
    from safetensors.torch import save_file

    (folder / "1_Pooling").mkdir(parents=True)
    vocabulary = {word: number for number, word in enumerate(("<s>", "<pad>", "</s>", "<unk>", *WORDS))}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.TemplateProcessing("<s> $A </s>", None, [("<s>", 0), ("</s>", 2)])
    tokenizer.save(str(folder / "tokenizer.json"))
    files = {
        "config.json": {
            "architectures": ["BertModel"], "model_type": "bert", "hidden_size": SIZE, "num_hidden_layers": LAYERS,
            "num_attention_heads": 4, "intermediate_size": 2 * SIZE, "vocab_size": len(vocabulary), "hidden_act": "gelu",
            "max_position_embeddings": 2 * LONGEST, "type_vocab_size": 2, "layer_norm_eps": 1e-12, "pad_token_id": 1,
        },
        "modules.json": [
            {"idx": i, "name": str(i), "path": f"{i}_{name}" if i else "", "type": f"sentence_transformers.models.{name}"}
            for i, name in enumerate(_MODULES)
        ],
        "sentence_bert_config.json": {"max_seq_length": LONGEST, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": SIZE, "pooling_mode_cls_token": False, "pooling_mode_mean_tokens": True,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": LONGEST, "pad_token": "<pad>", "unk_token": "<unk>",
            "cls_token": "<s>", "sep_token": "</s>",
        },
    }  # fmt: skip
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    chance = torch.Generator().manual_seed(3)
    shapes = {
        "embeddings.word_embeddings.weight": (len(vocabulary), SIZE),
        "embeddings.position_embeddings.weight": (2 * LONGEST, SIZE),
        "embeddings.token_type_embeddings.weight": (2, SIZE),
        **_norm("embeddings.LayerNorm"),
    }
    for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            shapes |= _linear(f"{layer}.attention.{part}", SIZE, SIZE)
        shapes |= _linear(f"{layer}.intermediate.dense", 2 * SIZE, SIZE) | _linear(
            f"{layer}.output.dense", SIZE, 2 * SIZE
        )
        shapes |= _norm(f"{layer}.attention.output.LayerNorm") | _norm(f"{layer}.output.LayerNorm")
    weights = {name: torch.randn(shape, generator=chance) / 3 for name, shape in shapes.items()}
    save_file(weights, str(folder / "model.safetensors"), metadata={"format": "pt"})
    return folder


def _linear(name: str, outputs: int, inputs: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (outputs, inputs), f"{name}.bias": (outputs,)}


def _norm(name: str) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (SIZE,), f"{name}.bias": (SIZE,)}
