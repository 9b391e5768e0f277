"""A language model behind an OpenAI-compatible address inside the network (llama-server, vLLM, Ollama)."""

from __future__ import annotations

import ipaddress
import json
import socket
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx

from summarizer.errors import GenerationFailed, UsageError
from summarizer.llm.base import Generation, Request, Usage

ATTEMPTS = 3


class OpenAICompatible:
    """Chat completions over HTTP. The opening is sent as the assistant's unfinished turn, which these servers continue."""

    def __init__(self, url: str, model: str, allow_public: bool = False, timeout: float = 120.0) -> None:
        if not allow_public:
            require_private(url)
        self.name = f"{url}#{model}"
        self.usage = Usage()
        self._url = url.rstrip("/")
        self._model = model
        self._client = httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False)

    def complete(self, request: Request) -> Generation:
        started = time.perf_counter()
        data = self._post(self._body(request))
        try:
            choice, used = data["choices"][0], data.get("usage") or {}
            content = choice["message"]["content"] or ""
        except (AttributeError, LookupError, TypeError) as exc:
            raise self._failed("svaret är ingen text från en språkmodell") from exc
        self.usage.calls += 1
        self.usage.seconds += time.perf_counter() - started
        tokens = int(used.get("prompt_tokens", 0)), int(used.get("completion_tokens", 0))
        self.usage.tokens_in += tokens[0]
        self.usage.tokens_out += tokens[1]
        text = _without(content, request.opening)
        return Generation(text, choice.get("finish_reason") == "length", *tokens)

    def stream(self, request: Request) -> Iterator[str]:
        body = self._body(request) | {"stream": True}
        try:
            with self._client.stream("POST", f"{self._url}/chat/completions", json=body) as response:
                response.raise_for_status()
                for line in response.iter_lines():
                    if line.startswith("data: ") and line != "data: [DONE]":
                        yield json.loads(line[6:])["choices"][0]["delta"].get("content") or ""
        except (httpx.HTTPError, ValueError, LookupError) as exc:
            raise self._failed(type(exc).__name__) from exc

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
            body["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "answer", "schema": request.schema},
            }
        return body

    def _post(self, body: dict[str, Any]) -> Any:
        """Retries with growing pauses when the server is busy or away. Raises GenerationFailed."""
        reason = ""
        for attempt in range(ATTEMPTS):
            if attempt:
                time.sleep(2.0**attempt)
            try:
                response = self._client.post(f"{self._url}/chat/completions", json=body)
            except httpx.HTTPError as exc:
                reason = type(exc).__name__
                continue
            if response.status_code == 200:
                try:
                    return response.json()
                except ValueError as exc:
                    raise self._failed("svaret är inte JSON") from exc
            reason = f"svarskod {response.status_code}"
            if response.status_code < 500 and response.status_code != 429:
                break
        raise self._failed(reason)

    def _failed(self, reason: str) -> GenerationFailed:
        return GenerationFailed(f"Språkmodellen på {self._url} svarar inte ({reason}); kontrollera att den är i gång.")


def require_private(url: str) -> None:
    """Raises UsageError unless the address is this machine or a private network: nothing may leave the building."""
    host = urlsplit(url).hostname
    if host is None:
        raise UsageError(f"”{url}” är ingen adress; skriv till exempel http://127.0.0.1:8080/v1")
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except OSError as exc:
        raise UsageError(f"Värden {host} går inte att hitta; kontrollera adressen till språkmodellen.") from exc
    if not all(
        ipaddress.ip_address(a.split("%")[0]).is_private or ipaddress.ip_address(a.split("%")[0]).is_loopback
        for a in found
    ):
        raise UsageError(f"{host} ligger utanför det egna nätet; Samspel skickar inte inspel dit.")


def _without(text: str, opening: str) -> str:
    """Some servers repeat the opening, some do not."""
    return text.removeprefix(opening) if opening else text
