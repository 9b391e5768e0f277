"""How alike runs of sentences are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from summarizer.points.spans import Measure, Spans
from summarizer.points.units import Unit, units_of
from tests.unit.points.test_find import by_words, consultation


class _Measure(Measure):
    """Without the vectors, whose product the library makes in another way when a matrix meets itself."""

    def spans(self, units: Sequence[Unit]) -> Spans:
        made = super().spans(units)
        made.vectors[:] = 0.0
        return made


def test_wording_within_is_wording_between_to_the_last_bit() -> None:
    units = units_of(sorted(consultation(), key=lambda a: a.answer_id))
    measure = _Measure(by_words, units, wording=1.0)
    spans, twin = measure.spans(units), measure.spans(units)
    within, between = measure.likeness(spans, spans), measure.likeness(twin, spans)
    assert len(within) > 20 and len(np.unique(within)) > 20
    assert np.array_equal(within, between)
