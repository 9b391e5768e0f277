"""Every command of the contract, and the keys of what it prints with --json."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.cli.main import app
from tests.commandline import Run
from tests.fakes import write_template


def test_every_command_of_the_contract_exists() -> None:
    names = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    assert names >= {
        "init", "baseline", "ingest", "answers", "ledger", "points", "summarize", "draft", "suggestions", "decide", "undo",
        "history", "ask", "export", "import-review", "erase", "models", "doctor", "demo",
    }  # fmt: skip


def test_init(run: Run, tmp_path: Path) -> None:
    done = run("init", "--json")
    assert done.code == 0
    assert done.json.keys() == {"workspace", "consultation", "sections"}
    assert done.json["workspace"] == str(tmp_path / "arbetsyta") and done.json["consultation"] == "rus_vasterbotten"
    (section,) = [s for s in done.json["sections"] if s["id"] == "3.2"]
    assert section.keys() >= {"id", "title", "parts"} and section["parts"] == ["analysis", "goal", "needs", "actors"]


def test_init_from_a_blank_template(run: Run, tmp_path: Path) -> None:
    blank = write_template(tmp_path, "mall.docx", {}, {})
    made = run("init", "--from-template", blank, "--json")
    assert made.code == 0 and made.json.keys() == {"file", "consultation", "sections", "check"}
    assert made.json["file"] == "mall.toml" and not (tmp_path / "arbetsyta").exists()
    assert run("init", "--from-template", blank, "--json").code == 2  # what somebody may have corrected is kept
    done = run("init", "--consultation", "mall.toml", "--json")
    assert done.code == 0
    assert done.json["sections"] == made.json["sections"] and len(done.json["sections"]) == 41


@pytest.mark.parametrize(
    "options",
    [
        ["--from-template", "mall.docx", "--consultation", "rus_vasterbotten"],
        ["--out", "ny.toml"],
        ["--from-template", "mall.docx", "--out", "ny.txt"],
        ["--from-template", "mall.docx", "--out", "ingen/mapp.toml"],
    ],
)
def test_init_with_options_that_do_not_go_together(run: Run, tmp_path: Path, options: list[str]) -> None:
    write_template(tmp_path, "mall.docx", {}, {})
    done = run("init", *options)
    assert done.code == 2 and done.err.startswith("Fel: ") and not list(tmp_path.glob("*.toml"))


def test_baseline(run: Run, baseline: Path) -> None:
    done = run("baseline", baseline, "--json")
    assert done.code == 0 and done.json.keys() == {"sections", "unmapped"}
    (section,) = done.json["sections"]
    assert section["section"] == "3.2"
    assert [p["part"] for p in section["parts"]] == ["analysis", "goal", "needs", "actors"]
    assert section["parts"][0]["sentences"] == ["Vägnätet i länet är slitet."]


def test_ingest_answers_and_ledger(run: Run, files: Path) -> None:
    done = run("ingest", files, "--json")
    assert done.code == 0 and done.json.keys() == {"files", "ledger"}
    assert len(done.json["files"]) == 3
    for file in done.json["files"]:
        assert file.keys() == {
            "path", "status", "submission_id", "organisation", "respondent_type", "answers", "warnings", "reason",
        }  # fmt: skip
        assert (file["status"], file["answers"]) == ("accepted", 1)
    assert done.json["ledger"]["unaccounted"] == 0
    found = run("answers", "--section", "3.2", "--json").json
    assert len(found) == 3
    assert found[0].keys() == {
        "answer_id", "submission_id", "file", "organisation", "respondent_type", "section", "question", "text", "routed",
    }  # fmt: skip
    submission = found[0]["submission_id"]
    assert [a["submission_id"] for a in run("answers", "--submission", submission, "--json").json] == [submission]
    for arguments in ((), ("--submission", submission), ("--section", "3.2")):
        ledger = run("ledger", *arguments, "--json")
        assert ledger.code == 0 and ledger.json["unaccounted"] == 0, arguments


def test_points(run: Run, files: Path) -> None:
    run("ingest", files)
    texts = {a["answer_id"]: a["text"] for a in run("answers", "--json").json}
    found = run("points", "3.2", "--json").json
    assert len(found) >= 3
    for point in found:
        assert point.keys() >= {
            "point_id", "answer_id", "submission_id", "section", "part", "start", "end", "quote", "stance", "places", "theme_id",
        }  # fmt: skip
        assert texts[point["answer_id"]][point["start"] : point["end"]] == point["quote"]
        assert point["part"] == "needs"


def test_summarize(run: Run, files: Path) -> None:
    run("ingest", files)
    done = run("summarize", "3.2", "--json")
    summary = done.json
    assert done.code == 0
    assert summary.keys() >= {
        "section", "themes", "lone_voices", "conflicts", "sources", "silent", "ledger", "markdown",
    }  # fmt: skip
    for theme in (*summary["themes"], *summary["lone_voices"]):
        assert theme.keys() >= {"theme_id", "title", "stance", "respondents", "respondent_types", "claims", "points"}
        for claim in theme["claims"]:
            assert claim["text"]
            assert all(c.keys() == {"submission_id", "answer_id", "start", "end", "quote"} for c in claim["citations"])
    assert summary["silent"] == {"asked": 3, "answered": 3}
    assert summary["ledger"]["unaccounted"] == 0
    assert summary.pop("run").startswith("summary/3.2/")
    assert run("summarize", "all", "--json").json["sections"][0] == summary


def test_ask(run: Run, files: Path) -> None:
    run("ingest", files)
    everything = run("ask", "sammanfatta allt på 3.2", "--json").json
    assert everything.keys() >= {"answered", "claims", "passages", "route"}
    assert everything["answered"] is True and everything["route"] == "exhaustive"
    found = run(
        "ask", "Hur är bärigheten på vägarna?", "--section", "3.2", "--respondent-type", "kommun", "--json"
    ).json
    assert found["route"] == "retrieval"
    assert all(p.keys() == {"answer_id", "start", "end", "score"} for p in found["passages"])
    nothing = run("ask", "Vad sägs om rymdfarkoster?", "--json")
    assert nothing.code == 0 and nothing.json["answered"] is False and nothing.json["claims"] == []


def test_draft_decide_undo_history(drafted: Run) -> None:
    data = drafted("draft", "3.2", "--json").json
    assert data.keys() == {"suggestions", "points_without_suggestion"}
    assert data["suggestions"]
    for s in data["suggestions"]:
        assert s.keys() >= {
            "suggestion_id", "section", "part", "op", "target", "text", "rationale", "citations", "alternatives", "status",
        }  # fmt: skip
        assert s["status"] == "pending" and s["op"] in ("insert_after", "replace", "delete")
        assert s["target"] is None or s["target"].keys() == {"sentence", "start", "end", "text"}
        assert s["citations"]
    assert all(w.keys() == {"point_id", "why"} for w in data["points_without_suggestion"])
    key = data["suggestions"][0]["suggestion_id"]
    for verdict, extra, status in (
        ("accept", (), "accepted"),
        ("reject", ("--reason", "Finns redan."), "rejected"),
        ("edit", ("--text", "Min lydelse."), "edited"),
    ):
        done = drafted("decide", key, verdict, "--reviewer", "Anna Prov", *extra, "--json")
        assert (done.code, done.json["status"]) == (0, status)
    assert drafted("undo", key, "--reviewer", "Anna Prov", "--json").json["status"] == "pending"
    history = drafted("history", key, "--json").json
    assert [d["verdict"] for d in history["decisions"]] == ["accept", "reject", "edit", "undo"]
    assert history["decisions"][2]["text"] == "Min lydelse."
    listed = drafted("suggestions", "3.2", "--json").json
    assert key in {s["suggestion_id"] for s in listed}
    assert drafted("suggestions", "--json").json == listed


@pytest.mark.parametrize(
    "kind", ["redline", "clean", "report", "matrix", "answers", "receipts", "certificate", "audit"]
)
def test_export(kind: str, drafted: Run, tmp_path: Path) -> None:
    done = drafted("export", "--format", kind, "--out", tmp_path / "ut", "--json")
    assert done.code == 0 and done.json.keys() == {"files"}
    assert done.json["files"]
    for name in done.json["files"]:
        assert Path(name).is_file() and Path(name).stat().st_size > 0


def test_audit_verify(drafted: Run, tmp_path: Path) -> None:
    drafted("export", "--format", "audit", "--out", tmp_path)
    done = drafted("audit", "verify", tmp_path / "logg.jsonl", "--json")
    assert done.code == 0 and done.json["ok"] and done.json["problems"] == [] and done.json["rows"] > 2
    copy = (tmp_path / "logg.jsonl").read_text()
    (tmp_path / "logg.jsonl").write_text(copy.replace("systemet", "Systemet", 1))
    assert drafted("audit", "verify", tmp_path / "logg.jsonl").code == 1


def test_import_review(drafted: Run, tmp_path: Path) -> None:
    (file,) = [
        f
        for f in drafted("export", "--format", "redline", "--out", tmp_path, "--json").json["files"]
        if f.endswith(".docx")
    ]
    done = drafted("import-review", file, "--reviewer", "Anna Prov", "--json")
    assert done.code == 0 and done.json["decisions"] == []  # nobody has touched it


def test_erase(run: Run, files: Path) -> None:
    run("ingest", files)
    submission = run("answers", "--json").json[0]["submission_id"]
    done = run("erase", submission, "--reason", "Avsändaren har begärt det.", "--json")
    assert done.code == 0 and done.json.keys() == {"removed", "stale"}
    assert done.json["removed"]["answers"] == 1
    assert run("erase", submission, "--reason", "Igen.").code == 2
    other = run("answers", "--json").json[0]["submission_id"]
    told = run("erase", other, "--reason", "Begärt.").out
    assert "(1 svar, " in told and "sammanställningen av 3.2" in told


def test_models_and_doctor(bare: Run, tmp_path: Path) -> None:
    listed = bare("models", "list", "--json")
    assert listed.code == 0 and listed.json["folder"] == str(tmp_path / "modeller")
    assert not any(m["installed"] for m in listed.json["models"])
    assert bare("models", "verify", "--json").json == []
    doctor = bare("doctor", "--json")
    assert doctor.code == 1  # the models are missing
    missing = [f for f in doctor.json if "Modell" in f["what"]]
    assert missing and all(not f["ok"] and "samspel models pull" in f["remedy"] for f in missing)
