"""A baseline sentence that does not hold, put right: denied, with a word for bad in place of a good one, or with a fact in place of the
statement that is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from summarizer.drafting.finite import FINITE, SAYS, verb_of
from summarizer.drafting.targets import asserts, measures
from summarizer.text.words import content_stems, overlap

# What is said of all is denied of all: "Alla hushåll har inte …" would say that none has.
_EVERY = re.compile(r"(?:Nästan alla|Så gott som alla|Alla|Samtliga|De flesta|Varje|(?:Nio|Åtta) av tio)\b", re.I)
_NOT_EVERY = {"varje": "Inte varje"} | dict.fromkeys(
    ("nästan alla", "så gott som alla", "alla", "samtliga", "de flesta"), "Långt ifrån alla"
)
_LIST = re.compile(r"[^,]+(?:, [^,]+)* (?:och|samt) [^,]+")
_NEGATIVE = re.compile(r"\b(?:inte|ej|ingen|inget|inga|aldrig|sällan|knappt|liten utsträckning)\b", re.I)
_FOLLOWS = re.compile(r"\b(?:därför|därmed|således|alltså)\b")  # falls with what it follows from
_GOOD = re.compile(
    r"\b(?:god[a]?|gott|hög[a]?|högt|utmärkt[a]?|stabil[at]?|tillfredsställande)\b(?! (?:tid|tro|del))", re.I
)


@dataclass(frozen=True)
class _Bad:
    """A word for bad with its forms; ``of_things``: it can stand before "skick", "standard"."""

    pattern: str
    forms: tuple[str, str, str]
    of_things: bool


_BAD = (
    _Bad(r"\bbrist(?:er|erna|fällig\w*|ande)?\b", ("bristfällig", "bristfälligt", "bristfälliga"), True),
    _Bad(r"\bdålig\w*|\busel\w*|\buselt|\bkass\w*", ("dålig", "dåligt", "dåliga"), True),
    _Bad(r"\bslit(?:en|et|na)\b|\bslitage", ("sliten", "slitet", "slitna"), False),
    _Bad(r"\beftersatt\w*", ("eftersatt", "eftersatt", "eftersatta"), False),
    _Bad(r"\bundermålig\w*", ("undermålig", "undermåligt", "undermåliga"), True),
    _Bad(r"\botillräcklig\w*|\bräcker inte", ("otillräcklig", "otillräckligt", "otillräckliga"), False),
    _Bad(r"\blåg[at]?\b|\blågt\b", ("låg", "lågt", "låga"), True),
)
_SOME = re.compile(r"\b(?:samtliga|alla|varje|hela länets|hela länet)\b", re.I)
_SOME_OF = {
    "samtliga": "flera",
    "alla": "flera",
    "varje": "mer än en",
    "hela länets": "delar av länets",
    "hela länet": "delar av länet",
}
Wrong = Callable[[Sequence[str]], Collection[int]]  # which of some statements do not hold
_SECOND = re.compile(rf" och (?={SAYS.pattern}|[a-zåäö]{{3,}}erar\b)")
_VERB_FIRST = re.compile(r"\w+")
# What was expected can have come about, what was so in a year was so, and nobody denies what matters.
_EXPECTED = re.compile(
    r"\b(?:väntas|beräknas|planeras|förväntas|bedöms|ska) (?:inom|under|till|ske|starta|stå|vara klar\w*|börja|påbörjas|bli klar\w*)\b|\b(?:planeras|pågår)\b"
)
_TRUISM = re.compile(r"\b(?:viktig\w*|grund(?:en)? för|grundläggande|förutsättning\w*|betydelse\w*|avgörande)\b")
_OF_ITS_TIME = re.compile(
    r"\b(?:var|hade|uppgick|beräknades|fanns|låg) (?:\w+ ){0,2}?(?:år )?(?:19|20)\d\d\b|\b(?:19|20)\d\d (?:var|hade|uppgick|fanns|låg)\b"
)
_JOINT = re.compile(r"(?:,? och|, men|, samt|;) ")
_SAME_MATTER = 0.3  # share of the clause's content words in the fact


def denied(current: str, said: Sequence[str] = (), wrong: Wrong | None = None) -> str | None:
    """The sentence with "inte" after its verb ("inte bara" where it says "främst" or "endast"); of several statements the one that the
    quotes ``said`` are about, and what follows from it falls away. ``wrong``: which of the things said of one subject are so (see
    ``predicates``); without it, the first. None when its verb cannot be told."""
    kept, clause = _parted(current.rstrip("."), said, wrong) if said else ([], current.rstrip("."))
    if len(_clauses(clause)) > 1:
        return None
    if any(pattern.search(clause) for pattern in (_EXPECTED, _OF_ITS_TIME, _TRUISM)):
        return None
    told = predicates(clause)
    text = _negated(clause) if len(told) == 1 or wrong is None else _negated_in(told, _fallen(told, wrong))
    return " ".join([*(_sentence(clause) for clause in kept), _sentence(text)]) if text is not None else None


def predicates(clause: str) -> tuple[str, ...]:
    """What a sentence says of its subject, one after the other, each with the subject: "Nätet är gott och har råd" → "Nätet är gott",
    "Nätet har råd"."""
    verb = verb_of(clause)
    second = _SECOND.search(clause, verb.end()) if verb else None
    if verb is None or second is None or _EVERY.match(clause):
        return (clause,)
    return clause[: second.start()], f"{clause[: verb.start()]}{clause[second.end() :]}"


def _fallen(told: Sequence[str], wrong: Wrong) -> set[int]:
    """What is said against, and what claims as much of the same subject: who does not meet does not decide either."""
    return {*wrong(told), *(at for at, statement in enumerate(told) if _falls(statement))}


def _falls(statement: str) -> bool:
    return asserts(statement) or measures(statement) or " kommer att " in statement


def _negated_in(told: Sequence[str], wrong: Collection[int]) -> str | None:
    """Two statements on one subject as one sentence, denied where they do not hold."""
    verb = verb_of(told[0])
    if verb is None:
        return None
    first, second = told[0], told[1][verb.start() :]
    shown = _negated(first) if 0 in wrong else first
    after = _VERB_FIRST.sub(r"\g<0> inte", second, count=1) if 1 in wrong else second
    return f"{shown} {'och' if len(wrong) == len(told) else 'men'} {after}" if shown is not None else None


def _negated(clause: str) -> str | None:
    every = _EVERY.match(clause)
    if every is not None and not _NEGATIVE.search(clause):
        return f"{_NOT_EVERY.get(every[0].casefold()) or f'Färre än {every[0].casefold()}'}{clause[every.end() :]}"
    verb = verb_of(clause)
    if verb is None or _NEGATIVE.search(clause):
        return None
    subject = clause[: verb.start()].strip()
    if re.search(r"\b(?:som|att|när|om)\b", subject) or ("," in subject and not _LIST.fullmatch(subject)):
        return None
    before, after = clause[: verb.end()], re.sub(r", oavsett .*$", "", clause[verb.end() :])
    after = re.sub(r"^ (?:i huvudsak|huvudsakligen)\b", "", after)
    mainly = re.match(r" (?:främst|enbart|endast|bara)\b", after)
    if mainly:
        return f"{before} inte bara{after[mainly.end() :]}"
    after = re.sub(r"^ numera\b", "", after)
    goes_on = re.match(r" (?:fortsatt|fortfarande|ännu)\b", after)
    return f"{before} inte längre{after[goes_on.end() :]}" if goes_on else f"{before} inte{after}"


def worsened(current: str, said: Sequence[str]) -> str | None:
    """The sentence with the word for bad that most of the senders use in place of the good one that it says: "är god längs samtliga
    vägar" → "är dålig längs flera vägar". None when it says nothing good, or they use no such word."""
    good = _GOOD.search(current)
    if good is None or len(_clauses(current.rstrip("."))) > 1:
        return None
    of_thing = re.match(
        r" (?:standard|nivå|kvalitet|skick|tillgång|tillgänglighet|beredskap|service|säkerhet)\b", current[good.end() :]
    )
    high = good[0].casefold().startswith("hög")  # the other way of much is little, not bad
    fitting = [bad for bad in _BAD if (bad.of_things or not of_thing) and (not high or bad.forms[0] == "låg")]
    heard = {bad: sum(re.search(bad.pattern, quote, re.I) is not None for quote in said) for bad in fitting}
    most = max(fitting, key=lambda bad: heard[bad])
    if not heard[most]:
        return None
    word = most.forms[_form_of(good[0])]
    return _SOME.sub(
        lambda m: _SOME_OF[m[0].casefold()], f"{current[: good.start()]}{word}{current[good.end() :]}", count=1
    )


