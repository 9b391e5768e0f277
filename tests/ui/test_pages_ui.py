"""Every page does its one thing, is honest when there is nothing, and shows hostile text as text."""

from __future__ import annotations

import html

import pytest

from summarizer.errors import UnreadableFile
from summarizer.ui import shell
from summarizer.ui.shell import RENDER
from summarizer.workspace import Workspace
from tests.ui.conftest import HOSTILE, Open, add, drawn, press, words


@pytest.mark.parametrize("page", RENDER)
def test_an_empty_workspace_has_help_on_every_page(page: str, workspace: Workspace, open_page: Open) -> None:
    test = open_page(page)
    assert not test.error
    assert test.info or page == "installningar"
    onward = {"oversikt": "to_ingest", "sammanstallning": "to_ingest", "fraga": "to_ingest", "export": "to_ingest"}
    if page in onward:
        test.button(key=onward[page]).click().run()
        assert test.title[0].value == "Inspel"


def test_an_error_on_an_english_page_says_its_kind_in_english_and_shows_the_swedish_as_typed(
    seeded: Workspace, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise UnreadableFile("Filen ![b](http://bild.example/x.png) går inte att läsa.")

    monkeypatch.setitem(shell.RENDER, "export", fails)
    assert "går inte att läsa" in open_page("export").error[0].value
    seeded.store.set_setting("language", "en")
    shown = open_page("export").error[0].value
    assert shown.startswith("The file cannot be read") and "In Swedish" in shown
    assert "![b](" not in shown


@pytest.mark.parametrize("page", RENDER)
def test_hostile_text_is_never_html_or_markdown(page: str, seeded: Workspace, open_page: Open) -> None:
    test = open_page(page, section="2.1", submission="S0000003", open_citation=("S0000003/2.1/analysis", 0, 8))
    assert not test.error
    shown = words(test)
    assert "<script>document" not in shown
    for kind in ("markdown", "caption", "info", "success", "warning", "title", "subheader"):
        assert all("bild.example" not in element.value for element in test.get(kind))
    for kind in ("button", "expander", "toggle", "checkbox"):
        assert all("bild.example" not in element.label for element in test.get(kind))


@pytest.mark.parametrize("page", RENDER)
def test_english_by_a_switch(page: str, seeded: Workspace, open_page: Open) -> None:
    seeded.store.set_setting("language", "en")
    english = open_page(page, section="2.1")
    titles = {"oversikt": "Overview", "inspel": "Submissions", "sammanstallning": "Summary", "granska": "Review",
              "fraga": "Ask", "export": "Export", "installningar": "Settings"}  # fmt: skip
    assert english.title[0].value == titles[page]
    assert english.sidebar.caption[-1].value == "Nothing leaves this computer."


def test_overview_counts_and_certifies(seeded: Workspace, open_page: Open) -> None:
    shown = words(open_page("oversikt"))
    assert "<dt>Inspel</dt><dd>4</dd>" in shown
    assert "0 saknas" in shown
    assert (
        '<th scope="row">Bjurholm</th><td><span class="stapel" style="width:100%"></span></td><td class="tal">1</td>'
        in shown
    )


def test_a_cell_of_the_overview_opens_the_summary_of_that_section_for_that_type(
    seeded: Workspace, open_page: Open
) -> None:
    test = open_page("oversikt")
    shown = drawn(test, "heatmap")
    (row,) = shown["rows"]
    assert (row["id"], dict(zip(shown["types"], row["numbers"], strict=True))["kommun"]) == ("2.1", 2)
    press(test, "heatmap", "cell", ["2.1", "kommun"])
    assert test.title[0].value == "Sammanställning"
    assert test.multiselect(key="filter_types").value == ["kommun"]


def test_a_long_table_is_drawn_when_it_is_unfolded_some_rows_at_a_time(workspace: Workspace, open_page: Open) -> None:
    for n in range(120):
        add(workspace, f"S{n:07}", f"Föreningen {n:03}", "civilsamhälle", {"needs": f"Väg {n} behöver rustas upp."})
    folded = open_page("inspel", submission="S0000007")
    assert "S0000042.docx" not in words(folded)
    test = open_page("inspel")
    assert "S0000049.docx" in words(test) and "S0000050.docx" not in words(test)
    test.text_input(key="submission_list_search").input("förENINGEN 11").run()
    assert "S0000119.docx" in words(test) and "S0000049.docx" not in words(test)
    assert "Rad 1–10 av 10" in words(test)


def test_overview_says_when_characters_are_missing(seeded: Workspace, open_page: Open) -> None:
    with seeded.store.database.transaction() as c:
        c.execute("UPDATE file_ledgers SET received = received + 7 WHERE submission_id = 'S0000001'")
    test = open_page("oversikt")
    assert "7 tecken är inte bokförda" in test.error[0].value


def test_overview_lists_what_waits(seeded: Workspace, open_page: Open) -> None:
    labels = [b.label for b in open_page("oversikt").button]
    assert "Texter utan plats i mallen: 1" in labels
    assert "Ändringsförslag utan beslut: 3" in labels


def test_hostile_answer_is_shown_as_typed(seeded: Workspace, open_page: Open) -> None:
    assert html.escape(HOSTILE) in words(open_page("inspel", submission="S0000003"))
