"""Questions deleted or replaced, answers beside their place, and forms filled in by hand."""

from __future__ import annotations

from collections.abc import Callable

from template import Place, label, question, template
from wordxml import cell, control, docx, p, row, run, table

from summarizer.consultation import Consultation
from summarizer.records import Routed
from traps.made import BASE, FILLED, Key, Make, Trap, asked, changed, put


# ── questions deleted ───────────────────────────────────────────────────────────────────────────────────────────────
def _question_gone(name: str, gone: tuple[str, ...], answer: Callable[[str], str]) -> Make:
    """The words of some of 3.2's questions deleted, the answers left."""

    def make(c: Consultation) -> Trap:
        def change(pieces: dict[Place, str]) -> None:
            for q in gone:
                pieces[asked("3.2", q)] = answer(BASE["3.2", q])

        return changed(name, c, change)

    return make


def _improve_gone(c: Consultation) -> Trap:
    return changed("the only question deleted", c, put(asked("p3.plans", "improve"), p(BASE["p3.plans", "improve"])))


def _all_gone_plain(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        for q in c.section("3.2").questions:
            pieces[asked("3.2", q)] = p(BASE["3.2", q])

    routed: dict[Key, Routed] = {("3.2", q): "number" for q in c.section("3.2").questions}
    return changed("all questions and controls deleted", c, change, routed=routed)


def _cut_short(c: Consultation) -> Trap:
    xml = p("Hur kan målformuleringen uppdateras?") + p(BASE["3.2", "goal"])
    return changed("a question cut short", c, put(asked("3.2", "goal"), xml))


QUESTIONS: tuple[Make, ...] = (
    _cut_short,
    _question_gone("first question deleted", ("analysis",), lambda a: p(control(run(a)))),
    _question_gone("second question deleted", ("goal",), lambda a: p(control(run(a)))),
    _question_gone("last question deleted", ("actors",), lambda a: p(control(run(a)))),
    _question_gone("two questions deleted", ("goal", "needs"), lambda a: control(p(a))),
    _question_gone("all questions deleted", ("analysis", "goal", "needs", "actors"), lambda a: p(control(run(a)))),
    _question_gone("first question deleted, no control", ("analysis",), p),
    _improve_gone,
    _all_gone_plain,
)


# ── answers beside their place ──────────────────────────────────────────────────────────────────────────────────────
_FOUR = {
    "analysis": "Sammanfattande analys",
    "goal": "Målformulering",
    "needs": "Identifierade behov",
    "actors": "Viktiga aktörer",
}


def _named(name: str, xml: Callable[[str, str], str], only: tuple[str, ...] = tuple(_FOUR)) -> Make:
    """Questions of 3.2 replaced by the names of their parts."""

    def make(c: Consultation) -> Trap:
        def change(pieces: dict[Place, str]) -> None:
            for q in only:
                pieces[asked("3.2", q)] = xml(_FOUR[q], BASE["3.2", q])

        return changed(name, c, change)

    return make


def _above(name: str, xml: Callable[[str, str], str], only: tuple[str, ...] = tuple(_FOUR)) -> Make:
    """Answers on 3.2 written above their questions: found, and marked so that a person looks at them."""

    def make(c: Consultation) -> Trap:
        def change(pieces: dict[Place, str]) -> None:
            for q in only:
                pieces[asked("3.2", q)] = xml(label(c, "3.2", q), BASE["3.2", q])

        routed: dict[Key, Routed] = {("3.2", q): "number" for q in only}
        return changed(name, c, change, routed=routed)

    return make


DISPLACED: tuple[Make, ...] = (
    _named("a part's name for its question", lambda name, a: p(f"{name}:") + p(a), ("goal",)),
    _named("a part's name for its question, on the answer's line", lambda name, a: p(f"{name}: {a}"), ("goal",)),
    _named("the parts' names for all questions", lambda name, a: p(name) + p(a)),
    _named("the parts' names as headings for all questions", lambda name, a: p(name, style="Rubrik3") + p(a)),
    _above("an answer above its question", lambda q, a: p(a) + p(q), ("goal",)),
    _above("an answer above its question, in a control", lambda q, a: p(control(run(a))) + p(q), ("goal",)),
    _above("an answer above its question and its empty field", lambda q, a: p(a) + question(q, None), ("goal",)),
    _above("all answers above their questions", lambda q, a: p(a) + p(q)),
    _above("all answers above their questions and empty fields", lambda q, a: p(a) + question(q, None)),
)


# ── by hand ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _capitals(c: Consultation) -> Trap:
    base = {key: text.upper() for key, text in BASE.items()}
    return changed("filled in in capitals", c, lambda _: None, base=base)


def _retyped(c: Consultation) -> Trap:
    """The form typed again with some words misread, as a scanner does."""

    def change(pieces: dict[Place, str]) -> None:
        for place, xml in pieces.items():
            pieces[place] = xml.replace("målformuleringen", "malformuleringen").replace(
                "identifierade", "identifierado"
            )

    return changed("labels misread by a scanner", c, change, plain=True)


def _joint(c: Consultation) -> Trap:
    many = {**FILLED, "organisation": "Granviks kommun, Solviks kommun och Älvbygdens hembygdsförening"}
    pieces = template(c, BASE, many)
    return Trap("a joint answer", docx("".join(pieces.values())), dict(BASE), background=many)


def _columns(c: Consultation) -> Trap:
    pieces = template(c, BASE, FILLED)
    names = [cell(p(b.labels[0])) for b in c.background]
    values = [cell(p(FILLED[b.id])) for b in c.background]
    pieces["background", "table"] = table(row(*names), row(*values))
    return Trap("background in columns", docx("".join(pieces.values())), dict(BASE))


def _inline(c: Consultation) -> Trap:
    pieces = template(c, BASE, FILLED)
    pieces["background", "table"] = "".join(p(f"{b.labels[0]}: {FILLED[b.id]}") for b in c.background)
    return Trap("background in paragraphs", docx("".join(pieces.values())), dict(BASE))


HANDS: tuple[Make, ...] = (_capitals, _retyped, _joint, _columns, _inline)
