"""Whether a point supports, wants to change, opposes or only informs: decided by cues that official Swedish is full of.

The cues are an ordered table. The first to match a stretch of text takes it, so that "instämmer inte" is no support and
"får inte glömmas" is no opposition; "information" takes text that tells nothing either way. Of the stances found the
strongest demand wins: oppose, change, support.
"""

from __future__ import annotations

import re

from summarizer.records import Stance

_FULLY = r"(?:\s(?:helt|starkt|mycket|bestämt|också|även|därför|fullt|ut|till fullo|verkligen|i huvudsak|i stort))*"
_WHO = r"(?:\s(?:vi|jag|kommunen|regionen|föreningen|\w+(?:verket|styrelsen|nämnden|myndigheten)))?"
_US = r"\s(?:oss|sig|mig)"
_NOT = r"(?:inte|ej|aldrig|icke)"
_MUST = r"(?:bör|borde|ska|skall|får|måste|kan|behöver)"
_AGREE = (
    rf"(?:instäm(?:mer|ma|de)|håll(?:er|a){_WHO}{_FULLY}\smed|stöd(?:jer|er|ja)|ställ(?:er|a){_US}{_FULLY}\sbakom|tillstyrk(?:er|a)|"
    rf"delar{_WHO}{_FULLY}(?:\s(?:den|er|denna|\w+s))*\s(?:bild|uppfattning|analys|bedömning|syn|beskrivning|åsikt|ambition)\w*)"
)
_AGREE_VERB = r"(?:instämmer|delar|stödjer|stöder|håller|tillstyrker)"
_IMPERATIVE = (
    r"(?:^|(?<=[.!?:;]\s)|(?<=[-–•]\s))(?-i:Bygg|Lägg|Satsa|Stäng|Gör|Låt|Skriv|Ta|Ge|Sprid|Prioritera|Använd|Minska|Öka|Inför|Tvinga|"
    r"Slå|Flytta|Riv|Dela|Sätt|Häll|Lyft|Nämn|Stärk|Säkra|Säkerställ|Utöka|Komplettera|Betona|Byt|Ersätt|Ändra|Se till|Förtydliga|"
    r"Utveckla|Inkludera|Bredda|Skapa|Tydliggör|Beskriv|Formulera|Uppdatera|Konkretisera|Precisera|Samla|Ställ|Erbjud|Höj|Sänk|Rusta)"
)
_REMOVED = r"(?:strykas|utgå|tas bort|slopas|avskaffas|stoppas|undvikas|avbrytas|tonas ned|tonas ner|avslås)"

