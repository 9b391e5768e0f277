"""The trap suite: what people do to the template, one file for each, with the answers it must give, to the letter.

A trap starts from a form with a few answers and changes it; ``expected`` is what every reader of the page would say
stands under each question. Shared by the tests and ``benchmarks/reading.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from template import Place, label, question, template
from wordxml import PROMPT, cell, control, docx, empty_control, p, row, run, table

from summarizer.consultation import Consultation
from summarizer.records import Routed

Key = tuple[str, str]
BASE: dict[Key, str] = {
    ("general", "general"): "Strategin är ett bra stöd i vår planering.",
    ("3.1", "analysis"): "Samverkan om tågen fungerar sämre i inlandet.",
    ("3.2", "analysis"): "Analysen saknar vägarna i inlandet.",
    ("3.2", "goal"): "Målet bör nämna godstrafiken.",
    ("3.2", "needs"): "Behovet av underhåll är eftersatt.",
    ("3.2", "actors"): "Lägg till Trafikverket.",
    ("3.3", "analysis"): "Cykelvägar nämns för lite.",
    ("p3.plans", "improve"): "Tabellen bör ta upp den nationella planen.",
    ("5.3", "needs"): "Företagshälsovården räcker inte till.",
}
FILLED = {
    "organisation": "Granviks kommun",
    "unit": "Tillväxtenheten",
    "contact": "Robin Exempel",
    "email": "robin.exempel@granvik.example",
}


@dataclass(frozen=True)
class Trap:
    name: str
    data: bytes
    answers: dict[Key, str]
    routed: dict[Key, Routed] = field(default_factory=dict)  # the rest stand in fields of their own
    background: dict[str, str] = field(default_factory=lambda: dict(FILLED))


def traps(consultation: Consultation) -> list[Trap]:
    """Every trap, in the order of the list in the requirements."""
    return [
        make(consultation)
        for group in (_WHOLE, _PROMPTS, _CONTROLS, _HEADINGS, _SECTIONS, _BLOCKS, _QUESTIONS, _HANDS)
        for make in group
    ]


Make = Callable[[Consultation], Trap]


def _changed(
    name: str, consultation: Consultation, change: Callable[[dict[Place, str]], object], answers: dict[Key, str] | None = None,
    routed: dict[Key, Routed] | None = None, base: dict[Key, str] | None = None, plain: bool = False,
) -> Trap:  # fmt: skip
    """A form filled with ``base``, changed, with the answers it must then give (the base's, unless said)."""
    filled = BASE if base is None else base
    pieces = template(consultation, filled, FILLED, plain)
    change(pieces)
    return Trap(name, docx("".join(pieces.values())), dict(filled if answers is None else answers), routed or {})


def _set(place: Place, xml: str) -> Callable[[dict[Place, str]], object]:
    return lambda pieces: pieces.__setitem__(place, xml)


def _q(section: str, question_id: str) -> Place:
    return ("question", section, question_id)


# ── the official variants ───────────────────────────────────────────────────────────────────────────────────────────
def _official(c: Consultation) -> Trap:
    return _changed("content controls", c, lambda _: None)


def _contrast(c: Consultation) -> Trap:
    return _changed("high contrast, no controls", c, lambda _: None, plain=True)


def _empty(c: Consultation) -> Trap:
    return _changed("empty form", c, lambda _: None, base={})


def _every(c: Consultation) -> Trap:
    base = {(s.id, q): f"Svar på {s.name}, {c.questions[q].title}." for s in c.sections for q in s.questions}
    return _changed("every field filled", c, lambda _: None, base=base)


_WHOLE: tuple[Make, ...] = (_official, _contrast, _empty, _every)


# ── prompts ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _prompt(name: str, written: str, answer: str, plain: bool) -> Make:
    def make(c: Consultation) -> Trap:
        text = label(c, "3.2", "goal")
        xml = p(run(f"{text} {written}")) if plain else p(run(f"{text} "), control(run(written)))
        return _changed(name, c, _set(_q("3.2", "goal"), xml), {**BASE, ("3.2", "goal"): answer}, plain=plain)

    return make


def _flag_left(c: Consultation) -> Trap:
    xml = p(run(label(c, "3.2", "goal")), control(run("Målet bör nämna sjöfarten."), prompting=True))
    return _changed(
        "control still says it shows its prompt",
        c,
        _set(_q("3.2", "goal"), xml),
        {**BASE, ("3.2", "goal"): "Målet bör nämna sjöfarten."},
    )


def _flag_and_prompt(c: Consultation) -> Trap:
    xml = p(run(label(c, "3.2", "goal")), control(run(PROMPT) + run(" Målet bör nämna sjöfarten."), prompting=True))
    return _changed(
        "prompt and answer in a control that shows its prompt", c, _set(_q("3.2", "goal"), xml),
        {**BASE, ("3.2", "goal"): "Målet bör nämna sjöfarten."},
    )  # fmt: skip


def _other_prompt(c: Consultation) -> Trap:
    prompt = control(run("Klicka eller tryck här för att ange text."), prompting=True)
    base = {k: v for k, v in BASE.items() if k != ("3.2", "goal")}
    return _changed(
        "Word's own prompt", c, _set(_q("3.2", "goal"), p(run(label(c, "3.2", "goal")), prompt)), base, base=base
    )


def _split_prompt(c: Consultation) -> Trap:
    runs = run("Klicka ") + run("för att ") + run("skriva", "<w:b/>") + run(" Vi vill se ett skarpare mål.")
    return _changed(
        "prompt in several runs", c, _set(_q("3.2", "goal"), p(run(label(c, "3.2", "goal") + " "), runs)),
        {**BASE, ("3.2", "goal"): "Vi vill se ett skarpare mål."},
    )  # fmt: skip


def _quoted_prompt(c: Consultation) -> Trap:
    said = "Rutan med texten ”Klicka för att skriva” gick inte att fylla i."
    return _changed("prompt quoted by the sender", c, _set(_q("general", "general"), question(label(c, "general", "general"), said)),
                    {**BASE, ("general", "general"): said})  # fmt: skip


_PROMPTS: tuple[Make, ...] = (
    *(
        _prompt(f"prompt {where}, {'plain' if plain else 'control'}", written, answer, plain)
        for plain in (False, True)
        for where, written, answer in (
            ("in front", f"{PROMPT} Målet bör nämna sjöfarten.", "Målet bör nämna sjöfarten."),
            ("in front, no space", f"{PROMPT}Målet bör nämna sjöfarten.", "Målet bör nämna sjöfarten."),
            ("behind", f"Målet bör nämna sjöfarten. {PROMPT}", "Målet bör nämna sjöfarten."),
            ("inside", f"Målet bör {PROMPT} nämna sjöfarten.", "Målet bör nämna sjöfarten."),
            ("on its own line", f"{PROMPT}\nMålet bör nämna sjöfarten.", "Målet bör nämna sjöfarten."),
            ("with a full stop", f"{PROMPT}. Målet bör nämna sjöfarten.", "Målet bör nämna sjöfarten."),
        )
    ),
    _flag_left,
    _flag_and_prompt,
    _other_prompt,
    _split_prompt,
    _quoted_prompt,
)


# ── controls of every kind, and none ────────────────────────────────────────────────────────────────────────────────
def _goal(name: str, answer: str, xml: Callable[[str], str]) -> Make:
    """The field for the goal of 3.2 replaced by something else; ``xml`` gets the question's words."""

    def make(c: Consultation) -> Trap:
        return _changed(
            name, c, _set(_q("3.2", "goal"), xml(label(c, "3.2", "goal"))), {**BASE, ("3.2", "goal"): answer}
        )

    return make


_TWO = "Målet är för vagt.\nDet bör gå att följa upp."
_A, _B = _TWO.split("\n")
_CHECKED = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
_REPEATING = "<w15:repeatingSection/>", "<w15:repeatingSectionItem/>"
_CONTROLS: tuple[Make, ...] = (
    _goal("block control", _TWO, lambda q: p(q) + control(p(_A) + p(_B))),
    _goal("cell control", _TWO, lambda q: table(row(cell(p(q)), control(cell(p(_A), p(_B)))))),
    _goal("row control", _TWO, lambda q: table(row(cell(p(q))), control(row(cell(p(_A), p(_B)))))),
    _goal("table in a control", _TWO, lambda q: control(table(row(cell(p(q)), cell(p(_A), p(_B)))))),
    _goal("nested controls", _TWO, lambda q: p(q) + control(control(p(control(run(_A)))) + control(p(_B)))),
    _goal("everything in one group control", _TWO,
          lambda q: control(p(q, " ", control(run(_A))) + control(p(_B)), extra="<w:group/>")),
    _goal("repeating section", _TWO,
          lambda q: p(q) + control(control(p(_A), extra=_REPEATING[1]) + control(p(_B), extra=_REPEATING[1]), extra=_REPEATING[0])),
    _goal("checkbox", "☒ Ja, höj målet.", lambda q: p(q, " ", control(run("☒"), extra=_CHECKED), run(" Ja, höj målet."))),
    _goal("dropdown", "Skärp målet", lambda q: p(q, " ", control(run("Skärp målet"), extra="<w:dropDownList/>"))),
    _goal("date", "2027-01-01", lambda q: p(q, " ", control(run("2027-01-01"), extra="<w:date/>"))),
    _goal("line breaks in a control", _TWO, lambda q: p(q, " ", control(run(_TWO)))),
    _goal("control deleted, text after", _A, lambda q: p(f"{q} {_A}")),
    _goal("control deleted, text below", _TWO, lambda q: p(q) + p(_A) + p(_B)),
    _goal("control left empty, text below", _TWO, lambda q: p(q, " ", empty_control()) + p(_A) + p(_B)),
    _goal("text in the next cell", _TWO, lambda q: table(row(cell(p(q)), cell(p(_A), p(_B))))),
    _goal("text in the cell below", _TWO, lambda q: table(row(cell(p(q))), row(cell(p(_A), p(_B))))),
    _goal("text in a text box", _A, lambda q: p(q, text_box(p(_A)))),
    *(
        _goal(f"a sentence that begins like a heading, {where}: {said}", f"{_A}\n{said}\n{_B}", xml)
        for said in ("Avsnitt 3.2 är bra", "Granviks kommuns förslag på 3.2 saknas", "Kapitel 4.2 i VÖP:en ska nämnas.", "4.2 Fler simhallar",
                     "Prioritering 3 är viktigast för oss", "Inledningen är för lång")
        for where, xml in (
            ("in a control", lambda q, said=said: p(q, " ", control(run(f"{_A}\n{said}\n{_B}")))),
            ("below", lambda q, said=said: p(q) + p(_A) + p(said) + p(_B)),
        )
    ),
    _goal("question quoted in the answer",
          "På frågan ”Hur kan identifierade behov utvecklas?” svarar vi längre fram.",
          lambda q: p(q, " ", control(run("På frågan ”Hur kan identifierade behov utvecklas?” svarar vi längre fram.")))),
)  # fmt: skip


def text_box(content: str) -> str:
    """A text box as Word writes it: a new and an old form of the same text."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>'
        f"{content}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


# ── headings ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _headed(name: str, heading: str, section: str = "3.2") -> Make:
    def make(c: Consultation) -> Trap:
        return _changed(f"heading {name}: {heading}", c, _set(("heading", section), p(heading)))

    return make


_HEADINGS: tuple[Make, ...] = tuple(
    _headed(name, heading, section)
    for section, name, heading in (
        ("3.2", "shortened", "Delprio 3.2"),
        ("3.2", "shortened", "3.2"),
        ("3.2", "shortened", "Delprioritering 3.2:"),
        ("3.2", "shortened", "3.2 Transportsystem"),
        ("3.2", "shortened", "Investeringar i hållbara transportsystem"),
        ("3.2", "reworded", "Synpunkter på delprio 3.2 – hållbara transporter"),
        ("3.2", "reworded", "Inspel på 3.2 Hållbara transporter"),
        ("3.2", "reworded", "Inspel på Delprioritering 3.2. Satsningar på transporter"),
        ("3.2", "with pages", "Inspel på Delprioritering 3.2 Investeringar i hållbara transportsystem, s 27–29"),
        ("3.2", "with pages of an older edition", "Delprioritering 3.2 Investeringar i hållbara transportsystem (sid. 31-33)"),
        ("3.2", "with another dash", "Inspel på – Delprioritering 3.2 – Investeringar i hållbara transportsystem"),
        ("3.2", "in capitals", "INSPEL PÅ DELPRIORITERING 3.2 INVESTERINGAR I HÅLLBARA TRANSPORTSYSTEM"),
        ("3.2", "misspelt", "Inspel på Delprioritering 3.2 Investeringar i hålbara transportsystm"),
        ("3.2", "spaced", "Inspel på Delprioritering 3 . 2 Investeringar i hållbara  transportsystem"),
        ("3.2", "with the number of an older edition", "Inspel på Delprioritering 3.6 Investeringar i hållbara transportsystem"),
        ("3.2", "renumbered", "Inspel på Delprioritering 4.2 Investeringar i hållbara transportsystem"),
        ("3.2", "without its number", "Inspel på Delprioritering Investeringar i hållbara transportsystem"),
        ("3.1", "without its number", "Inspel på Delprioritering Kapacitet för samverkan och samhandling"),
        ("3.1", "shortened", "Kapacitet för samverkan"),
        ("5.3", "with another dash", "Inspel på Delprioritering 5.3 Hälsosamma arbets– och verksamhetsmiljöer"),
        ("3.2", "shortened", "Ad 3.2"),
        ("3.2", "reworded", "Kommunens synpunkter på 3.2"),
        ("3.2", "reworded", "Granviks kommuns inspel på delprioritering nr 3.2"),
        ("3.2", "in words", "Prio 3, delprio 2"),
        ("p3.plans", "reworded", "Tabellen över andra strategier och planer"),
        ("p3.plans", "shortened", "Andra strategier och planer"),
        ("p3.plans", "without its brackets", "Inspel på Vägen framåt - exempel andra strategier och planer"),
        ("p3.plans", "shortened", "Vägen framåt"),
    )
)  # fmt: skip


def _group_headed(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        for place in list(pieces):
            if place[0] == "group":
                pieces[place] = p(place[1].replace("–", "-"), style="Rubrik1")

    return _changed("group headings with hyphens and no pages", c, change)


def _introduction(heading: str) -> Make:
    def make(c: Consultation) -> Trap:
        base = {**BASE, ("p5.intro", "improve"): "Inledningen är för lång."}
        return _changed(
            f"heading of an introduction: {heading}", c, _set(("heading", "p5.intro"), p(heading)), base=base
        )

    return make


_HEADINGS += (
    _group_headed,
    *map(_introduction, ("Inledning", "Inspel på inledningen", "Inledning prio 5", "Det inledande avsnittet")),
)


# ── sections ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _section_places(pieces: dict[Place, str], section: str) -> list[Place]:
    return [pl for pl in pieces if pl[0] in {"heading", "question"} and pl[1] == section]


def _removed(c: Consultation) -> Trap:
    keep = {s for s, _ in BASE}

    def change(pieces: dict[Place, str]) -> None:
        for section in c.sections:
            if section.id not in keep:
                for place in _section_places(pieces, section.id):
                    del pieces[place]

    return _changed("unanswered sections removed", c, change)


def _only(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        for place in [pl for pl in pieces if pl[0] in {"group", "printed", "priorities"}]:
            del pieces[place]

    return _changed("group headings and printed text removed", c, change)


def _repeated(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        again = p(c.section("3.2").heading) + question(label(c, "3.2", "goal"), "Målet bör även nämna cykeln.")
        pieces["printed", "end"] = again + pieces["printed", "end"]

    twice = {**BASE, ("3.2", "goal"): BASE["3.2", "goal"] + "\nMålet bör även nämna cykeln."}
    return _changed("a section repeated at the end", c, change, twice)


def _reordered(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        moved = {place: pieces.pop(place) for place in _section_places(pieces, "5.3") + _section_places(pieces, "3.2")}
        rest = dict(pieces)
        pieces.clear()
        for place, xml in rest.items():
            pieces[place] = xml
            if place == _q("p1.intro", "improve"):
                pieces.update(moved)

    return _changed("sections reordered", c, change)


def _questions_reordered(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        four = [_q("3.2", q) for q in ("analysis", "goal", "needs", "actors")]
        xml = [pieces[place] for place in four]
        for place, other in zip(four, (xml[2], xml[0], xml[3], xml[1]), strict=True):
            pieces[place] = other

    return _changed("questions in another order", c, change)


def _heading_deleted(c: Consultation) -> Trap:
    return _changed("a section's heading deleted", c, lambda pieces: pieces.pop(("heading", "3.3")))


def _one_paragraph(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        text = ""
        for section in ("3.2", "3.3"):
            text += c.section(section).heading + " "
            for q in c.section(section).questions:
                text += f"{label(c, section, q)} {BASE.get((section, q), PROMPT)} "
                del pieces[_q(section, q)]
            pieces["heading", section] = ""
        pieces["heading", "3.2"] = p(run(text))

    return _changed("several sections in one paragraph", c, change)


def _one_paragraph_breaks(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        lines = []
        for section in ("3.2", "3.3"):
            lines.append(c.section(section).heading)
            for q in c.section(section).questions:
                lines += [label(c, section, q), BASE.get((section, q), PROMPT)]
                del pieces[_q(section, q)]
            pieces["heading", section] = ""
        pieces["heading", "3.2"] = p(run("\n".join(lines)))

    return _changed("several sections in one paragraph with line breaks", c, change)


_SECTIONS: tuple[Make, ...] = (
    _removed, _only, _repeated, _reordered, _questions_reordered, _heading_deleted, _one_paragraph, _one_paragraph_breaks,
)  # fmt: skip


# ── answers pasted as one block ─────────────────────────────────────────────────────────────────────────────────────
_PASTED = {
    ("general", "general"): "Vi lämnar ett samlat svar.",
    ("3.2", "analysis"): "Vägarna i inlandet saknas.",
    ("3.2", "goal"): "Målet bör nämna godstrafiken.",
    ("5.3", "analysis"): "Arbetsmiljön i vården nämns inte.",
    ("6.3", "analysis"): "Distansutbildning är avgörande.",
}
_PASTED_LINES = (
    _PASTED["general", "general"], "Delprio 3.2", _PASTED["3.2", "analysis"], _PASTED["3.2", "goal"],
    "5.3 Hälsosamma arbets- och verksamhetsmiljöer", _PASTED["5.3", "analysis"],
    "Kompetensförsörjning i företag och verksamheter", _PASTED["6.3", "analysis"],
)  # fmt: skip
_PASTED_ROUTED: dict[Key, Routed] = {
    ("3.2", "analysis"): "number", ("3.2", "goal"): "number", ("5.3", "analysis"): "number", ("6.3", "analysis"): "title",
}  # fmt: skip


def _pasted(name: str, xml: Callable[[str], str], then: str | None = None) -> Make:
    def make(c: Consultation) -> Trap:
        base = {} if then is None else {("general", "usage"): then}
        return _changed(name, c, _set(_q("general", "general"), xml(label(c, "general", "general"))),
                        {**_PASTED, **base}, _PASTED_ROUTED, base=base)  # fmt: skip

    return make


_BLOCKS: tuple[Make, ...] = (
    _pasted("one block in a control, line breaks", lambda q: p(q, " ", control(run("\n".join(_PASTED_LINES))))),
    _pasted("one block in a block control", lambda q: p(q) + control("".join(map(p, _PASTED_LINES)))),
    _pasted("one block in plain paragraphs", lambda q: p(q) + "".join(map(p, _PASTED_LINES))),
    _pasted(
        "one block, then the next question",
        lambda q: p(q) + control("".join(map(p, _PASTED_LINES))),
        "I budgetarbetet.",
    ),
    _pasted(
        "one plain block, then the next question", lambda q: p(q) + "".join(map(p, _PASTED_LINES)), "I budgetarbetet."
    ),
)


# ── questions deleted ───────────────────────────────────────────────────────────────────────────────────────────────
def _question_gone(name: str, gone: tuple[str, ...], answer: Callable[[str], str]) -> Make:
    """The words of some of 3.2's questions deleted, the answers left."""

    def make(c: Consultation) -> Trap:
        def change(pieces: dict[Place, str]) -> None:
            for q in gone:
                pieces[_q("3.2", q)] = answer(BASE["3.2", q])

        return _changed(name, c, change)

    return make


def _improve_gone(c: Consultation) -> Trap:
    return _changed("the only question deleted", c, _set(_q("p3.plans", "improve"), p(BASE["p3.plans", "improve"])))


def _all_gone_plain(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        for q in c.section("3.2").questions:
            pieces[_q("3.2", q)] = p(BASE["3.2", q])

    routed: dict[Key, Routed] = {("3.2", q): "number" for q in c.section("3.2").questions}
    return _changed("all questions and controls deleted", c, change, routed=routed)


def _cut_short(c: Consultation) -> Trap:
    xml = p("Hur kan målformuleringen uppdateras?") + p(BASE["3.2", "goal"])
    return _changed("a question cut short", c, _set(_q("3.2", "goal"), xml))


_QUESTIONS: tuple[Make, ...] = (
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


# ── by hand ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _capitals(c: Consultation) -> Trap:
    base = {key: text.upper() for key, text in BASE.items()}
    return _changed("filled in in capitals", c, lambda _: None, base=base)


def _retyped(c: Consultation) -> Trap:
    """The form typed again with some words misread, as a scanner does."""

    def change(pieces: dict[Place, str]) -> None:
        for place, xml in pieces.items():
            pieces[place] = xml.replace("målformuleringen", "malformuleringen").replace(
                "identifierade", "identifierado"
            )

    return _changed("labels misread by a scanner", c, change, plain=True)


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


_HANDS: tuple[Make, ...] = (_capitals, _retyped, _joint, _columns, _inline)
