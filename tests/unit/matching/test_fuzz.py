"""Generated fillings and mutations of the template: whatever happens to it, no character is lost."""

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from template import every_place, template
from wordxml import docx

from summarizer.consultation import load
from summarizer.matching import match
from summarizer.reading import read_file
from summarizer.records import MatchedSubmission

CONSULTATION = load("rus_vasterbotten")
PLACES = every_place(CONSULTATION)
quiet = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
WORDS = "vi anser att länet behöver vägar buss tåg skola vård, bättre (mer) ska bör – 12 % för barnens skull"
words = st.sampled_from(WORDS.split(" "))
sentence = st.lists(words, min_size=1, max_size=12).map(lambda w: " ".join(w).capitalize() + ".")
answer = st.lists(sentence, min_size=1, max_size=3).map("\n".join)
fillings = st.dictionaries(st.sampled_from(PLACES), answer, max_size=12)
anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=80)


def _sorted_out(body: str) -> MatchedSubmission:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "svar.docx"
        file.write_bytes(docx(body))
        return match(read_file(file), CONSULTATION)


@quiet
@given(fillings, st.booleans())
def test_any_filling_comes_back_exactly(filled: dict[tuple[str, str], str], plain: bool) -> None:
    found = _sorted_out("".join(template(CONSULTATION, filled, plain=plain).values()))
    assert {(a.section, a.question): a.text for a in found.answers} == filled
    assert all(a.routed is None and a.confidence == 1.0 for a in found.answers)
    assert found.ledger.unaccounted == 0 and found.unmapped == ()


@quiet
@given(fillings, st.randoms(use_true_random=False), st.integers(1, 40))
def test_no_mutation_of_the_form_loses_a_word(
    filled: dict[tuple[str, str], str], chance: random.Random, changes: int
) -> None:
    pieces = list(template(CONSULTATION, filled).items())
    for _ in range(changes):
        i, j = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        change = chance.choice(("remove", "swap", "repeat", "join"))
        if change == "remove" and pieces[i][0][0] in {"heading", "group", "printed"}:
            pieces[i] = (pieces[i][0], "")
        elif change == "swap":
            pieces[i], pieces[j] = pieces[j], pieces[i]
        elif change == "repeat":
            pieces.insert(j, pieces[i])
        elif change == "join" and all(xml.startswith("<w:p>") for _, xml in pieces[i : i + 2]) and i + 1 < len(pieces):
            pieces[i] = (pieces[i][0], pieces[i][1].removesuffix("</w:p>") + pieces[i + 1][1].removeprefix("<w:p>"))
            del pieces[i + 1]
    body = "".join(xml for _, xml in pieces)
    found = _sorted_out(body)
    assert found.ledger.unaccounted == 0
    kept = "\n".join([*(a.text for a in found.answers), *found.unmapped, *found.notes, *found.background.values()])
    for text in filled.values():
        for line in text.split("\n"):
            # A removed heading can have taken an answer with it that had been joined to it.
            assert line in kept or f">{line}<" not in body


@quiet
@given(st.lists(anything, max_size=8), st.sampled_from(PLACES))
def test_any_characters_at_all_are_accounted_for(texts: list[str], place: tuple[str, str]) -> None:
    allowed = [c if c in "\t\n" or (ord(c) >= 32 and ord(c) not in (0xFFFE, 0xFFFF)) else " " for c in "\n".join(texts)]
    found = _sorted_out("".join(template(CONSULTATION, {place: "".join(allowed)}).values()))
    assert found.ledger.unaccounted == 0
