"""Who sent a submission, which earlier one it replaces, and which senders may be the same. A person has the last word.

Only what is beyond doubt happens by itself: the same organisation and unit, spelt the same way, or a private person with the
same address. Everything else is proposed, for a submission that is replaced wrongly is no longer heard.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from rapidfuzz import fuzz, process

from summarizer.actors import needs
from summarizer.errors import UsageError
from summarizer.matching import organisation_key, respondent_type
from summarizer.records import MatchedSubmission, RespondentType, Submission
from summarizer.workspace import Workspace, now

_PRIVATE = "privat|"
_ALIKE = 88.0  # per cent of letters that two names share when one of them may be misspelt
_BLOCK = 500  # names compared with all others at once
_SHORTEST = 8  # letters in a name that can be misspelt and still be told from others
_APART = "not_same_sender"  # setting: pairs of submissions that a person has said are from different senders


@dataclass(frozen=True)
class Sender:
    organisation: str  # as shown
    key: str
    respondent_type: RespondentType
    names: tuple[str, ...]  # personal names that must be masked
    earlier: Submission | None = None  # the submission that this one replaces
    doubt: str = ""  # one sentence when another sender may be the same


@dataclass(frozen=True)
class MergeProposal:
    """Two submissions in force that may be from one sender."""

    first: Submission
    second: Submission


def identify(workspace: Workspace, matched: MatchedSubmission) -> Sender:
    """Who sent it. A private person is shown by number; the name is masked wherever it occurs."""
    background = matched.background
    organisation = " ".join(background.get("organisation", "").split())
    contact, email = background.get("contact", "").strip(), background.get("email", "").strip()
    kind = respondent_type(organisation, email, "\n".join(a.text for a in matched.answers[:3]))
    names = tuple(name for name in (contact,) if name)
    if kind == "privatperson":
        names = tuple(dict.fromkeys((*names, *((organisation,) if _is_name(organisation) else ()))))
        return _private(workspace, email.casefold(), organisation_key(contact or organisation), names)
    shown = organisation or "Okänd avsändare"
    if not organisation:
        return Sender(shown, "", kind, names)
    key = f"{organisation_key(organisation)}|{organisation_key(background.get('unit', ''))}"
    alike = workspace.store.submissions.by_organisation_key(key)
    same = [s for s in alike if _spelling(s.organisation) == _spelling(organisation)]
    if same:
        return Sender(shown, key, kind, names, earlier=same[-1])
    return Sender(shown, key, kind, names, doubt=_doubt(alike[-1]) if alike else "")


def _private(workspace: Workspace, email: str, name: str, names: tuple[str, ...]) -> Sender:
    """An address is one person's; a name can be many people's."""
    identity = email or name
    key = _PRIVATE + hashlib.sha256(identity.encode()).hexdigest()[:16] if identity else ""
    known = workspace.store.submissions.by_organisation_key(key) if key else []
    if known and email:
        return Sender(known[-1].organisation, key, "privatperson", names, earlier=known[-1])
    number = workspace.store.submissions.private_persons() + 1
    workspace.store.set_setting("private_persons", str(number))
    return Sender(f"Privatperson {number}", key, "privatperson", names, doubt=_doubt(known[-1]) if known else "")


def _doubt(other: Submission) -> str:
    return (
        f"Avsändaren kan vara densamma som ”{other.organisation}” ({other.file}); båda inspelen gäller tills någon avgör det "
        "på sidan Inspel."
    )


def _spelling(organisation: str) -> str:
    return " ".join(organisation.casefold().split()).strip(" .,;:\"”“'")


def _is_name(organisation: str) -> bool:
    """ "Eva Exempel" is a name to hide; "Privatperson" or "Boende i byn" is not."""
    words = organisation.split()
    return 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words)


# ── by hand ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def merge_proposals(workspace: Workspace) -> list[MergeProposal]:
    """Pairs of submissions in force whose senders are spelt nearly alike and that nobody has kept apart."""
    everyone = [(s, key) for s, key in workspace.store.submissions.with_keys() if key]
    apart = _kept_apart(workspace)
    return [
        MergeProposal(one, other)
        for first, second in sorted(_near([key for _, key in everyone]))
        for (one, key), (other, another) in [(everyone[first], everyone[second])]
        if _may_be_same(key, another) and _pair(one.submission_id, other.submission_id) not in apart
    ]


def _near(keys: Sequence[str]) -> set[tuple[int, int]]:
    """Pairs of places whose keys may be one sender's: equal keys of private persons, names nearly alike of organisations."""
    of_name: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        of_name.setdefault(key if key.startswith(_PRIVATE) else key.partition("|")[0], []).append(place)
    pairs = {pair for places in of_name.values() for pair in combinations(places, 2)}
    names = [name for name in of_name if not name.startswith(_PRIVATE)]
    for one, other in _alike(sorted(names, key=lambda name: (len(name), name))):
        pairs |= {(min(a, b), max(a, b)) for a, b in product(of_name[one], of_name[other])}
    return pairs


