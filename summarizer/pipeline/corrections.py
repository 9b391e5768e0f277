"""What a person mends by hand: who sent a submission, and where a text belongs. Each change is logged."""

from __future__ import annotations

from summarizer.actors import needs
from summarizer.errors import UsageError
from summarizer.matching import organisation_key
from summarizer.records import RespondentType
from summarizer.store.themes import ThemeEdit
from summarizer.workspace import Workspace, now


@needs("skribent", signed_by="person")
def correct_sender(
    workspace: Workspace, submission_id: str, organisation: str, respondent_type: RespondentType, person: str
) -> None:
    """Set the sender's shown name and type."""
    name = " ".join(organisation.split())
    if not name:
        raise UsageError("Avsändaren saknar namn; skriv ett.")
    with workspace.store.database.transaction():
        workspace.store.submissions.correct_sender(submission_id, name, f"{organisation_key(name)}|", respondent_type)
        workspace.store.audit.log(
            now(), person or "okänd", "correct_sender", submission=submission_id, type=respondent_type
        )


@needs("skribent", signed_by="person")
def place_text(workspace: Workspace, remnant_id: int, section: str, question: str, person: str) -> str:
    """Move an unmapped text to the question it belongs to. Returns the new answer's id."""
    _check(workspace, section, question)
    with workspace.store.database.transaction():
        answer_id = workspace.store.submissions.place_remnant(remnant_id, section, question)
        workspace.store.audit.log(now(), person or "okänd", "place_text", answer=answer_id)
    return answer_id


@needs("skribent", signed_by="person")
def move_answer(workspace: Workspace, answer_id: str, section: str, question: str, person: str) -> str:
    """Move an answer to another question. Returns its new id."""
    _check(workspace, section, question)
    with workspace.store.database.transaction():
        moved = workspace.store.submissions.move_answer(answer_id, section, question)
        workspace.store.audit.log(now(), person or "okänd", "move_answer", answer=answer_id, to=moved)
    return moved


@needs("skribent", signed_by="person")
def edit_theme(workspace: Workspace, section: str, action: str, theme_id: str, other: str, person: str) -> None:
    """Rename a theme (other: its title), merge it into another (other: that theme) or move a point (other) into it."""
    if not other.strip():
        raise UsageError("Ändringen är inte fullständig; fyll i alla fält.")
    workspace.store.themes.add_edit(ThemeEdit(section, action, theme_id, other.strip(), person or "okänd", now()))


def _check(workspace: Workspace, section: str, question: str) -> None:
    if question not in workspace.consultation.section(section).questions:
        raise UsageError("Den frågan finns inte i avsnittet; välj en av avsnittets frågor.")
