"""Where Swedish sentences begin and end.

General splitters fail on the abbreviations, dates and lists of official Swedish, so this one is written for them:
every newline and list item is a boundary, and a full stop is one unless its surroundings say otherwise.
"""

from __future__ import annotations

import re
from itertools import pairwise

from summarizer.text.wordlist import word_set

# An abbreviation of this kind is followed by what it announces, also when that has a capital: "t.ex. Umeå".
_ANNOUNCES = word_set(
    """
    t.ex tex ex exv bl.a bla s.k sk f.d fd dvs d.v.s ca c:a c.a prof doc dr ing hr kungl jfr enl inkl exkl resp tel
    ev tf bitr pga p.g.a fr.o.m t.o.m i.e fil.dr fil.mag tekn.dr med.dr leg red övers förf vol ed sign avd motsv
    tekn m.h.t m.a.o f.v.b kapt ass st.f i.st.f vs s:t s:ta ang avs alt anm beg civ forts gm inst komp prel rek
    urspr obs omr ordf sekr sthlm gbg teor ekon stat
    """
)
# These announce a number ("s. 21", "kl. 10.30", "nr. 3"), but are ordinary last words before a capital ("utan bil.").
_BEFORE_NUMBER = word_set(
    """
    s sid sidan kl nr kap art bil fig tab st p pkt mom dnr max min tim par jan feb febr mar apr jun jul aug sept sep
    okt nov dec mån tis ons tors tor fre lör sön vol utg §
    """
)
# Abbreviations that may stand last, and therefore only end a sentence before a capital or a digit.
_MAY_END = word_set(
    """
    osv etc mm mfl dyl fl kr mkr tkr mdr milj st tr f.n f.ö v mån ung forts förk d.y d.ä
    """
)
# A sentence can begin with one of these although the sender forgot the capital, or after a lone letter ("plan B. Vi").
_STARTERS = word_set(
    """
    vi det de den detta dessa dessutom därför därmed då där här jag ni man att om när för men och så samt i på vid
    till från genom inom under efter enligt en ett alla många flera några vår vårt våra hela även också som kommunen
    regionen
    """
)
_STARTERS_LOWER = word_set(
    """
    vi det de detta dessa dessutom därför därmed jag man men vår vårt våra även här dock
    """
)
_NUMBERED_NOUN = re.compile(
    r"\b(?:prioritering|delprioritering|avsnitt|punkt|kapitel|kap\.|mål|delmål|fråga|bilaga|steg|etapp|nr|alternativ)\s*$",
    re.IGNORECASE,
)

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BULLET = re.compile(r"(?<=\s)[•●▪■◦‣∙·➢➤✓✔\uf0b7\uf0a7](?=\s)")
_ITEM = re.compile(r"(?<!\S)\(?(\d{1,2})[.)](?=\s+\S)")
_STOP = re.compile(
    r"(?P<marks>[.!?…]+)(?P<closers>[\"”’'»)\]]*)(?P<notes>(?:\[\d+\])*)(?P<space>\s+|(?=\w)|(?=[\"”(]))"
)
_LIST_MARK = re.compile(r"[\s(]*(?:[-–—*•·]\s*)?(?:\d{1,2}|[A-Za-zåäöÅÄÖ]|[ivxIVX]{1,4}|\d{1,2}(?:\.\d{1,2})+)$")
_OPENERS = "\"”“’'»«([–—-"
_ADDRESS = re.compile(r"@|://|^\W*www\.|/|\\", re.IGNORECASE)
_FILE_OR_DOMAIN = re.compile(r"(?:Se|Com|Org|Nu|Eu|Net|Js|Docx?|Pdf|Xlsx?|Pptx?|Io|Ai)\b")
_LONGEST_ASIDE = 400  # characters; a longer "parenthesis" is an unclosed one
_LOOK_BACK = 400  # characters; more is not needed to judge a full stop


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans ``(start, end)`` of the sentences of ``text``, in order.

    The spans cover every character that is not white space, never overlap, and begin and end with one that isn't.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        cuts = sorted({line.start(), *_item_starts(text, line.start(), line.end()), line.end()})
        for start, end in pairwise(cuts):
            spans.extend(_split_run(text, start, end))
    return spans


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    part = text[start:end]
    kept = part.strip()
    if not kept:
        return []
    first = start + len(part) - len(part.lstrip())
    return [(first, first + len(kept))]


