"""A blank template → a consultation file on the disk, for a person to correct."""

from __future__ import annotations

from pathlib import Path

from summarizer.errors import UsageError
from summarizer.proposal import Proposal, as_toml, outline, propose
from summarizer.reading import read_file


def propose_consultation(template: Path, out: Path) -> Proposal:
    """Write a proposal to ``out``; a file that somebody may have corrected is never overwritten."""
    if out.suffix != ".toml":
        raise UsageError(f"Förslaget {out.name} ska vara en .toml-fil; ge den ett sådant namn med --out.")
    made = propose(outline(read_file(template)), out.stem)
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(as_toml(made.consultation, made.check))
    except FileExistsError as exc:
        raise UsageError(f"Filen {out} finns redan; välj en annan med --out.") from exc
    except OSError as exc:
        raise UsageError(f"Filen {out} går inte att skriva ({exc.strerror}); välj en annan med --out.") from exc
    return made
