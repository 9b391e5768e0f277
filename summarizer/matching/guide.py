"""What to look for in a filled-in template: its headings, questions, prompts and printed text, from the consultation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from summarizer.consultation import Consultation, Section
from summarizer.matching.text import plain
from summarizer.reading import Block
from summarizer.records import Part

# Prompts that Word itself and LibreOffice put in empty controls.
COMMON_PROMPTS = (
    "Klicka eller tryck här för att ange text", "Klicka här för att ange text", "Klicka eller tryck här för att skriva text",
    "Click or tap here to enter text", "Click here to enter text", "Välj ett objekt", "Välj ett alternativ", "Choose an item",
    "Klicka eller tryck för att ange ett datum", "Klicka här för att ange datum", "Click or tap to enter a date",
    "Click here to enter a date", "Skriv text här", "Skriv här", "Ange text här",
)  # fmt: skip
PAGES = re.compile(
    r"[\s,;(]*(?<!\w)(?:s|sid|sida|sidan|sidor|sidorna)\.?\s*\d{1,3}(?:\s*[-–—−]\s*\d{1,3})?\)?\s*\.?\s*$",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:inspel|synpunkter|kommentarer|svar) (?:pa|till|om) ")  # in normal text
_GROUP_NUMBER = re.compile(r"\s*\(?\bprioritering \d\)?", re.IGNORECASE)
# What senders call the parts of a sub-priority in headings of their own.
_PART_NAMES: dict[Part, tuple[str, ...]] = {
    "analysis": ("analys", "analysen", "sammanfattande analysen", "nuläge", "nulägesanalys"),
    "goal": ("mål", "målet", "målen", "målformuleringen", "målsättning"),
    "needs": ("behov", "behoven", "identifierade behoven"),
    "actors": ("aktörer", "aktörerna", "aktör", "lista över viktiga aktörer", "viktiga aktörerna"),
}
# What senders call the section for what is about the whole; inside an answer they mean that answer.
_GENERAL = {
    plain(words)
    for words in (
        "Allmänt", "Generellt", "Övergripande", "Allmänna synpunkter", "Generella synpunkter", "Övergripande synpunkter",
        "Allmänna kommentarer", "Generella kommentarer", "Övergripande kommentarer", "Övriga synpunkter",
    )
}  # fmt: skip
_SENTENCE = 30  # characters of a printed sentence that nobody else would write
_STEM = 5
_BEGUN = 20  # letters of a question that tell which one it is


@dataclass(frozen=True)
class Target:
    """What a recognised heading points at: sections that share it (six are called the same), or a group of them."""

    sections: tuple[str, ...]
    group: str | None = None


class Guide:
    """Look-up tables for one consultation. Keys are normal text (``text.plain``)."""

    def __init__(self, consultation: Consultation) -> None:
        self.consultation = consultation
        self.sections: dict[str, Section] = {s.id: s for s in consultation.sections}
        self.order = [s.id for s in consultation.sections]
        self.numbers = {s.number: s.id for s in consultation.sections if s.number}
        self.labels = self._labels()
        self.headings = self._headings()
        self.titles = self._titles()
        self.loosely_named = _GENERAL & set(self.titles)
        self.group_numbers = self._group_numbers()
        self.background = {plain(label): b.id for b in consultation.background for label in b.labels}
        self.part_titles = self._part_titles()
        self.prompts = _prompt_pattern((*consultation.placeholders, *COMMON_PROMPTS))
        self.boilerplate = tuple(plain(t) for t in consultation.template_text if "…" not in t)
        # A printed paragraph may be divided or run together with its neighbour.
        sentences = (s for t in consultation.template_text for s in re.split(r"(?<=[.!?])\s+|…", t))
        self.printed_sentences = tuple(dict.fromkeys(k for s in sentences if len(k := plain(s)) >= _SENTENCE))
        self.gapped = tuple(_gapped(t) for t in consultation.template_text if "…" in t)

    def _labels(self) -> dict[str, tuple[str, int]]:
        """Question wording → (question, which of its wordings). What stands in brackets may be left out."""
        found: dict[str, tuple[str, int]] = {}
        for question in self.consultation.questions.values():
            for i, label in enumerate(question.labels):
                found[plain(label)] = (question.id, i)
                found.setdefault(plain(re.sub(r"\(.*?\)", "", label)), (question.id, i))
        return found

    def _headings(self) -> dict[str, Target]:
        """The template's own section headings, whole."""
        found: dict[str, Target] = {}
        for section in self.consultation.sections:
            key = plain(section.heading)
            found[key] = Target((*(found[key].sections if key in found else ()), section.id))
        for group in dict.fromkeys(s.group for s in self.consultation.sections if s.group):
            members = tuple(s.id for s in self.consultation.sections if s.group == group)
            found.setdefault(plain(group), Target(members, group))
        return found

    def _titles(self) -> dict[str, Target]:
        """Shorter ways to name a section: its title, its heading without "Inspel på", the halves of a group's name."""
        found: dict[str, Target] = {}

        def add(key: str, sections: tuple[str, ...], group: str | None = None) -> None:
            if key and key not in self.headings:
                known = found.get(key)
                if known is None or (known.group is None and group is None):
                    both = (*(known.sections if known else ()), *sections)
                    found[key] = Target(tuple(dict.fromkeys(both)), group)

        for section in self.consultation.sections:
            unnumbered = _GROUP_NUMBER.sub("", section.heading)  # "(prioritering 1)"
            for way in (
                section.title,
                section.heading,
                unnumbered,
                unnumbered.split("–")[0],
                *section.title.split(":"),
            ):
                key = _PREFIX.sub("", plain(way))
                add(key, (section.id,))
                if "overgripande" in key:
                    for other in _GENERAL:
                        add(other, (section.id,))
                if key == "inledning":
                    for other in ("inledningen", "inledande avsnittet", "det inledande avsnittet"):
                        add(other, (section.id,))
        for group in dict.fromkeys(s.group for s in self.consultation.sections if s.group):
            members = tuple(s.id for s in self.consultation.sections if s.group == group)
            for half in re.split(r"\s[–-]\s|:\s", group):
                if len(half) >= 12:
                    add(plain(half), members, group)
        return found

    def _group_numbers(self) -> dict[str, Target]:
        """``"3"`` → the sections of "Prioritering 3: …"."""
        found = {}
        for target in self.headings.values():
            numbered = re.search(r"\b(\d)\b", target.group.split(":")[0]) if target.group else None
            if numbered:
                found[numbered[1]] = target
        return found

    def _part_titles(self) -> dict[str, str]:
        """``"viktiga aktörer"`` → the question on actors."""
        found: dict[str, str] = {}
        for question in self.consultation.questions.values():
            if question.part is not None:
                names = (plain(question.title), *_PART_NAMES[question.part])
                found.update(dict.fromkeys(map(plain, names), question.id))
        return found

    @cached_property
    def label_pattern(self) -> re.Pattern[str]:
        """Finds question wordings in normal text."""
        return _alternatives(self.labels)

    @cached_property
    def heading_pattern(self) -> re.Pattern[str]:
        """Finds the template's own headings in normal text, those long enough to stand inside a paragraph."""
        return _alternatives(k for k in self.headings if len(k) >= 20)

    @cached_property
    def form_headings(self) -> frozenset[str]:
        """Headings that only the template itself would word so: with a number, or longer than the title that people use."""
        titles = {plain(s.title) for s in self.consultation.sections}
        return frozenset(k for k in self.headings if re.search(r"\d", k) or (_PREFIX.match(k) and k not in titles))

    def is_label(self, block: Block) -> bool:
        """Whether a block is a printed label from end to end."""
        key = plain(block.text)
        return key in self.background or key in self.labels

    def printed(self, block: Block) -> bool:
        """Whether a block holds words that the template prints: then it is part of the form."""
        key = plain(block.text)
        return key in self.background or bool(self.label_pattern.search(key) or self.heading_pattern.search(key))

    def similar_label(self, key: str) -> tuple[str, int] | None:
        """The question that a misspelt or misread label asks, when it is beyond doubt."""
        found = process.extractOne(key, self.labels.keys(), scorer=fuzz.ratio, score_cutoff=86)
        return None if found is None else self.labels[found[0]]

    def begun_label(self, key: str) -> tuple[str, int] | None:
        """The question that some words begin, when only one does: "Hur kan målformuleringen uppdateras"."""
        found = [value for label, value in self.labels.items() if label.startswith(key + " ")]
        return found[0] if len(key) >= _BEGUN and len({question for question, _ in found}) == 1 else None

    def similar_heading(self, key: str, cutoff: float = 88) -> Target | None:
        """The heading or title that a misspelt one means, when it is beyond doubt. Numbers have to be the same."""
        if len(key) < 8:
            return None
        best: Target | None = None
        digits = set(re.findall(r"\d+", key))
        for table in (self.headings, self.titles):
            for found, score, _ in process.extract(key, table.keys(), scorer=fuzz.ratio, score_cutoff=cutoff, limit=8):
                if score > cutoff and set(re.findall(r"\d+", found)) == digits:
                    best, cutoff = table[found], score
        return best

    def title_score(self, section: str, title: str) -> float:
        """How like a section's title some normal text is, 0–100: letter by letter, or its words among the title's."""
        if not title:
            return 0.0
        own, words = plain(self.sections[section].title), _stems(title, 4)
        among = 100.0 * len(words & _stems(own, 4)) / len(words) if words else 0.0
        return max(fuzz.ratio(own, title), among)

    def shortened(self, key: str) -> Target | None:
        """The title that some words are the better half of: "kapacitet för samverkan"."""
        words = _stems(key)
        if len(words) < 2:
            return None
        found = [
            target
            for title, target in self.titles.items()
            if words <= _stems(title) and 2 * len(words) >= len(_stems(title)) and not re.search(r"\d \d", title)
        ]
        return found[0] if len({target.sections for target in found}) == 1 and found[0].group is None else None

    def hinted(self, question: str, wording: int, sections: list[str]) -> str | None:
        """Among sections that ask the question, the one whose heading shares words with this wording only.

        The table of plans and the introduction ask the same thing in other words ("det inledande avsnittet").
        """
        labels = self.consultation.questions[question].labels
        common = _stems(labels[0]) if wording else set()
        own = _stems(labels[wording]) - common
        best = max(sections, key=lambda s: len(own & _stems(self.sections[s].heading)), default=None)
        return best if best is not None and own & _stems(self.sections[best].heading) else None


def _stems(text: str, shortest: int = _STEM) -> set[str]:
    return {word[:_STEM] for word in plain(text).split() if len(word) >= shortest}


def _alternatives(keys: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(set(keys), key=lambda k: (-len(k), k))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(k) for k in longest_first) + r")(?!\w)")


def _prompt_pattern(prompts: Iterable[str]) -> re.Pattern[str]:
    """Prompts in the text as written: an answer often begins right behind one, without a space."""
    longest_first = sorted({tuple(prompt.split()) for prompt in prompts}, key=lambda words: -len(" ".join(words)))
    either = "|".join(r"\s+".join(map(re.escape, words)) for words in longest_first)
    either = re.sub("[åä]", "[åäa]", either).replace("ö", "[öo]")  # scanners miss the dots
    return re.compile(rf"(?i:{either})(?![a-zåäöé])[.…]*")


def _gapped(text: str) -> re.Pattern[str]:
    """A printed text with gaps ("…") where the template names persons or addresses."""
    return re.compile(r"\s?.{0,80}?\s?".join(re.escape(plain(t)) for t in text.split("…")))
