"""What a question limits itself to: sections, parts, kinds of sender, named senders. Each finder also gives the text without
what it found, so that what is left is what the question is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from summarizer.asking.wording import everyday
from summarizer.consultation import Consultation
from summarizer.records import Part, RespondentType
from summarizer.text.remembered import remembered, remembered_of_all
from summarizer.text.wordlist import word_set
from summarizer.text.words import content_stems, stem

TYPES: dict[RespondentType, str] = {
    "kommun": r"kommun(er(na)?s?|erna)\b|\bkommunala\b|\bmunicipalit(y|ies)\b",
    "region_myndighet": r"myndighet(er(na)?s?)?\b|\bregioner(na)?s?\b|\bstatliga\b|\b(public )?(agency|agencies|authorities)\b",
    "näringsliv": r"näringsliv(et)?s?\b|\bföretag(en)?s?\b|\bbolag(en)?s?\b|\bbransch\w*|\bcompan(y|ies)\b|\bbusiness(es)?\b",
    "akademi": r"akademin?s?\b|\buniversitet(en|et)?s?\b|\blärosäten?(a)?s?\b|\bhögskol\w*|\bforskar\w*|\bacademia\b|\buniversit(y|ies)\b",
    "civilsamhälle": r"civilsamhäll\w*|\bförening(ar(na)?)?s?\b|\bideella (organisationer|föreningar)\w*|\bcivil society\b|\bassociations\b",
    "privatperson": r"privatperson(er(na)?)?s?\b|\bmedborgar\w*|\binvånarna\b|\benskilda personer\b|\bcitizens\b|\bprivate persons\b",
}
_PARTS: dict[Part, str] = {
    "analysis": r"\b(sammanfattande )?analys(en|erna)?\b",
    "goal": r"\bmål(et|en|formulering\w*)?\b|\bgoals?\b",
    "needs": r"\b(identifierade )?behov(en|et)?\b|\bneeds\b",
    "actors": r"\b(viktiga )?aktör(er(na)?)?\b|\bactors\b",
}
_SAYS = r"\b(?:säger|tycker|anser|skriver|vill|menar|föreslår|begär|svarar|says?|thinks?|wants?)\s+"
_TURNS_TO = r"^\W*(?:och|men)\s+(?=[\w-]+(?:, (?:vad|hur)\b| då\b|\W*$))"  # "och facket, vad säger de?"
_SAID = r"(?:sagt|skrivit|tyckt|ansett|nämnt|föreslagit|begärt|tagit upp)\b"
_ANY_KIND = word_set(  # what many senders are called: never enough to know one by
    """kommun kommunen kommuner förening föreningen myndighet myndigheten region regionen ab ek norr norra inlandet inland
    privatperson avdelning institutet företag teknik samhälle ekonomisk näringslivet länet län flyg kultur"""
)


def sections_in(text: str, consultation: Consultation) -> tuple[tuple[str, ...], str]:
    """Section ids named by number or title, in the consultation's order, and the text without them."""
    found, rest = [], text
    for section in consultation.sections:
        title = re.escape(section.title)
        pattern = rf"\b{title}\b"
        if section.number:
            pattern = rf"(?<![\d.])(?<!väg )(?<!AFS ){re.escape(section.number)}(?![\d]|\.\d|:\d)(\s+{title})?"
            named = len([s for s in consultation.sections if s.title == section.title]) == 1
            pattern += rf"|\b{title}\b" if named else ""
        if re.search(pattern, rest, re.I):
            found.append(section.id)
            rest = re.sub(pattern, " ", rest, flags=re.I)
    return tuple(found), rest


def parts_in(text: str) -> tuple[tuple[Part, ...], str]:
    """Parts of a section; only asked for when the question names a section."""
    found = tuple(part for part, form in _PARTS.items() if re.search(form, text, re.I))
    for part in found:
        text = re.sub(_PARTS[part], " ", text, flags=re.I)
    return found, text


