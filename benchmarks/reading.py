"""Is anything lost at the door? ``python -m benchmarks.reading`` prints the tables.

``--forms N``      filled templates in the ingest run (200)
``--mutations N``  files with changed bytes in the fuzz run, read and matched (10,000)
``--form-mutations N``  templates with pieces removed, swapped, repeated and joined (200)
``--no-office``    leave out the formats that LibreOffice makes and reads

The public material is looked for in ``../shared/material/docx``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "corpus"))

from monsters import MONSTERS  # noqa: E402
from mutations import SEEDS, changed  # noqa: E402
from template import every_place, filled_form, template  # noqa: E402
from traps import BASE, FILLED, Trap, traps  # noqa: E402
from wordxml import docx  # noqa: E402

from summarizer.consultation import Consultation, load  # noqa: E402
from summarizer.errors import UnreadableFile  # noqa: E402
from summarizer.matching import match  # noqa: E402
from summarizer.pipeline.ingest import ingest  # noqa: E402
from summarizer.reading import expand, read_file  # noqa: E402
from summarizer.reading.characters import visible  # noqa: E402
from summarizer.records import MatchedSubmission  # noqa: E402
from summarizer.settings import Settings  # noqa: E402
from summarizer.workspace import Workspace  # noqa: E402

MATERIAL = ROOT.parent / "shared" / "material" / "docx"
WORDS = [
    "vi",
    "anser",
    "att",
    "länet",
    "behöver",
    "bättre",
    "vägar",
    "buss",
    "tåg",
    "skola",
    "vård",
    "arbete",
    "och",
    "trygghet",
    "för",
    "barn",
    "i",
    "hela",
    "inlandet",
]
Row = tuple[str, str, str]
_MAKE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from monsters import MONSTERS
Path(sys.argv[3]).write_bytes(MONSTERS[sys.argv[2]][1]())
"""


def trap_rows(consultation: Consultation, folder: Path) -> Iterator[Row]:
    """Every trap: answers to the letter, how they came there, background, nothing unmapped or unaccounted."""
    suite = traps(consultation)
    missed = [trap.name for trap in suite if not _exact(trap, _matched(trap.data, "svar.docx", consultation, folder))]
    answers = sum(len(trap.answers) for trap in suite)
    yield (
        "trap suite, files exact",
        f"{len(suite) - len(missed)}/{len(suite)}",
        f"{answers} answers; missed: {missed or 'none'}",
    )


def _exact(trap: Trap, found: MatchedSubmission) -> bool:
    return (
        {(a.section, a.question): a.text for a in found.answers} == trap.answers
        and {(a.section, a.question): a.routed for a in found.answers if a.routed} == trap.routed
        and found.background == trap.background
        and not found.unmapped
        and found.ledger.unaccounted == 0
    )


def _matched(data: bytes, name: str, consultation: Consultation, folder: Path) -> MatchedSubmission:
    file = folder / name
    file.write_bytes(data)
    return match(read_file(file), consultation)


def format_rows(consultation: Consultation, folder: Path) -> Iterator[Row]:
    """One filled form in every format that LibreOffice can make of it."""
    (folder / "form.docx").write_bytes(filled_form(consultation, BASE, FILLED))
    for ending in ("docx", "odt", "rtf", "doc", "pdf", "txt"):
        file = folder / f"form.{ending}"
        if ending != "docx":
            target = "txt:Text (encoded):UTF8" if ending == "txt" else ending
            command = [
                "soffice",
                f"-env:UserInstallation={(folder / 'lo').as_uri()}",
                "--headless",
                "--convert-to",
                target,
            ]
            subprocess.run(
                [*command, "--outdir", str(folder), str(folder / "form.docx")], capture_output=True, check=True
            )
        begun = time.perf_counter()
        found = match(read_file(file), consultation)
        seconds = time.perf_counter() - begun
        got = {(a.section, a.question): a.text for a in found.answers}
        right = sum(got.get(place) == text for place, text in BASE.items())
        extra = len(set(got) - set(BASE))
        yield (
            f"form as .{ending}, answers exact",
            f"{right}/{len(BASE)}",
            (
                f"{extra} that nobody wrote; background {'exact' if found.background == FILLED else 'not exact'}; "
                f"unaccounted {found.ledger.unaccounted}; {seconds:.1f} s"
            ),
        )


