"""llama.cpp in this process: one model, one call at a time, temperature 0."""

from __future__ import annotations

import ctypes
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from index.idle import Idle
from summarizer.errors import GenerationFailed
from summarizer.llm.base import Generation, Request, Usage
from summarizer.llm.calibration import Threads
from summarizer.llm.chatml import END, beginning, chatml
from summarizer.llm.cores import cores
from summarizer.llm.shelf import Shelf
from summarizer.llm.turns import Turns, unhurried

CONTEXT = 4096
_BATCH = 512  # tokens of a prompt that are evaluated at a time
_WORTH_KEEPING = 64  # tokens of a prompt's beginning; fewer are computed as fast as they are copied
_TRIED = (
    "Vägarna i inlandet behöver rustas upp så att bussarna kommer fram. " * 20,
    96,
    16,
)  # text; tokens to read, to write
_KEPT = 8  # beginnings of prompts whose state is kept, about 20 MB each with the default model


class LlamaCpp:
    """A GGUF file. Loads on first use. Requests are written in ChatML, the format of the Qwen family, so that the answer
    can be opened by code; models of another family are run through their own chat template in an OpenAI-compatible server."""

    def __init__(
        self,
        path: Path,
        name: str,
        threads: Threads | None = None,
        idle: float = 0.0,
        shelf: Path | None = None,
        turns_we: bool = True,
    ) -> None:
        """``idle``: seconds without use after which the model is let go of (index/idle.py); the next use loads it again.
        ``shelf``: folder for the computed states of prompts' constant beginnings (shelf.py). ``turns_we``: see models/catalogue.py."""
        self.name, self.turns_we = name, turns_we
        self.usage = Usage()
        self._path, self._shelf = path, shelf
        self._threads = threads or Threads(cores(), cores())
        self._turns = Turns()
        self._idle = Idle(self._let_go, idle)
        self._model: Any = None
        self._beginnings: _Beginnings | None = None

    def complete(self, request: Request) -> Generation:
        with self._turns:
            try:
                return self._complete(request)
            finally:
                self._idle.used()

    def stream(self, request: Request) -> Iterator[str]:
        with self._turns:
            try:
                for piece in self._loaded()(**self._arguments(request), stream=True):
                    yield piece["choices"][0]["text"]
            finally:
                self._idle.used()

    def rehearse(self, threads: int) -> tuple[float, float]:
        """Seconds to read and to write a little with so many threads, by the clock. Nothing is different afterwards."""
        import llama_cpp

        with self._turns:
            model, (text, read, write) = self._loaded(), _TRIED
            context, tokens = model._ctx.ctx, model.tokenize(text.encode())[: read + write]
            llama_cpp.llama_set_n_threads(context, threads, threads)
            try:
                model.reset()
                began = time.perf_counter()
                model.eval(tokens[:read])
                llama_cpp.llama_synchronize(context)  # a GPU works on by itself
                turned = time.perf_counter()
                for token in tokens[read:]:
                    model.eval([token])
                llama_cpp.llama_synchronize(context)
                return turned - began, time.perf_counter() - turned
            finally:
                model.reset()
                self._set_threads()
                self._idle.used()

    def use(self, threads: Threads) -> None:
        """From the next call on."""
        with self._turns:
            self._threads = threads
            if self._model is not None:
                self._set_threads()

    def _set_threads(self) -> None:
        import llama_cpp

        llama_cpp.llama_set_n_threads(self._model._ctx.ctx, self._threads.write, self._threads.read)

    def _let_go(self) -> None:
        with unhurried(), self._turns:
            if self._model is None or not self._idle.idle():
                return  # somebody was quicker, and the watch goes on
            self._model.close()
            self._model = self._beginnings = None

    def _complete(self, request: Request) -> Generation:
        started = time.perf_counter()
        arguments = self._arguments(request)
        done = self._loaded()(**arguments)
        left = request.hopeless is not None and arguments["stopping_criteria"].met
        choice, used = done["choices"][0], done["usage"]
        self.usage.calls += 1
        self.usage.seconds += time.perf_counter() - started
        self.usage.tokens_in += used["prompt_tokens"]
        self.usage.tokens_out += used["completion_tokens"]
        cut = left or choice["finish_reason"] == "length"
        return Generation(choice["text"], cut, used["prompt_tokens"], used["completion_tokens"])

    def _arguments(self, request: Request) -> dict[str, Any]:
        prompt = chatml(request)
        tokens = self._loaded().tokenize(prompt.encode(), special=True)
        if len(tokens) > CONTEXT - request.max_tokens:
            raise GenerationFailed(
                f"Frågan till språkmodellen blev för lång ({request.prompt_id}); dela upp underlaget."
            )
        if self._beginnings is not None:
            first = self._loaded().tokenize(beginning(request).encode(), special=True)
            self._beginnings.begin(first, tokens, request.constant)
        arguments: dict[str, Any] = {
            "prompt": prompt,
            "max_tokens": request.max_tokens,
            "temperature": 0.0,
            "seed": 1,
            "stop": [*request.stop, END],
        }
        if request.hopeless is not None:
            arguments["stopping_criteria"] = _Hopeless(self._model, len(tokens), request.hopeless)
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
                n_batch=_BATCH,
                n_threads=self._threads.write,
                n_threads_batch=self._threads.read,
                n_gpu_layers=-1,
                seed=1,
                verbose=False,
            )
            self._beginnings = _Beginnings(self._model, self._shelved())
        return self._model

    def _shelved(self) -> Shelf | None:
        import llama_cpp

        if self._shelf is None:
            return None
        computes = llama_cpp.llama_print_system_info().decode()
        return Shelf(self._shelf, f"{self.name}\0{CONTEXT} {_BATCH}\0{llama_cpp.__version__}\0{computes}")


