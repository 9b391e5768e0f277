"""Answers of a section → points with themes in the store; computed again only when something they stand on changed."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import replace

from summarizer.pipeline.embedding import embed
from summarizer.points import Memory, find_points, stable_ids
from summarizer.records import Answer, Point, Run
from summarizer.store.themes import ThemeEdit
from summarizer.text.places import places_in
from summarizer.workspace import Workspace, now

VERSION = "11"  # of the algorithm: a new one recomputes


def section_points(workspace: Workspace, section: str) -> list[Point]:
    """The points of a section, with changes by hand applied."""
    answers = workspace.store.submissions.answers(section)
    wanted = _inputs(workspace, answers)
    key = f"points/{section}"
    if workspace.store.setting(key) != wanted:
        _compute(workspace, section, answers, wanted, key)
    points = workspace.store.themes.points(section, answers)
    return apply_edits(points, workspace.store.themes.edits(section))


def _inputs(workspace: Workspace, answers: Sequence[Answer]) -> str:
    digest = hashlib.sha256(f"{VERSION}\0{workspace.embedder.name}".encode())
    for answer in answers:
        digest.update(f"\0{answer.answer_id}\0{answer.text}".encode())
    return digest.hexdigest()


def _compute(workspace: Workspace, section: str, answers: Sequence[Answer], inputs: str, key: str) -> None:
    started, clock = now(), time.perf_counter()
    before = workspace.store.themes.points(section, answers)
    memory = _memory(workspace, section)
    found = find_points(answers, lambda texts: embed(workspace, texts, "likeness"), memory=memory).points
    ids = stable_ids(_groups(before), _groups(found))
    places = workspace.consultation.places
    points = [
        replace(p, theme_id=ids[p.theme_id] if p.theme_id else None, places=places_in(p.quote, places)) for p in found
    ]
    run = Run(
        f"points/{section}/{inputs[:12]}", "points", section, inputs, started, time.perf_counter() - clock,
        {"points": len(points), "themes": len(set(ids.values()))},
    )  # fmt: skip
    with workspace.store.database.transaction():  # whole or not at all: what is begun again does not find half
        workspace.store.themes.replace_points(section, points)
        workspace.store.audit.add_run(run)
        workspace.store.set_setting(key, inputs)
        kept = {"made_with": _made_with(workspace), "found": memory.used, "stances": memory.stances}
        workspace.store.set_setting(memory_key(section), json.dumps(kept, separators=(",", ":")))


def memory_key(section: str) -> str:
    """The setting that holds what the last search of a section found, by hashes of answers."""
    return f"searched/{section}"


def _memory(workspace: Workspace, section: str) -> Memory:
    kept = json.loads(workspace.store.setting(memory_key(section)) or "{}")
    return Memory(kept["found"], kept.get("stances")) if kept.get("made_with") == _made_with(workspace) else Memory()


def _made_with(workspace: Workspace) -> str:
    return f"{VERSION} {workspace.embedder.name}"


def _groups(points: Sequence[Point]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for point in points:
        if point.theme_id is not None:
            groups.setdefault(point.theme_id, []).append(point.point_id)
    return groups


def apply_edits(points: Sequence[Point], edits: Sequence[ThemeEdit]) -> list[Point]:
    """Merges and moves by hand, in the order they were made. An edit whose point or theme is gone changes nothing."""
    result = list(points)
    for edit in edits:
        if edit.action == "merge":
            result = [replace(p, theme_id=edit.other) if p.theme_id == edit.theme_id else p for p in result]
        elif edit.action == "move":
            result = [replace(p, theme_id=edit.theme_id) if p.point_id == edit.other else p for p in result]
    return result
