"""The official variants, prompts left in all places, and controls of every kind."""

from __future__ import annotations

from template import label, question
from wordxml import PROMPT, cell, control, empty_control, p, row, run, table

from summarizer.consultation import Consultation
from traps.made import BASE, Make, Trap, asked, changed, goal_field, put


# ── the official variants ───────────────────────────────────────────────────────────────────────────────────────────
def _official(c: Consultation) -> Trap:
    return changed("content controls", c, lambda _: None)


def _contrast(c: Consultation) -> Trap:
    return changed("high contrast, no controls", c, lambda _: None, plain=True)


def _empty(c: Consultation) -> Trap:
    return changed("empty form", c, lambda _: None, base={})


def _every(c: Consultation) -> Trap:
    base = {(s.id, q): f"Svar på {s.name}, {c.questions[q].title}." for s in c.sections for q in s.questions}
    return changed("every field filled", c, lambda _: None, base=base)


WHOLE: tuple[Make, ...] = (_official, _contrast, _empty, _every)


# ── prompts ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _prompt(name: str, written: str, answer: str, plain: bool) -> Make:
    def make(c: Consultation) -> Trap:
        text = label(c, "3.2", "goal")
        xml = p(run(f"{text} {written}")) if plain else p(run(f"{text} "), control(run(written)))
        return changed(name, c, put(asked("3.2", "goal"), xml), {**BASE, ("3.2", "goal"): answer}, plain=plain)

    return make


def _flag_left(c: Consultation) -> Trap:
    xml = p(run(label(c, "3.2", "goal")), control(run("Målet bör nämna sjöfarten."), prompting=True))
    return changed(
        "control still says it shows its prompt",
        c,
        put(asked("3.2", "goal"), xml),
        {**BASE, ("3.2", "goal"): "Målet bör nämna sjöfarten."},
    )


def _flag_and_prompt(c: Consultation) -> Trap:
    xml = p(run(label(c, "3.2", "goal")), control(run(PROMPT) + run(" Målet bör nämna sjöfarten."), prompting=True))
    return changed(
        "prompt and answer in a control that shows its prompt", c, put(asked("3.2", "goal"), xml),
        {**BASE, ("3.2", "goal"): "Målet bör nämna sjöfarten."},
    )  # fmt: skip


def _other_prompt(c: Consultation) -> Trap:
    prompt = control(run("Klicka eller tryck här för att ange text."), prompting=True)
    base = {k: v for k, v in BASE.items() if k != ("3.2", "goal")}
    return changed(
        "Word's own prompt", c, put(asked("3.2", "goal"), p(run(label(c, "3.2", "goal")), prompt)), base, base=base
    )


def _split_prompt(c: Consultation) -> Trap:
    runs = run("Klicka ") + run("för att ") + run("skriva", "<w:b/>") + run(" Vi vill se ett skarpare mål.")
    return changed(
        "prompt in several runs", c, put(asked("3.2", "goal"), p(run(label(c, "3.2", "goal") + " "), runs)),
        {**BASE, ("3.2", "goal"): "Vi vill se ett skarpare mål."},
    )  # fmt: skip


def _quoted_prompt(c: Consultation) -> Trap:
    said = "Rutan med texten ”Klicka för att skriva” gick inte att fylla i."
    return changed("prompt quoted by the sender", c, put(asked("general", "general"), question(label(c, "general", "general"), said)),
                    {**BASE, ("general", "general"): said})  # fmt: skip


PROMPTS: tuple[Make, ...] = (
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
_TWO = "Målet är för vagt.\nDet bör gå att följa upp."
_A, _B = _TWO.split("\n")
_CHECKED = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
_REPEATING = "<w15:repeatingSection/>", "<w15:repeatingSectionItem/>"
CONTROLS: tuple[Make, ...] = (
    goal_field("block control", _TWO, lambda q: p(q) + control(p(_A) + p(_B))),
    goal_field("cell control", _TWO, lambda q: table(row(cell(p(q)), control(cell(p(_A), p(_B)))))),
    goal_field("row control", _TWO, lambda q: table(row(cell(p(q))), control(row(cell(p(_A), p(_B)))))),
    goal_field("table in a control", _TWO, lambda q: control(table(row(cell(p(q)), cell(p(_A), p(_B)))))),
    goal_field("nested controls", _TWO, lambda q: p(q) + control(control(p(control(run(_A)))) + control(p(_B)))),
    goal_field("everything in one group control", _TWO,
          lambda q: control(p(q, " ", control(run(_A))) + control(p(_B)), extra="<w:group/>")),
    goal_field("repeating section", _TWO,
          lambda q: p(q) + control(control(p(_A), extra=_REPEATING[1]) + control(p(_B), extra=_REPEATING[1]), extra=_REPEATING[0])),
    goal_field("checkbox", "☒ Ja, höj målet.", lambda q: p(q, " ", control(run("☒"), extra=_CHECKED), run(" Ja, höj målet."))),
    goal_field("dropdown", "Skärp målet", lambda q: p(q, " ", control(run("Skärp målet"), extra="<w:dropDownList/>"))),
    goal_field("date", "2027-01-01", lambda q: p(q, " ", control(run("2027-01-01"), extra="<w:date/>"))),
    goal_field("line breaks in a control", _TWO, lambda q: p(q, " ", control(run(_TWO)))),
    goal_field("control deleted, text after", _A, lambda q: p(f"{q} {_A}")),
    goal_field("control deleted, text below", _TWO, lambda q: p(q) + p(_A) + p(_B)),
    goal_field("control left empty, text below", _TWO, lambda q: p(q, " ", empty_control()) + p(_A) + p(_B)),
    goal_field("text in the next cell", _TWO, lambda q: table(row(cell(p(q)), cell(p(_A), p(_B))))),
    goal_field("text in the cell below", _TWO, lambda q: table(row(cell(p(q))), row(cell(p(_A), p(_B))))),
    goal_field("text in a text box", _A, lambda q: p(q, text_box(p(_A)))),
    *(
        goal_field(f"a sentence that begins like a heading, {where}: {said}", f"{_A}\n{said}\n{_B}", xml)
        for said in ("Avsnitt 3.2 är bra", "Granviks kommuns förslag på 3.2 saknas", "Kapitel 4.2 i VÖP:en ska nämnas.", "4.2 Fler simhallar",
                     "Prioritering 3 är viktigast för oss", "Inledningen är för lång")
        for where, xml in (
            ("in a control", lambda q, said=said: p(q, " ", control(run(f"{_A}\n{said}\n{_B}")))),
            ("below", lambda q, said=said: p(q) + p(_A) + p(said) + p(_B)),
        )
    ),
    *(
        goal_field(f"an answer in words of the template: {said[:40]}", said, lambda q, said=said: p(q, " ", control(run(said))))
        for said in ("Deadline för inspel är den 19 juni 2025 (dagen före midsommarafton)", "Analysportalen uppdateras löpande med nya underlag.",
                     "Hur kan identifierade behov utvecklas?", "Inspel på Delprioritering 3.3 Hållbar mobilitet", "Organisation", "Bakgrundsinformation")
    ),
    goal_field("question quoted in the answer",
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
