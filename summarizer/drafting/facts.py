"""Sentences of fact for the analysis, taken from senders as they stand where they are plain. By rules; what no rule fits is left to the
model or to a person."""

from __future__ import annotations

import re

from summarizer.drafting.finite import SAYS, has_verb
from summarizer.text.dialect import DIALECT

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
    r"(?P<verb>är|har|kan|får|tar|ger|går|finns|saknas|var|hade|ligger|står|kommer|\w{3,}(?:ade|as|ats|ar|er|[dgklnprtv]s))\b"
)
_CUT = re.compile(
    r", (?:vilket|något som) (?:\w+ ){0,3}(?:texten|strategin|analysen|inte|bör|är|visar|borde)\b.*$|, (?:och|så) (?:det|vi|jag|texten|där|då|dit|(?:uppgift|siffr|mening|påståend|strategi|beskrivning|formulering)\w*)\b.*$|"
    r", (?:eftersom|så att|men|och) (?:vi|vår|vårt|våra)\b.*$|, se (?:även |också )?\w.*$|"
    r", (?:tvärtemot|tvärt emot|i motsats till|till skillnad från) .*$",
    re.I,
)
# Whose figures they are stands in the citation; "alltså" points back at nothing that is told here.
_OURS = re.compile(
    r",? enligt (?:vår|vårt|våra) (?:egen |eget |egna |senaste )?\w+(?= |,|$)(?:,(?= ))?|(?:(?<= är)|(?<= har)|(?<= kan)|(?<= får)) alltså\b|"
    r"^(?:men|och|samtidigt är det så att|faktum är att) ",
    re.I,
)
# Whose survey it was stands in the citation.
_OWN_STUDY = re.compile(
    r"^(?P<how>I|Enligt) vår (?:egen |senaste )?(?P<study>enkät|undersökning|mätning|kartläggning|studie|sammanställning|inventering|uppföljning|"
    r"räkning|rundringning|beräkning|utvärdering)\b"
)
_OPINION = re.compile(
    r"\b(?:(?<!som )vill|bör|borde|måste|ska|skall|skulle|vore|önskar|anser|tycker|menar|föreslår|efterfrågar|efterlyser|hoppas|kräver|begär|tack|gärna|"
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
    r"hans|hennes|deras|dess|sådan[at]?|alltså|annars|utan|i dag|nu|en (?:av(?! (?:två|tre|fyra|fem|sex|sju|åtta|tio|\d))|annan)|båda|ingen|inget|andra|samma|resultatet|orsaken|skillnaden|problemet|"
    r"effekten|erfarenheten|en sådan|att|om|när|sedan|tack vare|kom|sen|till(?! (?-i:[A-ZÅÄÖ])))\b",
    re.I,
)
# A share of whom, the sentence before told: "Var fjärde har utsatts för hot" of a union's members is not of the county.
_SHARE_OF_WHOM = re.compile(
    r"^(?:var (?:annan|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde)|hälften|en \w+del|\d[\d,]* procent|\w+ av (?:tre|fyra|fem|sex|sju|åtta|nio|tio|\d+)) "
    r"(?:har|hade|är|var|kan|får|uppger|saknar|anser|svarade|säger|upplever|behöver|väntar|använder|arbetar)\b",
    re.I,
)
# What a sender has just written of, named again: "Siffran har …", "… sparar på så vis …".
_NAMES_AGAIN = re.compile(
    r"^(?:siffr|ansökning|väg|plan|projekt|förslag|fråg|brist|ökning|minskning|andel|skäl|anledning|följd|konsekvens|kostnad|taxa|sträck|"
    r"plats|by|ort|studie|undersökning|enkät|rapport|bana|verksamhet|arbet|uppgift|satsning|insats|tjänst|linje|tur|kurs|lokal|recept|lösning)"
    r"(?:an|en|n|et|t|erna|arna|orna|na|ena) (?:är|har|finns|går|kan|får|kommer|handlar|gäller|ligger|visar|blir|står|pågår|\w+(?:ade(?! [a-zåäö]+(?:ar|or|er)\b)|as|ats)|var|gick|låg)\b|"
    r"\b(?:är|var) (?:andelen|siffran|antalet|kostnaden|medianen|snittet|genomsnittet) \d|\butg(?:jorde|ör) (?:\w+ )?en \w+del$|\b(?:omfattar|gäller|handlar om) (?:även|också)\b|"  # of what stands before
    r"\b(?:detta|denna|(?<!och av )(?<!varav )dessa|samma (?:år|tid|period|dag|vecka|månad)|"
    r"på (?:så|det) (?:vis|sätt)|likaså|alltså|således|följaktligen|ett annat (?:gott |bra |tydligt )?exempel|i samma (?:anda|veva|syfte|ärende|fråga|rapport|studie)|där går)\b",
    re.I,
)
_INSIDE = re.compile(
    r"^(?:en|ett) \w+ (?:\w+ )?som \w+(?:de|te|tt?) |^(?:en|ett) (?:\w+ ){1,2}och (?:en|ett) |"  # somebody's story
    r"\b(?:dem(?! som)|dom|man|hon|han|honom|henne|sånt|sån|nån|nåt|typ|dit|såna|killar\w*|tjejer\w*|ungar\w*|grejer|kul|folk|gubbar\w*|hit|i fjol|"
    r"i våras|i vintras|i höstas|förra året|förra säsongen|"
    r"en (?:granne|bekant|väninna|kompis|vän|släkting|elev|arbetskamrat|kollega|kund|patient|medlem|gäst)|grannen|frun|maken|sonen|dottern|mormor|morfar|farmor|farfar|mamma|pappa|barnbarn\w*|svärmor|svärfar)\b|[”\"?!:]|(?<!\w)–|–(?!\w)",
    re.I,
)
# An example at the end, which can be of the sender's own place: "…, däribland 140 hos oss".
_EXAMPLE = re.compile(r", (?:däribland|varav|bland annat|till exempel|exempelvis|inte minst|som i) [^,]*\.?$", re.I)
_NOT_ALL = re.compile(
    r"^(?:Samtliga|Alla) (?P<whom>(?:\w+ )?\w+) (?P<verb>har|är|får|kan|når|deltar) inte\b"
)  # said of all it could mean none
_MOST_WORDS, _FEWEST_WORDS = 30, 4


