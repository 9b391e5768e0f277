"""A small workspace, seeded through the store's own methods, and the pages run on it by AppTest."""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import streamlit as st
from numpy.typing import NDArray
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.testing.v1 import AppTest

from index import Kind
from summarizer.llm.fake import FakeLLM
from summarizer.records import (
    Answer,
    BaselinePart,
    Check,
    Citation,
    Claim,
    Conflict,
    FileLedger,
    Point,
    PointWithoutSuggestion,
    RespondentType,
    SectionLedger,
    SectionSummary,
    Sentence,
    Submission,
    Suggestion,
    Target,
    ThemeSummary,
)
from summarizer.settings import Settings
from summarizer.store.submissions import NewAnswer, NewSubmission
from summarizer.ui import services
from summarizer.workspace import Workspace

HOSTILE = "<script>document.title='x'</script> ![b](http://bild.example/x.png) $\\frac{1}{2}$ :red[rött] **fet**"
GRANVIK = "Mobiltäckningen i Bjurholm måste bli bättre. Vi stöder målet."
STORBACKEN = "Täckningen är dålig i inlandet."
BYN = "Bygg inga fler master."
HELLO = "Inga synpunkter."
BASELINE = "Länet har god täckning. Målet är hundra procent. Operatörerna ansvarar."


class WordVectors:
    """Vectors by hashed words: the same words are near each other."""

    name = "words"

    def encode(self, texts: list[str], kind: Kind = "passage") -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.casefold().split():
                vectors[row, hashlib.sha256(word.encode()).digest()[0] % 64] += 1
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(norms == 0, 1, norms), dtype=np.float32)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """An empty workspace; the pages open this very one."""
    st.cache_resource.clear()
    made = Workspace(
        Settings(tmp_path / "ws", tmp_path / "models"), embedder=WordVectors(), llm=FakeLLM(lambda r: "Svar.")
    )
    monkeypatch.setenv("SAMSPEL_WORKSPACE", str(made.folder))
    monkeypatch.setattr(services, "make_workspace", lambda settings: made)
    yield made
    made.close()
    st.cache_resource.clear()


@pytest.fixture
def seeded(workspace: Workspace) -> Workspace:
    """Four senders on 2.1, a summary with a theme, a lone voice and a conflict, a baseline and three suggestions."""
    add(workspace, "S0000001", "Granviks kommun", "kommun", {"needs": GRANVIK})
    add(
        workspace,
        "S0000002",
        "Storbackens kommun",
        "kommun",
        {"needs": STORBACKEN},
        unmapped=("En lös tanke om vägar.",),
    )
    add(workspace, "S0000003", f"Byn {HOSTILE}", "civilsamhälle", {"needs": BYN, "analysis": HOSTILE})
    add(workspace, "S0000004", "Privatperson 1", "privatperson", {"needs": HELLO}, contacts={"email": "x@prov.example"})
    _summarise(workspace)
    _suggest(workspace)
    return workspace


def add(
    workspace: Workspace,
    key: str,
    organisation: str,
    kind: RespondentType,
    answers: dict[str, str],
    unmapped: tuple[str, ...] = (),
    contacts: dict[str, str] | None = None,
    section: str = "2.1",
) -> None:
    size = sum(len("".join(text.split())) for text in answers.values())
    rest = sum(len("".join(text.split())) for text in unmapped)
    new = NewSubmission(
        submission=Submission(key, f"{key}.docx", key * 8, organisation, kind, "2026-01-02T10:00:00+01:00"),
        organisation_key=key,
        contacts=contacts or {},
        answers=tuple(NewAnswer(section, q, text, None, None, 1.0) for q, text in answers.items()),
        unmapped=unmapped,
        notes=(),
        ledger=FileLedger(size + rest, 0, 0, 0, size, 0, rest),
    )
    workspace.store.submissions.add(new, None)


def _answers(workspace: Workspace) -> dict[str, Answer]:
    return {a.answer_id: a for a in workspace.store.submissions.answers("2.1")}


def cite(answer: Answer, quote: str) -> Citation:
    start = answer.text.index(quote)
    return Citation(answer.submission_id, answer.answer_id, start, start + len(quote), quote)


def _point(answer: Answer, quote: str, theme: str | None, places: tuple[str, ...] = ()) -> Point:
    c = cite(answer, quote)
    return Point(
        f"{answer.answer_id}@{c.start}-{c.end}", answer.answer_id, answer.submission_id, "2.1", answer.question, c.start,
        c.end, quote, "change" if theme else "information", places, theme, theme is not None,
    )  # fmt: skip


