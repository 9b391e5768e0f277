"""Content words, numbers and names of Swedish text: what decides whether a sentence stands on its sources.

Stems are those of the Snowball stemmer for Swedish, with the few vowel changes that it misses.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Iterable
from functools import lru_cache

import snowballstemmer

from summarizer.text.remembered import remembered
from summarizer.text.wordlist import word_set

STOPWORDS = word_set(
    """
    alla allt alltför alltid all andra annan annat att av bara blev bli blir blivit borde bör bort båda både bland ca
    de dels dem den denna deras dess dessa dessutom det detta dig din dina dit ditt dock du där därav därför därmed därtill
    då efter eftersom ej eller emellertid en endast enligt er era ert ett exempelvis finnas finns fanns fler flera flest få
    får fick fått för före först förutom ge genom ger gett giver gör göra gjort gjorde ha hade haft han hans har hela helt
    hellre henne hennes hon honom hos hur huruvida här i ibland icke idag ifrån igen in inför ingen inget inga innan inom
    inte istället ja jag ju just kan kanske kommer komma kunde kunna kunnat lite låta låter man med medan mellan men mer
    mera mest mig min mina mindre minst mitt mot mycket måste många möjligtvis ned nere nej ni nog nu någon något några när
    nära och också ofta olika om oss ovan på redan respektive rent samma samt samtidigt sedan ser sig sin sina sitt själv
    ska skall skulle slutligen snart som står stå så sådan sådana sådant kallade sätt ta tar tas till
    tillsammans trots tycker under undan upp ur ut utan utanför utav utom va vad var vara varandra vare varför varit varje
    varken vars vart vem vems vet vi via vid vidare vilka vilkas vilken vilket vill vilja ville vore våra vår vårt väl
    längs väldigt åt än ändå ännu även är över övriga
    anser anse menar mena tycka tyckte påpekar framhåller lyfter önskar föreslår föreslå behöver behöva behövs behov
    efterfrågas efterfrågar efterlyser efterlyses betonar understryker instämmer anses menas föreslås önskas lyfts lyfta
    påtalar uppger beskriver tillägger
    """
)
_IRREGULAR = {
    "städ": "stad", "stadern": "stad", "länd": "land", "ländern": "land", "störr": "stor", "störst": "stor",
    "läng": "lång", "längst": "lång", "yngr": "ung", "yngst": "ung", "äldr": "gamm", "äldst": "gamm", "gaml": "gamm",
    "gammal": "gamm", "små": "lit", "lilla": "lit", "liten": "lit", "bättr": "god", "bäst": "god", "män": "man",
    "hög": "hög", "högr": "hög", "högst": "hög", "svår": "svår", "händ": "hand", "böck": "bok", "nätt": "natt",
}  # fmt: skip

_WORD = re.compile(r"[^\W_]+")
_FIGURES = re.compile(r"(?<![^\W_])\d{2,}(?![^\W_])")
_STEMMER = snowballstemmer.stemmer("swedish")
_STEMMER_LOCK = threading.Lock()  # the stemmer keeps the word in itself while it works


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one casefolded word."""
    with _STEMMER_LOCK:
        found: str = _STEMMER.stemWord(word)
    return _IRREGULAR.get(found, found)


def stems(text: str) -> list[str]:
    """Stems of the content words of ``text`` in order: casefolded, function words out, split at hyphens."""
    words = (match[0].casefold() for match in _WORD.finditer(text.replace("\u00ad", "")))
    return [
        stem(word) for word in words if len(word) > 1 and word not in STOPWORDS and any(char.isalpha() for char in word)
    ]


@remembered
def search_stems(text: str) -> list[str]:
    """Stems to find texts by, and the figures, which tell roads, laws and years apart."""
    return [plain_form(word) for word in stems(text)] + figures(text)


def figures(text: str) -> list[str]:
    """Runs of two digits or more, as they stand: ``väg 363`` → ``363``, ``2022:66`` → ``2022``, ``66``."""
    return _FIGURES.findall(text)


def plain_form(stem: str) -> str:
    """A stem with the endings off that the stemmer leaves: "skolan", "rummen", and the plurals "bostäder"."""
    if stem.endswith("mm"):
        return stem[:-1]
    if len(stem) > 5 and stem.endswith(
        ("städ", "stad")
    ):  # the stemmer takes the -ad of "bostad", but not of "bostaden"
        return stem[:-2]
    return stem[:-2] if len(stem) > 4 and stem.endswith("an") else stem


def content_stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))


# ── overlap ─────────────────────────────────────────────────────────────────────────────────────────────────────────
_SHORTEST_PART = 4  # letters; shorter parts of compounds ("väg" aside) are inside too many words by chance
_HEAD, _MODIFIER = 0.9, 0.6  # "laddning" in "elbilsladdning" says nearly the same; "elbil" in it says less
_SIMILAR_ENOUGH = 0.6


