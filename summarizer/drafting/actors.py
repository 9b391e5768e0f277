"""List edits on the actors of a section: added, removed and renamed, in the form that the list already has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.drafting.actor_names import named_actors
from summarizer.drafting.materials import Generate, target_of
from summarizer.llm.prompts import Prompt
from summarizer.records import Answer, BaselinePart, Op, Point, Target
from summarizer.summary.claims import names
from summarizer.text.counting import enumeration
from summarizer.text.words import content_stems, overlap

_LIST = re.compile(
    r"^(?P<lead>.*?\b(?:inkluderar|omfattar|är|innefattar|utgörs av)(?: bland annat| även| också)?) (?P<items>.+?)(?P<end>[.!]?)$"
)
_RENAMED = re.compile(
    r"\b(?:ska (?:det )?(?:stå|heta)|heter(?: nu| numera| i dag| idag| sedan(?: år)? \d{4})*|(?:uppgift|uppdrag|ansvar|verksamhet)\w*(?: \w+){0,4}? (?:gick över till|hos|övertogs av|togs över av|"
    r"tagits över av|flyttades till|flyttats till)|[Ee]rsätt\w*(?: [A-ZÅÄÖ]\w*)* (?:med|av)|[Bb]yt\w*(?: ut)?(?: [A-ZÅÄÖ]\w*)* mot|ändra\w* till|bytt namn till) "
    r"(?P<new>[A-ZÅÄÖ]\w+- och \w+|[A-ZÅÄÖ][\w-]*\w(?: (?:för|och) [a-zåäö-]+(?: och [a-zåäö-]+)?| [A-ZÅÄÖ][\w-]*\w)*|(?!sedan|nu|numera|något)[a-zåäö-]+)"
)
_STRIKE = re.compile(
    r"\b(?:stryk\w*|ta(?:s)? bort|utgår?|hör inte hemma|finns inte(?: längre)?|inte (?:längre )?finns|upphört|upphörde|lagts ne[dr]|lades ne[dr]|upplös\w*|"
    r"avveckla\w*|gått i graven)\b",
    re.I,
)
_ADDS = re.compile(r"\b(?:sätt|lägg|ta|för|skriv) (?:i ?stället )?(?:in|till|med)\b|\bi ?stället\b", re.I)
_TO_GO = r"\b(?:stryk|stryka|ta bort|byta? ut|byta?|ersätta?)(?: aktören| namnet| det gamla)? {name}\b"
_IS_GONE = (
    r"\b{name}(?: \w+){{0,3}}? (?:finns inte|inte (?:längre )?finns|upphört|upphörde|lagts ne[dr]|lades ne[dr]|upplöstes|upplösts|avvecklats|"
    r"avvecklades|gått i graven|strykas|tas bort|heter|ska heta|bytt namn)\b"
)
# A sentence about an actor is to go, not the actor.
_OF_SENTENCE = re.compile(
    r"\b(?:mening|text|stycke|uppgift|formulering|skrivning|påstående|avsnitt)\w* (?:om|kring|att) (?:\w+[ .,]+){1,4}",
    re.I,
)
_CUE = re.compile(
    r"\b(?:lägg\w* till|komplettera\w*|ta med|saknas?|saknar|fattas|nämn\w*|listan|aktör\w*|uppräkning\w*|förteckning\w*)\b",
    re.I,
)
# "finns inte med på listan", "stryk inte ihop oss med": nobody is to go.
_NOT_STRUCK = re.compile(
    r"\b(?:stryk\w*|ta(?:s)?(?: bort)?) (?:\w+ )?inte\b|\b(?:finns|nämns|står|är) (?:\w+ )?inte (?:\w+ )?(?:med|nämnd\w*|upptag\w*|uppräkn\w*|på|bland|"
    r"i (?:listan|förteckningen|uppräkningen|texten|strategin))\b|\binte (?:\w+ )?(?:finns|är|står|nämns) (?:med|på|bland)\b",
    re.I,
)
_NAMED_BEFORE = re.compile(
    r"\b(?:den|det|de|dem|denna|organisationen|föreningen|förbundet|myndigheten|bolaget|företaget|verket|nätverket|namnet|aktören)\b",
    re.I,
)
_NEAR = 5  # words between an actor and the words that strike it
_NEARLY_SORTED = 0.75  # share of neighbours in a list that stand in alphabetical order
_COMPOUND = 8  # letters of an end that says what kind of actor it is: "nätbolag", not "bolag"
_MOST_ADDED = 8
_ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"


@dataclass(frozen=True)
class _Left:
    """Points that change nothing: their actors are ``covered`` by the list, they ask for one that cannot be made out
    (``unnamed``), or they speak of something else (``silent``)."""

    covered: tuple[Point, ...]
    unnamed: tuple[Point, ...]
    silent: tuple[Point, ...]


@dataclass(frozen=True)
class ActorEdit:
    """One edit of the list. ``points`` stand behind it."""

    op: Op
    target: Target | None
    text: str
    rationale: str
    points: tuple[Point, ...]
    left: _Left


@dataclass
class _Changes:
    added: dict[str, list[Point]]
    removed: dict[str, list[Point]]
    renamed: dict[str, tuple[str, list[Point]]]


def edit_list(
    part: BaselinePart, points: Sequence[Point], answers: Mapping[str, Answer], prompt: Prompt, generate: Generate
) -> ActorEdit:
    """What the points on actors make of the list; ``text`` is empty when they change nothing."""
    number, match = _list_sentence(part)
    items = _items(match["items"]) if match else []
    changes = _Changes({}, {}, {})
    covered: list[Point] = []
    unnamed: list[Point] = []
    silent: list[Point] = []
    for point in points:
        if _rename(point, items, changes):
            continue
        removed = _remove(point, items, changes)
        if removed and not _ADDS.search(point.quote):
            continue
        found = [a for a in named_actors(point, prompt, generate) if removed is None or not _same_actor(a, removed)]
        new = [actor for actor in found if not _listed(actor, part.text)]
        for actor in new:
            known = next((a for a in changes.added if _same_actor(a, actor)), actor)
            changes.added.setdefault(known, []).append(point)
        if not new:
            (covered if found else unnamed if _CUE.search(point.quote) else silent).append(point)
    return _edit(part, number, match, items, changes, answers, _Left(tuple(covered), tuple(unnamed), tuple(silent)))


def _list_sentence(part: BaselinePart) -> tuple[int, re.Match[str] | None]:
    for sentence in part.sentences:
        if is_list(sentence.text):
            return sentence.number, _LIST.match(sentence.text)
    return 0, None


def is_list(sentence: str) -> bool:
    """Does the sentence list actors?"""
    match = _LIST.match(sentence)
    return match is not None and ("," in match["items"] or " och " in match["items"])


def _items(text: str) -> list[str]:
    return [item for item in re.split(r",\s+(?:samt\s+|och\s+)?|(?<!-)\s+(?:och|samt)\s+(?!andra\b)", text) if item]


def _listed(actor: str, text: str) -> bool:
    return overlap(content_stems(actor), content_stems(text)) >= 0.85


def _same_actor(one: str, other: str) -> bool:
    """The same words, or a compound and its end: "elnätsbolag" and "nätföretag" are one kind of actor."""
    a, b = content_stems(one), content_stems(other)
    if max(overlap(a, b), overlap(b, a)) >= 0.75:
        return True
    plain = [re.sub(r"s?(?:företag|bolag)", "bolag", name.casefold()) for name in (one, other)]
    short, long = sorted(plain, key=len)
    trade = re.sub(r"(?:er|ar|or)(?:na)?$", "", short)
    return (len(short) >= _COMPOUND and long.endswith(short)) or (len(trade) > 4 and long == f"{trade}bolag")


def _mentioned(item: str, quote: str) -> bool:
    """Is the actor named, by all of its words or by the letters that it is known by: "SP Sveriges Forskningsinstitut"?"""
    words, first = content_stems(item), item.split()[0]
    letters = first.isupper() and len(first) > 1 and re.search(rf"\b{re.escape(first)}\b", quote) is not None
    return letters or (bool(words) and words <= content_stems(quote))


def _rename(point: Point, items: Sequence[str], changes: _Changes) -> bool:
    match = _RENAMED.search(point.quote)
    old = next((item for item in items if _mentioned(item, point.quote)), None)
    if match is None or old is None or content_stems(match["new"]) == content_stems(old):
        return False
    changes.renamed.setdefault(old, (match["new"], []))[1].append(point)
    return True


def strikes_actor(quote: str, part: BaselinePart) -> bool:
    """Does the sender say, whatever he was asked, that an actor with a name of its own is to go, is gone or is called something else?
    The name is the object or the subject of that: who writes "Region Norr bör ta bort avgiften" strikes no actor."""
    _, match = _list_sentence(part)
    named = [re.escape(item) for item in _items(match["items"]) if item[:1].isupper()] if match else []
    said = _OF_SENTENCE.sub(" ", " ".join(quote.split()))
    return any(re.search(pattern.format(name=name), said, re.I) for name in named for pattern in (_TO_GO, _IS_GONE))


def _struck(quote: str, items: Sequence[str]) -> str | None:
    """The actor that is to go: one that stands by the words that say so, or that "den finns inte längre" speaks of."""
    said = _OF_SENTENCE.sub(" ", _NOT_STRUCK.sub(" ", " ".join(quote.split())))
    for piece in re.split(r"(?<=[.!?])\s+", said):
        cue = _STRIKE.search(piece)
        if cue is None:
            continue
        near = next((item for item in items if _stands_by(item, piece, cue)), None)
        if near is not None:
            return near
        if _NAMED_BEFORE.search(piece):
            return next((item for item in items if _mentioned(item, quote)), None)
    return None


def _stands_by(item: str, piece: str, cue: re.Match[str]) -> bool:
    """Is the actor named a few words before or after the cue?"""
    before, after = piece[: cue.start()].split()[-_NEAR:], piece[cue.end() :].split()[:_NEAR]
    return _mentioned(item, " ".join(before)) or _mentioned(item, " ".join(after))


def _remove(point: Point, items: Sequence[str], changes: _Changes) -> str | None:
    """The actor that the point has struck, if any."""
    old = _struck(point.quote, items)
    if old is not None:
        changes.removed.setdefault(old, []).append(point)
    return old


def _edit(
    part: BaselinePart,
    number: int,
    match: re.Match[str] | None,
    items: list[str],
    changes: _Changes,
    answers: Mapping[str, Answer],
    left: _Left,
) -> ActorEdit:
    wanted = sorted(changes.added.items(), key=lambda kv: (-len({p.submission_id for p in kv[1]}), kv[0]))[:_MOST_ADDED]
    added = dict(wanted)
    behind = [*added.values(), *changes.removed.values(), *(points for _, points in changes.renamed.values())]
    points = tuple({p.point_id: p for group in behind for p in group}.values())
    cut = tuple(p for group in changes.added.values() for p in group if p not in points)
    left = _Left(left.covered, (*left.unnamed, *cut), left.silent)
    if not points:
        return ActorEdit("replace", None, "", "", (), left)
    why = _why(added, changes, answers)
    if match is None:
        last = target_of(part, part.sentences[-1].number) if part.sentences else None
        lead = "Viktiga aktörer är även" if part.sentences else "Viktiga aktörer är"
        return ActorEdit("insert_after", last, f"{lead} {enumeration(list(added))}.", why, points, left)
    kept = [item for item in items if item not in changes.removed or item in changes.renamed]
    new = _renamed(kept, changes) if not _alphabetical(items) else [i for i in kept if i not in changes.renamed]
    moved = [changes.renamed[item][0] for item in kept if item in changes.renamed] if _alphabetical(items) else []
    new = _put_in(new, [*moved, *added], _alphabetical(items))
    text = f"{match['lead']} {enumeration(list(dict.fromkeys(new)))}{match['end']}"
    return ActorEdit("replace", target_of(part, number), text, why, points, left)


def _renamed(items: Sequence[str], changes: _Changes) -> list[str]:
    return [changes.renamed[item][0] if item in changes.renamed else item for item in items]


def _put_in(kept: Sequence[str], added: Sequence[str], alphabetical: bool) -> list[str]:
    """The list with the new actors last, or each before the first that comes after it in the alphabet."""
    new = list(kept)
    for actor in added:
        after = (i for i, item in enumerate(new) if _swedish(item) > _swedish(actor))
        new.insert(next(after, len(new)) if alphabetical else len(new), actor)
    return new


def _alphabetical(items: Sequence[str]) -> bool:
    """Is the list in alphabetical order, but for a slip?"""
    pairs = [_swedish(one) <= _swedish(other) for one, other in pairwise(items)]
    return len(pairs) > 1 and sum(pairs) >= _NEARLY_SORTED * len(pairs)


def _swedish(word: str) -> list[int]:
    return [_ALPHABET.find(char) for char in word.casefold()]


def _why(added: Mapping[str, Sequence[Point]], changes: _Changes, answers: Mapping[str, Answer]) -> str:
    """Who wants which actor, in one sentence."""
    by_points: dict[tuple[str, ...], list[str]] = {}
    behind: dict[tuple[str, ...], Sequence[Point]] = {}
    for actor, points in added.items():
        key = tuple(sorted({point.submission_id for point in points}))
        by_points.setdefault(key, []).append(actor)
        behind[key] = points
    told = [f"{names(behind[key], answers)} vill lägga till {enumeration(new)}" for key, new in by_points.items()]
    told += [f"{names(points, answers)} vill ta bort {actor}" for actor, points in changes.removed.items()]
    told += [f"{names(points, answers)} vill ersätta {old} med {new}" for old, (new, points) in changes.renamed.items()]
    return "; ".join(told) + "."
