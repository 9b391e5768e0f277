"""The question itself, without the words around it: what a person says before asking, words of asking, everyday words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from summarizer.text.words import content_stems, figures, plain_form

ASKING = content_stems(  # words of asking, not of what is asked about
    """
    sammanfatta sammanställ återkoppling inspel inspelen synpunkter synpunkt säger tycker anser skriver folk avsändare
    avsändarna delprioritering delprioriteringen prioritering avsnitt avsnittet remissinstanser svaren svar kring
    gällande angående redovisa lista översikt överblick gärna visa berätta kommunerna kommunernas samtliga
    finns förslag åsikter åsikt kritik sägs säga tycka någon skriva sätt ser står nämner frågan fråga exempel
    påverkas påverkar påverka fungerar fungera göra göras görs behov viktig viktigt hänt händer hända gälla gäller använda
    användas roll problem svårt svår möjligt möjlighet möjligheter betytt betydelse innebär föreslås önskemål införa ändra
    ändras ändring räknas räcker gå går låta locka utveckla förbättra förbättras beskriver beskrivas beskrivs ange anger
    hej hejsan hallå tjena tack säg respondenter svarande remissvar remissvaren uppfattning uppfattningar uppfattas hitta beskriv berättar
    jämfört jämför jämföra jämförelse skillnad skillnader skiljer kontra överens enig eniga enighet oenig oeniga oense
    fakta uppgift uppgifter siffra siffror källa källor källorna hänvisar hänvisas hänvisning vanlig vanligt vanligast vanligaste mest flest viktigast
    viktigaste främst klagar klagat klaga klagomål kritiserar kritiserat kritisera gnäller invänder invändningar invändning protesterar oroar
    tagit upp nämnt nämns nämnts omnämns sagt skrivit framfört framförs framfördes framkommit kommit inkommit inkomna skickat deltagit lämnat lämnats lämnar
    föreslog föreslagit föreslagits ansåg menade ville tyckte sade skrev nämnde påpekade framhöll efterfrågade krävde lyfte lyft lyfts
    skrivits sagts tyckts klagats gnällt gnällts kolla kollar kollat veta vet berättat berättas diskuteras diskuterats uttrycker uttryckt
    motstridig motstridiga motsatta oenighet resonera resonerar resonemang bättre sämre
    hålla håller hålls undrar undrade funderar strategi strategin strategins texten dokumentet skrevs ändrats förändrats egentligen faktiskt ungefär konkret konkreta
    bra dålig dåligt dåliga tips idé idéer information info besked bild läge läget syn inställning ställning
    sammanställning sammanställningen sammanställningar sammanfattning sammanfattningen genomgång genomgången redogörelse redogör summera summering
    kortfattat punktvis yttrat yttra yttrar yttrande yttranden
    """
)
EDITING = content_stems(  # what every sender wants done with the text: words of asking where a part of it is named
    """
    lägga lägg lägger lagt tillägg komplettera kompletteras komplettering kompletteringar stryka stryks struket ta tas bort byta byts bytas ersätta
    ersättas uppdatera uppdateras uppdatering justera justeras rätta rättas formulera omformulera formuleras förtydliga förtydligas skrivas skrivs handla handlar del delar delarna tema teman
    """
)
FAULTS = content_stems(  # said of the text, and seldom in the words of those who mend it
    "fel felet felen felaktig felaktigt felaktiga felaktigheter stämmer stämma inaktuell inaktuellt inaktuella föråldrad föråldrat föråldrade"
)
CHATTER = content_stems(  # spoken forms of function words
    """
    dom dem dej mej sej sen nån nåt nånting någonting nåra nåon sånt såna sån typ liksom asså alltså va sa nämligen ba inge ganska verkligen
    snälla tackar okej ok jo igår imorgon
    """
)
BRINGING = content_stems(
    "införa inrätta skapa genomföra ordna fixa åstadkomma"
)  # who wants a thing wants it brought about
LONG_WORD = 7  # letters; mostly a compound, which is not used in passing
LONG = 12  # words; in a longer question something stands around what is asked
_HOW = re.compile(
    r"\bhur (?:länge|långt?|långa|ofta|stort?|stora|högt?|höga|nära|snabbt?|vanligt?|vanliga|brett?|breda|djupt?)\b",
    re.I,
)  # a measure
_LETTER_AHEAD = re.compile(r"\b([^\W\d_])-(?=\w{3,})")  # "e-sport" is one word, and no sport
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_NAMED = re.compile(r"\bdet (?:här|där) med\b(?: att\b)?", re.I)
_BEGINS = re.compile(
    r"\b(?:(?:om|ifall|huruvida) (?:det |någon |nån |några )(?:har |finns |står |sägs |nämns |kommit |som )|finns det\b|"
    r"(?:vad|hur|vilka|vilken|vilket|vem|varför|när|var) (?:är|var|har|ska|bör|kan|vill|säger|tycker|anser|skriver|menar|ser|finns|står|sägs)\b|"
    r"vad som (?:har |är |sägs|står|skrivs|framförs|sagts|skrivits|tas )|har (?:någon|nån|det|de|dom|man)\b)",
    re.I,
)


def asked_in(text: str) -> str:
    """The part of a long question that asks; a short one as it is."""
    if len(text.split()) <= LONG:
        return text
    sentences = _SENTENCE.split(text)
    asking = " ".join(s for s in sentences if s.rstrip().endswith("?")) or text
    named = _NAMED.search(asking)
    if named is not None:
        return asking[named.end() :].strip()
    for match in reversed(list(_BEGINS.finditer(asking))):
        if content_stems(asking[match.start() :]) - ASKING - CHATTER:
            return asking[match.start() :]
    return asking


def groups_of(text: str, on_section: bool = False) -> list[frozenset[str]]:
    """What is asked about: each content word, with what it may be called in a submission. ``on_section``: a part of the strategy
    is named beside."""
    figure = [frozenset({number}) for number in dict.fromkeys(figures(text))]
    words = (
        content_stems(_LETTER_AHEAD.sub(r"\1", _HOW.sub(" ", text)))
        - ASKING
        - CHATTER
        - (EDITING if on_section else frozenset())
    )
    words = words - FAULTS or (frozenset() if on_section else words)
    return figure + [frozenset({word}) | everyday(word) for word in sorted(words)]


def wished(text: str) -> list[frozenset[str]]:
    """What somebody wants, each content word with its other names; none when it is too wide to be told by words ("bättre vägar" by
    "vägar" alone)."""
    words = content_stems(text) - CHATTER
    words = words - BRINGING or words
    telling = words - ASKING
    if len(telling) < 2 and not figures(text) and not any(len(word) >= LONG_WORD for word in telling):
        return []
    return [frozenset({word}) | everyday(word) for word in sorted(words)]


def everyday(word: str) -> frozenset[str]:
    """Stems of what a word is called in submissions, beside itself."""
    return _everyday().get(plain_form(word), frozenset())


def other_words(text: str) -> list[str]:
    """What the things in a text are also called, to show."""
    words = sorted(content_stems(text) - ASKING - CHATTER)
    return list(dict.fromkeys(formal for word in words for formal in _called().get(plain_form(word), "").split()))


@cache
def _everyday() -> dict[str, frozenset[str]]:
    return {word: content_stems(formal) for word, formal in _called().items()}


@cache
def _called() -> dict[str, str]:
    lines = Path(__file__).with_name("everyday_words.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.partition("=") for line in lines if "=" in line and not line.startswith("#")]
    return {plain_form(word): formal.strip() for said, _, formal in pairs for word in content_stems(said)}
