"""The door: one file in, one document or one clear sentence out."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from summarizer.errors import UnreadableFile
from summarizer.reading.document import MAX_BLOCKS, MAX_CHARACTERS, Block, Document, as_part
from summarizer.reading.expand import expand
from summarizer.reading.kinds import kind_of
from summarizer.reading.mail import Reader, read_eml, read_msg
from summarizer.reading.markup import blocks_of_html
from summarizer.reading.names import SEND_INSTEAD, damaged, in_groups, too_large, unreadable
from summarizer.reading.office import read_office
from summarizer.reading.pdf import read_pdf
from summarizer.reading.plain import decode, read_plain
from summarizer.reading.word import read_word

MAX_FILE = 200 * 2**20  # bytes
_ARCHIVE_LEVELS = 10  # that an archive counts as among the levels of mails in mails


def read_file(path: Path, scratch: Path | None = None) -> Document:
    """Read one file, whatever its name says it is. ``scratch``: the folder for what has to lie on the disk meanwhile
    (attachments, what LibreOffice makes), for whoever clears up after a run that was killed; None: the system's own.

    Raises UnreadableFile: one Swedish sentence that names the file, what is wrong with it and what to do.
    """

    def read(path: Path, name: str, depth: int) -> Document:
        return _read(path, name, depth, scratch, read)

    return read(path, path.name, 0)


def _read(path: Path, name: str, depth: int, scratch: Path | None, reader: Reader) -> Document:
    try:
        _check(path, name)
        document = _by_kind(path, name, depth, scratch, reader)
    except UnreadableFile:
        raise
    except RecursionError as exc:
        raise unreadable(name, "har för många nivåer i varandra", "spara om den i Word och försök igen") from exc
    except MemoryError as exc:
        raise too_large(name, "den ryms inte i minnet") from exc
    except Exception as exc:  # whatever a hostile file sets off must not hurt the files beside it
        raise damaged(name) from exc
    if document.received > MAX_CHARACTERS:
        limit = f"{in_groups(document.received)} tecken; ett inspel får ha högst {in_groups(MAX_CHARACTERS)}"
        raise too_large(name, f"{limit}, omkring tusen sidor")
    if len(document.blocks) > MAX_BLOCKS:
        limit = f"fler än {in_groups(MAX_BLOCKS)} stycken och tabellceller"
        raise too_large(name, f"{limit}, omkring femhundra sidor, vilket är det mesta som ett inspel får ha")
    if not document.received and not document.blocks:
        note = "Filen innehåller ingen text; be avsändaren kontrollera att rätt fil skickades."
        return replace(document, warnings=(*document.warnings, note))
    return document


def _check(path: Path, name: str) -> None:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise unreadable(name, "är inte en vanlig fil", "spara den som en fil på disken och försök igen")
        if status.st_size == 0:
            raise unreadable(name, "är tom", "be avsändaren skicka den på nytt")
        if status.st_size > MAX_FILE:
            raise too_large(name, f"{status.st_size // 2**20} MB")
        with path.open("rb"):
            pass
    except FileNotFoundError as exc:
        raise unreadable(name, "finns inte", "kontrollera sökvägen och försök igen") from exc
    except OSError as exc:
        raise unreadable(name, "går inte att öppna (behörighet saknas eller disken svarar inte)",
                         "ändra behörigheten eller kopiera filen och försök igen") from exc  # fmt: skip


def _by_kind(path: Path, name: str, depth: int, scratch: Path | None, reader: Reader) -> Document:
    kind = kind_of(path, name)
    match kind:
        case "word":
            return read_word(path, name)
        case "pdf":
            return read_pdf(path, name)
        case "eml":
            return read_eml(path, name, depth, reader, scratch)
        case "msg":
            return read_msg(path, name, depth, reader, scratch)
        case "html":
            blocks, received = blocks_of_html(decode(path.read_bytes()))
            return Document(name, tuple(blocks), received, {"format": "html"})
        case "text":
            return read_plain(path, name)
        case "zip":
            return _archive(path, name, depth, scratch, reader)
        case _:
            return read_office(path, name, kind, scratch)


def _archive(path: Path, name: str, depth: int, scratch: Path | None, reader: Reader) -> Document:
    """An archive that came in a mail: the files in it, each a part of its own."""
    if depth > 2 * _ARCHIVE_LEVELS:
        raise unreadable(name, "är ett arkiv i för många andra arkiv och mejl", "packa upp filerna och försök igen")
    blocks: list[Block] = []
    received, warnings = 0, list[str]()
    with TemporaryDirectory(prefix="samspel-", dir=scratch) as folder:
        for shown_name, found in expand([path], Path(folder)):
            file = shown_name.partition("/")[2] or name
            try:
                if isinstance(found, UnreadableFile):
                    raise found
                read = reader(found, file, depth + _ARCHIVE_LEVELS)
            except UnreadableFile as exc:
                warnings.append(str(exc))
                continue
            blocks += as_part(read, file)
            received += read.received
            warnings += read.warnings
    if not blocks:
        raise unreadable(name, "är ett arkiv utan något som går att läsa", SEND_INSTEAD)
    return Document(name, tuple(blocks), received, {"format": "zip"}, tuple(warnings))
