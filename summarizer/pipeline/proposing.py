"""A blank template → a consultation file for a person to correct: on the disk, or kept in the workspace for the screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from summarizer import consultation as consultations
from summarizer.actors import needs
from summarizer.consultation import Consultation
from summarizer.errors import UsageError
from summarizer.proposal import Proposal, as_toml, outline, propose, to_check
from summarizer.proposal.correcting import check
from summarizer.reading import read_file
from summarizer.workspace import Workspace, now

_KEPT = "consultation_proposal"  # setting: the file's text, and whether code guessed it from a template


def propose_consultation(template: Path, out: Path) -> Proposal:
    """Write a proposal to ``out``; a file that somebody may have corrected is never overwritten."""
    if out.suffix != ".toml":
        raise UsageError(f"Förslaget {out.name} ska vara en .toml-fil; ge den ett sådant namn med --out.")
    made = propose(outline(read_file(template)), out.stem)
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(as_toml(made.consultation, made.check))
    except FileExistsError as exc:
        raise UsageError(f"Filen {out} finns redan; välj en annan med --out.") from exc
    except OSError as exc:
        raise UsageError(f"Filen {out} går inte att skriva ({exc.strerror}); välj en annan med --out.") from exc
    return made


@needs("administratör")
def open_proposal(workspace: Workspace, source: Path | None = None) -> None:
    """Keep a proposal to correct on the screen: from a blank template, from a .toml file, or (None) the consultation in use."""
    guessed = source is not None and source.suffix != ".toml"
    if source is None:
        made = workspace.consultation
    elif guessed:
        made = propose(outline(read_file(source)), source.stem).consultation
    else:
        made = consultations.load(str(source))
    _keep(workspace, made, guessed)


@needs("administratör")
def kept_proposal(workspace: Workspace) -> Proposal | None:
    """The proposal that is being corrected, with what is left to look at when code guessed it."""
    kept = json.loads(workspace.store.setting(_KEPT) or "{}")
    if not kept:
        return None
    made = consultations.parse(kept["toml"])
    return Proposal(made, to_check(made) if kept["guessed"] else ())


@needs("administratör")
def correct_proposal(workspace: Workspace, change: Callable[[Consultation], Consultation]) -> None:
    """Change the kept proposal. Raises UsageError, and keeps it as it was, when it then would not hold together."""
    with workspace.store.database.transaction():
        kept = json.loads(workspace.store.setting(_KEPT) or "{}")
        if not kept:
            raise UsageError("Förslaget är inte öppet längre; ladda om sidan.")
        made = change(consultations.parse(kept["toml"]))
        check(made)
        _keep(workspace, made, kept["guessed"])


@needs("administratör")
def use_proposal(workspace: Workspace) -> None:
    """Work by the kept proposal from now on. Raises WorkspaceError when answers would lose their question."""
    proposal = kept_proposal(workspace)
    if proposal is None:
        raise UsageError("Förslaget är inte öppet längre; ladda om sidan.")
    made = proposal.consultation
    check(made)
    with workspace.store.database.transaction():
        workspace.change_consultation(as_toml(made))
        workspace.store.set_setting(_KEPT, "{}")
        workspace.store.audit.log(
            now(), workspace.actor.name, "consultation", name=made.name, sections=len(made.sections),
            questions=len(made.questions),
        )  # fmt: skip


@needs("administratör")
def discard_proposal(workspace: Workspace) -> None:
    workspace.store.set_setting(_KEPT, "{}")


def _keep(workspace: Workspace, made: Consultation, guessed: bool) -> None:
    toml = as_toml(made)
    try:
        consultations.parse(toml)
    except ValueError as exc:
        raise UsageError(f"Ändringen går inte att spara: {exc}.") from exc
    workspace.store.set_setting(_KEPT, json.dumps({"toml": toml, "guessed": guessed}, ensure_ascii=False))
