"""Who may do what, what is shown of what the masks hide, how files are classed, which model writes. Each change is logged."""

from __future__ import annotations

from collections.abc import Collection

from summarizer.actors import ROLES, Actor, Role, needs
from summarizer.errors import UsageError
from summarizer.text.masking import ALWAYS, OPTIONAL, PersonalKind, mask
from summarizer.text.sensitive import SensitiveSpan, find_sensitive
from summarizer.workspace import Workspace, now

EVERYBODY = "*"
CLASSIFICATION = "classification"
MASKS = "masks"
_LONGEST = 120


def actor_for(workspace: Workspace, person: str, name: str) -> Actor:
    """A signed-in person with the role that the table gives them, or everybody, or none."""
    kept = workspace.store.roles.all()
    given = kept.get(person.strip().casefold(), kept.get(EVERYBODY))
    role: Role | None = next((role for role in ROLES if role == given), None)
    return Actor(name.strip() or person, role, signed_in=True)


@needs("administratör")
def roles(workspace: Workspace) -> dict[str, str]:
    return workspace.store.roles.all()


@needs("administratör")
def set_role(workspace: Workspace, person: str, role: str | None) -> None:
    """Give a person a role, or take it away (None). ``*``: everybody who signs in and is not named."""
    who = person.strip().casefold()
    if not who:
        raise UsageError("Ange vem rollen gäller: adressen som personen loggar in med, eller * för alla.")
    if role is not None and role not in ROLES:
        raise UsageError(f"”{role}” är ingen roll; välj någon av: {', '.join(ROLES)}.")
    with workspace.store.database.transaction():
        workspace.store.roles.put(who, role)
        workspace.store.audit.log(now(), workspace.actor.name, "role", person=who, role=role or "ingen")


@needs("granskare")
def unmask(workspace: Workspace, answer_id: str, reason: str) -> str:
    """The answer as it was written. Who looked and why is logged before it is shown; not what was seen."""
    submissions = workspace.store.submissions
    text = submissions.unmasked(answer_id)
    if text is None:
        raise UsageError(f"I svaret {answer_id} är inget maskerat; läs det som det är.")
    if not reason.strip():
        raise UsageError("Att visa det maskerade behöver ett skäl; skriv varför.")
    names = list(submissions.contacts(answer_id.split("/", 1)[0]).values())
    workspace.store.audit.log(
        now(), workspace.actor.name, "unmask", answer=answer_id, reason=mask(reason.strip(), names)
    )
    return text


@needs("skribent")
def contacts(workspace: Workspace, submission_id: str) -> dict[str, str]:
    """The contact fields of a submission."""
    return workspace.store.submissions.contacts(submission_id)


def sensitive(workspace: Workspace, submission_id: str | None = None) -> list[tuple[str, SensitiveSpan]]:
    """(answer id, span) of what seems to tell of a single person's health, faith or the like: for a person to look at."""
    answers = workspace.store.submissions.answers(submission_id=submission_id)
    return [(answer.answer_id, span) for answer in answers for span in find_sensitive(answer.text)]


def classification(workspace: Workspace) -> str:
    """The line that exported files carry; "" for none."""
    return workspace.store.setting(CLASSIFICATION) or ""


@needs("administratör")
def set_classification(workspace: Workspace, line: str) -> None:
    text = " ".join(line.split())
    if len(text) > _LONGEST:
        raise UsageError(f"Raden är för lång; skriv högst {_LONGEST} tecken.")
    with workspace.store.database.transaction():
        workspace.store.set_setting(CLASSIFICATION, text)
        workspace.store.audit.log(now(), workspace.actor.name, "classification", line=text)


def masks(workspace: Workspace) -> tuple[PersonalKind, ...]:
    """The kinds of personal data that are covered when a submission is read in."""
    kept = workspace.store.setting(MASKS)
    return (*ALWAYS, *(kind for kind in OPTIONAL if kept is None or kind in kept.split()))


@needs("administratör")
def set_masks(workspace: Workspace, optional: Collection[str]) -> None:
    """Which of the optional kinds are covered from now on. What has been read in stays as it is: its citations hold."""
    if unknown := sorted(set(optional) - set(OPTIONAL)):
        raise UsageError(
            f"Masken {', '.join(unknown)} finns inte eller går inte att välja; välj bland {', '.join(OPTIONAL)}."
        )
    chosen = " ".join(kind for kind in OPTIONAL if kind in optional)
    with workspace.store.database.transaction():
        workspace.store.set_setting(MASKS, chosen)
        workspace.store.audit.log(now(), workspace.actor.name, "masks", kinds=" ".join((*ALWAYS, chosen)).strip())


@needs("administratör")
def choose_model(workspace: Workspace, name: str) -> None:
    """The language model that is loaded next time."""
    with workspace.store.database.transaction():
        workspace.store.set_setting("generation_model", name)
        workspace.store.audit.log(now(), workspace.actor.name, "model", name=name)


@needs("skribent")
def forget_conversation(workspace: Workspace) -> None:
    with workspace.store.database.transaction():
        workspace.store.audit.forget_conversation()
        workspace.store.audit.log(now(), workspace.actor.name, "forget_conversation")
