"""Sentences of fact for the analysis, taken from senders as they stand where they are plain, and what becomes of a baseline
sentence that senders say does not hold. By rules; what no rule fits is left to the model or to a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.text.words import content_stems, overlap

_LEAD = re.compile(
    r"^(?:(?:vi|kommunen|myndigheten|föreningen|rådet|nämnden|högskolan|universitetet|förbundet|regionen|enheten|staben|bolaget|"
    r"företaget|avdelningen|institutet|samebyn) "
    r"(?:konstaterar|noterar|ser|vet|påminner om|påpekar|vill påpeka|vill framhålla) (?:också |även |dessutom |därtill )?att )",
    re.I,
)
# "Våra registerdata visar att väntan nu är fem månader": who found it stands in the citation, and what follows "att" is turned.
_FOUND = re.compile(
    r"^[^,.:;]{3,70}? (?:visar|visade|bekräftar|pekar på|tyder på|redovisar|framgår(?: det)?|anger|uppskattar|räknar med|bedömer|kan konstatera|kunnat konstatera) "
    r"(?:också |även |dessutom |tydligt |bland annat )?att (?=\w)|"
    r"^(?:Avseende|Beträffande|Angående|Gällande|Vad gäller|Vad avser|När det gäller) [^,.]{3,60}? (?:upplyses|upplyser|noteras|konstateras|konstaterar|kan nämnas|kan noteras|"
    r"anförs|vill vi nämna|kan vi upplysa om|kan \w+(?:, som [^,]+,)? (?:upplysa om|konstatera|nämna))(?:,? \w+)? att (?=\w)|^(?:Det )?(?:[Kk]an )?(?:upplyses|noteras|konstateras|nämnas)(?: också| även)? att (?=\w)|"
    r"^(?:\w+ ){0,2}(?:konstaterar|noterar|bedömer|framhåller|påpekar|uppger|redovisar) (?:\w+ ){1,3}?(?:, (?:med|enligt|utifrån) [^,]+,(?: [^,]+,)? )?att (?=\w)",
    re.I,
)
_TURNED = re.compile(
    r"\b(?P<adverb>inte längre|inte|nu|ännu|redan|alltid|aldrig|ofta|sällan|också|även|fortfarande|numera|endast|bara|knappt) "
    r"(?P<verb>är|har|kan|får|tar|ger|går|finns|saknas|var|hade|ligger|står|kommer|\w{3,}(?:ade|as|ats))\b"
)
_CUT = re.compile(
    r", (?:vilket|något som) (?:\w+ ){0,3}(?:texten|strategin|analysen|inte|bör|är|visar|borde)\b.*$|, (?:och|så) (?:det|vi|jag|texten|där|då|dit)\b.*$|"
    r", (?:eftersom|så att|men|och) (?:vi|vår|vårt|våra)\b.*$|, se (?:även |också )?\w.*$|"
    r", (?:tvärtemot|tvärt emot|i motsats till|till skillnad från) .*$",
    re.I,
)
# Whose survey it was stands in the citation.
_OWN_STUDY = re.compile(
    r"^(?P<how>I|Enligt) vår (?:egen |senaste )?(?P<study>enkät|undersökning|mätning|kartläggning|studie|sammanställning|inventering|uppföljning|"
    r"räkning|rundringning|beräkning|utvärdering|statistik)\b"
)
_OPINION = re.compile(
    r"\b(?:bör|borde|måste|ska|skall|skulle|vore|vill|önskar|anser|tycker|menar|föreslår|efterfrågar|efterlyser|hoppas|kräver|begär|tack|gärna|"
    r"tyvärr|märkligt|konstigt|orimlig\w*|rimlig\w*|självklart|skämt|slöseri|snälla|kanske|väl|ju|faktiskt|sluta|synd|"
    r"säger|berättar|frågar|undrar|kunde|lägg|stryk|skriv|nämn|sa|sade|behöver|behövs|krävs|alls|funkar|jättemånga|jätte\w+|massor|hemskt|verkligen|vem som helst)\b",
    re.I,
)
_TOLD = re.compile(r"\b(?:gjorde|höll på|slutade)\b", re.I)  # of a story, unless somebody counted
_AIM = re.compile(
    r"\b(?:mål|krav|beslut|lag)\w* (?:\w+ ){1,3}att [^.,]*", re.I
)  # what a goal or a law says "ska" is so
# What somebody says of a statement, or of a figure that is not so; a proposal.
_OF_CLAIM = re.compile(
    r"\b(?:är|var) (?:\w+ )?inte (?:\w+ )?(?:sant|sann|riktigt|korrekt|rätt|hela sanningen|\d[\d ,]*\w*)\b|\bstämmer inte\b|\b(?:möjlig|rimlig|framkomlig) (?:väg|lösning)\b|"
    r"\bär (?:alltså )?(?:grundlöst|fel|felaktigt)\b|\bsäg \d|\bmer än så\b",
    re.I,
)
_ATTITUDE = re.compile(
    r"\b(?:tveksam\w*|oroa\w*|skeptisk\w*|kritisk\w*|positiv\w* till|medlem\w*|livsfarlig\w*|katastrof\w*|skandal\w*|skam\w*|urusel\w*|"
    r"är inte (?:en|ett|bara|någon)|är vad som|stulen|ren stöld|provsvar\w*|ingen annan|märk\w+)\b|\b(?:är|blir) \w+(?: \w+){0,3}, \w+a? \w+ och \w+$",
    re.I,
)
_LEANS = re.compile(
    # "Det nationella målet", "de äldre byggnaderna" name what they speak of; "det finns" speaks of what follows.
    r"^(?!(?:det|den|de) \w+[ae] \w+(?:et|en|na)\b|det (?:råder|finns|saknas|krävs|behövs|byggs|pågår|fattas) )"
    r"(?:men|och|ändå|samtidigt|dessutom|vidare|dock|istället|i stället|dels|ibland|förr|särskilt|framför allt|därför|tvärtom|däremot|till det|likaså|därtill|i övrigt|slutligen|det(?:ta)?|den(?:na)?|de(?:ssa|t)?|då|där|här|hon|han|så|"
    r"hans|hennes|deras|dess|sådan[at]?|alltså|annars|utan|i dag|nu|en (?:av|annan)|båda|ingen|inget|andra|samma|resultatet|orsaken|skillnaden|problemet|"
    r"effekten|erfarenheten|en sådan|att|om|när|sedan|tack vare|kom|sen|till(?! (?-i:[A-ZÅÄÖ])))\b",
    re.I,
)
# What a sender has just written of, named again: "Siffran har …", "… sparar på så vis …".
_NAMES_AGAIN = re.compile(
    r"^(?:siffr|ansökning|väg|plan|projekt|förslag|fråg|brist|ökning|minskning|andel|skäl|anledning|följd|konsekvens|kostnad|taxa|sträck|"
    r"plats|by|ort|studie|undersökning|enkät|rapport|bana|verksamhet|arbet|uppgift|satsning|insats|tjänst|linje|tur|kurs|lokal|recept|lösning)"
    r"(?:an|en|n|et|t|erna|arna|orna|na|ena) (?:är|har|finns|går|kan|får|kommer|handlar|gäller|ligger|visar|blir|står|pågår|\w+(?:ade|as|ats)|var|gick|låg)\b|"
    r"\b(?:är|var) (?:andelen|siffran|antalet|kostnaden|medianen|snittet|genomsnittet) \d|\butg(?:jorde|ör) (?:\w+ )?en \w+del$|\b(?:omfattar|gäller|handlar om) (?:även|också)\b|"  # of what stands before
    r"\b(?:detta|denna|dessa|samma (?:år|tid|period|dag|vecka|månad)|"
    r"på (?:så|det) (?:vis|sätt)|likaså|alltså|således|följaktligen|ett annat (?:gott |bra |tydligt )?exempel|i samma \w+|där går)\b",
    re.I,
)
# As people talk and write on a telephone.
DIALECT = re.compile(
    r"\b(?:å|va|mej|dej|sej|nå|ska'|dom|nåt|nåra|sånt|funkar|jätte\w+|typ)\b|(?<=\w )(?:o|e|me) (?=\w)", re.I
)
_INSIDE = re.compile(
    r"^(?:en|ett) \w+ (?:\w+ )?som \w+(?:de|te|tt?) |^(?:en|ett) (?:\w+ ){1,2}och (?:en|ett) |"  # somebody's story
    r"\b(?:dem|dom|man|hon|han|honom|henne|sånt|sån|nån|nåt|typ|dit|såna|killar\w*|tjejer\w*|ungar\w*|grejer|kul|folk|gubbar\w*|hit|i fjol|"
    r"i våras|i vintras|i höstas|förra året|förra säsongen|"
    r"en (?:granne|bekant|väninna|kompis|vän|släkting|elev|arbetskamrat|kollega|kund|patient|medlem|gäst)|grannen|frun|maken|sonen|dottern|mormor|morfar|farmor|farfar|mamma|pappa|barnbarn\w*|svärmor|svärfar)\b|[”\"?!:]|(?<!\w)–|–(?!\w)",
    re.I,
)
_VERBS = [
    "är",
    "har",
    "finns",
    "går",
    "kan",
    "ska",
    "behöver",
    "får",
    "kommer",
    "väntar",
    "väntas",
    "bedöms",
    "når",
    "täcker",
    "ger",
    "ökar",
    "minskar",
    "gäller",
    "ligger",
    "saknas",
    "saknar",
    "står",
    "blir",
    "förvaltar",
    "beskriver",
    "utvecklas",
    "visar",
    "hänger",
    "råder",
    "låg",
    "väljs",
]
_FINITE = re.compile(rf"\b(?:{'|'.join(_VERBS)})\b", re.I)
_SAYS = re.compile(
    rf"\b(?:{'|'.join(_VERBS)}|utgör|nås|turnerar|vägleder|erbjuder|erbjuds|fungerar|bidrar|räcker|motsvarar|stämmer|används|sker|sköts|"
    r"möts|prövas|pågår|består|uppgår|återstår|tar|gör|ser|drar|lever|kostar|betalar|köper|säljer|arbetar|studerar|reser|åker|kör|väljer|lämnar|flyttar|stänger|öppnar|driver|äger|använder|"
    r"hålls|följs|görs|byggs|drivs|ges|läggs|sjunker|stiger|deltar|bor|leder|möter|omfattar|skapar|håller|uppfyller|klarar|delar|anses|beskrivs|ses|tillgodoses|bedrivs|förekommer|samlar|präglas|växer)\b"
)
# What is said of all is denied of all: "Alla hushåll har inte …" would say that none has.
_EVERY = re.compile(r"(?:Nästan alla|Så gott som alla|Alla|Samtliga|De flesta|Varje|(?:Nio|Åtta) av tio)\b", re.I)
_NOT_EVERY = {"varje": "Inte varje"} | dict.fromkeys(
    ("nästan alla", "så gott som alla", "alla", "samtliga", "de flesta"), "Långt ifrån alla"
)
_DOES = re.compile(
    r"(?<=[^\W\d_] )(?!\w+(?:ningar|elser|heter|nader|ioner)\b)[a-zåäö]{4,}(?:as|ar|er)\b(?= [a-zåäö])"
)  # by its ending, after a subject
_LIST = re.compile(r"[^,]+(?:, [^,]+)* (?:och|samt) [^,]+")
_NOUN_BEFORE_VERB = re.compile(rf"(?:leder|delar|möter) (?:{'|'.join(_VERBS)})\b")  # "Länets leder är …"
_NEGATIVE = re.compile(r"\b(?:inte|ej|ingen|inget|inga|aldrig|sällan|knappt|liten utsträckning)\b", re.I)
# By its ending; "utredningar", "byggnader" and "fler" end like verbs.
_VERB_FORM = re.compile(
    r"\b(?!\w+(?:ing|ning|het|else|nad|ion|ör)(?:ar|er)\b|(?:hektar|fler|eller|heller|efter|under|över|vinter|sommar|plats|minst|bäst)\b)"
    r"(?:pågår|\w{2,}(?:er|ar|ade|ats|its|te|de)|(?!\w+(?:ens|ets|nas|ers|ars|ors|ings|tets|ernas|arnas)\b)[a-zåäö]{2,}s)\b"
)
# An example at the end, which can be of the sender's own place: "…, däribland 140 hos oss".
_EXAMPLE = re.compile(r", (?:däribland|varav|bland annat|till exempel|exempelvis|inte minst|som i) [^,]*\.?$", re.I)
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
_JOINT = re.compile(r"(?:,? och|, men|, samt|;) ")
_MOST_WORDS, _FEWEST_WORDS = 30, 4
_SAME_MATTER = 0.3  # share of the clause's content words in the fact


def as_fact(sentence: str) -> str | None:
    """The sentence with its full stop if it can stand in an analysis as it is; None when it wishes, tells a story or leans on
    what went before."""
    text = _OWN_STUDY.sub(r"\g<how> en \g<study>", " ".join(sentence.split()))
    text = _CUT.sub("", _told(text)).rstrip(". ").strip()
    words = text.split()
    if text[:1] != sentence.strip()[:1] and not _SAYS.search(text):
        return None  # "att budgetarna krympt" leaves out its verb, and cannot stand without "att"
    if (
        not _FEWEST_WORDS <= len(words) <= _MOST_WORDS
        or not re.match(r"[^\W\d_]|\d[\d ]* [^\W\d_]", text)
        or not _has_verb(text)
    ):
        return None
    if (
        _OPINION.search(_AIM.sub("", text))
        or (_TOLD.search(text) and not re.search(r"\d", text))
        or any(pattern.search(text) for pattern in (_ATTITUDE, _OF_CLAIM, _NAMES_AGAIN, _INSIDE, DIALECT))
        or _LEANS.match(text)
    ):
        return None
    return text[0].upper() + text[1:] + "."


def _told(sentence: str) -> str:
    """What a sender says that he knows or that somebody found, as a sentence of its own."""
    told = _LEAD.sub("", _FOUND.sub("", sentence))
    return sentence if told == sentence else main_clause(told)


def main_clause(text: str) -> str:
    """What stands after "att" with the order of words of a sentence of its own: "väntan nu är lång" → "väntan är nu lång"."""
    return _TURNED.sub(r"\g<verb> \g<adverb>", text)


def denied(current: str, said: Sequence[str] = ()) -> str | None:
    """The sentence with "inte" after its verb ("inte bara" where it says "främst" or "endast"); of several statements the one that the
    quotes ``said`` are about, and what follows from it falls away. None when its verb cannot be told."""
    kept, wrong = _parted(current.rstrip("."), said) if said else ([], current.rstrip("."))
    if len(_clauses(wrong)) > 1:
        return None
    text = _negated(wrong)
    return " ".join([*(_sentence(clause) for clause in kept), _sentence(text)]) if text is not None else None


def _negated(clause: str) -> str | None:
    every = _EVERY.match(clause)
    if every is not None and not _NEGATIVE.search(clause):
        return f"{_NOT_EVERY.get(every[0].casefold()) or f'Färre än {every[0].casefold()}'}{clause[every.end() :]}"
    verb = next((m for m in _SAYS.finditer(clause) if not _NOUN_BEFORE_VERB.match(clause[m.start() :])), None)
    verb = verb or _DOES.search(clause)
    if verb is None or _NEGATIVE.search(clause):
        return None
    subject = clause[: verb.start()].strip()
    if re.search(r"\b(?:som|att|när|om)\b", subject) or ("," in subject and not _LIST.fullmatch(subject)):
        return None
    before, after = clause[: verb.end()], re.sub(r", oavsett .*$", "", clause[verb.end() :])
    mainly = re.match(r" (?:främst|enbart|endast|bara|i huvudsak|huvudsakligen)\b", after)
    if mainly:
        return f"{before} inte bara{after[mainly.end() :]}"
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
    fitting = [bad for bad in _BAD if bad.of_things or not of_thing]
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


def without_example(fact: str) -> str:
    """The fact without an example at its end."""
    return _EXAMPLE.sub(".", fact)


def revised(current: str, fact: str, said: Sequence[str], surely: bool = False) -> str | None:
    """The baseline sentence with the fact in place of the clause that does not hold; None when they are not about the same.

    Nothing is denied here by adding "inte" (see ``denied``): what senders object to may be another part of it. ``said``: the points' quotes; ``surely``: the fact is known to be about the same.
    """
    kept, wrong = _parted(current.rstrip("."), said)
    if not surely and overlap(content_stems(wrong), content_stems(fact)) < _SAME_MATTER:
        return None
    return " ".join([*(_sentence(clause) for clause in kept), fact])


def _parted(current: str, said: Sequence[str]) -> tuple[list[str], str]:
    """The clauses that nobody speaks of, and the one that the points are about."""
    clauses = _clauses(current)
    if len(clauses) == 1:
        return [], current
    quotes = [content_stems(quote) for quote in said]
    heard = [sum(overlap(content_stems(clause), quote) for quote in quotes) for clause in clauses]
    wrong = max(range(len(clauses)), key=lambda i: heard[i])
    kept = [clause for i, clause in enumerate(clauses) if i != wrong]
    return [clause for clause in kept if not _FOLLOWS.search(clause)], clauses[wrong]


def _clauses(sentence: str) -> list[str]:
    """Main clauses with a subject and a verb of their own: "A är B, och C har D" → two; "A är B och har C" → one."""
    for match in _JOINT.finditer(sentence):
        left, right = sentence[: match.start()], sentence[match.end() :]
        verb = _FINITE.search(right)
        if verb is None or verb.start() == 0 or re.search(r"\b(?:som|att|och)\b|,", right[: verb.start()]):
            continue
        if _FINITE.search(left) and not re.search(r"\b(?:hur|att)\b", left):
            return [left, *_clauses(right)]
    return [sentence]


def _has_verb(text: str) -> bool:
    return bool(_FINITE.search(text) or _VERB_FORM.search(text))


def _sentence(clause: str) -> str:
    clause = clause.strip().rstrip(".")
    return clause[:1].upper() + clause[1:] + "."
