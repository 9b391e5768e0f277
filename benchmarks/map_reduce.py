"""The ordinary way, for comparison: the same model summarises batches of answers with [n] after each sentence, then merges
the partial summaries. Nothing is checked or counted by code; the result is put in the shape that the figures read."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

from benchmarks.product import Json
from summarizer.llm import LanguageModel, Request
from summarizer.records import Answer

BATCH = 5000  # characters of answers in one prompt
LONGEST = 7000  # characters of partial summaries in one prompt
SYSTEM = "Du är en noggrann utredare som sammanfattar svar i ett samråd på svenska."
MAP = (
    'Sammanfatta alla synpunkter i svaren nedan, en punkt per rad som börjar med "- ". '
    "Avsluta varje punkt med numren på de svar som den bygger på, till exempel [3][7].\n\n{texts}"
)
REDUCE = (
    "Slå ihop delsammanfattningarna nedan till en sammanfattning utan upprepningar, en synpunkt per rad som börjar med "
    '"- ". Behåll numren inom hakparentes efter varje synpunkt. Ta med enstaka röster och motstridiga åsikter.\n\n{texts}'
)
_CITED = re.compile(r"\[([\d,\s]+)\]")


def summarise(answers: Sequence[Answer], llm: LanguageModel) -> tuple[Json, Json, float]:
    """The documents ``summarize`` and ``points`` would give, and the seconds it took."""
    started = time.perf_counter()
    numbered = [f"[{n}] {a.organisation}: {a.text}" for n, a in enumerate(answers, 1)]
    partial = [_ask(llm, MAP, batch) for batch in _batches(numbered, BATCH)]
    while len(partial) > 1:
        batches = _batches(partial, LONGEST)
        if len(batches) == len(partial):
            break  # no two of them fit in one prompt
        partial = [_ask(llm, REDUCE, batch) for batch in batches]
    seconds = time.perf_counter() - started
    points, summary = documents("\n".join(partial), answers)
    return summary, points, seconds


def documents(text: str, answers: Sequence[Answer]) -> tuple[Json, Json]:
    """What ``points`` and ``summarize`` would give for lines that cite answers by number."""
    entries = _entries(text, answers)
    return _points(entries, answers), _document(entries, answers)


def _ask(llm: LanguageModel, prompt: str, texts: Sequence[str]) -> str:
    turns = (("system", SYSTEM), ("user", prompt.format(texts="\n\n".join(texts))))
    return llm.complete(Request(turns, max_tokens=900, prompt_id="map_reduce")).text


def _batches(texts: Sequence[str], size: int) -> list[list[str]]:
    batches: list[list[str]] = [[]]
    for text in texts:
        if batches[-1] and sum(map(len, batches[-1])) + len(text) > size:
            batches.append([])
        batches[-1].append(text)
    return batches


def _entries(text: str, answers: Sequence[Answer]) -> list[Json]:
    """One entry per line; what it cites is whole answers, and numbers that no answer has are left out."""
    entries = []
    for number, line in enumerate(line.strip() for line in text.splitlines() if line.strip()):
        cited = {int(n) for group in _CITED.findall(line) for n in group.replace(",", " ").split()}
        sources = [answers[n - 1] for n in sorted(cited) if 0 < n <= len(answers)]
        claim = _CITED.sub("", line).removeprefix("-").strip()
        citations = [
            {
                "submission_id": a.submission_id,
                "answer_id": a.answer_id,
                "start": 0,
                "end": len(a.text),
                "quote": a.text,
            }
            for a in sources
        ]
        entries.append(
            {
                "theme_id": f"M{number}",
                "title": claim[:60],
                "respondents": len({a.submission_id for a in sources}),
                "respondent_types": {},
                "claims": [{"text": claim, "citations": citations}],
                "points": [a.answer_id for a in sources],
            }
        )
    return entries


def _points(entries: Sequence[Json], answers: Sequence[Answer]) -> Json:
    """Each answer as one point, in the theme of the first line that cites it."""
    theme: dict[str, str] = {}
    for entry in entries:
        for answer_id in entry["points"]:
            theme.setdefault(answer_id, entry["theme_id"])
    return [
        {
            "point_id": a.answer_id,
            "answer_id": a.answer_id,
            "submission_id": a.submission_id,
            "start": 0,
            "end": len(a.text),
            "quote": a.text,
            "theme_id": theme.get(a.answer_id, "uncited"),
        }
        for a in answers
    ]


def _document(entries: Sequence[Json], answers: Sequence[Answer]) -> Json:
    senders = len({a.submission_id for a in answers})
    return {
        "themes": list(entries),
        "lone_voices": [],
        "conflicts": [],
        "silent": {"asked": senders, "answered": senders},
        "ledger": {"unaccounted": 0},
    }
