"""Questions that are not answered: personal data, attempts to change the rules, the world outside the submissions."""

from __future__ import annotations

import re

from summarizer.asking.language import is_english

_PERSONAL = re.compile(
    r"\be-?post(adress\w*)?\b|\b(mejl|mail)(adress\w*|en)?\b|\btelefon(nummer|numret|numren)\w*|\b(vilken|vad|ge|har)\b.{0,40}\btelefon(en)?\b|"
    r"\b(numret|nummer) till\b|\bmobilnummer|\bmobilnumret|\bpersonnummer|\bpersonnumret|\bhemadress\w*|\b(vilken|vad|ge)\b.{0,40}\b(gatu|post)?adress(en|er)?\b|"
    r"\bkontaktperson\w*|\bkontaktuppgift\w*|\bvad heter\b|\bvem (är|heter)( egentligen)? privatperson|\bvar bor\b|"
    r"\bnamnet på (den|privatperson|avsändaren|personen)|\bvem döljer sig|\bvilk(en|a) person(er)? (har )?(skrev|skrivit|står)|"
    r"\b(e-?mail|phone numbers?|telephone|home address(es)?|street address(es)?|contact (details|persons?)|personal (id|identity)\w*|"
    r"social security)\b|\bwhere does .{1,40} live\b|\bwho is private person\b|\breal names?\b",
    re.I,
)
_RULES = re.compile(
    r"\b(ignorera|glöm|bortse från|strunta i|bryt|kringgå|stäng av)\b.{0,40}\b(instruktion\w*|regl\w*|ovan\w*|tidigare|begränsning\w*|filt\w*)\b|"
    r"\bsystemprompt\w*|\bsystem prompt\w*|\bdu är (nu|inte längre)\b|\blåtsas (att du|vara)\b|\bspela rollen\b|\bfrån och med nu\b|"
    r"\b(visa|skriv ut|upprepa)\b.{0,20}\b(dina|din) (instruktion\w*|prompt\w*|regl\w*)|\bsvara (bara|alltid|endast) (ja|nej)\b|"
    r"\b(ignore|forget|disregard|override)\b.{0,40}\b(instructions?|rules?|above|previous)\b|\bact as\b|\byou are now\b|\bpretend\b|"
    r"\bjailbreak\b|\bdeveloper mode\b|\butvecklarläge\w*|<\|[^|>]*\|>|\[/?INST\]|<</?SYS>>|</?(system|assistant)>",
    re.I,
)
_WORLD = re.compile(
    r"\bhuvudstad(en)?\b|\bstatsminister\w*|\bpresident(en)?\b|\b(vad|hur) (är|blir) (det för )?(väder|vädret)\b|\bvad är klockan\b|"
    r"\bvilken dag är det\b|\b(skriv|dikta|berätta|dra) en? (dikt|vers|saga|vits|sång|novell|roman)\b|\brecept på\b|\bprogrammera\b|"
    r"\bskriv (ett )?(program|kod|mejl|brev|tal|pressmeddelande)\b|\bpython\b|\böversätt\b|\bvem (är|var) (kung|drottning)\w*|\bvem är du\b|\bvad (är|heter) du\b|\bvilken (ai|modell|språkmodell)\b|"
    r"\bvem (uppfann|vann)\b|\bhur många invånare (har|bor|finns)\b|\baktiekurs\w*|\bbitcoin\b|\bvad är \d+ ?[+*x/-] ?\d+|"
    r"\bcapital of\b|\bprime minister\b|\bwrite (a|me) (poem|story|song|code|program)\w*|\btell me a joke\b|\bweather\b|\btranslate\b|"
    r"\bwho (are you|won|invented)\b|\bpopulation of\b",
    re.I,
)
_SAYS = {
    "personal": (
        "Jag lämnar inte ut personuppgifter; den som är behörig hittar dem på sidan Inspel.",
        "I do not give out personal data; those who may see it find it on the page Inspel.",
    ),
    "rules": (
        "Jag kan bara svara på frågor om vad som står i inspelen.",
        "I can only answer questions about what the submissions say.",
    ),
    "world": (
        "Det kan jag inte svara på: jag känner bara till vad som står i inspelen.",
        "I cannot answer that: I only know what the submissions say.",
    ),
    "nothing": (
        "Ställ gärna en fråga om vad som står i inspelen, till exempel ”Vad säger kommunerna om mobiltäckning?”.",
        "Please ask about what the submissions say, for example “What do the municipalities say about roads?”.",
    ),
}


def reason_to_decline(text: str) -> str | None:
    """One friendly sentence in the question's language, or None when the question may be answered."""
    for kind, pattern in (("rules", _RULES), ("world", _WORLD), ("personal", _PERSONAL)):
        if pattern.search(text):
            return says(kind, text)
    return None


def says(kind: str, text: str) -> str:
    return _SAYS[kind][is_english(text)]
