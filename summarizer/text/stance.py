"""Whether a point supports, wants to change, opposes or only informs: decided by cues that official Swedish is full of.

The cues are an ordered table. The first to match a stretch of text takes it, so that "instämmer inte" is no support and
"får inte glömmas" is no opposition. Of the stances found the strongest demand wins: oppose, change, support.
"""

from __future__ import annotations

import re

from summarizer.records import Stance

_ADVERBS = r"(?:\s(?:helt|starkt|mycket|bestämt|också|även|därför|i huvudsak|i stort|fullt|ut|till fullo|verkligen|generellt))*"
_WE = r"(?:\s(?:vi|jag|kommunen|regionen|föreningen|[a-zåäö]+(?:verket|styrelsen|nämnden|myndigheten)))?"
_AGREE = (
    rf"instäm(?:mer|ma|de)|håller{_WE}{_ADVERBS}\smed|hålla\smed|stöd(?:jer|er|ja)|ställ(?:er|a)\s(?:oss|sig|mig){_ADVERBS}\sbakom|"
    r"tillstyrk(?:er|a)|biträd(?:er|a)|"
    rf"delar{_WE}{_ADVERBS}\s(?:den\s|er\s|denna\s|regionens\s|strategins\s|[a-zåäö]+ens\s)?"
    r"(?:bild|uppfattning|analys|bedömning|syn|beskrivning|åsikt|slutsats|ambition|inriktning)\w*"
)
_MUST = r"(?:bör|borde|ska|skall|får|måste|kan|behöver)"
_NOT = r"(?:inte|ej|aldrig|icke)"