def _summarise(workspace: Workspace) -> None:
    answers = _answers(workspace)
    granvik, storbacken, byn, byn_analysis, hello = (
        answers[i]
        for i in (
            "S0000001/2.1/needs", "S0000002/2.1/needs", "S0000003/2.1/needs", "S0000003/2.1/analysis", "S0000004/2.1/needs",
        )
    )  # fmt: skip
    points = [
        _point(granvik, GRANVIK, "T1", ("Bjurholm",)),
        _point(storbacken, STORBACKEN, "T1"),
        _point(byn, BYN, "T2"),
        _point(byn_analysis, HOSTILE, "T2"),
        _point(hello, HELLO, None),
    ]
    workspace.store.themes.replace_points("2.1", points)
    shared = ThemeSummary(
        "T1", "Bättre täckning", {"change": 2}, 2, {"kommun": 2},
        (
            Claim("Två kommuner tar upp täckningen.", (cite(granvik, GRANVIK), cite(storbacken, STORBACKEN))),
            Claim(
                "Granviks kommun vill att täckningen blir bättre.",
                (cite(granvik, "Mobiltäckningen i Bjurholm måste bli bättre."),),
                Check(True, 0.83),
            ),
        ),
        tuple(p.point_id for p in points[:2]),
    )  # fmt: skip
    lone = ThemeSummary(
        "T2", f"Inga master {HOSTILE}", {"change": 2}, 1, {"civilsamhälle": 1},
        (Claim(f"Byn skriver: {HOSTILE}", (cite(byn, BYN), cite(byn_analysis, HOSTILE)), Check(True, 1.0, (), "extract")),),
        tuple(p.point_id for p in points[2:4]),
    )  # fmt: skip
    summary = SectionSummary(
        "2.1", workspace.consultation.section("2.1").name, (shared,), (lone,), (Conflict("T1", "T2", "Master"),), (), 4, 3,
        SectionLedger(5, 2, 2, 1), (points[4].point_id,), "# Sammanställning\n",
    )  # fmt: skip
    workspace.store.themes.save_summary("seeded", summary)


def _suggest(workspace: Workspace) -> None:
    sentences, at = [], 0
    for number, text in enumerate(BASELINE.split(". "), 1):
        whole = text if text.endswith(".") else text + "."
        sentences.append(Sentence(number, at, at + len(whole), whole))
        at += len(whole) + 1
    part = BaselinePart("2.1", "analysis", BASELINE, tuple(sentences))
    workspace.store.review.set_baseline([part], "strategi.md", BASELINE.encode())
    answers = _answers(workspace)
    granvik = cite(answers["S0000001/2.1/needs"], "Mobiltäckningen i Bjurholm måste bli bättre.")
    one, two, three = sentences
    suggestions = [
        Suggestion(
            "F1", "2.1", "analysis", "replace", Target(1, one.start, one.end, one.text), "Länet har ojämn täckning.",
            "Granviks kommun påpekar brister.", (granvik,), ("Länet har skiftande täckning.",),
        ),
        Suggestion("F2", "2.1", "analysis", "insert_after", Target(2, two.start, two.end, two.text),
                   "Även vägarna ska ha täckning.", "Ett behov.", (granvik,)),
        Suggestion("F3", "2.1", "analysis", "delete", Target(3, three.start, three.end, three.text), "", "Fel.", (granvik,)),
    ]  # fmt: skip
    without = PointWithoutSuggestion("S0000002/2.1/needs@0-31", "Sägs redan i texten.")
    workspace.store.review.save_draft("2.1", "seeded", suggestions, [without])


def screen(page: str) -> None:
    """Run by AppTest in a script of its own, so it imports what it needs."""
    from summarizer.ui import shell

    shell.run(first=page)


Open = Callable[..., AppTest]
FOLDS = (
    "fold_themes", "fold_sources", "fold_without_substance", "fold_silent", "fold_copy", "same_senders", "flagged",
    "fold_suggestions", "fold_without",
    *(f"fold_{what}_S000000{n}" for n in range(1, 5) for what in ("correct", "move", "erase", "contacts", "notes")),
)  # fmt: skip


@pytest.fixture
def open_page() -> Open:
    """Run the whole screen with one page first and every fold open; session values by keyword."""

    def run(page: str, **session: Any) -> AppTest:
        test = AppTest.from_function(screen, kwargs={"page": page}, default_timeout=30)
        for name, value in {**dict.fromkeys(FOLDS, True), **session}.items():
            test.session_state[name] = value
        test.run()
        assert not test.exception
        return test

    return run


def drawn(test: AppTest, key: str) -> Any:
    """What our own part of the page with this key was given to draw."""
    (found,) = [part.proto for part in test.get("bidi_component") if part.key == key]
    return json.loads(found.json)


def press(test: AppTest, key: str, event: str, value: object) -> AppTest:
    """A press in our own part of the page, as the browser tells it; AppTest has no way of its own."""
    (found,) = [part.proto for part in test.get("bidi_component") if part.key == key]
    states = test._tree.get_widget_states()
    told = states.widgets.add()
    told.id = _make_trigger_id(found.id, "events")
    told.json_trigger_value = json.dumps([{"event": event, "value": value}])
    return test._run(states)


def words(test: AppTest) -> str:
    """Everything that the page says, as HTML and text, and what our own parts of it are to say as text."""
    kinds = ("html", "text", "caption", "info", "success", "warning", "error", "title", "subheader", "markdown")
    own = "\n".join(
        html.escape(text)  # set as text: see test_no_script_of_ours_reads_text_as_html
        for part in test.get("bidi_component")
        for text in _said(json.loads(part.proto.json).get("pieces", ()))
    )
    return own + "\n".join(
        str(element.value if kind != "html" else element.proto.body) for kind in kinds for element in test.get(kind)
    )


def _said(piece: Any) -> Iterator[str]:
    """Every text in what claims.js is to draw."""
    if isinstance(piece, str):
        yield piece
    elif isinstance(piece, list):
        for part in piece:
            yield from _said(part)
    elif isinstance(piece, dict):
        for name in ("text", "check", "claims", "card", "columns"):
            yield from _said(piece.get(name))