def _alike(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that share at least ``_ALIKE`` per cent of their letters; ``names`` are in order of length.

    A block at a time with those not much longer: all pairs of 10,000 senders at once would take 400 MB.
    """
    lengths = [len(name) for name in names]
    for start in range(0, len(names), _BLOCK):
        block = names[start : start + _BLOCK]
        longest = len(block[-1]) * (200 - _ALIKE) / _ALIKE  # a longer one shares less even if it holds the whole name
        others = names[start : bisect_right(lengths, longest)]
        found = process.cdist(block, others, score_cutoff=_ALIKE, dtype=np.uint8)
        for row, column in np.argwhere(found).tolist():
            if row < column:
                yield block[row], others[column]


def _may_be_same(key: str, another: str) -> bool:
    if key == another:
        return True
    if key.startswith(_PRIVATE) or another.startswith(_PRIVATE):
        return False
    (name, _, unit), (second, _, other_unit) = key.partition("|"), another.partition("|")
    if name == second:
        return not (unit and other_unit)  # two units of one organisation may well answer each for itself
    if min(len(name), len(second)) < _SHORTEST or unit != other_unit:
        return False
    return fuzz.ratio(name, second) >= _ALIKE


@needs("skribent", signed_by="person")
def replace_submission(workspace: Workspace, earlier: str, later: str, person: str) -> None:
    """A person decides that one submission replaces another from the same sender."""
    submissions = workspace.store.submissions
    if earlier == later or submissions.get(earlier).superseded_by or submissions.get(later).superseded_by:
        raise UsageError("Bara två olika inspel som båda gäller kan ersätta varandra; ladda om sidan och välj igen.")
    with workspace.store.database.transaction():
        submissions.set_superseded(earlier, later)
        workspace.store.audit.log(now(), person or "okänd", "replace_submission", earlier=earlier, later=later)


@needs("skribent", signed_by="person")
def keep_apart(workspace: Workspace, one: str, other: str, person: str) -> None:
    """A person decides that two submissions both count; they are not proposed again."""
    pairs = sorted({*_kept_apart(workspace), _pair(one, other)})
    with workspace.store.database.transaction():
        workspace.store.set_setting(_APART, json.dumps(pairs))
        workspace.store.audit.log(now(), person or "okänd", "keep_apart", one=one, other=other)


@needs("skribent", signed_by="person")
def reinstate(workspace: Workspace, submission_id: str, person: str) -> None:
    """A person decides that a replaced submission counts after all, beside the one that replaced it."""
    later = workspace.store.submissions.get(submission_id).superseded_by
    if later is None:
        raise UsageError("Inspelet gäller redan.")
    with workspace.store.database.transaction():
        workspace.store.submissions.set_superseded(submission_id, None)
        workspace.store.audit.log(now(), person or "okänd", "reinstate", submission=submission_id)
        keep_apart(workspace, submission_id, later, person)


def _kept_apart(workspace: Workspace) -> set[tuple[str, str]]:
    kept = json.loads(workspace.store.setting(_APART) or "[]")
    return {_pair(one, other) for one, other in kept}


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