def _form_of(adjective: str) -> int:
    """0: en-form, 1: ett-form, 2: plural."""
    return 1 if adjective.casefold().endswith("tt") else 2 if adjective.casefold().endswith("a") else 0


def revised(current: str, fact: str, said: Sequence[str], surely: bool = False) -> str | None:
    """The baseline sentence with the fact in place of the clause that does not hold; None when they are not about the same.

    Nothing is denied here by adding "inte" (see ``denied``): what senders object to may be another part of it. ``said``: the points' quotes; ``surely``: the fact is known to be about the same.
    """
    kept, wrong = _parted(current.rstrip("."), said)
    if not surely and overlap(content_stems(wrong), content_stems(fact)) < _SAME_MATTER:
        return None
    return " ".join([*(_sentence(clause) for clause in kept), fact])


def _parted(current: str, said: Sequence[str], wrong_of: Wrong | None = None) -> tuple[list[str], str]:
    """The clauses that nobody speaks of, and the one that the points are about, by ``wrong_of`` or by shared words."""
    clauses = _clauses(current, SAYS if wrong_of is not None else FINITE)
    if len(clauses) == 1:
        return [], current
    told = wrong_of(clauses) if wrong_of is not None else ()
    quotes = [content_stems(quote) for quote in said]
    heard = [sum(overlap(content_stems(clause), quote) for quote in quotes) for clause in clauses]
    wrong = max(range(len(clauses)), key=lambda i: (len(told) == 1 and i in told, heard[i]))
    kept = [clause for i, clause in enumerate(clauses) if i != wrong]
    return [clause for clause in kept if not _FOLLOWS.search(clause)], clauses[wrong]


def _clauses(sentence: str, verbs: re.Pattern[str] = FINITE) -> list[str]:
    """Main clauses with a subject and a verb of their own: "A är B, och C har D" → two; "A är B och har C" → one."""
    for match in _JOINT.finditer(sentence):
        left, right = sentence[: match.start()], sentence[match.end() :]
        verb = verbs.search(right)
        if verb is None or verb.start() == 0 or re.search(r"\b(?:som|att|och)\b|,", right[: verb.start()]):
            continue
        if verbs.search(left) and (match[0].startswith(",") or not re.search(r"\b(?:hur|att)\b", left)):
            return [left, *_clauses(right, verbs)]
    return [sentence]


def _sentence(clause: str) -> str:
    clause = clause.strip().rstrip(".")
    return clause[:1].upper() + clause[1:] + "."