def _item_starts(text: str, start: int, end: int) -> list[int]:
    """Where list items begin inside one line: after a bullet sign, or at 1. 2. 3. in sequence."""
    line = text[start:end]
    found = [start + m.start() for m in _BULLET.finditer(line)]
    sequence: list[int] = []
    for match in _ITEM.finditer(line):
        before = line[: match.start()].rstrip()
        if int(match[1]) != len(sequence) + 1 or _NUMBERED_NOUN.search(before):
            continue
        if not sequence and before and before[-1] not in ":.;,!?":
            continue
        sequence.append(start + match.start())
    return found + (sequence if len(sequence) > 1 else [])


def _split_run(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split text without newlines or list items at full stops, question marks and exclamation marks."""
    spans: list[tuple[int, int]] = []
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, begin, stop, end):
            spans.extend(_trimmed(text, begin, stop.end("notes")))
            begin = stop.end("notes")
    spans.extend(_trimmed(text, begin, end))
    return spans


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    begin = max(begin, stop.start() - _LOOK_BACK)
    end = min(end, stop.end() + _LONGEST_ASIDE)
    before = text[begin : stop.start()]
    if not before.strip(" \t-–—•·*") or _in_aside(text, begin, stop, end):
        return False
    if not stop["space"]:
        return _glued(text, begin, stop, end)
    following = text[stop.end() : end].lstrip(_OPENERS + " \t\u00a0")
    if not following:
        return False
    if not following[0].isalnum():
        return True
    if stop["marks"] != ".":  # ! ? … or ...
        return not following[0].islower()
    return _full_stop_ends(before, following, bool(stop["closers"]))


def _full_stop_ends(before: str, following: str, closed: bool) -> bool:
    token = _last_token(before).lstrip(_OPENERS).casefold()
    word = _first_word(following)
    if not closed:
        if _LIST_MARK.fullmatch(before):
            return False
        if token in _ANNOUNCES:
            return False
        if token in _BEFORE_NUMBER and not following[0].isupper():
            return False
        if len(token) == 1 and token.isalpha() and following[0].isupper():
            return word.casefold() in _STARTERS or not _looks_like_initial(before)
    if following[0].islower():
        forgotten = word in _STARTERS_LOWER and len(token) > 2 and token.isalpha() and token not in _MAY_END
        return forgotten and any(c in "aeiouyåäö" for c in token)
    return not (following[0].isdigit() and token in _MAY_END and not closed)


def _looks_like_initial(before: str) -> bool:
    """A lone capital is an initial ("A. Lind") unless it is one of a row of named things ("alternativ B")."""
    return before[-1:].isupper() and not re.search(
        r"(?:alternativ|plan|variant|grupp|typ|klass|nivå|bilaga|del|vitamin|hepatit|zon|linje)\s+\w$",
        before,
        re.IGNORECASE,
    )


def _glued(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """``slut.Nästa``: a missing space, when it cannot be an address, a file name, a number or an abbreviation."""
    left, right = _last_token(text[begin : stop.start()]), re.match(r"\S+", text[stop.end("notes") : end])
    if right is None or _ADDRESS.search(left + right[0]):
        return False
    head, tail = left.lstrip(_OPENERS), right[0].lstrip(_OPENERS)
    if not re.match(r"[A-ZÅÄÖ](?:[a-zåäö]|\b)", tail) or _FILE_OR_DOMAIN.match(tail):
        return False
    if len(_first_word(tail)) == 1 and _first_word(tail).casefold() not in _STARTERS:
        return False
    if _LIST_MARK.fullmatch(text[begin : stop.start()]) or head.casefold() in _ANNOUNCES:
        return False
    return bool(re.search(r"(?:[a-zåäö]{3}|\d{2}|[a-zåäö]{2}\)?|[%)])$", head)) and "." not in head.rstrip(".")


def _last_token(text: str) -> str:
    return text.rsplit(maxsplit=1)[-1] if text and not text[-1].isspace() else ""


def _first_word(text: str) -> str:
    match = re.match(r"\w+", text)
    return match[0] if match else ""


def _in_aside(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Inside a parenthesis that was opened in the middle of this sentence and is closed later on."""
    before = text[begin : stop.end("closers")]
    depth = before.count("(") - before.count(")")
    opened = before.rfind("(")
    if depth <= 0 or not before[:opened].strip(" \t-–—•·*"):
        return False
    return ")" in text[stop.end() : end]
