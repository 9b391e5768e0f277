"""A picture of a redline for docs/bilder, as LibreOffice shows it: ``python -m benchmarks.word_pictures [FILE]``.

The example strategy with suggestions of our own making as tracked changes. FILE is docs/bilder/word_andringar.png unless
told. LibreOffice prints no comments beside the text when nobody looks on, so they are not in the picture.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

import pypdfium2

from benchmarks.redline_cases import RUS
from summarizer.baseline import read_baseline
from summarizer.export.edits import TrackedEdit
from summarizer.export.redline import redline
from summarizer.records import BaselinePart, Target
from summarizer.text.sentences import split_sentences

ROOT = Path(__file__).parents[1]
STRATEGY = ROOT / "examples" / "strategy.docx"
SHOWN = "Inlandsbanan har låg standard"  # on the page that is pictured
# operation, number of the sentence in the analysis of 3.2, new text, reviewer (none: still a suggestion), comment
EDITS = (
    (
        "replace", 4, "Norrbotniabanan mellan Umeå och Skellefteå byggs, och byggstart för sträckan till Luleå väntas inom några år.",
        "Anna Granskare",
        "Granviks kommun och Handelskammaren Norrsken anser att meningen inte stämmer eller behöver ändras.\n"
        "Bakom förslaget: en kommun och ett företag.\nGranviks kommun: ”Bygget mot Skellefteå pågår redan.”",
    ),
    (
        "insert_after", 6, "Det drabbar skogsnäringen och dem som bor längs de mindre vägarna.", None,
        "Två kommuner tar upp frågan, som saknas i texten.\nBakom förslaget: två kommuner.\n"
        "Storbäckens kommun: ”Vägarna stängs just när virket ska ut.”",
    ),
    (
        "delete", 10, "", "Per Prövare",
        "Region Nordkusten anser att meningen bör strykas.\nBakom förslaget: en myndighet.\n"
        "Region Nordkusten: ”Färjan går sedan 2021.”\nSkäl: Uppgiften är inaktuell.",
    ),
)  # fmt: skip


def made_up() -> bytes:
    parts, _ = read_baseline(STRATEGY, RUS, split_sentences)
    (analysis,) = (part for part in parts if (part.section, part.part) == ("3.2", "analysis"))
    edits = [_edit(analysis, number, *row) for number, row in enumerate(EDITS, 1)]
    return redline(STRATEGY.read_bytes(), parts, edits, RUS)


def _edit(part: BaselinePart, number: int, op: str, sentence: int, text: str, who: str | None, why: str) -> TrackedEdit:
    s = part.sentences[sentence - 1]
    target = Target(s.number, s.start, s.end, s.text)
    author, date = who or "Samspel (förslag)", f"2026-03-0{number}T09:00:00"
    return TrackedEdit(f"F{number:08x}", part.section, part.part, op, target, text, author, date, why)  # type: ignore[arg-type]


def pictured(docx: bytes, out: Path) -> None:
    """The lower half of the page with the words SHOWN, at 110 dots an inch."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "strategi.docx"
        source.write_bytes(docx)
        command = ["soffice", f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        pages = pypdfium2.PdfDocument(source.with_suffix(".pdf"))
        page = next(p for p in pages if SHOWN in " ".join(p.get_textpage().get_text_range().split()))
        picture = page.render(scale=110 / 72, may_draw_forms=False).to_pil()
        picture.crop((0, picture.height * 53 // 100, picture.width, picture.height)).save(out, optimize=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=ROOT / "docs" / "bilder" / "word_andringar.png")
    pictured(made_up(), parser.parse_args().file)
