"""doctor says whether the language model's threads were measured, and how they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from summarizer import models
from summarizer.llm import calibration
from summarizer.llm.calibration import Calibration, Threads
from summarizer.pipeline.doctor import Finding, diagnose
from summarizer.settings import Settings

WHAT = "Språkmodellens trådar"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(calibration, "cores", lambda: 4)
    return Settings(tmp_path / "yta", tmp_path)


def threads(settings: Settings) -> Finding:
    return next(f for f in diagnose(settings) if f.what == WHAT)


def test_counted_threads_are_worth_a_measurement(settings: Settings) -> None:
    found = threads(settings)
    assert found.found == "4 läser, 4 skriver (inte uppmätta)"
    assert not found.ok and found.optional and "samspel doctor --calibrate" in found.remedy


def test_measured_and_chosen_threads_are_not(settings: Settings) -> None:
    model = models.find(settings.generation).sha256[:16]
    calibration.keep(settings.models, model, Calibration(Threads(read=4, write=2), 4, ()))
    assert threads(settings) == Finding(WHAT, True, "4 läser, 2 skriver", threads(settings).remedy, optional=True)
    assert threads(replace(settings, threads=3)).found == "3 läser, 3 skriver"


def test_a_servers_threads_are_not_ours(settings: Settings) -> None:
    served = replace(settings, llm_url="http://127.0.0.1:8080/v1")
    assert WHAT not in {f.what for f in diagnose(served)}
    unknown = threads(replace(settings, generation="finns-inte"))
    assert not unknown.ok and "finns-inte" in unknown.remedy
