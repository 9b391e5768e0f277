"""Which lines of the strategy begin a sub-priority, which begin a part, and which end what came before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from summarizer.baseline.lines import Line
from summarizer.consultation import Consultation, Section
from summarizer.records import PARTS, Part

_NUMBER = re.compile(
    r"^(?P<word>(?:inspel på )?delprioritering )?(?P<number>\d+(?:\.\d+)+)\.?(?![\d,%])[ :–—-]*(?P<rest>.*)$"
)
_PAGES = re.compile(r",? s(?:id(?:an|orna)?)?\.? \d+(?: ?[–-] ?\d+)?$")
_FORM_WORDS = re.compile(r"^inspel på (?:delprioritering \d+\.\d+ )?|\s*\([^)]*\)$")  # in the form's headings only
_LISTED = re.compile(r" och |, | samt ")
_SAME_TITLE = 88  # of 100; "arbets- och verksamhetsmiljöer" against "arbets och verksamhetsmiljö" gives 93
_LONGEST_HEADING = 160  # characters

# What the authority's own documents call the parts, beside the titles that the consultation gives them.
_PART_NAMES: dict[Part, tuple[str, ...]] = {
    "analysis": ("sammanfattande analys", "analys", "nuläge", "nulägesanalys"),
    "goal": ("målformulering", "mål", "målbild"),
    "needs": ("identifierade behov", "behov"),
    "actors": ("viktiga aktörer", "aktörer"),
}
# How the first sentence of a part reads where the part has no heading (page 5.3 of the strategy).
_PART_OPENINGS: dict[Part, re.Pattern[str]] = {
    "goal": re.compile(r"(?:del)?prioriteringen ska\b|målet (?:för|med) (?:del)?prioriteringen\b", re.IGNORECASE),
    "needs": re.compile(r"(?:de )?identifierade behov(?:en)?\b", re.IGNORECASE),
    "actors": re.compile(r"(?:de )?viktig(?:a|aste) aktörer(?:na)?\b", re.IGNORECASE),
}


@dataclass(frozen=True)
class SectionStart:
    """A line that begins a section. ``title_follows``: it held the number only, so the next line may be the title."""

    section: Section
    position: int  # in Consultation.sections
    title_follows: bool = False


@dataclass(frozen=True)
class OtherHeading:
    """A line that begins something that is not a section. ``position``: what comes next in the consultation's order."""

    position: int | None = None


class Headings:
    """Recognises the headings of one consultation's strategy."""

    def __init__(self, consultation: Consultation) -> None:
        self._sections = consultation.sections
        self._with_parts = {s.id for s in consultation.sections if consultation.parts(s)}
        self._part_names = {
            part: {*_PART_NAMES[part], *(_plain(q.title) for q in consultation.questions.values() if q.part == part)}
            for part in PARTS
        }

    def start(self, line: Line, after: int) -> SectionStart | OtherHeading | None:
        """What the line begins, number first, then title. ``after``: position of the latest section seen, -1 at first;
        it tells apart sections that share a title."""
        text = _plain(line.text)
        if not text or len(text) > _LONGEST_HEADING:
            return None
        return self._by_number(line, text) or self._by_title(line, text, after) or self._group(line, text)

    def is_title_of(self, line: Line, section: Section) -> bool:
        return _alike(_plain(line.text), section.title)

    def parts(self, line: Line) -> tuple[Part, ...]:
        """The parts that the line is the heading of: one, or several ("Identifierade behov och viktiga aktörer")."""
        pieces = _LISTED.split(_plain(line.text).rstrip(":. "))
        named = [part for piece in pieces for part, names in self._part_names.items() if piece in names]
        return tuple(named) if len(named) == len(pieces) else ()

    def _by_number(self, line: Line, text: str) -> SectionStart | None:
        found = _NUMBER.match(text)
        if found is None:
            return None
        for position, section in enumerate(self._sections):
            if section.number != found["number"]:
                continue
            rest = found["rest"]
            marked = line.level is not None or found["word"] is not None
            if _alike(rest, section.title) or (marked and not rest.endswith(".")):
                return SectionStart(section, position, title_follows=not rest)
        return None

    def _by_title(self, line: Line, text: str, after: int) -> SectionStart | OtherHeading | None:
        same = [i for i, s in enumerate(self._sections) if _alike(text, s.title) or _alike(text, s.heading)]
        if not same:
            return None
        position = next((i for i in same if i > after), same[0])
        section = self._sections[position]
        return SectionStart(section, position) if section.id in self._with_parts else OtherHeading(position)

    def _group(self, line: Line, text: str) -> OtherHeading | None:
        """A heading above the sections ("Prioritering 4: …"), or any other heading that the file marks as one."""
        for position, section in enumerate(self._sections):
            group = _plain(section.group)
            label, colon, _ = group.partition(":")
            labelled = colon and re.match(rf"{re.escape(label)}(?:\W|$)", text) and not text.endswith(".")
            if group and (labelled or _alike(text, group)):
                return OtherHeading(position - 1)
        return OtherHeading() if line.level is not None else None


def opening(sentence: str) -> Part | None:
    """The part that a sentence opens by its wording."""
    for part, pattern in _PART_OPENINGS.items():
        if pattern.match(sentence.lstrip("-–•· ")):
            return part
    return None


def _plain(text: str) -> str:
    """For comparing: lower case, single spaces, no soft hyphens, no page range at the end."""
    return _PAGES.sub("", " ".join(text.replace("\u00ad", "").split()).casefold())


def _alike(text: str, title: str) -> bool:
    return fuzz.ratio(text, _FORM_WORDS.sub("", _plain(title))) >= _SAME_TITLE
