"""erase --verify, roles, unmask, sensitive, classification and the offline proof on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.pipeline import offline
from summarizer.pipeline.offline import OfflineProof
from tests.commandline import NEEDS, Run
from tests.fakes import write_template


def test_an_erasure_is_verified(run: Run, files: Path, tmp_path: Path) -> None:
    run("ingest", files)
    submission = run("answers", "--json").json[0]["submission_id"]
    assert run("erase", "--verify", submission).code == 2  # not erased yet
    assert run("erase", submission, "--reason", "Begärt.").code == 0
    done = run("erase", "--verify", submission, "--json")
    assert done.code == 0
    assert done.json.keys() == {"ok", "submission_id", "traces", "files", "bytes", "found"}
    assert done.json["ok"] and done.json["found"] == [] and done.json["bytes"] > 0
    assert "0 spår hittades." in run("erase", "--verify", submission).out


def test_what_is_left_is_told_with_its_place(run: Run, files: Path, tmp_path: Path) -> None:
    run("ingest", files)
    submission = run("answers", "--json").json[0]["submission_id"]
    text = run("answers", "--submission", submission, "--json").json[0]["text"]
    run("erase", submission, "--reason", "Begärt.")
    (tmp_path / "arbetsyta" / "rest.txt").write_text(text, encoding="utf-8")
    done = run("erase", "--verify", submission, "--json")
    assert done.code == 1 and not done.json["ok"] and [p["where"] for p in done.json["found"]] == ["rest.txt"]


@pytest.mark.parametrize("arguments", [(), ("S1",), ("--reason", "x"), ("S1", "--verify", "S1")])
def test_an_erasure_needs_an_id_and_a_reason_or_only_verify(arguments: tuple[str, ...], run: Run) -> None:
    done = run("erase", *arguments)
    assert done.code == 2 and "Traceback" not in done.err


def test_roles(run: Run) -> None:
    assert run("roles", "list", "--json").json == []
    assert run("roles", "set", "Anna@prov.example", "granskare", "--json").json == [
        {"person": "anna@prov.example", "role": "granskare"}
    ]
    wrong = run("roles", "set", "anna@prov.example", "kung")
    assert wrong.code == 2 and "läsare, skribent, granskare, administratör" in wrong.err
    assert run("roles", "remove", "anna@prov.example", "--json").json == []


def test_unmask_and_sensitive(run: Run, tmp_path: Path) -> None:
    text = "Ring 070-174 06 05. Jag har diabetes."
    write_template(tmp_path / "in", "a.docx", {"organisation": "Tallbo kommun"}, {NEEDS: text})
    run("ingest", tmp_path / "in")
    (answer,) = run("answers", "--json").json
    assert "070" not in answer["text"]
    assert run("unmask", answer["answer_id"], "--reason", "Avsändaren ringde.", "--json").json == {
        "answer_id": answer["answer_id"],
        "text": text,
    }
    assert run("unmask", answer["answer_id"], "--reason", " ").code == 2
    assert "kan röra hälsa: Jag har diabetes." in run("sensitive").out
    assert "Inga sådana meningar" in run("sensitive", "--submission", "S0").out
    (found,) = run("sensitive", "--json").json
    assert (found["kind"], found["quote"]) == ("hälsa", "Jag har diabetes.")
    assert answer["text"][found["start"] : found["end"]] == found["quote"]


def test_classification(run: Run) -> None:
    assert run("classification", "--json").json == {"classification": ""}
    assert run("classification", "Arbetsmaterial", "--json").json == {"classification": "Arbetsmaterial"}
    assert run("classification", "").out.strip() == "Ingen märkning."


@pytest.mark.parametrize(("attempts", "code"), [((), 0), (("socket.connect ('192.0.2.1', 80)",), 1)])
def test_the_offline_proof(attempts: tuple[str, ...], code: int, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stages = ({"stage": "ingest", "seconds": 1.0, "results": 4},)
    proof = OfflineProof("namespace", ("lo",), attempts, {"ipv4": 0, "ipv6": 0}, stages, 3.0)
    monkeypatch.setattr(offline, "prove_offline", lambda settings, examples: proof)
    done = run("doctor", "--offline-proof", "--json")
    assert done.code == code and done.json["ok"] is (code == 0)
    assert done.json["attempts"] == list(attempts) and done.json["method"] == "namespace"
