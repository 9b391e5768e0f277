"""Hand-made labels laid over the answers as the product read them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.quality_set import LabelledSentence, QualitySet
from summarizer.records import Answer


@dataclass(frozen=True)
class Span:
    """A stretch of an answer, in characters."""

    answer_id: str
    start: int
    end: int

    def overlap(self, start: int, end: int) -> int:
        return max(0, min(self.end, end) - max(self.start, start))


@dataclass(frozen=True)
class Grouped:
    """A span that the product put in a theme; ``theme`` None: without substance."""

    span: Span
    theme: str | None


@dataclass(frozen=True)
class Labels:
    """``sentences``: by the product's answer ids, with offsets into the product's text. ``senders``: the product's
    submission id → the set's. ``lost``: labelled sentences that the product's answers do not hold."""

    made: QualitySet
    sentences: Mapping[str, Sequence[LabelledSentence]]
    senders: Mapping[str, str]
    lost: tuple[str, ...] = ()

    def within(self, span: Span) -> list[LabelledSentence]:
        """Sentences that the span shares at least half of itself, or half of the sentence, with."""
        return [
            s
            for s in self.sentences.get(span.answer_id, ())
            if 2 * span.overlap(s.start, s.end) >= min(s.end - s.start, span.end - span.start) > 0
        ]

    def made_in(self, span: Span) -> frozenset[str]:
        """Ids of the points made in the span."""
        return frozenset(s.label for s in self.within(span) if s.label is not None)

    def majority(self, spans: Iterable[Span]) -> str | None:
        """The point that most characters of the spans make; None when they make none."""
        weight: Counter[str] = Counter()
        for span in sorted(set(spans), key=lambda s: (s.answer_id, s.start, s.end)):
            for sentence in self.within(span):
                if sentence.label is not None:
                    weight[sentence.label] += span.overlap(sentence.start, sentence.end)
        return max(sorted(weight), key=lambda label: weight[label]) if weight else None

    def themes_of_sentences(self, section: str, points: Iterable[Grouped]) -> list[tuple[str, str]]:
        """(label, theme) of each sentence with substance in a section: the theme that covers most of it, "-" if none."""
        of_answer: dict[str, list[Grouped]] = defaultdict(list)
        for point in points:
            of_answer[point.span.answer_id].append(point)
        pairs = []
        for answer_id, sentences in sorted(self.sentences.items()):
            for s in sentences:
                if s.label is not None and self.made.points[s.label].section == section:
                    best = max(of_answer[answer_id], key=lambda p: p.span.overlap(s.start, s.end), default=None)
                    covered = best is not None and best.span.overlap(s.start, s.end) > 0
                    pairs.append((s.label, (best.theme if best and covered else None) or "-"))
        return pairs


def directly(made: QualitySet) -> Labels:
    """Labels on the set's own answers, nothing read from files."""
    return Labels(made, made.sentences(), {s.submission_id: s.submission_id for s in made.submissions})


def on_answers(made: QualitySet, answers: Sequence[Answer], senders: Mapping[str, str]) -> Labels:
    """Find each labelled sentence in the answers that the product read from files.

    It is looked for in the field it was written in, then in the sender's other answers on the section. White space may
    differ; covered personal data may too, as offsets are then unchanged.
    """
    by_sender: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.submission_id in senders:
            by_sender[senders[answer.submission_id], answer.section].append(answer)
    found: dict[str, list[LabelledSentence]] = defaultdict(list)
    lost: list[str] = []
    for submission in made.submissions:
        for written in submission.answers:
            candidates = by_sender[submission.submission_id, written.section]
            candidates.sort(key=lambda a: (a.question != written.question, a.answer_id))
            after: dict[str, int] = {}
            for sentence in written.sentences:
                for answer in candidates:
                    start = _find(answer.text, sentence, written.text, after.get(answer.answer_id, 0))
                    if start is not None:
                        end = start + len(sentence.text)
                        after[answer.answer_id] = end
                        found[answer.answer_id].append(replace(sentence, start=start, end=end))
                        break
                else:
                    lost.append(f"{submission.organisation}, {written.section} {written.question}: {sentence.text}")
    return Labels(made, dict(found), senders, tuple(lost))


def _find(text: str, sentence: LabelledSentence, written: str, after: int) -> int | None:
    at = text.find(sentence.text, after)
    if at >= 0:
        return at
    return sentence.start if len(text) == len(written) and text[: sentence.start].split() else None