def types_in(text: str) -> tuple[tuple[RespondentType, ...], str]:
    """Kinds of sender, where they are who speaks and not what is spoken of ("kommunernas syn", not "mellan kommunerna")."""
    said = _WHAT_IS_SAID.split(text)[0]  # "… säger att inte alla företag vill växa" is about them
    found = tuple(kind for kind, form in TYPES.items() if _speaking(form).search(said))
    found = found or tuple(kind for kind, form in TYPES.items() if re.search(rf"{_AMONG}(?:\b{form})", said, re.I))
    if _COMPARING.search(text):
        named = tuple(kind for kind, form in TYPES.items() if re.search(r"\b" + form, text, re.I))
        found = named if len(named) > 1 else found
    for kind in found:
        text = re.sub(r"\b" + TYPES[kind], " ", text, flags=re.I)
    return found, text


_WHAT_IS_SAID = re.compile(r"\b(?:säger|tycker|anser|skriver|menar|påstår|tror|says?|thinks?) (?:att|that)\b", re.I)
_AMONG = (  # "hur många i civilsamhället", but not "vad sägs om jobben i näringslivet"
    r"^\W*(?:hur många|vilka|vem|vad (?:säger|tycker|anser|vill) (?:man|de|folk))\s+(?:aktörer |avsändare |svarande )?(?:i|inom|ur) "
)
_COMPARING = re.compile(
    r"\b(jämfört med|jämför\w*|till skillnad från|kontra|skiljer|skillnad\w*|överens|enig\w*|compared (to|with)|differ\w*)\b",
    re.I,
)


@cache
def _speaking(form: str) -> re.Pattern[str]:
    kind = rf"(?:\b{form})"
    any_kind = "(?:" + "|".join(rf"\b{other}" for other in TYPES.values()) + ")"
    verbs = (
        r"säger|tycker|anser|skriver|vill|menar|föreslår|nämner|framhåller|kräver|efterfrågar|önskar|svarar|har|ser|tänker|tyckte|sade|"
        r"skrev|do|does|did|have|say|from|by|about"
    )
    before = rf"\b(?:{verbs}|från|av|hos|enligt|bland|bara|endast|vilka|hur många|which|how many|vad)\s+(?:de |alla |andra |the |övriga |några |någon |något )*"
    whom = r"(?:\s+(?:överens|eniga|oeniga|oense|positiva|negativa|kritiska|säger|tycker|anser|skriver|vill|menar|föreslår|nämner|say|think|want|mention)\b)"
    said = r"\s+(?:synpunkter|åsikter|inspel|svar|syn|krav|förslag|uppfattning|inställning|views|comments)"
    back = rf"\bhur är det med (?:de |alla )?{kind}(?: då)?\W*$"  # the whole of a follow-up
    start = r"^\W*(?:(?:och|men|samt|and|but)\s+)?(?:de |the )?"
    return re.compile(
        rf"{before}(?:{any_kind}\s*(?:,|och|eller|and)\s+)*{kind}|{kind}{whom}|{kind}{said}|{start}{kind}|{back}", re.I
    )


