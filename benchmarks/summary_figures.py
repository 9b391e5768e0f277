"""The figures of a section's summary, from the command line's JSON documents and the labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.facts import names_in, numbers_in, unsaid
from benchmarks.figures import Figure, agreement, counted
from benchmarks.labels import Grouped, Labels, Span
from benchmarks.product import Json
from benchmarks.theme_figures import kept_apart
from summarizer.records import Answer


@dataclass(frozen=True)
class Account:
    """What is measured. ``summary`` is the document of ``summarize``, ``points`` that of ``points``."""

    section: str
    labels: Labels
    answers: Mapping[str, Answer]
    points: Json
    summary: Json
    known: str = ""  # text whose names may stand in any claim: the section's title and current text

    @property
    def entries(self) -> list[Json]:
        """Themes and lone voices."""
        return [*self.summary["themes"], *self.summary["lone_voices"]]

    def expected(self) -> list[str]:
        """The labelled points of the section."""
        return [p.id for p in self.labels.made.points.values() if p.section == self.section]

    def grouped(self) -> list[Grouped]:
        return [Grouped(_span(p), p["theme_id"]) for p in self.points]

    def said_in(self, entry: Json) -> str:
        """Everything that the points of an entry say, with the names of those who say it."""
        wanted = set(entry["points"])
        cited = {(c["answer_id"], c["start"], c["end"]) for claim in entry["claims"] for c in claim["citations"]}
        answers = {p["answer_id"] for p in self.points if p["point_id"] in wanted} | {a for a, _, _ in cited}
        quotes = [p["quote"] for p in self.points if p["point_id"] in wanted]
        quotes += [self.answers[a].text[start:end] for a, start, end in cited if a in self.answers]
        return "\n".join([*quotes, *(self.answers[a].organisation for a in answers if a in self.answers), self.known])


def _span(located: Json) -> Span:
    return Span(located["answer_id"], located["start"], located["end"])


def _claims(account: Account) -> Iterator[tuple[Json, Json]]:
    for entry in account.entries:
        for claim in entry["claims"]:
            yield entry, claim


def figures(account: Account) -> list[Figure]:
    """All figures of the summary of one section."""
    return [
        _lost(account),
        _unaccounted(account),
        _visible(account),
        _own_claim(account),
        _lone_visible(account),
        _lone_true(account),
        *agreement(account.labels.themes_of_sentences(account.section, account.grouped())),
        _supported(account),
        _uncited(account),
        _quotes(account),
        _facts(account),
        _respondents(account),
        *_opposites(account),
        _joint(account),
        Figure("themes and lone voices", len(account.entries)),
        Figure("points labelled", len(account.expected())),
    ]


def _lost(account: Account) -> Figure:
    lost = [where for where in account.labels.lost if f", {account.section} " in where]
    return Figure("labelled sentences lost in reading", len(lost), None, "0", tuple(lost))


def _unaccounted(account: Account) -> Figure:
    """Counted from the two documents, not from the product's own ledger, which is added when it disagrees."""
    shown = {point for entry in account.entries for point in entry["points"]}
    shown |= set(account.summary.get("without_substance", ())) | {
        p["point_id"] for p in account.points if p["theme_id"] is None
    }
    missing = [p["quote"] for p in account.points if p["point_id"] not in shown]
    return Figure(
        "points unaccounted for", len(missing) + account.summary["ledger"]["unaccounted"], None, "0", tuple(missing)
    )


def _visible(account: Account) -> Figure:
    cited = {
        label for _, claim in _claims(account) for c in claim["citations"] for label in account.labels.made_in(_span(c))
    }
    return counted("labelled points visible, cited", ((p in cited, p) for p in account.expected()), "100 %")


def _own_claim(account: Account) -> Figure:
    own = {account.labels.majority(map(_span, claim["citations"])) for _, claim in _claims(account)}
    return counted("… with a claim mainly about the point", ((p in own, p) for p in account.expected()), "")


def _lone_entries(account: Account) -> list[Json]:
    return [entry for entry in account.entries if entry["respondents"] == 1]


def _lone_visible(account: Account) -> Figure:
    """The voice has an entry of its own, with one respondent and a citation to its words."""
    seen = {
        label
        for entry in _lone_entries(account)
        for claim in entry["claims"]
        for c in claim["citations"]
        for label in account.labels.made_in(_span(c))
    }
    lone = account.labels.made.lone_voices(account.section)
    return counted("lone voices visible as such", ((p in seen, p) for p in lone), "100 %")


