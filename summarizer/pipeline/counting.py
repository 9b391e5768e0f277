"""Questions that ask for all: a section's account, who has and who has not answered. Counts by code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.asking import Answered, Query, Tell, nothing_found
from summarizer.pipeline.finding import wanted
from summarizer.pipeline.summaries import filtered_summary
from summarizer.records import Answer, Claim, RespondentType, Submission
from summarizer.text.counting import RESPONDENT_NOUNS, capitalised, count_phrase, enumeration, number_word
from summarizer.text.sentences import split_sentences
from summarizer.text.substance import has_substance
from summarizer.workspace import Workspace


@dataclass(frozen=True)
class Senders:
    """Some senders, by submission id, with their names and kinds."""

    names: dict[str, str]
    kinds: dict[str, RespondentType]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(sorted(self.names))

    def counted(self, english: bool) -> str:
        """ "tre kommuner och en förening" """
        counts: dict[RespondentType, int] = {}
        for kind in self.kinds.values():
            counts[kind] = counts.get(kind, 0) + 1
        return f"{len(self.names)} senders" if english else count_phrase(counts)

    def listed(self) -> str:
        return enumeration(sorted(self.names.values()))


def all_of_sections(workspace: Workspace, query: Query, tell: Tell) -> Answered:
    """Every theme and lone voice of the sections, for the senders asked about."""
    claims: list[Claim] = []
    lines, senders = [], set()
    for section in query.sections:
        account = filtered_summary(workspace, section, lambda answer: wanted(workspace, answer, query))
        themes = (*account.themes, *account.lone_voices)
        claims += [claim for theme in themes for claim in theme.claims]
        senders |= {c.submission_id for theme in themes for claim in theme.claims for c in claim.citations}
        points = account.ledger.points - account.ledger.without_substance
        lines.append(
            _section_line(query, account.title, points, account.answered, len(account.themes), len(account.lone_voices))
        )
    lines += _without_a_word(query, claims, workspace)
    if not claims:
        return replace(nothing_found((), query.text), route="exhaustive")
    if len(query.sections) > 1:
        total = f"In all {len(senders)} senders." if query.english else f"Sammanlagt {len(senders)} avsändare."
        lines.append(total)
    for claim in claims:
        tell(claim)
    return Answered(True, tuple(claims), (), "exhaustive", "\n".join(lines), tuple(sorted(senders)))


def _without_a_word(query: Query, claims: Sequence[Claim], workspace: Workspace) -> list[str]:
    """Kinds of sender that were asked about beside others and have said nothing."""
    kinds = {s.submission_id: s.respondent_type for s in workspace.store.submissions.all()}
    spoke = {kinds[c.submission_id] for claim in claims for c in claim.citations}
    silent = [kind for kind in query.types if kind not in spoke]
    if len(query.types) < 2 or not silent:
        return []
    if query.english:
        return [f"Nothing from: {', '.join(silent)}."]
    return [f"Inga {enumeration([RESPONDENT_NOUNS[kind].many for kind in silent])} har sagt något om det."]


def _section_line(query: Query, title: str, points: int, senders: int, themes: int, lone: int) -> str:
    if query.english:
        return f"{title}: {points} points from {senders} senders, in {themes} themes and {lone} lone voices."
    parts = [_number(themes, "tema", "teman")] if themes else []
    parts += [_number(lone, "enskild synpunkt", "enskilda synpunkter")] if lone else []
    return f"{title}: {_number(points, 'synpunkt', 'synpunkter')} från {senders} avsändare, i {enumeration(parts)}."


def _number(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def who_answered(workspace: Workspace, query: Query) -> Answered:
    """Who has said something on the sections; with ``silent``, who has not. "Inga synpunkter" says nothing."""
    everyone = [
        s
        for s in workspace.store.submissions.all()
        if (not query.types or s.respondent_type in query.types)
        and (not query.senders or s.organisation in query.senders)
    ]
    if not query.sections:
        return _who_sent(query, everyone)
    lines, found = [], set()
    for section in query.sections:
        spoke = {
            a.submission_id for a in workspace.store.submissions.answers(section) if _wanted_here(workspace, a, query)
        }
        hits = [s for s in everyone if (s.submission_id in spoke) == (query.way == "answered")]
        found |= {s.submission_id for s in hits}
        title = workspace.consultation.section(section).name
        lines.append(_line(query, len(hits), len(everyone), title, enumeration(sorted(s.organisation for s in hits))))
    return Answered(True, (), (), "exhaustive", "\n".join(lines), tuple(sorted(found)))


def _who_sent(query: Query, everyone: Sequence[Submission]) -> Answered:
    """No section is named: who has sent anything at all. Who was invited and did not is not known."""
    who = Senders(
        {s.submission_id: s.organisation for s in everyone}, {s.submission_id: s.respondent_type for s in everyone}
    )
    if query.english:
        text = f"{len(who.names)} senders have made a submission: {who.listed()}."
        unknown = " Who was invited and has not answered cannot be seen here."
    else:
        n = len(who.names)
        whole = (
            f"{number_word(n)} avsändare ({who.counted(False)})"
            if len(set(who.kinds.values())) > 1
            else who.counted(False)
        )
        text = f"{capitalised(whole)} har lämnat inspel: {who.listed()}."
        unknown = " Vilka som fick frågan utan att svara framgår inte av inspelen."
    if not everyone:
        text = "No such sender has made a submission." if query.english else "Ingen sådan avsändare har lämnat inspel."
    return Answered(True, (), (), "exhaustive", text + (unknown if query.way == "silent" else ""), who.ids)


def _wanted_here(workspace: Workspace, answer: Answer, query: Query) -> bool:
    says = any(has_substance(answer.text[a:b]) for a, b in split_sentences(answer.text))
    return says and wanted(workspace, answer, query)


def _line(query: Query, hits: int, everyone: int, title: str, names: str) -> str:
    if query.english:
        verb = "have answered" if query.way == "answered" else "have not answered"
        line = f"{hits} of {everyone} senders {verb} {title}"
    else:
        verb = "har svarat på" if query.way == "answered" else "har inte svarat på"
        line = f"{hits} av {everyone} avsändare {verb} {title}"
    return f"{line}: {names}." if names else f"{line}."


def senders_of(answers: Sequence[Answer]) -> Senders:
    return Senders(
        {a.submission_id: a.organisation for a in answers}, {a.submission_id: a.respondent_type for a in answers}
    )
