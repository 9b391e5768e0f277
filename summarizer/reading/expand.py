"""Files, folders and zip archives to single files, in a fixed order; nothing is ever written outside the scratch folder."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

from summarizer.errors import UnreadableFile
from summarizer.reading.kinds import kind_of
from summarizer.reading.names import damaged, shown, too_large, unreadable

MAX_FILES = 20_000  # in all folders together
MAX_ENTRIES = 10_000  # in one archive
MAX_UNPACKED = 500 * 2**20  # bytes, of all archives together
MAX_ENTRY = 200 * 2**20
MAX_DEPTH = 3  # archives inside archives
_DIGITS = 12  # to which numbers in names are filled up for sorting
_BOMB_RATIO, _BOMB_SIZE = 200, 20 * 2**20  # what no document compresses to
_LEFT_BY_PROGRAMS = {".ds_store", "thumbs.db", "desktop.ini", "__macosx", ".git", ".spotlight-v100", ".trashes"}

Found = tuple[str, Path] | tuple[str, UnreadableFile]


@dataclass
class _Budget:
    """What is left before a batch is too large to be a pile of answers."""

    bytes: int = MAX_UNPACKED
    files: int = MAX_FILES


def expand(paths: Iterable[Path], scratch: Path) -> Iterator[Found]:
    """(shown name, file to read) for every file below the paths, or (shown name, why it cannot be read).

    Sorted by name; the same files give the same order whatever order they are named in. Archives are unpacked entry by
    entry below ``scratch``, an existing folder. Symbolic links that lead out of a folder are turned away.
    """
    budget = _Budget()
    for path in sorted(dict.fromkeys(paths), key=lambda p: (_order(p.name), str(p))):
        name = shown(path.name or path.resolve().name)
        if path.is_dir():
            yield from _folder(path, path.resolve(), name, scratch, budget)
        else:
            yield from _file(path, name, scratch, budget, 0)


def _order(name: str) -> tuple[str, str]:
    """As a person counts versions: "svar", "svar (2)", "svar v9", "svar v10", whatever stands behind the dot."""
    plain = unicodedata.normalize("NFC", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")).casefold()
    stem, dot, ending = plain.rpartition(".")
    return re.sub(r"\d+", lambda digits: digits[0].zfill(_DIGITS), stem if dot else ending), ending


def _folder(folder: Path, root: Path, name: str, scratch: Path, budget: _Budget) -> Iterator[Found]:
    try:
        entries = sorted(os.scandir(folder), key=lambda e: (_order(e.name), e.name))
    except OSError:
        yield name, unreadable(name, "är en mapp som inte går att öppna", "ändra behörigheten och försök igen")
        return
    for entry in entries:
        if _left_by_program(entry.name):
            continue
        below = f"{name}/{shown(entry.name)}"
        if budget.files <= 0:
            yield below, too_large(name, f"mappen innehåller fler än {MAX_FILES} filer")
            return
        budget.files -= 1
        path = Path(entry.path)
        if entry.is_symlink():
            # A link inside the folder leads to a file that is found anyway.
            if not _inside(path, root):
                yield (
                    below,
                    unreadable(entry.name, "är en genväg som leder ut ur mappen", "lägg in själva filen i stället"),
                )
        elif entry.is_dir(follow_symlinks=False):
            yield from _folder(path, root, below, scratch, budget)
        else:
            yield from _file(path, below, scratch, budget, 0)


def _left_by_program(name: str) -> bool:
    return name.casefold() in _LEFT_BY_PROGRAMS or name.startswith(("~$", "._", ".~lock."))


def _inside(link: Path, root: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _file(path: Path, name: str, scratch: Path, budget: _Budget, depth: int) -> Iterator[Found]:
    """A file as it is, or the files in it when it is an archive. Only kinds of archives are decided here."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield name, unreadable(path.name, "är inte en vanlig fil", "spara den som en fil på disken och försök igen")
            return
        archive = status.st_size > 0 and _is_archive(path)
    except FileNotFoundError:
        yield name, unreadable(path.name, "finns inte", "kontrollera sökvägen och försök igen")
        return
    except OSError:
        yield (
            name,
            unreadable(path.name, "går inte att öppna", "ändra behörigheten eller kopiera filen och försök igen"),
        )
        return
    if not archive:
        yield name, path
    elif depth >= MAX_DEPTH:
        yield name, unreadable(path.name, "är ett arkiv i för många andra arkiv", "packa upp filerna och försök igen")
    else:
        yield from _archive(path, name, scratch, budget, depth)


def _is_archive(path: Path) -> bool:
    with path.open("rb") as stream:
        if stream.read(2) != b"PK":
            return False
    try:
        return kind_of(path, path.name) == "zip"
    except UnreadableFile:
        return path.suffix.lower() == ".zip"


def _archive(path: Path, name: str, scratch: Path, budget: _Budget, depth: int) -> Iterator[Found]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        yield name, damaged(path.name)
        return
    with archive:
        entries = [
            e for e in archive.infolist() if not e.filename.endswith("/")
        ]  # is_dir() fails on a name of no letters
        if len(entries) > MAX_ENTRIES:
            yield name, too_large(path.name, f"{len(entries)} filer i ett arkiv")
            return
        for entry in sorted(entries, key=lambda e: (_order(_name(e)), e.header_offset)):
            inside = PurePosixPath(_name(entry).replace("\\", "/"))
            if any(_left_by_program(part) for part in inside.parts):
                continue
            below = f"{name}/" + "/".join(shown(part) for part in inside.parts if part not in {"/", ".", ".."})
            try:
                unpacked = _unpack(archive, entry, inside, scratch, budget)
            except UnreadableFile as exc:
                yield below, exc
                continue
            yield from _file(unpacked, below, scratch, budget, depth + 1)


def _name(entry: zipfile.ZipInfo) -> str:
    """The entry's name; UTF-8 that the archive did not own up to is mended."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename


def _unpack(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, inside: PurePosixPath, scratch: Path, budget: _Budget
) -> Path:
    """Write one entry to a folder of its own below ``scratch``. Raises UnreadableFile."""
    name = inside.name or "fil"
    if ".." in inside.parts or inside.is_absolute() or (inside.parts and inside.parts[0].endswith(":")):
        raise unreadable(
            name, "har en sökväg som leder ut ur arkivet", "packa upp arkivet själv och lägg in filen för sig"
        )
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise unreadable(name, "är en genväg i ett arkiv", "lägg in själva filen i stället")
    if entry.flag_bits & 1:
        raise unreadable(name, "är skyddad med lösenord", "be avsändaren skicka den utan lösenord")
    if entry.file_size > _BOMB_SIZE and entry.file_size > _BOMB_RATIO * max(entry.compress_size, 1):
        raise too_large(name, "den packas upp till orimlig storlek")
    if entry.file_size > min(MAX_ENTRY, budget.bytes):
        raise too_large(name, "mer än vad ett arkiv med inspel rymmer")
    target = Path(mkdtemp(dir=scratch)) / (shown(name).replace("/", "␣").replace("\0", "").lstrip(".") or "fil")
    try:
        with archive.open(entry) as source, target.open("wb") as sink:
            while block := source.read(2**20):
                budget.bytes -= len(block)
                if budget.bytes < 0:
                    raise too_large(name, "mer än vad ett arkiv med inspel rymmer")
                sink.write(block)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as exc:
        target.unlink(missing_ok=True)
        raise damaged(name) from exc
    return target