def _lone_true(account: Account) -> Figure:
    """How many entries with one respondent hold a point that one sender makes: the rest are torn from their theme."""
    lone = set(account.labels.made.lone_voices(account.section))
    outcomes = []
    for entry in _lone_entries(account):
        spans = [_span(c) for claim in entry["claims"] for c in claim["citations"]]
        label = account.labels.majority(spans)
        outcomes.append((label in lone, f"{entry['title']}: {label}"))
    return counted("entries with one respondent that are lone voices", outcomes, "")


def _supported(account: Account) -> Figure:
    """By labels: a claim is about the point that most of its cited words make; a citation is right if it makes it too."""
    outcomes = []
    for _, claim in _claims(account):
        about = account.labels.majority(map(_span, claim["citations"]))
        for c in claim["citations"]:
            right = about is not None and about in account.labels.made_in(_span(c))
            outcomes.append((right, f"{claim['text']} ← {c['quote']}"))
    return counted("citations whose span supports the claim", outcomes, "≥ 97 %")


def _uncited(account: Account) -> Figure:
    bare = [claim["text"] for _, claim in _claims(account) if not claim["citations"]]
    return Figure("claims without a citation", len(bare), None, "0", tuple(bare))


def _quotes(account: Account) -> Figure:
    outcomes = []
    for _, claim in _claims(account):
        for c in claim["citations"]:
            answer = account.answers.get(c["answer_id"])
            equal = answer is not None and answer.text[c["start"] : c["end"]] == c["quote"] and bool(c["quote"])
            outcomes.append((equal, c["quote"]))
    return counted("quotes equal to their span", outcomes, "100 %")


def _facts(account: Account) -> Figure:
    """A number may also be a count made by code: of respondents, of points, of those asked."""
    silent = account.summary["silent"]
    outcomes = []
    for entry, claim in _claims(account):
        made = [entry["respondents"], len(entry["points"]), *entry["respondent_types"].values(), *silent.values()]
        strange = unsaid(claim["text"], account.said_in(entry), frozenset(map(str, made)))
        facts = numbers_in(claim["text"]) | names_in(claim["text"])
        outcomes += [(fact not in strange, f"{fact}: {claim['text']}") for fact in sorted(facts)]
    return counted("numbers and names in claims that were said", outcomes, "100 %")


def _about(account: Account, entry: Json) -> str | None:
    wanted = set(entry["points"])
    return account.labels.majority(_span(p) for p in account.points if p["point_id"] in wanted)


def _respondents(account: Account) -> Figure:
    outcomes = []
    for entry in account.entries:
        about = _about(account, entry)
        makers = len(account.labels.made.makers(about)) if about else 0
        outcomes.append(
            (entry["respondents"] == makers, f"{entry['title']}: {entry['respondents']}, not {makers} ({about})")
        )
    return counted("respondents per theme equal to the labels", outcomes, "≥ 90 %")


def _opposites(account: Account) -> list[Figure]:
    """Kept apart: no theme holds sentences of both sides. Shown: a conflict names a theme of each side."""
    themes: dict[str, set[str]] = {}
    sides: dict[str, set[str]] = {}
    for label, theme in account.labels.themes_of_sentences(account.section, account.grouped()):
        if theme != "-":
            themes.setdefault(theme, set()).add(label)
            sides.setdefault(label, set()).add(theme)
    made = account.labels.made
    pairs = [(a, b) for a, b in made.opposite_pairs() if made.points[a].section == account.section]
    conflicts = [set(c["themes"]) for c in account.summary["conflicts"]]
    shown = [
        (any(c & sides.get(a, set()) and c & sides.get(b, set()) for c in conflicts), f"{a} / {b}") for a, b in pairs
    ]
    return [
        kept_apart(account.labels, account.section, themes),
        counted("opposite pairs shown as a conflict", shown, ""),
    ]


def _joint(account: Account) -> Figure:
    """SummHay's joint score: for each labelled point, covered (a claim is mainly about it) × F1 of who is cited for it."""
    cited: dict[str, set[str]] = {}
    for _, claim in _claims(account):
        about = account.labels.majority(map(_span, claim["citations"]))
        if about is not None:
            senders = {account.labels.senders.get(c["submission_id"], "") for c in claim["citations"]}
            cited.setdefault(about, set()).update(senders)
    scores = []
    for point in account.expected():
        makers, named = account.labels.made.makers(point), cited.get(point, set())
        scores.append((2 * len(makers & named) / (len(makers) + len(named)), point))
    return Figure(
        "coverage × citation F1 (joint score)",
        round(sum(score for score, _ in scores), 3),
        len(scores),
        "≥ 75 %",
        tuple(f"{point}: {score:.2f}" for score, point in scores if score < 0.75),
    )