_CUES: tuple[tuple[Stance, str], ...] = (
    # a negated negation, and idioms with "inte" that ask for more
    ("support", rf"motsätter{_WE}\s(?:oss|sig|mig)\s{_NOT}|avstyrker{_WE}\s{_NOT}|{_NOT}\semot\b|(?:inget|inte något)\semot\b"),
    ("support", r"(?:inget|inga|ingenting|ingen anledning)\s(?:att\s)?(?:erinra|invända|invändningar|erinringar|ändra)\b"),
    ("support", rf"{_MUST}\s(?:absolut\s|självklart\s|även fortsatt\s|fortsatt\s)?"
                r"(?:behållas|vara kvar|kvarstå|ligga fast|finnas kvar|bibehållas|stå kvar)|\bbehåll\b"),
    ("change", rf"{_MUST}\s{_NOT}\s(?:bara|endast|enbart|glöm\w*|underskatta\w*|förbise\w*|nog|missa\w*|försumma\w*|räcka)"),
    ("change", rf"{_NOT}\s(?:bara|endast|enbart|tillräcklig\w*|minst)\b|(?:nämns|framgår|syns|beskrivs|finns|omnämns|tas|lyfts|räcker)"
               rf"\s(?:dock\s|alls\s)?{_NOT}\b(?!\s(?:behov|skäl|anledning))"),
    ("change", r"(?:det\s)?(?:vore|skulle vara)\s(?:\w+\s)?(?:bra|önskvärt|värdefullt|bättre|positivt|lämpligt)|bra\som\b"),
    # against
    ("oppose", rf"(?:{_AGREE})\s{_NOT}|{_NOT}\s(?:{_AGREE})|"
               rf"(?:instämmer|delar|stödjer|håller)\s(?:vi\s|jag\s)?(?:därför\s|alltså\s)?{_NOT}\b|"
               rf"(?:ställer|ställa)\s(?:oss|sig|mig)\s{_NOT}"),
    ("oppose", r"avstyrk\w*|motsätt(?:er|a)\b|avråd(?:er|a)\b|avvisa[rs]?\b|(?:säger|sagt|säga)\s(?:\w+\s)?nej\b|\bnej till\b|tar avstånd|"
               r"protestera\w*|\b(?:är|var|starkt|helt|bestämt|vi|jag)\semot\b"),
    ("oppose", r"(?:ställer|är|ser)\s(?:oss\s|sig\s|mig\s|vi\s)?(?:mycket\s|starkt\s|djupt\s)?"
               r"(?:kritisk\w*|negativ\w*|frågande|tveksam\w*|skeptisk\w*|avvisande)\b"),
    ("oppose", rf"{_MUST}\s(?:\w+\s)?{_NOT}\b(?!\s(?:enda|ens))|"
               rf"{_MUST}\s(?:helt\s|därför\s)?"
               r"(?:strykas|utgå|tas bort|slopas|avskaffas|stoppas|undvikas|avbrytas|tonas ned|tonas ner)"),
    ("oppose", r"\b(?:stryk|slopa|avskaffa|stoppa|sluta|ta bort)\b|stryk(?:s|as)\b|tas bort\b|"
               r"(?:fel|galen)\s(?:väg|riktning|prioritering|fokus|ände)|hör\s(?:\w+\s)?inte hemma"),
    ("oppose", r"\b(?:onödig|orimlig|oacceptabel|orealistisk|olycklig|oklok|missriktad|kontraproduktiv|skadlig|obefog)\w*"),
    ("oppose", rf"{_NOT}\s(?:\w+\s)?(?:bra|rätt|rimlig\w*|lämplig\w*|önskvär\w*|acceptab\w*|motivera\w*|acceptera|godta)\b|"
               r"dålig\s(?:idé|lösning|prioritering)|behöv(?:s|er)\s(?:\w+\s)?inte\b|(?:inget|inte något)\sbehov\sav"),
    ("oppose", rf"(?:^|[.!?:;]\s|-\s)(?-i:[A-ZÅÄÖ][a-zåäö]+)\s{_NOT}\b"),
    # asks for something
    ("change", r"\b(?:bör|borde|måste|behöver|behövs|behov av|krävs|erfordras|saknas?|saknar|önska[rs]|önskvärt|efterfråga[rs]|"
               r"efterlys(?:er|es)|föreslå[rs]?|föreslagits|förslag(?:svis|et är)?\b(?=:|\satt)|yrkar|uppmanar|vädjar)"),
    ("change", r"\b(?:lägg(?:as|a|s)? till|ta(?:s)? med|ta(?:s)? upp|lyft(?:as|a|s)? (?:fram|in)|byt(?:as|a|s)? ut|för(?:as)? in)\b|"
               r"\b(?:komplettera|förtydliga|uppdatera|omformulera|skärp|vidareutveckla|utveckla|revidera|justera|precisera|konkretisera|"
               r"betona|inkludera|ersätta?|ändra|nyansera|bredda|stärka?|öka|prioritera|satsa|säkra|säkerställ)(?:a?s|t|d)?\b(?=\s|[.,;:!?]|$)"),
    ("change", r"\b(?:vill|skulle vilja)\s(?:vi\s|gärna\s|att\s|se\s|ha\s|även\s)+|(?:är|känns)\s(?:\w+\s)?"
               r"(?:viktigt|angeläget|nödvändigt|centralt|avgörande|väsentligt|av vikt|av största vikt)(?:\satt)?\b"),
    ("change", r"\b(?:otillräcklig|otydlig|bristfällig|inaktuell|föråldrad|missvisande|felaktig|ofullständig|inkonsekvent|vag|svagt?)\w*\b|"
               r"\bför (?:lite|svag|vag|otydlig|smal|snäv|allmän|allmänt|svagt|vagt|snävt)\w*|glömts? bort|hellre\b|"
               r"\bska(?:ll)?\s(?:\w+\s)?(?:alltid|finnas|kunna|vara|få|ges|ha|nå|tas|bli)\b"),
    # for
    ("support", rf"{_AGREE}|välkomna[rs]?\b|uppskatta[rs]\b|(?:är|ser|ställer)\s(?:oss\s|sig\s|mig\s|vi\s)?{_ADVERBS[:-1]}*\s?"
                r"(?:positiv\w*|nöjda?)\b|ser\s(?:mycket\s)?positivt|glädjande|utmärkt|förtjänstfull\w*"),
    ("support", r"\bbra\s(?:att|med|formulera\w*|beskriv\w*|skriv\w*|mål\w*|analys\w*|avsnitt\w*|inledning\w*|sammanfatt\w*|ambition\w*)|"
                r"\b(?:är|känns|låter|ser)\s(?:\w+\s){0,2}(?:bra|rätt|rimlig\w*|relevant\w*|träffande|välskriv\w*|klok\w*|riktig\w*)\b|"
                r"^\s*(?:mycket\s|jätte)?bra[.!]"),
    ("support", r"\bväl\s(?:formulera|beskriv|avväg|genomarbeta|genomtänk|underbygg)\w*|fortsatt\s(?:aktuell|relevant)\w*|"
                r"ligger väl i linje|stämmer (?:väl|bra)"),
)  # fmt: skip
_PATTERNS = tuple((stance, re.compile(pattern, re.IGNORECASE | re.MULTILINE)) for stance, pattern in _CUES)
_STRONGEST_FIRST: tuple[Stance, ...] = ("oppose", "change", "support")


def stance_of(text: str) -> Stance:
    """The stance of one point; "information" when no cue is found."""
    found: set[Stance] = set()
    for stance, pattern in _PATTERNS:
        text, matches = pattern.subn(" ⋯ ", text)
        if matches:
            found.add(stance)
    return next((stance for stance in _STRONGEST_FIRST if stance in found), "information")
