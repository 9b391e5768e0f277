"""Changes of a baseline sentence that senders spell out: this word for that one, an addition, and what a sentence that speaks of one
thing only leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from summarizer.drafting.contrasts import contrasted
from summarizer.drafting.evidence import Evidence
from summarizer.drafting.targets import FIGURE
from summarizer.drafting.turns import of_its_year
from summarizer.drafting.wording import Written
from summarizer.records import Point
from summarizer.text.words import STOPWORDS, content_stems, overlap, stem

_SWAP = re.compile(
    r"(?:[Ee]rsätt |[Bb]yt(?: ut)? )?[”\"](?P<old>[^”\"]+)[”\"] (?:(?:bör |ska )?(?:ersätts|ersättas|byts ut|bytas ut|ändras) )?"
    r"(?:av|med|mot|till) [”\"](?P<new>[^”\"]+)[”\"]"
)
_ADDITION = re.compile(
    r"\b(?:tillägget|lägg(?:s|a)? till(?: orden)?|kompletteras med(?: orden)?) [”\"](?P<new>[^”\"]{4,})[”\"]", re.I
)
_LEFT_OUT = re.compile(
    r"(?:nämner|talar om|omfattar) (?:enbart|bara|endast) (?P<only>[^.,]+)[.,] Lägg(?: även)? till (?P<more>\w+(?: \w+)?)[.,]"
)
_ONLY_NAMES = re.compile(
    r"\b(?:(?:nämner|nämns|talar om|omfattar|gäller|handlar om|står)(?: det| målet| texten| strategin)? (?:enbart|bara|endast)|"
    r"(?:enbart|bara|endast) (?:nämner|nämns|talar om|omfattar|gäller|handlar om)|talar (?:enbart|bara|endast) om|stannar vid)(?: de[nt]?)? "
    r"(?P<only>[^\W\d_]+(?: [^\W\d_]+){0,2})",
    re.I,
)
_TO_FIGURE = r"\b(?:till|vara|stå|snarare|utan)(?: cirka| omkring| ungefär)? (?P<new>\d[\d ]*(?:,\d+)?)(?![\d,])"
_RULES = re.compile(r"\b[A-ZÅÄÖ]{2,8} \d{4}:\d+\b")  # regulations: SFS 2010:900, AFS 2015:4
_YEAR = re.compile(r"(?:19|20)\d\d")
_WRONG_FIGURE = re.compile(
    r"\b(?:rättas|ändras|uppdateras|justeras|bytas|ersättas|inaktuell\w*|gammal|gamla|är från|stämmer (?:inte|ej)|fel|felaktig\w*|numera|"
    r"snarare|inte längre|ska (?:vara|stå)|i ?stället|i utkastet|i texten|avser ett mål|vore sant|lögn\w*|påhitt\w*)\b",
    re.I,
)
_SHOULD_BE = re.compile(
    r"\b(?:siffran|uppgiften|andelen|antalet|värdet|talet)\b(?P<what>[^.?!]{3,70}?) (?:ska|bör|måste) (?:vara|stå|lyda|ändras till|rättas till|uppdateras till) "
    r"(?P<new>\d[\d ]*(?:,\d+)?) (?P<unit>[^\W\d_]{3,})",
    re.I,
)
_SWAP_PLAIN = re.compile(
    r"\b(?:byta? ut|byta?|ersätta?|stryka?) (?:ordet |orden |begreppet |uttrycket )?(?P<old>[a-zåäö-]+(?: [a-zåäö-]+){0,2}?) "
    r"(?:mot|med|och skriva?(?: i ?stället)?|och sätta? in) (?:ordet |orden |begreppet )?(?P<new>[a-zåäö-]+(?: [a-zåäö-]+){0,6}?)"
    r"(?: i ?stället)?(?=[.,;]|$)",
    re.I,
)
_PLACES = re.compile(
    r"\b(?P<more>byar(?:na)?|landsbygd(?:en)?|glesbygd(?:en)?|inlandet|fjällen|mindre orter|småorter)\b", re.I
)
_MISSED = re.compile(
    r"\b(?P<more>[^\W\d_]{4,}) (?:måste|ska|bör) (?:också |även )?(?:vara |tas |nämnas |komma )?med\b", re.I
)
_SOME_PLACES = re.compile(
    r"\b(?:i|vid|på) (?:länets |regionens |de )?(?:större |största )?(?:orter(?:na)?|städer(?:na)?|tätorter(?:na)?|kuststäder(?:na)?|centralorter(?:na)?|kusten)\b"
)
_WHOLE = re.compile(r"(?<!inte )\b(?P<whole>hela (?:länet|regionen|kommunen))\b")
_TOWNS = re.compile(r"(?:ort|stad|städ|kust|samhälle|centr)\w*$", re.I)
_PROPOSAL = re.compile(
    r"\b(?:föreslå\w*|förslag\w*|skriv\w*|ly[ds]\w*|formuler\w*|ersätt\w*|målet|bättre|hellre|till exempel|i ?stället)\b[^”\".]{0,60}[”\"](?P<new>[^”\"]{20,})[”\"]",
    re.I,
)
_RATHER = re.compile(r"\b[Ss]kriv (?:hellre|i stället|istället) [”\"](?P<new>[^”\"]{4,70})[”\"]")
_STRUCK_WORDS = re.compile(
    r"\b[Oo]rde[nt] [”\"](?P<one>[^”\"]{3,60})[”\"] (?:bör|ska|kan|måste) (?:tas bort|strykas|utgå)|\b(?:[Ss]tryk|[Tt]a bort) (?:orde[nt] )?[”\"](?P<other>[^”\"]{3,60})[”\"](?! (?:och|mot|med|till))"
)
_OF_SENTENCE = 0.3  # share of a proposed wording's words that the sentence has
_ROOT, _ENDING = 4, 3  # letters
_ADJECTIVE = re.compile(r"(?:lig|isk|offent|sk|al)$")  # a stem that says nothing without its noun


def substituted(
    current: str, ranked: Sequence[Evidence], said: Callable[[Point], str] = lambda point: point.quote
) -> Written | None:
    """What a sender writes word for word: "”uppmärksamma” ersätts av ”vårda och restaurera”", "tillägget ”…”"; another figure or
    word for one that is named; and what a goal that names one thing only leaves out ("Målet nämner bara städerna. Lägg till
    byarna"). Of several the one that most senders want."""
    wanted: dict[str, list[Point]] = {}
    for evidence in ranked:
        quote = " ".join(said(evidence.point).split())
        text = _word_for_word(current, quote) or spelled_out(current, quote) or _filled_in(current, quote)
        if text is not None and evidence.point not in wanted.setdefault(text, []):
            wanted[text].append(evidence.point)
    most = max(wanted, key=lambda text: len(wanted[text]), default=None)
    return Written(most, tuple(wanted[most]), True) if most is not None else None


def spelled_out(current: str, quote: str) -> str | None:
    """The sentence with the figure, word or place that the sender says it should have, wherever he writes it."""
    rules = (proposed, rather, shortened, renumbered, refigured, reworded, widened, everywhere, contrasted)
    return next(filter(None, (rule(current, quote) for rule in rules)), None)


def _word_for_word(current: str, quote: str) -> str | None:
    for swap in _SWAP.finditer(quote):
        if swap["old"] in current:
            return current.replace(swap["old"], swap["new"], 1)
    addition = _ADDITION.search(quote)
    return f"{current.rstrip('.')}, {addition['new'].strip(' .,')}." if addition else None


def proposed(current: str, quote: str) -> str | None:
    """ "Vi föreslår: ”att barn och äldre får vård”": the sentence as the sender words it, with its own beginning up to "att"."""
    for proposal in _PROPOSAL.finditer(quote):
        new = " ".join(proposal["new"].split()).strip(" .")
        if overlap(content_stems(new), content_stems(current)) < _OF_SENTENCE or new.rstrip(".") in current:
            continue
        lead, that, _ = current.partition(" att ")
        if new.startswith("att ") and that:
            return f"{lead} {new}."
        if new[0].isupper() and len(new.split()) > 4:
            return f"{new}."
    return None


def rather(current: str, quote: str) -> str | None:
    """ "Skriv hellre ”företag och kommuner”" of a sentence that speaks of "företagen": they take its place."""
    if "verka för" not in current:
        return None  # how things are is not worded as one would rather have it
    for wish in _RATHER.finditer(quote):
        new = " ".join(wish["new"].split()).strip(" .")
        named = _named(current, new.split()[0])
        if named is not None and new not in current:
            return current[: named[0]] + new + current[named[1] :]
    return None


def renumbered(current: str, quote: str) -> str | None:
    """ "AFS 2015:4 gäller inte längre, reglerna finns nu i AFS 2023:2": the sentence with the number of the rules that took their place."""
    if not _WRONG_FIGURE.search(quote):
        return None
    named = _RULES.findall(quote)
    for old in _RULES.findall(current):
        new = [number for number in named if number != old and number.split()[0] == old.split()[0]]
        if old in named and len(set(new)) == 1:
            return current.replace(old, new[0])
    return None


def shortened(current: str, quote: str) -> str | None:
    """ "Orden ”utan hinder” bör tas bort": the sentence without them."""
    for words in _STRUCK_WORDS.finditer(quote):
        old = words["one"] or words["other"]
        if old in current and len(old.split()) * 2 < len(current.split()):
            return re.sub(r" +(?=[ .,])", "", current.replace(old, "", 1)).strip()
    return None


def _filled_in(current: str, quote: str) -> str | None:
    left_out = _LEFT_OUT.search(quote)
    at = _word_like(current, left_out["only"]) if left_out else None
    return f"{current[:at]} och {left_out['more']}{current[at:]}" if left_out and at is not None else None


def refigured(current: str, quote: str) -> str | None:
    """ "De 44 kilo som står är gamla, nu är det 61 kilo": the sentence with 61 for 44. None when the sender does not name the figure, or
    does not find it wrong."""
    if not _WRONG_FIGURE.search(quote):
        return None
    if (said := _should_be(current, quote)) is not None:
        return said
    for figure in FIGURE.finditer(current):
        old, unit = figure["number"], figure["unit"]
        if _YEAR.fullmatch(old) or unit in STOPWORDS:
            continue  # "år 2019 till 1,2 miljarder": a year measures nothing
        if not re.search(rf"(?<![\d,]){re.escape(old)}(?![\d,])", quote):
            continue
        measured = rf"(?<!mot )(?<!än )(?<!från )(?<!riket )(?<![\d,])(?P<new>\d[\d ]*(?:,\d+)?) {re.escape(unit[:4])}"
        given = [m["new"].strip() for pattern in (measured, _TO_FIGURE) for m in re.finditer(pattern, quote)]
        new = next((number for number in given if number != old and not _YEAR.fullmatch(number)), None)
        if new is not None:
            put = current[: figure.start("number")] + new + current[figure.end("number") :]
            told = [s for s in re.split(r"(?<=[.!?])\s+", quote) if new in s]
            return of_its_year(put, told) or None
    return None


def _should_be(current: str, quote: str) -> str | None:
    """ "Siffran för lokal mat ska vara 26 procent" of a sentence with one such figure, though the old one is not named."""
    said = _SHOULD_BE.search(quote)
    figures = [f for f in FIGURE.finditer(current) if said and f["unit"][:4].casefold() == said["unit"][:4].casefold()]
    if said is None or len(figures) != 1 or said["new"].strip() == figures[0]["number"]:
        return None
    if overlap(content_stems(said["what"]), content_stems(current)) < _OF_SENTENCE:
        return None
    return current[: figures[0].start("number")] + said["new"].strip() + current[figures[0].end("number") :]


def reworded(current: str, quote: str) -> str | None:
    """ "Stryk ordet ekologisk och skriv lokalt odlad mat": the sentence with the one for the other."""
    for swap in _SWAP_PLAIN.finditer(quote):
        named = _named(current, swap["old"])
        if named is not None:
            start, end = named
            rest = current[end:]
            last = swap["new"].split()[-1]
            rest = re.sub(rf"^ {re.escape(last)}\b", "", rest)
            before = re.sub(r"\b(?:den|det|de) $", "", current[:start]) if " " in swap["new"] else current[:start]
            return before + swap["new"] + rest
    return None


def widened(current: str, quote: str) -> str | None:
    """What the sentence says of one kind of places or people only, said of those that the sender misses: "Målet talar bara om
    tätorterna, hälften bor i byar" → "tätorter och byar"; "hela länet" takes the place of all."""
    only = _ONLY_NAMES.search(quote)
    named = _named(current, only["only"]) if only is not None else None
    if named is None:
        return None
    start, end = named
    whole = re.search(r"\bhela (?:länet|kommunen|regionen)\b", quote, re.I)
    if whole:
        return current[:start] + whole[0].casefold() + current[end:]
    more = _MISSED.search(quote) or (_PLACES.search(quote) if _TOWNS.search(current[start:end]) else None)
    return f"{current[:end]} och {more['more'].casefold()}{current[end:]}" if more else None


def everywhere(current: str, quote: str) -> str | None:
    """A goal that is to hold in some places only, for a sender who writes that it is to hold everywhere: "i länets större orter" → "i hela
    länet"."""
    only, whole = _SOME_PLACES.search(current), _WHOLE.search(quote)
    if "verka för" not in current or only is None or whole is None:
        return None
    return f"{current[: only.start()]}i {whole['whole']}{current[only.end() :]}"


def _named(current: str, thing: str) -> tuple[int, int] | None:
    """Where the sentence names the thing, of two words or one, in whatever form; with whose it is."""
    wanted = thing.split()
    words = list(re.finditer(r"[^\W\d_]+", current))
    for size in range(len(wanted), 0, -1):
        for at in range(len(words) - size + 1):
            if all(_alike(word[0], want) for word, want in zip(words[at : at + size], wanted, strict=False)):
                whose = at > 0 and words[at - 1][0] in ("länets", "kommunens", "regionens")
                return words[at - whose].start(), words[at + size - 1].end()
        if _ADJECTIVE.search(stem(wanted[0].casefold())):
            return None
    return None


def _alike(one: str, other: str) -> bool:
    """Forms of one word: "sektor" and "sektorn", "tätorter" and "tätorterna"."""
    short, long = sorted((stem(one.casefold()), stem(other.casefold())), key=len)
    return len(short) >= _ROOT and long.startswith(short) and len(long) - len(short) <= _ENDING


def _word_like(current: str, phrase: str) -> int | None:
    """The end of the word in ``current`` that is made of the phrase's words ("städerna vid kusten" → kuststäder)."""
    stems = sorted(content_stems(phrase))
    for match in re.finditer(r"\w{5,}", current):
        word = match[0].casefold()
        if stems and all(part[:4] in word or part[:2] + "ä" + part[3:4] in word for part in stems):
            return match.end()
    return None
