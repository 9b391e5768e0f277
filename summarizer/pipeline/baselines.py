"""The parts of the strategy that no rule could place: shown to a person, who says where they belong."""

from __future__ import annotations

import hashlib
import json

from summarizer.actors import needs
from summarizer.baseline import read_baseline
from summarizer.errors import UsageError
from summarizer.pipeline.scratch import scratch_folder
from summarizer.records import PARTS, BaselinePart, Part
from summarizer.text.sentences import split_sentences
from summarizer.workspace import Workspace, now

_BY_HAND = "baseline_by_hand"  # setting: text → [section, part]
_UNPLACED = "baseline_unplaced"  # setting: what was left at the last reading, with what it was read from


def unplaced_baseline(workspace: Workspace) -> list[str]:
    """The strategy's texts that stand in no part, each once, in the order of the file."""
    kept = workspace.store.review.baseline_file()
    if kept is None:
        return []
    source = hashlib.sha256(kept[1] + json.dumps(placed_by_hand(workspace), sort_keys=True).encode()).hexdigest()
    known = json.loads(workspace.store.setting(_UNPLACED) or "{}")
    if known.get("source") != source:
        known = {"source": source, "texts": list(dict.fromkeys(_read(workspace)[1]))}
        workspace.store.set_setting(_UNPLACED, json.dumps(known, ensure_ascii=False))
    return [str(text) for text in known["texts"]]


@needs("administratör", signed_by="person")
def place_baseline(workspace: Workspace, text: str, section: str, part: Part, person: str) -> None:
    """Say where a text of the strategy belongs. It is kept for later readings; the section's suggestions are outdated."""
    workspace.consultation.section(section)
    if part not in PARTS or text not in unplaced_baseline(workspace):
        raise UsageError("Stycket finns inte bland dem som saknar plats; ladda om sidan och välj igen.")
    kept = workspace.store.review.baseline_file()
    assert kept is not None
    with workspace.store.database.transaction():
        by_hand = {**placed_by_hand(workspace), text: (section, part)}
        workspace.store.set_setting(_BY_HAND, json.dumps(by_hand, ensure_ascii=False))
        workspace.store.review.set_baseline(_read(workspace)[0], *kept)
        workspace.store.review.outdate(section)
        workspace.store.audit.log(
            now(), person or "okänd", "place_baseline", section=section, part=part,
            text=hashlib.sha256(text.encode()).hexdigest(),
        )  # fmt: skip


def placed_by_hand(workspace: Workspace) -> dict[str, tuple[str, Part]]:
    """Text → section and part, as persons have said; it holds for every later reading of the strategy."""
    kept = json.loads(workspace.store.setting(_BY_HAND) or "{}")
    return {text: (section, part) for text, (section, part) in kept.items()}


def _read(workspace: Workspace) -> tuple[tuple[BaselinePart, ...], tuple[str, ...]]:
    name, content = workspace.store.review.baseline_file() or ("", b"")
    with scratch_folder(workspace.folder) as folder:
        path = folder / name
        path.write_bytes(content)
        return read_baseline(path, workspace.consultation, split_sentences, placed_by_hand(workspace))