def material_rows(consultation: Consultation) -> Iterator[Row]:
    lost, unaccounted, files = 0, 0, sorted((MATERIAL / "ok").glob("*.d*"))
    for path in files:
        document = read_file(path)
        lost += document.received - sum(visible(p.text) for b in document.blocks for p in b.pieces if p.kind != "mark")
        unaccounted += abs(match(document, consultation).ledger.unaccounted)
    yield (
        "public files read",
        f"{len(files)}/{len(files)}",
        f"{lost} characters lost, {unaccounted} unaccounted after matching",
    )
    accepted = sorted((MATERIAL / "tracked_oracle").glob("*-Accepted.docx"))
    same = sum(read_file(f).text == read_file(f.with_name(f.name.replace("-Accepted", ""))).text for f in accepted)
    yield "tracked changes read as accepted", f"{same}/{len(accepted)}", ""
    outcomes, slowest = Counter[str](), 0.0
    hostile = sorted((MATERIAL / "hostile").glob("*"))
    for path in hostile:
        begun = time.perf_counter()
        outcomes[_outcome(path, consultation)] += 1
        slowest = max(slowest, time.perf_counter() - begun)
    yield (
        "hostile files with an outcome",
        f"{len(hostile)}/{len(hostile)}",
        f"{dict(outcomes)}; slowest {slowest:.1f} s",
    )


def _outcome(path: Path, consultation: Consultation) -> str:
    """What becomes of a file (or of the last one in an archive): read and matched, or turned away with a sentence."""
    told = "nothing"
    with tempfile.TemporaryDirectory() as scratch:
        for _, found in expand([path], Path(scratch)):
            try:
                if isinstance(found, UnreadableFile):
                    raise found
                ledger = match(read_file(found), consultation).ledger
                told = "document" if ledger.unaccounted == 0 else "document, not all accounted for"
            except UnreadableFile as exc:
                told = f"sentence ({type(exc.__cause__).__name__})" if exc.__cause__ else "sentence"
    return told


def byte_rows(count: int, consultation: Consultation, folder: Path) -> Iterator[Row]:
    """Files of every kind with bytes changed. Anything but a document or a sentence stops the run with its traceback."""
    chance = random.Random(2025)
    # A PDF needs a process of its own, so fewer of them; the rest share the count.
    counts = {kind: count // 50 if kind == "pdf" else (count - count // 50) // (len(SEEDS) - 1) for kind in SEEDS}
    for kind, number in counts.items():
        seed, outcomes, slowest = SEEDS[kind](), Counter[str](), 0.0
        for _ in range(number):
            file = folder / f"svar.{kind}"
            file.write_bytes(changed(seed, chance))
            begun = time.perf_counter()
            outcomes[_outcome(file, consultation)] += 1
            slowest = max(slowest, time.perf_counter() - begun)
        told = ", ".join(f"{n} {what}" for what, n in outcomes.most_common())
        yield f"changed bytes, .{kind}", f"{number}/{number}", f"{told}; slowest {slowest:.2f} s"


def monster_rows(folder: Path) -> Iterator[Row]:
    """Each file that is made to exhaust goes through an ingest in a process of its own."""
    for name, (file, _) in MONSTERS.items():
        path = folder / file
        # Made elsewhere too: a child's peak of memory begins at what its parent had.
        subprocess.run([sys.executable, "-c", _MAKE, str(ROOT / "tests" / "corpus"), name, str(path)], check=True)
        command = [
            "timeout",
            "180",
            sys.executable,
            "-c",
            "from summarizer.cli import main; main()",
            "--workspace",
            str(folder / "w"),
            "--json",
            "ingest",
            str(path),
        ]
        begun = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT)
        assert child.stdout is not None
        answered = json.loads(child.stdout.read() or "{}").get("files", [])
        _, _, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
        path.unlink()
        shutil.rmtree(folder / "w", ignore_errors=True)
        said = answered[-1]["reason"] or answered[-1]["status"] if answered else "no outcome"
        worked = usage.ru_utime + usage.ru_stime  # a busy machine takes longer on the clock
        within = worked <= 20 and usage.ru_maxrss <= 1.5 * 2**20 and bool(answered)
        yield (
            f"monster: {name}",
            "within" if within else "NOT within",
            (f"{worked:.1f} s of work ({seconds:.0f} s), {usage.ru_maxrss // 1024} MB; {said[:90]}"),
        )


