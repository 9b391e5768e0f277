"""Headings: the model's where every word of it was said, else the words that set the theme apart."""

from __future__ import annotations

from summarizer.llm import Request, load_prompt
from summarizer.records import Point
from summarizer.summary.titles import hopeless, spread_of, write_title

PROMPT = load_prompt("theme_title.v1")


def point(sender: str, text: str) -> Point:
    return Point(
        point_id=f"{sender}@0-{len(text)}", answer_id=sender, submission_id=sender, section="3.2", question="needs",
        start=0, end=len(text), quote=text,
    )  # fmt: skip


ROADS = [
    point("S1", "Hastigheten på vägen mot Umeå är för hög. Vi vill ha fler mitträcken på vägen."),
    point("S2", "Sänk hastigheten. Mitträcken saknas på hela vägen till Umeå."),
]
OTHER = [point("S3", "Vägen är smal."), point("S4", "Vägen ska rustas.")]
SPREAD = spread_of([ROADS, OTHER])


def title(answer: str, taken: set[str] = frozenset()) -> str:  # type: ignore[assignment]
    return write_title([], ROADS, PROMPT, lambda request: answer, set(taken), SPREAD)


def test_a_title_in_the_senders_words_is_kept() -> None:
    assert title("Hastigheten på vägen") == "Hastigheten på vägen"


def test_one_word_is_enough_unless_it_says_too_little() -> None:
    assert title("Mitträcken") == "Mitträcken"
    assert title("Texten") == "Mitträcken"


def test_words_on_the_text_itself_are_no_title() -> None:
    said = [*ROADS, point("S5", "Formuleringen och meningen om hastigheten bör ändras.")]
    told = write_title([], said, PROMPT, lambda request: "Formuleringen och meningen", set(), spread_of([said, OTHER]))
    assert told == "Hastigheten"


def test_the_beginning_of_a_word_that_was_used_is_one_too() -> None:
    assert title("Hastighet på vägen") == "Hastighet på vägen"


def test_a_made_up_word_or_a_demand_is_not() -> None:
    for answer in ("Hastighetsvägigheter i länet", "Sänk hastigheten på vägen"):
        made = title(answer)
        assert made == "Mitträcken"


def test_two_themes_do_not_get_the_same_title() -> None:
    first = title("")
    assert title("", {first.casefold()}) != first


def test_names_keep_their_capital_and_other_words_lose_it() -> None:
    only = [point("S1", "Umeå växer. Det gäller Umeå."), point("S2", "Tågen går till Umeå.")]
    made = write_title([], only, PROMPT, lambda request: None, set(), spread_of([only]))
    assert "Umeå" in made or "Tågen" in made
    assert "umeå" not in made


def test_two_words_where_no_thing_is_named_by_most() -> None:
    said = [
        point("S1", "Mitträcken saknas."),
        point("S2", "Hastigheten är för hög."),
        point("S3", "Belysningen är trasig."),
    ]
    made = write_title([], said, PROMPT, lambda request: None, set(), spread_of([said, OTHER]))
    assert " och " in made


def test_an_everyday_noun_goes_before_what_few_say() -> None:
    said = [
        point("S1", "Distansarbete är vanligt. Familjen flyttar hit."),
        point("S2", "Allt fler väljer distansarbete."),
        point("S3", "Distansarbete ger ordning i vardagen."),
    ]
    assert write_title([], said, PROMPT, lambda request: None, set(), spread_of([said, OTHER])) == "Distansarbete"


def test_a_sentence_is_no_title() -> None:
    assert title("Hastigheten är för hög") == "Mitträcken"


def test_a_title_that_will_not_be_taken_is_left_after_the_word_that_settles_it() -> None:
    asked: list[Request] = []

    def answer(request: Request) -> str:
        asked.append(request)
        return "Hastigheten på vägen"

    write_title([], ROADS, PROMPT, answer, set(), SPREAD)
    judge = asked[0].hopeless
    assert judge is not None
    assert not any(judge("Hastigheten på vägen"[:end]) for end in range(21))
    for begun in ("Hastighetsvägigheter i", "Sänk hastigheten", "Hastigheten är hög", "Vägen " * 9):
        assert judge(begun) and title(begun.strip()) == "Mitträcken"


def test_a_title_of_one_word_may_still_get_its_second() -> None:
    assert not hopeless("Texten", {"texten"}) and not hopeless("", set())
