"""A language model behind an OpenAI-compatible address inside the network (llama-server, vLLM, Ollama)."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx

from summarizer.llm.base import Generation, Request, Usage
from summarizer.llm.chatml import END, chatml
from summarizer.llm.server import Refused, Server


class OpenAICompatible:
    """Chat completions over HTTP. The opening is sent as the assistant's unfinished turn, which these servers continue.

    ``whole``: the server does not (llama-cpp-python's begins a turn of its own), and its model is written in ChatML. Then what
    has an opening goes as one text to /v1/completions, as llama.cpp in this process gets it.
    """

    def __init__(
        self,
        url: str,
        model: str,
        allow_public: bool = False,
        timeout: float = 120.0,
        in_flight: int = 1,
        whole: bool = False,
    ) -> None:
        self.name = f"{url}#{model}"
        self.usage = Usage()
        self.in_flight = in_flight
        self._counting = threading.Lock()
        self._server = Server(url, "Språkmodellen", allow_public, timeout)
        self._model = model
        self._form = _openai_form
        self._whole = whole

    def complete(self, request: Request) -> Generation:
        started = time.perf_counter()
        data = self._posted(request)
        try:
            choice, used = data["choices"][0], data.get("usage") or {}
            content = (choice["text"] if "text" in choice else choice["message"]["content"]) or ""
        except (AttributeError, LookupError, TypeError) as exc:
            raise self._server.failed("svaret är ingen text från en språkmodell") from exc
        tokens = int(used.get("prompt_tokens", 0)), int(used.get("completion_tokens", 0))
        with self._counting:
            self.usage.calls += 1
            self.usage.seconds += time.perf_counter() - started
            self.usage.tokens_in += tokens[0]
            self.usage.tokens_out += tokens[1]
        text = _without(content, request.opening)
        return Generation(text, choice.get("finish_reason") == "length", *tokens)

    def close(self) -> None:
        """The connections that were kept for the next request."""
        self._server.close()

    def _posted(self, request: Request) -> Any:
        """A server that refuses a schema in OpenAI's form is asked in llama.cpp's, from then on."""
        if self._whole and request.opening:
            return self._server.post("completions", self._whole_body(request))
        try:
            return self._server.post("chat/completions", self._body(request))
        except Refused:
            if request.schema is None or self._form is _llama_form:
                raise
            self._form = _llama_form
            return self._server.post("chat/completions", self._body(request))

    def stream(self, request: Request) -> Iterator[str]:
        body = self._body(request) | {"stream": True}
        try:
            with self._server.stream("chat/completions", body) as response:
                response.raise_for_status()
                for line in response.iter_lines():
                    if line.startswith("data: ") and line != "data: [DONE]":
                        yield json.loads(line[6:])["choices"][0]["delta"].get("content") or ""
        except (httpx.HTTPError, ValueError, LookupError) as exc:
            raise self._server.failed(type(exc).__name__) from exc

    def _whole_body(self, request: Request) -> dict[str, Any]:
        stop = [*request.stop, END]
        return {"model": self._model, "prompt": chatml(request), "max_tokens": request.max_tokens, "temperature": 0, "seed": 1,
                "stop": stop}  # fmt: skip

    def _body(self, request: Request) -> dict[str, Any]:
        messages = [{"role": role, "content": text} for role, text in request.turns]
        body: dict[str, Any] = {
            "model": self._model, "messages": messages, "max_tokens": request.max_tokens, "temperature": 0, "seed": 1,
        }  # fmt: skip
        if request.opening:
            messages.append({"role": "assistant", "content": request.opening})
            body |= {"add_generation_prompt": False, "continue_final_message": True}
        if request.stop:
            body["stop"] = list(request.stop)
        if request.schema is not None:
            body["response_format"] = self._form(request.schema)
        return body


def _openai_form(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}


def _llama_form(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "json_object", "schema": schema}


def _without(text: str, opening: str) -> str:
    """Some servers repeat the opening, some do not."""
    return text.removeprefix(opening) if opening else text