def form_rows(count: int, consultation: Consultation, folder: Path) -> Iterator[Row]:
    """Templates with pieces removed, swapped, repeated and joined: is every word of an answer still somewhere?"""
    chance, lost, unaccounted, kept_place, written = random.Random(7), 0, 0, 0, 0
    places = every_place(consultation)
    for number in range(count):
        filled = {place: f"{_text(chance)} {number}x{i}." for i, place in enumerate(chance.sample(places, 12))}
        pieces = list(template(consultation, filled, plain=chance.random() < 0.3).values())
        for _ in range(chance.randint(1, 40)):
            _mutate(pieces, chance)
        body = "".join(pieces)
        found = _matched(docx(body), "svar.docx", consultation, folder)
        unaccounted += abs(found.ledger.unaccounted)
        got = {(a.section, a.question): a.text for a in found.answers}
        everywhere = "\n".join([*got.values(), *found.unmapped, *found.notes, *found.background.values()])
        for place, text in filled.items():
            if text in body:
                written += 1
                lost += text not in everywhere
                kept_place += text in got.get(place, "")
    yield "mutated forms, answers not lost", f"{written - lost}/{written}", f"{unaccounted} characters unaccounted"
    yield (
        "  of which under the question they were written for",
        f"{kept_place}/{written}",
        "headings and pieces moved at random",
    )


def _mutate(pieces: list[str], chance: random.Random) -> None:
    i, j = chance.randrange(len(pieces)), chance.randrange(len(pieces))
    match chance.randrange(3):
        case 0:
            pieces[i], pieces[j] = pieces[j], pieces[i]
        case 1:
            pieces.insert(j, pieces[i])
        case _:
            if i + 1 < len(pieces) and pieces[i].startswith("<w:p>") and pieces[i + 1].startswith("<w:p>"):
                pieces[i] = pieces[i].removesuffix("</w:p>") + pieces.pop(i + 1).removeprefix("<w:p>")


def _text(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(2, 30))).capitalize()


def ingest_rows(count: int, consultation: Consultation, folder: Path) -> Iterator[Row]:
    """Filled templates read, matched, counted and stored, without embedding, in batches of a quarter of the count."""
    chance, inbox = random.Random(1), folder / "inkorg"
    inbox.mkdir()
    places = every_place(consultation)
    for number in range(count):
        answers = {place: "\n".join(f"{_text(chance)}." for _ in range(3)) for place in chance.sample(places, 25)}
        background = {
            "organisation": f"Provby {number} kommun",
            "contact": "Robin Exempel",
            "email": f"p{number}@provby.example",
        }
        (inbox / f"{number:04}.docx").write_bytes(filled_form(consultation, answers, background))
    workspace = Workspace(Settings(workspace=folder / "arbetsyta", models=folder))
    files = sorted(inbox.iterdir())
    step = max(1, count // 4)
    for at in range(0, count, step):
        batch = files[at : at + step]
        begun = time.perf_counter()
        results = ingest(workspace, batch)
        seconds = time.perf_counter() - begun
        landed = sum(r.status == "accepted" for r in results)
        yield (
            f"ingest, forms {at + 1}–{at + len(batch)}", f"{landed}/{len(batch)}",
            f"{len(batch) / seconds:.1f} files/s; memory now {_memory_now()} MB, peak {_memory_peak()} MB",
        )  # fmt: skip


def _memory_now() -> int:
    """Resident megabytes (Linux)."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * resource.getpagesize() // 2**20 if status.is_file() else 0


def _memory_peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--forms", type=int, default=200)
    parser.add_argument("--mutations", type=int, default=10_000)
    parser.add_argument("--form-mutations", type=int, default=200)
    parser.add_argument("--no-office", action="store_true")
    chosen = parser.parse_args()
    consultation = load("rus_vasterbotten")
    table = Table("what", "result", "more", title="Reading and matching")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts: list[Iterator[Row]] = [trap_rows(consultation, folder)]
        if not chosen.no_office and shutil.which("soffice"):
            parts.append(format_rows(consultation, folder))
        if MATERIAL.is_dir():
            parts.append(material_rows(consultation))
        parts.append(form_rows(chosen.form_mutations, consultation, folder))
        parts.append(byte_rows(chosen.mutations, consultation, folder))
        parts.append(monster_rows(folder))
        parts.append(ingest_rows(chosen.forms, consultation, folder))
        for part in parts:
            for row in part:
                print(*row, sep=" | ", file=sys.stderr, flush=True)
                table.add_row(*row)
    Console(width=160).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