def as_fact(sentence: str) -> str | None:
    """The sentence with its full stop if it can stand in an analysis as it is; None when it wishes, tells a story or leans on
    what went before."""
    text = _OWN_STUDY.sub(r"\g<how> en \g<study>", " ".join(sentence.split()))
    told = _CUT.sub("", _told(text)).rstrip(". ").strip()
    text = _OURS.sub("", told)
    words = text.split()
    if told[:1] != sentence.strip()[:1] and not SAYS.search(text):
        return None  # "att budgetarna krympt" leaves out its verb, and cannot stand without "att"
    if (
        not _FEWEST_WORDS <= len(words) <= _MOST_WORDS
        or not re.match(r"[^\W\d_]|\d[\d ]* [^\W\d_]", text)
        or not has_verb(text)
    ):
        return None
    if (
        _OPINION.search(_AIM.sub("", text))
        or (_TOLD.search(text) and not re.search(r"\d", text))
        or any(
            pattern.search(text) for pattern in (_ATTITUDE, _OF_CLAIM, _NAMES_AGAIN, _SHARE_OF_WHOM, _INSIDE, DIALECT)
        )
        or _LEANS.match(text)
    ):
        return None
    text = _NOT_ALL.sub(lambda m: f"Långt ifrån alla {m['whom']} {m['verb']}", text)
    return text[0].upper() + text[1:] + "."


def _told(sentence: str) -> str:
    """What a sender says that he knows or that somebody found, as a sentence of its own."""
    told = _LEAD.sub("", _FOUND.sub("", sentence))
    return sentence if told == sentence else main_clause(told.replace(" och att ", " och "))


def main_clause(text: str) -> str:
    """What stands after "att" with the order of words of a sentence of its own: "väntan nu är lång" → "väntan är nu lång"."""
    return _TURNED.sub(r"\g<verb> \g<adverb>", text)


def without_example(fact: str) -> str:
    """The fact without an example at its end."""
    return _EXAMPLE.sub(".", fact)
