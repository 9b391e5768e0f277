"""ChatML, the format of the Qwen family: a request as one text, so that code can open the answer."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.llm.base import Request

END = "<|im_end|>"


def beginning(request: Request) -> str:
    """What requests made from one prompt have in common: all turns but the last, in ChatML, to the mark that opens the last
    (whose text might be joined with what stands before it in one token)."""
    return f"{_turns(request.turns[:-1])}<|im_start|>"


def chatml(request: Request) -> str:
    """The request in ChatML, with the assistant's turn opened."""
    turns = _turns(request.turns)
    return f"{turns}<|im_start|>assistant\n{request.opening.rstrip()}"  # a last space would split a token


def _turns(turns: Sequence[tuple[str, str]]) -> str:
    return "".join(f"<|im_start|>{role}\n{text}<|im_end|>\n" for role, text in turns)
