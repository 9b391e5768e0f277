"""Which actors a sender names, in the form that a list has: by the words that names of actors end in, else by the model."""

from __future__ import annotations

import re

from summarizer.drafting.materials import Generate
from summarizer.llm.prompts import Prompt
from summarizer.records import Point
from summarizer.text.verbs import DEEDS, EDITS
from summarizer.text.wordlist import word_set
from summarizer.text.words import content_stems, missing_facts, overlap, proper_names

# What stands on the list already, set against what does not: "finns branschorganisationer men inte löntagarnas".
_ON_LIST = re.compile(
    r"\b(?:finns|står|nämns|listas|räknas upp|tas upp|har ni)\b[^.!?]*?(?=,? men (?:inte|inga|ingen|varken|saknas|det saknas)\b)",
    re.I,
)
# Who is to be on it is said outright, or is all that is said; others are only told of.
_PROPOSES = re.compile(
    r"\b(?:lägg\w*|komplettera\w*|ta med|sakna[rs]?|fattas|nämn\w*|list(?:an|or)|aktör\w*|uppräkning\w*|förteckning\w*|bör|borde|ska|måste|"
    r"glöm\w*|hör hemma|viktig\w*|avgörande|behöv\w*|inkludera\w*|involvera\w*|ingå|räkna in|samverka\w*|medverka\w*|roll|part(?:er)?|vara med|utan)\b",
    re.I,
)
_SHORT = 14  # words of an answer that is nothing but names
# What names of groups of actors end in, in the form that a list has.
_HEADS = tuple(
    word_set(
        """
        föreningar förbund organisationer bolag företag verk myndigheter byalag gårdar bibliotek museer skolor universitet högskolor
        stiftelser klubbar parter nämnder samfund kyrkor ägare operatörer förvaltningar sällskap banker kooperativ byar konstnärer
        hantverkare arbetsgivare entreprenörer handlare brukare gymnasier lärcentra lärcentrum samfälligheter nätverk råd sameby
        jourer kårer allianser akademier teatrar orkestrar scener redaktioner rederier åkerier lärare studenter apotek butiker producenter
        leverantörer odlare fiskare jägare värdar forskare kretsar inkubatorer kustbevakningen försäkringskassan
        föreningslivet civilsamhället näringslivet
        verksamheter räddningstjänsten polisen polis hemvärnet assistenter ledare centraler församlingar folkhögskolor institutioner
        """
    )
)
_BODIES = (
    "aktörer",
    "akademi",
    "akademin",
    "hushåll",
    "hushållen",
    "kommuner",
    "näringsliv",
    "sektor",
    "sektorn",
    "myndigheter",
)
_ASIDE = re.compile(
    r", (?:eftersom|då|vilket|som|det är|för|hos oss|fast|när)\b[^.!?]*"
)  # reasons name actors that are there already
_AUTHORITY = ("verket", "styrelsen", "tinget", "myndigheten", "banken")
_BARE = word_set(
    "verksamheter samråd organisationer föreningar bolag företag verk parter myndigheter råd skolor ledare kommuner brukare institutioner gårdar nätverk ägare ägarna"
)
_WORD = re.compile(r"[^\W\d_][\w-]*")
_KIND = re.compile(
    r"[^\W\d_]{2,}(?:liga|iska|ilda|ala|ella|iva|ata|ideella|arnas|ernas|ornas|nadens|ligas)"
)  # "fackliga", "pensionärernas"
_NO_KIND = word_set("olika viktiga många samtliga vanliga övriga sådana offentligas")
_AGENT = re.compile(r"(?:äg|verk|brukar|bruk|giv|forsk|lär|åk|handl|arbet|led)arna$")
_NEUTER = re.compile(
    r"(?:bolag|företag|förbund|bibliotek|lag|råd|universitet|samfund|sällskap|verk|museum|centrum|nät|kontor|institut|hem|kollektiv|kluster|parti|ombud)en$"
)
_SOMEBODY = re.compile(
    r"(?:[aeo]r|are|na|en|et|an|verk|bund|bud|råd|nät|lag|skap)$"
)  # many, or one that is known: "demonstrationsfabrik" is none
_PROPER = word_set(
    "försäkringskassan kustbevakningen försvarsmakten arbetsförmedlingen polismyndigheten länsstyrelsen sametinget"
)
_LONGEST_NAME = 6  # words