class _Hopeless:
    """Leaves an answer that will not be taken. llama-cpp-python asks before each new token."""

    def __init__(self, model: Any, prompt: int, hopeless: Callable[[str], bool]) -> None:
        self.met = False
        self._model, self._prompt, self._hopeless = model, prompt, hopeless

    def __call__(self, tokens: Any, _odds: Any) -> bool:
        written = self._model.detokenize(tokens[self._prompt :].tolist()).decode("utf-8", errors="ignore")
        self.met = self.met or self._hopeless(written)
        return self.met


class _Beginnings:
    """The computed states of prompts' constant beginnings.

    A prompt of another kind does not have its examples computed again (some seconds on two cores), and every answer goes on
    from the same state in the same steps, whatever was asked before: the last bits of a sum depend on how it is cut up.
    """

    def __init__(self, model: Any, shelf: Shelf | None = None) -> None:
        self._model = model
        self._shelf = shelf
        self._states: dict[tuple[int, ...], Any] = {}  # the latest used last

    def begin(self, first: Sequence[int], tokens: Sequence[int], constant: bool = False) -> None:
        """Leave the model at the end of ``first``, the beginning of the prompt ``tokens``. ``constant``: it may be shelved."""
        key = tuple(first)
        if len(key) < _WORTH_KEEPING or tuple(tokens[: len(key)]) != key:
            return
        model, state = self._model, self._states.pop(key, None)
        if state is None:
            state = self._found(key, self._shelf if constant else None)
            if len(self._states) >= _KEPT:
                del self._states[next(iter(self._states))]
        elif model.n_tokens < len(key) or tuple(model.input_ids[: len(key)].tolist()) != key:
            self._put_back(state, key)
        model.n_tokens = len(key)  # what stands after it is dropped at the next evaluation
        self._states[key] = state

    def _found(self, key: tuple[int, ...], shelf: Shelf | None) -> Any:
        """The state on the shelf, put back, or computed and shelved."""
        self._model.reset()
        shelved = shelf.take(key) if shelf is not None else None
        if shelved is not None:
            state = (ctypes.c_uint8 * len(shelved)).from_buffer_copy(shelved)
            self._put_back(state, key)
            return state
        self._model.eval(list(key))
        state = self._taken()
        if shelf is not None:
            shelf.put(key, bytes(state))
        return state

    def _taken(self) -> Any:
        import llama_cpp

        context = self._model._ctx.ctx
        size = llama_cpp.llama_state_seq_get_size(context, 0)
        state = (ctypes.c_uint8 * size)()
        llama_cpp.llama_state_seq_get_data(context, state, size, 0)
        return state

    def _put_back(self, state: Any, key: tuple[int, ...]) -> None:
        import llama_cpp

        self._model._ctx.kv_cache_seq_rm(-1, 0, -1)
        if not llama_cpp.llama_state_seq_set_data(self._model._ctx.ctx, state, len(state), 0):
            self._model.reset()  # of a llama.cpp that cannot: computed again
            self._model.eval(list(key))
        self._model.input_ids[: len(key)] = key
