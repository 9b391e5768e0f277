"""The sources that senders give: addresses, reports, laws and statistics."""

from __future__ import annotations

import re
from typing import Literal

from summarizer.text.remembered import remembered

SourceKind = Literal["url", "report", "law", "statistics"]

_YEAR = r"(?:19|20)\d\d"
_YEARS = rf"{_YEAR}(?:\s?[–/-]\s?\d{{2,4}})?(?::\d+)?(?![\d:])"
_ABOUT_DATED = rf"(?:\som\s[a-zåäö-]+(?:\soch\s[a-zåäö-]+)?(?=\s(?:från\s)?\(?{_YEAR}))?"
_DATED = rf"{_ABOUT_DATED}(?:,?\s(?:från\s|för\s|år\s|från år\s)?(?:\({_YEARS}\)|{_YEARS}))?"
_TITLE = r"(?:,?\s[”\"“»][^”\"“»«\n]{3,120}[”\"“»«])"
# A capital that only begins the sentence is no part of a name.
_CAPITAL = r"(?!(?:Enligt|Se|Jfr|I|På|Av|Från|Den|Det|De|Läs|Källa|Vi|Även|Som|Både|Till|Utifrån|Också)\b)[A-ZÅÄÖ]"
_NAME = rf"{_CAPITAL}[\w&-]*(?:\s[A-ZÅÄÖ][\w&-]*){{0,3}}"
# An organisation in the genitive ("Region Västerbottens", "SCB:s", "PTS"), then at most three plain words.
_PLAIN = r"(?:\s(?!och\b|eller\b|att\b|som\b|har\b|är\b)[a-zåäö-]{1,30}){0,3}?"
_WHOSE = rf"(?:{_CAPITAL}[\w&-]*\s){{0,3}}(?:{_CAPITAL}[\w&-]*?:?s|[A-ZÅÄÖ]{{2,6}})(?:\skommuns|\sbyaförenings|\suniversitets)?{_PLAIN}"
_REPORT_WORD = (
    r"[a-zåäö-]{0,30}(?:rapport(?:en|er|erna)?|utredning(?:en|ar)?|kartläggning(?:en|ar)?|studie(?:n|r)?|lägesbild(?:en)?|"
    r"undersökning(?:en|ar)?|enkät(?:en|er)?|årsbok(?:en)?|utvärdering(?:en|ar)?|översiktsplan(?:en)?|länsplan(?:en)?|"
    r"handlingsplan(?:en)?|prognos(?:en|er)?|barometer(?:n)?|trafikförsörjningsprogram(?:met)?|betänkande(?:t)?|"
    r"transportplan(?:en)?|behovsanalys(?:en)?|nulägesanalys(?:en)?)\b"
)
_PERSON = rf"{_CAPITAL}[a-zåäöé-]+"
_AUTHORS = rf"{_PERSON}(?:\s(?:&|och)\s{_PERSON}|\s(?:et\sal|m\.?\s?fl)\.?)"
_STATISTICS = r"(?:SCB|Statistiska centralbyrån|Statistikmyndigheten|Kolada|Eurostat|Hälsa på lika villkor)"
_STATISTICS_WORD = r"[a-zåäö-]{0,30}(?:statistik|databas|siffror|data|tabell|prognos|register)\w*"
_LAW_STEMS = (
    r"plan- och bygg|hälso- och sjukvårds|offentlighets- och sekretess|socialtjänst|skol|diskriminerings|biblioteks|språk|"
    r"minoritets|kommunal|vattentjänst|kulturmiljö|skogsvårds|rennärings|arbetsmiljö|förvaltnings|klimat|el|energi|väg|"
    r"kollektivtrafik|upphandlings|säkerhetsskydds|patient|patientsäkerhets|tandvårds|alkohol|tobaks|jakt|mineral|"
    r"cybersäkerhets|tillgänglighets|folkbildnings|utlännings|bosättnings|strandskydds|avfalls|terrängkörnings|konsultations"
)
_NAMED_LAWS = (
    r"nationella minoriteter(?: och minoritetsspråk)?|stöd och service|offentlig upphandling|kollektivtrafik|"
    r"skydd mot olyckor|allmänna vattentjänster|elektronisk kommunikation|valfrihetssystem"
)
_CHAPTER = r"(?:\d{1,2}\s?kap\.?\s)?(?:\d{1,3}\s?[a-z]?\s?§§?\s)?"
_LAW_ABOUT = r"(?:\som\s(?:[a-zåäö-]+a\s)?[a-zåäö]+-?(?:\soch\s[a-zåäö-]+)?)"