def overlap(a_stems: Iterable[str], b_stems: Iterable[str]) -> float:
    """How much of ``a`` has a counterpart in ``b``: 0.0 to 1.0, directed (a claim against its source).

    A compound counts as its parts and the other way about: ``elbilsladdning`` stands on ``laddning`` + ``elbil``.
    An ``a`` without content words has nothing to support and gives 0.0.
    """
    claim, source = frozenset(a_stems), frozenset(b_stems)
    if not claim:
        return 0.0
    return sum(best_match(word, source) for word in claim) / len(claim)


def best_match(word: str, source: frozenset[str]) -> float:
    """How well a word stands among others, 0 to 1: itself, a compound of it, its parts, or much the same letters."""
    if word in source:
        return 1.0
    return max((*(_pair(word, other) for other in source), _covered(word, source)), default=0.0)


@lru_cache(maxsize=65536)
def _pair(word: str, other: str) -> float:
    if len(word) >= _SHORTEST_PART and len(other) > len(word):
        if other.endswith(word):
            return _HEAD
        if other.startswith(word):
            return _MODIFIER
    grams, others = _trigrams(word), _trigrams(other)
    dice = 2 * len(grams & others) / (len(grams) + len(others))
    return dice if dice >= _SIMILAR_ENOUGH and min(len(word), len(other)) >= _SHORTEST_PART else 0.0


@lru_cache(maxsize=65536)
def _trigrams(word: str) -> frozenset[str]:
    padded = f"^{word}$"
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def _covered(compound: str, source: frozenset[str]) -> float:
    """The share of a compound that the source's words make up from its beginning and its end."""
    parts = [part for part in source if _SHORTEST_PART <= len(part) < len(compound)]
    first = max((len(part) for part in parts if compound.startswith(part)), default=0)
    last = max((len(part) for part in parts if compound.endswith(part)), default=0)
    if first and last:
        return 1.0
    return (_HEAD if last else 1.0) * max(first, last) / len(compound)


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────
NUMBER_WORDS = {
    "två": "2", "tre": "3", "fyra": "4", "fem": "5", "sex": "6", "sju": "7", "åtta": "8", "nio": "9", "tio": "10",
    "elva": "11", "tolv": "12", "tretton": "13", "fjorton": "14", "femton": "15", "sexton": "16", "sjutton": "17",
    "arton": "18", "nitton": "19", "tjugo": "20", "trettio": "30", "fyrtio": "40", "femtio": "50", "sextio": "60",
    "sjuttio": "70", "åttio": "80", "nittio": "90", "hundra": "100", "tusen": "1000",
    "hälften": "1/2", "tredjedel": "1/3", "tredjedelar": "1/3", "fjärdedel": "1/4", "fjärdedelar": "1/4",
}  # fmt: skip
_SCALES = {
    "tusen": 3, "tkr": 3, "miljon": 6, "miljoner": 6, "mkr": 6, "mnkr": 6, "msek": 6, "miljard": 9, "miljarder": 9, "mdkr": 9,
    "mdr": 9,
}  # fmt: skip
_SPACE = " \u00a0\u2009\u202f"
_NUMBER = re.compile(
    rf"(?<![^\W\d_])(?<!\d[.,:])(?<!\d)(\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?!\d)|\d{{1,3}}(?:\.\d{{3}})+(?![.\d])|\d+)"
    rf"(?:[,.:](\d+)(?![\d]))?(?:[{_SPACE}]?(%|procent(?:enheter)?\b)|[{_SPACE}]({'|'.join(_SCALES)})\b)?",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    rf"\b({'|'.join(NUMBER_WORDS)})\b(?:[{_SPACE}](procent(?:enheter)?\b)|[{_SPACE}]({'|'.join(_SCALES)})\b)?",
    re.IGNORECASE,
)


def numbers(text: str) -> frozenset[str]:
    """The numbers of ``text`` in one spelling: ``1 500`` and ``1.500`` → ``1500``, ``3,5`` → ``3.5``, ``30 procent`` → ``30%``.

    ``3 miljoner`` → ``3000000``; ``2020–2030`` gives both years; ``tre`` → ``3`` and ``hälften`` → ``1/2``, since senders and
    summaries spell them either way, but never ``en``/``ett``, which are articles. Digits inside a word (``E12``, ``5G``) are
    names, not numbers.
    """
    found: set[str] = set()
    for match in _NUMBER.finditer(text):
        if re.match(r"[A-ZÅÄÖ]", text[match.end() :]):
            continue
        whole, fraction, percent, scale = match.groups()
        digits = re.sub(r"\D", "", whole).lstrip("0") or "0"
        found.add(_with_unit(f"{digits}.{fraction}" if fraction else digits, percent, scale))
    for match in _NUMBER_WORD.finditer(text):
        word, percent, scale = match.groups()
        found.add(_with_unit(NUMBER_WORDS[word.casefold()], percent, scale))
    return frozenset(found)