def senders_in(text: str, organisations: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Organisations named in full, or after "vad säger …" by a word that no other has ("handelskammaren", "Älvnäs")."""
    everyone = tuple(dict.fromkeys(organisations))
    found = [o for o in _in(text, everyone) if len(o) > 2]
    for short, o in () if found else _shortened(everyone):
        if short.casefold() in text.casefold() and _named(short).search(text):
            return (o,), _named(short).sub(" ", text)
    several = _SEVERAL.search(text)
    if several is not None:
        called = [name.casefold() for name in re.findall(r"[A-ZÅÄÖ][\w-]+", several[1])]
        theirs = {f"{name}{s} kommun" for name in called for s in ("", "s")}
        found += [o for o in everyone if o.casefold() in theirs and o not in found]
        text = _SEVERAL.sub(" ", text)
    for sender in found:
        text = _named(sender).sub(" ", text)
    if not found:
        match, named = _by_a_word(text, everyone)
        if match is not None and named is not None:
            return (named,), text[: match.start(1)] + " " + text[match.end(1) :]
    return tuple(found), text


_TAIL = re.compile(r",? (?:för|i|avdelning|ekonomisk|ek|AB|HB)\b")
_KIND_AHEAD = re.compile(r"^(?:Föreningen|Stiftelsen|Bolaget|Förbundet) (?=[A-ZÅÄÖ])")


@remembered_of_all
def _shortened(organisations: tuple[str, ...]) -> list[tuple[str, str]]:
    """Names as people say them ("Norrlands högskola" for "Norrlands högskola för teknik och samhälle"), two words or more, when
    only one sender can be meant."""
    pairs = []
    for organisation in organisations:
        name = _KIND_AHEAD.sub("", organisation)
        shorter = {name, *(name[: tail.start()] for tail in _TAIL.finditer(name))} - {organisation}
        pairs += [(short, organisation) for short in sorted(shorter, key=len, reverse=True) if " " in short]
    meant = Counter([*(short.casefold() for short, _ in pairs), *(o.casefold() for o in organisations)])
    return [(short, organisation) for short, organisation in pairs if meant[short.casefold()] == 1]


_SEVERAL = re.compile(r"\b((?:[A-ZÅÄÖ][\w-]+,? )+(?:och|samt) [A-ZÅÄÖ][\w-]+) kommuner(?:nas?)?\b")


def unknown_municipality(text: str, organisations: Sequence[str]) -> str | None:
    """ "Storumans kommun" in a question, when no such sender is there."""
    match = re.search(r"\b([A-ZÅÄÖ][\w-]+s?) kommuns?\b", text)
    if match is None or _in(text, tuple(organisations)):
        return None
    return f"{match[1]} kommun"


def unknown_sender(text: str) -> str | None:
    """ "Vad anser Sametinget …" when nobody of that name is there: who is asked about has a name and an article."""
    match = re.search(_SAYS + r"([A-ZÅÄÖ][a-zåäö]{3,}(?:et|en))\b", text)
    return match[1] if match else None


def _by_a_word(text: str, organisations: tuple[str, ...]) -> tuple[re.Match[str] | None, str | None]:
    for match in re.finditer(rf"(?:{_SAYS}|\bhar (?=[\w-]+ {_SAID})|{_TURNS_TO})([\w-]+)", text, re.I):
        said = stem(match[1].casefold())
        for word in (said, *everyday(said)):
            for own, organisation in _words_of_one(organisations).get(word[:_BEGINNING], ()):
                if _same_name(word, own):
                    return match, organisation
    return None, None


@remembered_of_all
def _words_of_one(organisations: tuple[str, ...]) -> dict[str, list[tuple[str, str]]]:
    """The words that only one organisation has, each with the organisation, by how they begin: most are passed over unseen."""
    words_of = {organisation: _own_words(organisation) for organisation in organisations}
    counts = Counter(word for words in words_of.values() for word in words)
    found: dict[str, list[tuple[str, str]]] = {}
    for organisation, words in words_of.items():
        for word in sorted(words):
            if counts[word] == 1:
                found.setdefault(word[:_BEGINNING], []).append((word, organisation))
    return found


def _same_name(word: str, own: str) -> bool:
    """ "samebyn" of "Vinterbäckens sameby", "fackförbund" of "Fackförbundet Samverkan"."""
    return word.removeprefix(own.removesuffix("s")) in _DEFINITE or (
        len(word) > 4 and own.removeprefix(word) in _DEFINITE
    )


@remembered
def _own_words(organisation: str) -> frozenset[str]:
    return frozenset(w for w in content_stems(organisation) if len(w) > 4 and w not in _COMMON)


_DEFINITE = {"", "s", "n", "ns", "an", "ans", "en", "ens", "et", "ets"}
_COMMON = {stem(word) for word in _ANY_KIND}
_BEGINNING = 4  # letters that a word and the sender's own have in common, at least; own words have five or more


def _in(text: str, organisations: tuple[str, ...]) -> list[str]:
    """Those named in full. Letters are compared first: a pattern each for a thousand senders takes a second to make."""
    folded = text.casefold()
    return [o for small, o in _folded(organisations) if small in folded and _named(o).search(text)]


@remembered_of_all
def _folded(organisations: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(organisation.casefold(), organisation) for organisation in organisations]


def _named(organisation: str) -> re.Pattern[str]:
    """The name, also in the genitive ("Granviks kommuns")."""
    return re.compile(rf"(?<!\w){re.escape(organisation)}s?(?!\w)", re.I)
