"""Exit codes, and errors as one sentence with the remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summarizer.cli import main
from summarizer.errors import UsageError
from tests.commandline import Outcome, Run


def sentence(outcome: Outcome) -> str:
    """The one sentence that stderr ends with (progress may stand before it), without a traceback or anything on stdout."""
    assert "Traceback" not in outcome.err and outcome.out == ""
    (line,) = (line for line in outcome.err.splitlines() if not line.startswith("  "))
    assert re.match(r"Fel: .+\S$", line)
    return line


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("points", "9.9"), 2, "”9.9” finns inte"),
        (("summarize", "Okänt avsnitt"), 2, "finns inte"),
        (("ingest", "saknas.docx"), 2, "Det finns ingen fil eller mapp"),
        (("baseline", "saknas.docx"), 2, "Det finns ingen fil"),
        (("import-review", "saknas.docx", "--reviewer", "Anna"), 2, "Det finns ingen fil"),
        (("decide", "F1", "accept", "--reviewer", "Anna"), 2, "finns inte"),
        (("decide", "F1", "kanske", "--reviewer", "Anna"), 2, "är inget beslut"),
        (("history", "F1"), 2, "finns inte"),
        (("undo", "F1", "--reviewer", "Anna"), 2, "finns inte"),
        (("draft", "3.2"), 2, "samspel baseline"),
        (("export", "--format", "pdf", "--out", "ut"), 2, "är inget exportformat"),
        (("export", "--format", "redline", "--out", "ut"), 2, "samspel baseline"),
        (("erase", "S1", "--reason", "Skäl."), 2, "finns inte"),
        (("ledger", "--submission", "S1"), 2, "finns inte"),
        (("ask", "Hur är vägarna?", "--respondent-type", "katter"), 2, "ingen sorts avsändare"),
        (("models", "pull", "gpt"), 2, "finns inte i katalogen"),
        (("init", "--consultation", "okänt"), 2, "Samrådet ”okänt” finns inte"),
    ],
)  # fmt: skip
def test_mistakes_are_one_sentence(arguments: tuple[str, ...], code: int, said: str, run: Run) -> None:
    done = run(*arguments)
    assert done.code == code
    assert said in sentence(done)
    as_json = run(*arguments, "--json")
    assert as_json.code == code
    assert said in as_json.json["error"] and as_json.json.keys() == {"error"}


@pytest.mark.parametrize(
    "arguments", [("points",), ("finns-inte",), ("points", "3.2", "--fel"), ("decide", "F1", "accept")]
)
def test_a_command_that_is_written_wrongly(arguments: tuple[str, ...], run: Run) -> None:
    done = run(*arguments)
    assert done.code == 2 and done.out == "" and "Traceback" not in done.err
    as_json = run(*arguments, "--json")
    assert as_json.code == 2 and as_json.json.keys() == {"error"}


@pytest.mark.parametrize("command", [("points", "3.2"), ("ask", "Hur är vägarna?"), ("summarize", "3.2")])
def test_a_missing_model_is_four_with_the_command_that_gets_it(
    command: tuple[str, ...], bare: Run, files: Path
) -> None:
    assert bare("ingest", files).code == 0  # the template itself needs no model
    done = bare(*command)
    assert done.code == 4
    assert "samspel models pull" in sentence(done)


def test_some_files_rejected_is_three_and_the_rest_land(run: Run, files: Path) -> None:
    (files / "trasig.docx").write_bytes(b"PK\x03\x04 inget arkiv")
    done = run("ingest", files, "--json")
    assert done.code == 3
    assert sorted(f["status"] for f in done.json["files"]) == ["accepted", "accepted", "accepted", "rejected"]
    assert run("ingest", files / "granvik.docx").code == 0  # a duplicate is no failure


def test_a_workspace_that_cannot_be_made_is_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("upptagen")
    done = run("answers", workspace=tmp_path / "fil" / "arbetsyta")
    assert done.code == 1
    assert "--workspace" in sentence(done)


def test_what_nobody_foresaw_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> None:
        raise ZeroDivisionError("hemligt innehåll i ett svar")

    monkeypatch.setattr("summarizer.pipeline.points", broken)
    done = run("points", "3.2")
    assert done.code == 1 and "ZeroDivisionError" in sentence(done) and "hemligt" not in done.err
    assert run("points", "3.2", "--json").json.keys() == {"error"}


def test_debug_shows_the_trace(run: Run) -> None:
    with pytest.raises(UsageError):
        main(["--debug", "points", "9.9"])