def _with_unit(number: str, percent: str | None, scale: str | None) -> str:
    if percent:
        return number + ("pp" if percent.casefold().endswith("enheter") else "%")
    if scale is None or "/" in number:
        return number
    whole, _, fraction = number.partition(".")
    power = _SCALES[scale.casefold()]
    return (whole + fraction[:power].ljust(power, "0")).lstrip("0") or "0"


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────────
_EUROPEAN_ROAD = re.compile(r"\b(?:E\s?|[Ee]uropaväg(?:en)?\s+(?:E\s?)?)(\d{1,3})\b")
_ROAD = re.compile(r"\b(?:riks|läns)?(?:väg(?:en|arna)?|rv\.?|lv\.?)\s+(\d{1,4})\b", re.IGNORECASE)
_ROAD_WORD = re.compile(r"(?:E\d{1,3}|(?:Europa|Riks|Läns)?[Vv]äg(?:en|arna)?)")
_NAME_WORD = re.compile(r"(?<![^\W_])[^\W\d_][^\W_]*(?:[:’'](?=s\b))?")
_STARTS_SENTENCE = '.!?:;•*·"”“»«'
_AFTER_PARENTHESIS = word_set("se källa källor jfr obs exempel bilaga t ex")
_AUTHORITY = re.compile(r".{3,}(?:verket|myndigheten|inspektionen|universitetet|länsstyrelsen|kammaren)s?$")
_NOT_AUTHORITIES = word_set(
    "nätverket regelverket hantverket ramverket konstverket kraftverket vattenkraftverket kärnkraftverket vindkraftverket "
    "mästerverket skogsbruksverket värmeverket tillsynsmyndigheten universitetet sjukvårdsmyndigheten lagverket"
)
_ENDS_IN_S = re.compile(r"(?:näs|fors|hus|moss|ss|is|us|os|es|borås|västerås|alingsås|as|ys)$", re.IGNORECASE)


def proper_names(text: str, known: Collection[str] = ()) -> frozenset[str]:
    """Names in ``text``, without the genitive -s: capitalised words inside sentences, acronyms, authorities and roads.

    A capital that begins a sentence tells nothing, so there only acronyms, authorities and names in ``known`` count.
    Roads come in one spelling: ``E12`` (also from ``E 12``, ``Europaväg 12``), ``väg 363`` (also from ``riksväg 363``).
    """
    found = {f"E{match[1]}" for match in _EUROPEAN_ROAD.finditer(text)}
    found |= {f"väg {match[1]}" for match in _ROAD.finditer(text)}
    known_folded = {name.casefold(): name for name in known}
    for match in _NAME_WORD.finditer(text):
        word = match[0].rstrip(":’'")
        if not word[0].isupper() or len(word) == 1 or _ROAD_WORD.fullmatch(word):
            continue
        folded = word.casefold()
        if folded in known_folded or folded.removesuffix("s") in known_folded:
            found.add(known_folded.get(folded) or known_folded[folded.removesuffix("s")])
        elif (
            _is_acronym(word)
            or _is_authority(folded)
            or (folded not in STOPWORDS and not _may_start_sentence(text, match.start(), folded))
        ):
            found.add(_base_form(word))
    return frozenset(found)


def missing_facts(claim: str, sources: Iterable[str], known: Collection[str] = ()) -> tuple[str, ...]:
    """Numbers and names that ``claim`` holds and no source does, sorted. Names match whatever their case in the sources."""
    material = "\n".join(sources)
    words = {match[0].casefold() for match in _WORD.finditer(material)}
    words |= {_base_form(word).casefold() for word in words}
    names = {name.casefold() for name in proper_names(material, known)}
    unnamed = {
        name for name in proper_names(claim, known) if name.casefold() not in names and name.casefold() not in words
    }
    return tuple(sorted((numbers(claim) - numbers(material)) | unnamed))


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and sum(char.isupper() for char in word) > 1


def _is_authority(folded: str) -> bool:
    return bool(_AUTHORITY.fullmatch(folded)) and folded.removesuffix("s") not in _NOT_AUTHORITIES


def _may_start_sentence(text: str, start: int, folded: str) -> bool:
    line_start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    before = text[line_start:start].rstrip(" \t\u00a0")
    if not before.strip("-–—•*·()0123456789. \t"):
        return True
    if before[-1] == "(":
        return folded in _AFTER_PARENTHESIS
    return before[-1] in _STARTS_SENTENCE


def _base_form(word: str) -> str:
    """One spelling of a name: no genitive -s, an initial capital only, unless it is an acronym."""
    if word.isupper() and len(word) <= 5:
        return word
    if word[1:].islower() and word.endswith("s") and not _ENDS_IN_S.search(word) and len(word) > 3:
        word = word[:-1]
    return word[0].upper() + word[1:].lower() if word.isupper() else word
