"""llama.cpp in this process: one model, one call at a time, temperature 0."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarizer.errors import GenerationFailed
from summarizer.llm.base import Generation, Request, Usage
from summarizer.llm.turns import Turns

CONTEXT = 4096


class LlamaCpp:
    """A GGUF file. Loads on first use. Requests are written in ChatML, the format of the Qwen family, so that the answer
    can be opened by code; models of another family are run through their own chat template in an OpenAI-compatible server."""

    def __init__(self, path: Path, name: str, threads: int | None = None) -> None:
        self.name = name
        self.usage = Usage()
        self._path = path
        self._threads = threads or os.cpu_count() or 2
        self._turns = Turns()
        self._model: Any = None

    def complete(self, request: Request) -> Generation:
        with self._turns:
            return self._complete(request)

    def stream(self, request: Request) -> Iterator[str]:
        with self._turns:
            for piece in self._loaded()(**self._arguments(request), stream=True):
                yield piece["choices"][0]["text"]

    def _complete(self, request: Request) -> Generation:
        started = time.perf_counter()
        done = self._loaded()(**self._arguments(request))
        choice, used = done["choices"][0], done["usage"]
        self.usage.calls += 1
        self.usage.seconds += time.perf_counter() - started
        self.usage.tokens_in += used["prompt_tokens"]
        self.usage.tokens_out += used["completion_tokens"]
        return Generation(
            choice["text"], choice["finish_reason"] == "length", used["prompt_tokens"], used["completion_tokens"]
        )

    def _arguments(self, request: Request) -> dict[str, Any]:
        prompt = chatml(request)
        room = CONTEXT - request.max_tokens
        if len(self._loaded().tokenize(prompt.encode(), special=True)) > room:
            raise GenerationFailed(
                f"Frågan till språkmodellen blev för lång ({request.prompt_id}); dela upp underlaget."
            )
        arguments: dict[str, Any] = {
            "prompt": prompt,
            "max_tokens": request.max_tokens,
            "temperature": 0.0,
            "seed": 1,
            "stop": [*request.stop, "<|im_end|>"],
        }
        if request.schema is not None:
            from llama_cpp.llama_grammar import LlamaGrammar

            arguments["grammar"] = LlamaGrammar.from_json_schema(json.dumps(request.schema), verbose=False)
        return arguments

    def _loaded(self) -> Any:
        if self._model is None:
            # Threads that spin while they wait for each other stand still when other programs want the cores too (measured:
            # 5 to 20 times slower). OpenMP reads this when llama.cpp is loaded.
            os.environ.setdefault("OMP_WAIT_POLICY", "passive")
            from llama_cpp import Llama

            self._model = Llama(
                model_path=str(self._path),
                n_ctx=CONTEXT,
                n_batch=512,
                n_threads=self._threads,
                n_threads_batch=self._threads,
                n_gpu_layers=-1,
                seed=1,
                verbose=False,
            )
        return self._model


def chatml(request: Request) -> str:
    """The request in ChatML, with the assistant's turn opened."""
    turns = "".join(f"<|im_start|>{role}\n{text}<|im_end|>\n" for role, text in request.turns)
    return f"{turns}<|im_start|>assistant\n{request.opening.rstrip()}"  # a last space would split a token