def named_actors(point: Point, prompt: Prompt, generate: Generate) -> list[str]:
    """The actors that a point names, in the form that a list has: by the words that names of actors end in, else by the model."""
    said = re.split(r"(?<=[.!?])\s+", _ON_LIST.sub(" ", point.quote))
    proposing = [piece for piece in said if _PROPOSES.search(piece) or len(piece.split()) <= _SHORT]
    quote = " ".join(proposing)
    return _by_heads(quote) or _by_model(quote, prompt, generate) if quote else []


def _by_model(quote: str, prompt: Prompt, generate: Generate) -> list[str]:
    said = content_stems(quote)
    found = []
    answer = generate(prompt.fill(sentence=" ".join(quote.split()[:70]))) or ""
    for actor in re.split(r"\s*,\s*|\s+och\s+", answer.strip().rstrip(".")):
        actor = re.sub(r"^(?:de|den|det|alla|länets|våra|en|ett)\s+", "", actor.strip(' ”"'))
        words = content_stems(actor)
        actor = _as_listed(actor)
        named = 1 <= len(actor.split()) <= _LONGEST_NAME and actor.casefold() != "ingen" and bool(words)
        if named and overlap(words, said) >= 0.8 and not missing_facts(actor, [quote]) and _is_actor(actor, quote):
            found.append(actor)
    return list(dict.fromkeys(found))


def _as_listed(actor: str) -> str:
    """ "de regionala skyddsombuden" → "regionala skyddsombud"; a name stays."""
    *before, last = actor.split() or [""]
    if not before and last.endswith(("erna", "arna", "orna")):
        last = last.lower()  # it has its capital from the beginning of a sentence
    if last in _PROPER:
        return " ".join([*before, last.capitalize()])
    return " ".join([*before, plural(last) if last.islower() else last])


def are_actors(phrase: str) -> bool:
    """Is the phrase nothing but actors, as "skogsägarna och terminalbolagen"?"""
    items = [item for item in re.split(r", | och | samt ", phrase.removeprefix("insatser för ")) if item]
    return all(
        len(item.split()) <= 2 and plural(item.split()[-1].casefold()).endswith((*_HEADS, *_BODIES)) for item in items
    )


def _is_actor(actor: str, quote: str) -> bool:
    """A number, a phrase with a verb or a demand, or a place that something is in, is no actor."""
    first = actor.split()[0].casefold()
    if (
        first in DEEDS
        or first in EDITS
        or re.search(rf"\b(?:i|till|från|mellan|kring|via) {re.escape(actor)}\b", quote)
    ):
        return False
    last = actor.split()[-1]
    if last.islower() and not _SOMEBODY.search(last) and not last.endswith(_HEADS):
        return False
    return not re.search(r"\d|\b(?:att|ska|bör|är|som|inte)\b", actor) and len(actor) > 3


def _by_heads(quote: str) -> list[str]:
    names = proper_names(quote)
    found = [(quote.find(name), name) for name in names if name.casefold().endswith(_AUTHORITY)]
    before = ""
    for match in _WORD.finditer(_ASIDE.sub(" ", quote)):
        word, plain = match[0], plural(match[0].casefold())
        if plain.endswith(_HEADS) and not any(plain == name.casefold() for _, name in found):
            kind = before.casefold() if _KIND.fullmatch(before) and before.casefold() not in _NO_KIND else ""
            shown = word if word in names else plain.capitalize() if plain in _PROPER and word[0].isupper() else plain
            if kind or (plain not in _BARE and len(plain) > 4):
                found.append((match.start(), f"{kind} {shown}".strip()))
        before = word
    return list(dict.fromkeys(name for _, name in sorted(found)))


def plural(word: str) -> str:
    """``byaföreningarna`` → ``byaföreningar``, ``elnätsbolagen`` → ``elnätsbolag``, ``ägarna`` → ``ägare``."""
    if word in ("facken", "fackförbunden"):
        return "fackförbund"
    if _AGENT.search(word):
        return word[:-4] + "are"
    if word.endswith("skolan"):
        return word[:-2] + "or"
    if word.endswith(("arna", "erna", "orna")):
        return word[:-2]
    return word[:-2] if _NEUTER.search(word) else word
