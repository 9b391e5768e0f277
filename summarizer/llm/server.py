"""An OpenAI-compatible server inside the network: how it is reached, asked again when it is busy, and told of when it is not there."""

from __future__ import annotations

import ipaddress
import random
import socket
import time
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import urlsplit

import httpx

from summarizer.errors import GenerationFailed, UsageError

ATTEMPTS = 3


class Refused(GenerationFailed):
    """The server answered that it does not take this request."""


class Server:
    """Raises UsageError for an address outside the own network, unless that is allowed. Used from many threads at once."""

    def __init__(self, url: str, what: str, allow_public: bool, timeout: float) -> None:
        if not allow_public:
            require_private(url)
        self._url = url.rstrip("/")
        self._what = what  # how a person knows it
        self._client = httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """Retries with growing pauses when the server is busy, away or silent. Raises GenerationFailed, Refused for a request
        that it does not take."""
        reason = ""
        for attempt in range(ATTEMPTS):
            if attempt:
                time.sleep(2.0**attempt + random.random() * attempt)  # not all that were refused at once again
            try:
                response = self._client.post(f"{self._url}/{path}", json=body)
            except httpx.HTTPError as exc:
                reason = type(exc).__name__
                continue
            if response.status_code == 200:
                try:
                    return response.json()
                except ValueError as exc:
                    raise self.failed("svaret är inte JSON") from exc
            reason = f"svarskod {response.status_code}"
            if response.status_code in (400, 422) or "validation error" in response.text:  # llama-cpp-python's says 500
                raise Refused(str(self.failed(reason)))
            if response.status_code < 500 and response.status_code != 429:
                break
        raise self.failed(reason)

    def stream(self, path: str, body: dict[str, Any]) -> AbstractContextManager[httpx.Response]:
        return self._client.stream("POST", f"{self._url}/{path}", json=body)

    def close(self) -> None:
        self._client.close()

    def failed(self, reason: str) -> GenerationFailed:
        return GenerationFailed(f"{self._what} på {self._url} svarar inte ({reason}); kontrollera att den är i gång.")


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