_CUES: tuple[tuple[Stance, str], ...] = (
    # A negated negation, and idioms with "inte" that ask for more.
    ("support", rf"motsätter{_WHO}{_US}\s{_NOT}|avstyrker{_WHO}\s{_NOT}|\b(?:{_NOT}|inget|ingenting)\semot\b"),
    ("support", r"\b(?:inget|inga|ingenting|ingen anledning)\s(?:att\s)?(?:erinra|invända|invändningar|erinringar|ändra)\b"),
    ("support", rf"\b{_MUST}\s(?:absolut\s|självklart\s|även fortsatt\s|fortsatt\s)?"
                r"(?:behållas|vara kvar|kvarstå|ligga fast|finnas kvar|bibehållas|stå kvar)"),
    ("change", rf"\b{_MUST}\s{_NOT}\s(?:bara|endast|enbart|behöva|glöm\w*|underskatta\w*|förbi\w*|nog|missa\w*|försumma\w*|räcka)|"
               r"\bglöm inte"),
    ("information", rf"\b{_NOT}\s(?:bara|endast|enbart|minst)\b"),
    ("change", rf"\b{_NOT}\stillräcklig\w*|\bstämmer\s(?:dock\s|längre\s)?{_NOT}\b"
               rf"(?!\sväl)|\b(?:nämns|framgår|syns|beskrivs|omnämns|lyfts|räcker)\s(?:dock\s|alls\s)?{_NOT}\b"),
    ("change", r"\b(?:vore|skulle vara)\s(?:\w+\s)?(?:bra|önskvärt|värdefullt|bättre|positivt|lämpligt|rimligt|lättare|att föredra)|"
               r"\bbra\som\b|\bkan ni inte\b"),
    # Against.
    ("oppose", rf"{_AGREE}\s{_NOT}|\b{_NOT}\s{_AGREE}|\b{_AGREE_VERB}{_WHO}\s(?:därför\s|alltså\s|dock\s)?{_NOT}\b|"
               rf"\bställ(?:er|a){_US}\s{_NOT}"),
    ("oppose", r"\b(?:avstyrk\w*|motsätt(?:er|a)|avråd(?:er|a)|avvisar?|protestera\w*|nej till|tar avstånd|vänder (?:oss|sig) mot|"
               r"varnar för)\b|\bsäg(?:er|a)\s(?:\w+\s)?nej\b|\b(?:är|starkt|helt|bestämt)\s(?:vi\s|jag\s)?emot\b"),
    ("oppose", rf"\b(?:ställer|är|ser){_WHO}(?:{_US})?\s(?:mycket\s|starkt\s|djupt\s)?"
               r"(?:kritisk\w*|negativ\w*|frågande|tveksam\w*|skeptisk\w*|avvisande)\b"),
    ("oppose", rf"\b(?:bör|borde|ska|skall)\s(?:\w+\s)?{_NOT}\b|\bfår\s{_NOT}\s\w+s\b|\b{_MUST}\s(?:helt\s|därför\s)?{_REMOVED}|"
               r"\b(?:föreslår|förordar|vill|anser|önskar)[^.!?]{0,60}\s(?:stryks|utgår|tas bort|slopas)\b"),
    ("oppose", rf"\bkan\s{_NOT}\s(?:stödja|acceptera|godta|tillstyrka|ställa)|\bvill\s(?:\w+\s)?{_NOT}\s(?:se|ha|att)\b"),
    ("oppose", rf"{_IMPERATIVE}\s{_NOT}\b|(?:^|(?<=[.!?:;]\s)|(?<=[-–•]\s))(?:stryk|slopa|avskaffa|stoppa|sluta|ta bort)\b"),
    ("oppose", r"\b(?:fel|galen)\s(?:väg|riktning|prioritering|fokus|ände)\b|\bhör\s(?:\w+\s)?inte hemma\b|"
               r"\b(?:onödig|orimlig|oacceptabel|orealistisk|olycklig|oklok|kontraproduktiv)[at]?\b"),
    ("oppose", rf"\b{_NOT}\s(?:\w+\s)?(?:bra|rimlig\w*|lämplig\w*|önskvär\w*|acceptab\w*|motivera[td]\w*)\b|"
               r"\bdålig\s(?:idé|lösning|prioritering)|\bbehövs\s(?:\w+\s)?inte\b|\bbehöver inte (?:en|ett|någon|något|fler|mer)\b|"
               r"\b(?:inget|inte något)\sbehov\sav\b"),
    # Asks for something.
    ("change", r"\b(?:bör|borde|måste|behöver|behövs|behov av|krävs|saknas?|saknar|önska[rs]|önskvärt|efterfråga[rs]|"
               r"efterlys(?:er|es)|föreslå[rs]?|förslag\b(?=:|\satt)|yrkar|uppmanar|vädjar|förordar|ber er|rekommenderar|ser gärna)\b"),
    ("change", r"\b(?:lägg(?:as|a|s)? till|ta(?:s)? med|ta(?:s)? upp|lyft(?:as|a|s)? (?:fram|in)|byt(?:as|a|s)? ut|för(?:as)? in|"
               r"skriv(?:as|a|s)? (?:om|in)|ha med)\b"),
    ("change", r"\b(?:komplettera|förtydliga|uppdatera|omformulera|skärpa|vidareutveckla|utveckla|revidera|justera|precisera|"
               r"konkretisera|nyansera|bredda|tydliggöra)s?\b"),
    ("change", rf"{_IMPERATIVE}\b"),
    ("change", rf"\bvill{_WHO}\s(?:\w+\s)?(?:att|se|ha|lyfta|betona|framhålla|understryka|peka)\b|\bskulle vilja\b|"
               r"\b(?:är|känns)\s(?:\w+\s)?(?:viktigt|angeläget|nödvändigt|centralt|avgörande|väsentligt|av vikt|av största vikt)\satt\b"),
    ("change", r"\b(?:otillräcklig|otydlig|bristfällig|inaktuell|föråldrad|missvisande|felaktig|ofullständig|inkonsekvent|vag)[at]?\b|"
               r"\bför (?:svag|vag|otydlig|smal|snäv|allmän)\w*|\bglömts? bort\b|\bhellre\b"),
    ("change", r"\bska(?:ll)?\s(?:\w+\s)?(?:alltid|finnas|kunna|vara|få|ges|ha|nå|bli|med|in|nämnas|skrivas|stå med)\b"),
    # For.
    ("support", rf"\b{_AGREE}|\b(?:välkomna[rs]?|uppskatta[rs]|glädjande|förtjänstfull\w*|ser positivt|ser mycket positivt)\b|"
                rf"\b(?:är|ser|ställer){_WHO}(?:{_US})?{_FULLY}\s(?:positiv[at]?|nöjda?)\b|\bbehåll\b"),
    ("support", r"\bbra\s(?:att|med|formulera\w*|beskriv\w*|skriv\w*|mål\w*|analys\w*|avsnitt\w*|inledning\w*|sammanfatt\w*)|"
                r"\b(?:är|känns|låter|ser)\s(?:\w+\s){0,2}(?:bra|rätt|rimlig[at]?|relevant\w*|träffande|klok\w*|utmärkt\w*)(?=\s*(?:[.,!]|$|och))|"
                r"^[ \t]*(?:mycket\s|jätte)?bra[.!]"),
    ("support", r"\bväl\s(?:formulera|beskriv|avväg|genomarbeta|genomtänk|underbygg)\w*|\bfortsatt\s(?:aktuell|relevant)\w*|"
                r"\bligger väl i linje\b|\bstämmer (?:väl|bra)\b"),
)  # fmt: skip
_PATTERNS = tuple((stance, re.compile(pattern, re.IGNORECASE | re.MULTILINE)) for stance, pattern in _CUES)
_STRONGEST_FIRST: tuple[Stance, ...] = ("oppose", "change", "support")
_TAKEN = " ⋯ "


def stance_of(text: str) -> Stance:
    """The stance of one point; "information" when no cue is found."""
    found: set[Stance] = set()
    for stance, pattern in _PATTERNS:
        text, matches = pattern.subn(_TAKEN, text)
        if matches:
            found.add(stance)
    return next((stance for stance in _STRONGEST_FIRST if stance in found), "information")
