"""The log as files, and whether anything in it was changed after it was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import UsageError
from summarizer.export.spreadsheets import Sheet, comma_separated
from summarizer.records import Decision
from summarizer.store.audit import as_line, first_broken_line
from summarizer.workspace import Workspace


@dataclass(frozen=True)
class Verification:
    """What was found: how many rows, the last one's hash (it stands for all of them), and what does not hold."""

    rows: int
    hash: str
    problems: tuple[str, ...]


def log_files(workspace: Workspace) -> dict[str, bytes]:
    """Every run, decision, erasure and correction, in order: as JSON Lines (which can be verified) and CSV."""
    rows = workspace.store.audit.rows()
    columns = (("Nr", 6), ("Tid", 24), ("Vem", 20), ("Vad", 14), ("Uppgifter", 60), ("Hash", 66))
    cells = [(str(r["seq"]), r["at"], r["who"], r["what"], as_line(r["details"]), r["hash"]) for r in rows]
    return {
        "logg.jsonl": "".join(f"{as_line(row)}\n" for row in rows).encode(),
        "logg.csv": comma_separated(Sheet("Logg", columns, cells)),
    }


def verify_log(workspace: Workspace, file: Path | None = None) -> Verification:
    """Check the workspace's log: every row against the row before, and every decision against its row.

    ``file``: an exported logg.jsonl, which is checked too and compared with the workspace's log: so it shows whether rows
    were taken away at the end, which the log alone cannot tell.
    """
    audit = workspace.store.audit
    broken = audit.first_broken()
    if broken is not None:
        return Verification(0, "", (f"Rad {broken} i loggen är inte som när den skrevs.",))
    rows = audit.rows()
    problems = [*_decisions_astray(workspace, rows), *(_file_astray(file, rows) if file else ())]
    return Verification(len(rows), rows[-1]["hash"] if rows else "", tuple(problems))


def content_hash(decision: Decision) -> str:
    """A hash of the person's own words in a decision, which the log itself never holds."""
    return hashlib.sha256(json.dumps([decision.text, decision.reason], ensure_ascii=False).encode()).hexdigest()


def _decisions_astray(workspace: Workspace, rows: list[dict[str, Any]]) -> Iterator[str]:
    logged = [row for row in rows if row["what"] == "decision"]
    kept = workspace.store.review.decisions()
    if len(kept) != len(logged):
        yield f"Det finns {len(kept)} beslut men loggen har {len(logged)}."
        return
    erasures = [row["seq"] for row in rows if row["what"] == "erase"]
    for decision, row in zip(kept, logged, strict=True):
        told = row["details"]
        shape = (told.get("suggestion"), told.get("verdict"), row["who"], row["at"], told.get("via"))
        erased = decision.text is decision.reason is None and any(seq > row["seq"] for seq in erasures)
        # the first versions did not log the words' hash; a chained row cannot lose it afterwards
        words_hold = erased or told.get("content", content_hash(decision)) == content_hash(decision)
        if (
            shape != (decision.suggestion_id, decision.verdict, decision.reviewer, decision.at, decision.via)
            or not words_hold
        ):
            yield f"Beslutet om {decision.suggestion_id} är inte det som står på rad {row['seq']} i loggen."


def _file_astray(file: Path, rows: list[dict[str, Any]]) -> Iterator[str]:
    try:
        lines = file.read_bytes().decode("utf-8").split("\n")
    except OSError as exc:
        raise UsageError(f"Filen {file} går inte att läsa ({exc.strerror}); ange en exporterad logg.jsonl.") from exc
    except UnicodeDecodeError as exc:
        yield f"{file.name} är inte text från byte {exc.start}."
        return
    broken = first_broken_line(dict(enumerate(lines[:-1], 1)))
    if broken is not None or lines[-1]:
        yield f"Rad {broken or len(lines)} i {file.name} är inte som när den skrevs."
        return
    for number, line in enumerate(lines[:-1], 1):
        if number > len(rows):
            yield f"Arbetsytans logg slutar på rad {len(rows)}, men {file.name} har {len(lines) - 1} rader."
            return
        if line != as_line(rows[number - 1]):
            yield f"Rad {number} i {file.name} är en annan än i arbetsytans logg."
            return
