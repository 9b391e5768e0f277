"""The figures of a section's suggested edits, from the document of ``draft`` and the labels."""

from __future__ import annotations

from benchmarks.facts import unsaid
from benchmarks.figures import Figure, counted
from benchmarks.labels import Span
from benchmarks.product import Json
from benchmarks.quality_set import ExpectedEdit
from benchmarks.summary_figures import Account


def figures(account: Account, draft: Json) -> list[Figure]:
    """All figures of the suggestions on one section. ``account`` gives answers, points and labels."""
    suggestions = draft["suggestions"]
    edits = [e for e in account.labels.made.edits if e.section == account.section]
    best = {edit: _best(account, suggestions, edit) for edit in edits}
    proposed = [(best[e] is not None, f"{e.part} {'/'.join(e.ops)} ”{e.target}” ({e.point})") for e in edits]
    exact = [
        (best[e] is not None and _cites_words(account, best[e], e.point), f"{e.part} ”{e.target}” ({e.point})")
        for e in edits
    ]
    words = sum(e.words_in(_texts(best[e])) for e in edits if best[e] is not None)
    wanted = sum(len(e.words) for e in edits if best[e] is not None)
    missing = tuple(
        f"{', '.join(e.words)}: {_texts(best[e])}"
        for e in edits
        if best[e] is not None and e.words_in(_texts(best[e])) < len(e.words)
    )
    return [
        counted("labelled edits proposed", proposed, "≥ 85 %"),
        counted("… citing a sentence that makes the point", exact, ""),
        Figure("words that must be there (of edits proposed)", words, wanted, "≥ 90 %", missing),
        _unsaid(account, suggestions),
        _uncited(account, suggestions),
        _unexplained(account, draft),
        Figure("suggestions", len(suggestions)),
    ]


def _texts(suggestion: Json) -> str:
    return " ".join([suggestion["text"], *suggestion["alternatives"]])


def _span(citation: Json) -> Span:
    return Span(citation["answer_id"], citation["start"], citation["end"])


def _best(account: Account, suggestions: Json, edit: ExpectedEdit) -> Json | None:
    """The suggestion with the right part, op, target and a sender of the point; the one with most of the words."""
    makers = account.labels.made.makers(edit.point)
    fitting = [
        s
        for s in suggestions
        if s["part"] == edit.part
        and s["op"] in edit.ops
        and (not edit.target or (s["target"] is not None and edit.target in s["target"]["text"]))
        and makers & {account.labels.senders.get(c["submission_id"]) for c in s["citations"]}
    ]
    return max(fitting, key=lambda s: (edit.words_in(_texts(s)), _cites_words(account, s, edit.point)), default=None)


def _cites_words(account: Account, suggestion: Json, point: str) -> bool:
    return any(point in account.labels.made_in(_span(c)) for c in suggestion["citations"])


def _unsaid(account: Account, suggestions: Json) -> Figure:
    """Numbers, names and places that stand neither in a cited answer's point nor in the baseline."""
    current = " ".join(account.labels.made.baseline.get(account.section, {}).values())
    wrong = []
    for s in suggestions:
        spans = [_span(c) for c in s["citations"]]
        said = [
            p["quote"]
            for p in account.points
            if any(p["answer_id"] == x.answer_id and x.overlap(p["start"], p["end"]) for x in spans)
        ]
        strange = unsaid(_texts(s), "\n".join([*said, *(c["quote"] for c in s["citations"]), current]))
        wrong += [f"{', '.join(strange)}: {_texts(s)}"] if strange else []
    return Figure("suggestions with a fact that nobody said", len(wrong), None, "0", tuple(wrong))


def _uncited(account: Account, suggestions: Json) -> Figure:
    def valid(c: Json) -> bool:
        answer = account.answers.get(c["answer_id"])
        return answer is not None and bool(c["quote"]) and answer.text[c["start"] : c["end"]] == c["quote"]

    wrong = [s["text"] for s in suggestions if not s["citations"] or not all(map(valid, s["citations"]))]
    return Figure("suggestions without a valid citation", len(wrong), None, "0", tuple(wrong))


def _unexplained(account: Account, draft: Json) -> Figure:
    """Points with substance that no suggestion cites and that are not listed with a reason."""
    listed = {p["point_id"] for p in draft["points_without_suggestion"] if p["why"].strip()}
    spans = [_span(c) for s in draft["suggestions"] for c in s["citations"]]
    left = [
        p["quote"]
        for p in account.points
        if p["theme_id"] is not None
        and p["point_id"] not in listed
        and not any(s.answer_id == p["answer_id"] and s.overlap(p["start"], p["end"]) for s in spans)
    ]
    return Figure("points neither suggested on nor explained", len(left), None, "0", tuple(left))