_PATTERNS: tuple[tuple[SourceKind, str], ...] = (
    ("url", r"(?<![\w@.])(?:https?://|www\.)[^\s<>\"”“»«]+"),
    ("url", r"(?<![\w@./-])(?:[\w-]+\.)+(?:se|nu|eu|com|org|net|info)(?:/[^\s<>\"”“»«]*)?(?![\w@-])(?!\.\w)"),
    ("law", rf"{_CHAPTER}\b(?i:{_LAW_STEMS})lagen(?:\s\(\d{{4}}:\d+\))?"),
    ("law", rf"{_CHAPTER}\b[\w-]{{0,30}}(?i:lag|lagen|balk|balken|förordning|förordningen)\s\((?:SFS\s)?\d{{4}}:\d+\){_LAW_ABOUT}?"),
    ("law", rf"\b[Ll]agen\som\s(?:{_NAMED_LAWS})"),
    ("law", rf"{_CHAPTER}\b(?i:miljö|socialförsäkrings|jorda|brotts|föräldra)balken\b|\bSFS\s\d{{4}}:\d+"),
    ("law", r"\b[Bb]arnkonventionen\b|\b[Dd]ataskyddsförordningen\b|\b(?:GDPR|LSS|LOU|PBL|HSL|SoL)\b(?!-)"),
    ("law", r"\((?:EU|EG)\)\s(?:nr\s)?\d{2,4}/\d{2,4}|\b[Dd]irektiv(?:et)?\s\d{4}/\d+(?:/E[UG])?"),
    ("statistics", rf"\b{_STATISTICS}(?::?s)?(?:\s{_STATISTICS_WORD})?{_DATED}"),
    ("statistics", rf"\b[a-zåäö-]{{0,30}}statistik(?:en)?\s(?:från|hos|av)\s{_NAME}{_DATED}"),
    ("statistics", rf"\b{_WHOSE}\s[a-zåäö-]{{0,30}}statistik(?:en|databas|databasen)?\b{_DATED}"),
    ("report", r"\b(?:SOU|Ds)\s?\d{4}:\d+|\b(?i:prop|skr|bet|rskr|dir)\.?\s?\d{4}(?:/\d{2,4})?:\w*\d+|\bCOM\s?\(?\d{4}\)?\s?\d+"),
    ("report", rf"\b{_WHOSE}\s{_REPORT_WORD}(?:\s\d{{4}}:\d+)?{_TITLE}?{_DATED}"),
    ("report", rf"\b(?i:rapport|utredning|studie|strategi|skrift|betänkande)(?:en|n|t)?(?:{_TITLE}|\s\d{{4}}:\d+){_DATED}"),
    ("report", rf"\b[a-zåäö-]{{0,30}}(?:rapport|studie|utredning|undersökning|kartläggning|utvärdering)(?:en|n)?\sfrån\s{_NAME}{_DATED}"),
    ("report", rf"\b{_AUTHORS},?\s\({_YEAR}[a-z]?\)|(?<=\()(?:{_AUTHORS}|{_NAME}),?\s{_YEAR}[a-z]?(?=\))|\b{_NAME}\s\({_YEAR}\)"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)


def sources_in(text: str) -> list[tuple[int, int, SourceKind]]:
    """``(start, end, kind)`` of every source named in ``text``, in order; of overlapping finds the longest stays."""
    return list(_found(text))


@remembered
def _found(text: str) -> tuple[tuple[int, int, SourceKind], ...]:
    found = [
        (match.start(), _end(match, kind), kind) for kind, pattern in _COMPILED for match in pattern.finditer(text)
    ]
    kept: list[tuple[int, int, SourceKind]] = []
    for start, end, kind in sorted(found, key=lambda span: span[0] - span[1]):
        if start < end and all(end <= other_start or start >= other_end for other_start, other_end, _ in kept):
            kept.append((start, end, kind))
    return tuple(sorted(kept))


def _end(match: re.Match[str], kind: SourceKind) -> int:
    """An address in running text takes the full stop or the parenthesis after it along; neither belongs to it."""
    found = match[0]
    while kind == "url" and found and found[-1] in ".,;:!?)]’'":
        if found[-1] == ")" and found.count("(") >= found.count(")"):
            break
        found = found[:-1]
    return match.start() + len(found)
