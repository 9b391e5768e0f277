"""Sections removed, repeated, reordered and run together; answers pasted as one block."""

from __future__ import annotations

from collections.abc import Callable

from template import Place, label, question
from wordxml import PROMPT, control, p, run

from summarizer.consultation import Consultation
from summarizer.records import Routed
from traps.made import BASE, Key, Make, Trap, asked, changed, put, section_places


def _removed(c: Consultation) -> Trap:
    keep = {s for s, _ in BASE}

    def change(pieces: dict[Place, str]) -> None:
        for section in c.sections:
            if section.id not in keep:
                for place in section_places(pieces, section.id):
                    del pieces[place]

    return changed("unanswered sections removed", c, change)


def _only(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        for place in [pl for pl in pieces if pl[0] in {"group", "printed", "priorities"}]:
            del pieces[place]

    return changed("group headings and printed text removed", c, change)


def _repeated(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        again = p(c.section("3.2").heading) + question(label(c, "3.2", "goal"), "Målet bör även nämna cykeln.")
        pieces["printed", "end"] = again + pieces["printed", "end"]

    twice = {**BASE, ("3.2", "goal"): BASE["3.2", "goal"] + "\nMålet bör även nämna cykeln."}
    return changed("a section repeated at the end", c, change, twice)


def _reordered(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        moved = {place: pieces.pop(place) for place in section_places(pieces, "5.3") + section_places(pieces, "3.2")}
        rest = dict(pieces)
        pieces.clear()
        for place, xml in rest.items():
            pieces[place] = xml
            if place == asked("p1.intro", "improve"):
                pieces.update(moved)

    return changed("sections reordered", c, change)


def _questions_reordered(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        four = [asked("3.2", q) for q in ("analysis", "goal", "needs", "actors")]
        xml = [pieces[place] for place in four]
        for place, other in zip(four, (xml[2], xml[0], xml[3], xml[1]), strict=True):
            pieces[place] = other

    return changed("questions in another order", c, change)


def _heading_deleted(c: Consultation) -> Trap:
    return changed("a section's heading deleted", c, lambda pieces: pieces.pop(("heading", "3.3")))


def _one_paragraph(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        text = ""
        for section in ("3.2", "3.3"):
            text += c.section(section).heading + " "
            for q in c.section(section).questions:
                text += f"{label(c, section, q)} {BASE.get((section, q), PROMPT)} "
                del pieces[asked(section, q)]
            pieces["heading", section] = ""
        pieces["heading", "3.2"] = p(run(text))

    return changed("several sections in one paragraph", c, change)


def _one_paragraph_breaks(c: Consultation) -> Trap:
    def change(pieces: dict[Place, str]) -> None:
        lines = []
        for section in ("3.2", "3.3"):
            lines.append(c.section(section).heading)
            for q in c.section(section).questions:
                lines += [label(c, section, q), BASE.get((section, q), PROMPT)]
                del pieces[asked(section, q)]
            pieces["heading", section] = ""
        pieces["heading", "3.2"] = p(run("\n".join(lines)))

    return changed("several sections in one paragraph with line breaks", c, change)


SECTIONS: tuple[Make, ...] = (
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
        return changed(name, c, put(asked("general", "general"), xml(label(c, "general", "general"))),
                        {**_PASTED, **base}, _PASTED_ROUTED, base=base)  # fmt: skip

    return make


BLOCKS: tuple[Make, ...] = (
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
