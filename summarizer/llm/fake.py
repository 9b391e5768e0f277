"""A language model for unit tests: answers from a list, or by a function of the request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from summarizer.errors import GenerationFailed
from summarizer.llm.base import Generation, Request, Usage


class FakeLLM:
    """Gives the answers in order; a callable is asked each time. Remembers the requests."""

    name = "fake"

    def __init__(self, answers: Sequence[str] | Callable[[Request], str]) -> None:
        self._answers = answers
        self.usage = Usage()
        self.requests: list[Request] = []

    def complete(self, request: Request) -> Generation:
        self.requests.append(request)
        self.usage.calls += 1
        if callable(self._answers):
            return Generation(self._answers(request), cut=False)
        if len(self.requests) > len(self._answers):
            raise GenerationFailed("Språkmodellen gav inget svar; försök igen.")
        return Generation(self._answers[len(self.requests) - 1], cut=False)

    def stream(self, request: Request) -> Iterator[str]:
        yield self.complete(request).text
