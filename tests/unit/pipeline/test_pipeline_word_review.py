"""A redline that comes back: new decisions are written with "via Word", the rest is listed."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from summarizer import pipeline
from summarizer.errors import UsageError
from summarizer.export.revisions import accept_all, reject_all
from summarizer.records import Suggestion
from summarizer.workspace import Workspace
from tests.fakes import a_citation, a_suggestion

FIRST, SECOND = "F00000001", "F00000002"


@pytest.fixture
def drafted(filled: Workspace) -> Workspace:
    (needs,) = [p for p in filled.store.review.baseline("3.2") if p.part == "needs"]
    sentence = needs.sentences[0]
    drafts = [_on(a_suggestion(n), sentence.number, sentence.start, sentence.end, sentence.text) for n in (1, 2)]
    filled.store.review.save_draft("3.2", "inputs", drafts, [])
    return filled


def _on(suggestion: Suggestion, number: int, start: int, end: int, text: str) -> Suggestion:
    assert suggestion.target is not None
    return replace(suggestion, target=replace(suggestion.target, sentence=number, start=start, end=end, text=text))


def redline(workspace: Workspace, folder: Path) -> Path:
    (file,) = pipeline.export(workspace, "redline", folder)
    return file


def settle(file: Path, accept: bool) -> None:
    file.write_bytes((accept_all if accept else reject_all)(file.read_bytes()))


def statuses(workspace: Workspace) -> list[str]:
    return [state.status for state in workspace.store.review.suggestions("3.2")]


def test_decisions_are_written_once_with_where_they_were_made(drafted: Workspace, tmp_path: Path) -> None:
    file = redline(drafted, tmp_path)
    settle(file, True)
    made = pipeline.import_review(drafted, file, "Cecilia Prov")
    assert made.unmatched == ()
    assert [(d.suggestion_id, d.verdict, d.reviewer, d.via) for d in made.decisions] == [
        (FIRST, "accept", "Cecilia Prov", "Word"),
        (SECOND, "accept", "Cecilia Prov", "Word"),
    ]
    assert pipeline.import_review(drafted, file, "Cecilia Prov").decisions == ()
    assert pipeline.verify_log(drafted).problems == ()


def test_a_suggestion_that_is_gone_is_listed_and_the_others_are_decided(drafted: Workspace, tmp_path: Path) -> None:
    file = redline(drafted, tmp_path)
    settle(file, False)
    kept = drafted.store.review.suggestion(SECOND).suggestion
    drafted.store.review.save_draft("3.2", "other inputs", [kept], [])
    made = pipeline.import_review(drafted, file, "Cecilia Prov")
    assert [(d.suggestion_id, d.verdict) for d in made.decisions] == [(SECOND, "reject")]
    (listed,) = made.unmatched
    assert listed.startswith(f"{FIRST}: förslaget finns inte längre")


def test_words_that_were_erased_do_not_come_back(drafted: Workspace, tmp_path: Path) -> None:
    answer = drafted.store.submissions.answers("3.2")[0]
    kept = [s.suggestion for s in drafted.store.review.suggestions("3.2")]
    cited = replace(kept[0], suggestion_id="F00000003", citations=(a_citation(answer),), text="Bärigheten höjs.")
    drafted.store.review.save_draft("3.2", "other inputs", [*kept, cited], [])
    pipeline.decide(drafted, cited.suggestion_id, "accept", "Anna Prov")
    file = redline(drafted, tmp_path)
    settle(file, True)
    pipeline.erase(drafted, answer.submission_id, "Begäran.")
    made = pipeline.import_review(drafted, file, "Cecilia Prov")
    assert made.decisions == ()
    assert any(text.startswith(f"{cited.suggestion_id}: det som förslaget bygger på") for text in made.unmatched)
    assert "Bärigheten höjs.".encode() not in b"".join(p.read_bytes() for p in drafted.folder.glob("samspel.db*"))


def test_a_wording_that_changed_on_the_screen_in_the_meantime_is_not_undone(drafted: Workspace, tmp_path: Path) -> None:
    file = redline(drafted, tmp_path)
    settle(file, True)
    pipeline.decide(drafted, FIRST, "edit", "Anna Prov", "En helt annan lydelse.")
    made = pipeline.import_review(drafted, file, "Cecilia Prov")
    assert [d.suggestion_id for d in made.decisions] == [SECOND]
    assert "en annan lydelse" in made.unmatched[0]
    assert drafted.store.review.suggestion(FIRST).final_text == "En helt annan lydelse."


def test_a_wording_of_a_person_stays_when_it_is_accepted_in_word(drafted: Workspace, tmp_path: Path) -> None:
    pipeline.decide(drafted, FIRST, "edit", "Anna Prov", "Min egen lydelse.")
    file = redline(drafted, tmp_path)
    settle(file, True)
    pipeline.decide(drafted, FIRST, "undo", "Anna Prov")
    made = pipeline.import_review(drafted, file, "Cecilia Prov")
    assert (made.decisions[0].verdict, made.decisions[0].text) == ("edit", "Min egen lydelse.")
    assert statuses(drafted) == ["edited", "accepted"]


def test_a_reply_to_what_nobody_settled_is_listed(drafted: Workspace, tmp_path: Path) -> None:
    file = redline(drafted, tmp_path)
    document = Document(str(file))
    ours = next(comment for comment in document.comments if FIRST in comment.text)
    marked = [r for p in document.paragraphs for r in p.runs]
    reply = document.add_comment(marked, "Vänta med det här.", "Cecilia Prov", "CP")
    _same_place(document, str(ours.comment_id), str(reply.comment_id))
    buffer = io.BytesIO()
    document.save(buffer)
    file.write_bytes(buffer.getvalue())
    made = pipeline.import_review(drafted, file, "Cecilia Prov")
    assert made.decisions == ()
    assert made.unmatched == (f"{FIRST}: förslaget är inte avgjort men har fått svaret ”Vänta med det här.”.",)


def _same_place(document: object, ours: str, reply: str) -> None:
    """Move the ends of a comment to those of another."""
    root = document.element  # type: ignore[attr-defined]
    for name in ("commentRangeStart", "commentRangeEnd"):
        ends = {e.get(_W + "id"): e for e in root.iter(_W + name)}
        ends[ours].addprevious(ends[reply])


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_a_file_without_suggestions_is_refused_with_a_remedy(drafted: Workspace, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Helt annan text.")
    document.save(str(tmp_path / "annan.docx"))
    with pytest.raises(UsageError, match="samspel export --format redline"):
        pipeline.import_review(drafted, tmp_path / "annan.docx", "Cecilia Prov")
