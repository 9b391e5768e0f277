"""Folders and archives: every file has its outcome, in the same order, and nothing lands outside the scratch folder."""

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest
from wordxml import docx, p

from summarizer.errors import UnreadableFile
from summarizer.reading import expand, read_file
from summarizer.reading.expand import MAX_ENTRIES

GOOD = docx(p("Ett svar."))


def zipped(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inkorg"
    folder.mkdir()
    return folder


def outcomes(paths: list[Path], scratch: Path) -> dict[str, str]:
    """Shown name → the text read, or the sentence."""
    found = {}
    for name, item in expand(paths, scratch):
        found[name] = str(item) if isinstance(item, UnreadableFile) else read_file(item).text
    return found


def test_folders_and_archives_are_walked_in_the_order_of_names(inbox: Path, scratch: Path) -> None:
    (inbox / "b.docx").write_bytes(GOOD)
    (inbox / "Ä.txt").write_text("Sist", encoding="utf-8")
    (inbox / "a").mkdir()
    (inbox / "a" / "inre.docx").write_bytes(GOOD)
    (inbox / "c.zip").write_bytes(
        zipped({"mapp/två.txt": "Två".encode(), "ett.docx": GOOD, "inre.zip": zipped({"tre.txt": b"Tre"})})
    )
    for junk in (".DS_Store", "~$b.docx", "Thumbs.db"):
        (inbox / junk).write_bytes(b"x")
    found = outcomes([inbox], scratch)
    assert list(found.items()) == [
        ("inkorg/a/inre.docx", "Ett svar."), ("inkorg/b.docx", "Ett svar."), ("inkorg/c.zip/ett.docx", "Ett svar."),
        ("inkorg/c.zip/inre.zip/tre.txt", "Tre"), ("inkorg/c.zip/mapp/två.txt", "Två"), ("inkorg/Ä.txt", "Sist"),
    ]  # fmt: skip


def test_the_order_of_the_arguments_does_not_matter(inbox: Path, scratch: Path) -> None:
    files = [inbox / f"{c}.txt" for c in "cab"]
    for file in files:
        file.write_text(file.stem)
    assert (
        list(expand(files, scratch))
        == list(expand(reversed(files), scratch))
        == [(f"{c}.txt", inbox / f"{c}.txt") for c in "abc"]
    )


def test_later_versions_come_after_earlier_ones(inbox: Path, scratch: Path) -> None:
    names = ["svar.docx", "svar (2).docx", "svar (10).docx", "svar v2.docx", "svar v10.docx", "svar_rev.docx"]
    for name in names:
        (inbox / name).write_bytes(GOOD)
    assert [name for name, _ in expand([inbox], scratch)] == [f"inkorg/{name}" for name in names]


def test_paths_that_lead_out_of_an_archive(inbox: Path, scratch: Path) -> None:
    link = zipfile.ZipInfo("genväg.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    stream = io.BytesIO(
        zipped(
            {"../ute.txt": b"x", "/rot.txt": b"x", "a/../../ute.txt": b"x", "..\\fönster.txt": b"x", "bra.txt": b"Bra"}
        )
    )
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    (inbox / "p.zip").write_bytes(stream.getvalue())
    found = outcomes([inbox / "p.zip"], scratch)
    assert len(found) == 6
    assert found.pop("p.zip/bra.txt") == "Bra"
    assert all("leder ut ur arkivet" in s or "genväg" in s for s in found.values())
    written = [f for f in inbox.parent.rglob("*") if f.is_file()]
    assert {f.name for f in written} == {"p.zip", "bra.txt"}


def test_an_archive_bomb(inbox: Path, scratch: Path) -> None:
    (inbox / "bomb.zip").write_bytes(zipped({"stor.txt": b"0" * 60_000_000, "bra.txt": b"Bra"}))
    found = outcomes([inbox], scratch)
    assert "orimlig storlek" in found["inkorg/bomb.zip/stor.txt"]
    assert found["inkorg/bomb.zip/bra.txt"] == "Bra"


def test_archives_nested_too_deep(inbox: Path, scratch: Path) -> None:
    data = zipped({"djupt.txt": b"x"})
    for _ in range(10):
        data = zipped({"inre.zip": data})
    (inbox / "djup.zip").write_bytes(data)
    (sentence,) = outcomes([inbox], scratch).values()
    assert "för många andra arkiv" in sentence


def test_one_entry_too_many(inbox: Path, scratch: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for i in range(MAX_ENTRIES + 1):
            archive.writestr(zipfile.ZipInfo(f"{i}.txt"), b"")
    (inbox / "många.zip").write_bytes(stream.getvalue())
    ((name, sentence),) = outcomes([inbox], scratch).items()
    assert name == "inkorg/många.zip" and f"{MAX_ENTRIES + 1} filer i ett arkiv" in sentence


def test_damaged_and_locked_archives(inbox: Path, scratch: Path) -> None:
    (inbox / "halv.zip").write_bytes(zipped({"a.txt": b"x" * 100})[:60])
    locked = bytearray(zipped({"a.txt": b"hemligt"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    (inbox / "låst.zip").write_bytes(locked)
    found = outcomes([inbox], scratch)
    assert "skadad" in found["inkorg/halv.zip"]
    assert "lösenord" in found["inkorg/låst.zip/a.txt"]


def test_links_out_of_a_folder(inbox: Path, scratch: Path, tmp_path: Path) -> None:
    secret = tmp_path / "hemlig.txt"
    secret.write_text("hemligt")
    (inbox / "inne.txt").write_text("Inne")
    (inbox / "ut.txt").symlink_to(secret)
    (inbox / "ut-mapp").symlink_to(tmp_path)
    (inbox / "bruten.txt").symlink_to(tmp_path / "finns-inte")
    (inbox / "in.txt").symlink_to(inbox / "inne.txt")
    (inbox / "rundgång").symlink_to(inbox)
    found = outcomes([inbox], scratch)
    assert found.pop("inkorg/inne.txt") == "Inne"
    assert set(found) == {"inkorg/bruten.txt", "inkorg/ut.txt", "inkorg/ut-mapp"}
    assert all("leder ut ur mappen" in s for s in found.values())


def test_what_is_no_file(inbox: Path, scratch: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(inbox / "rör.txt")
        assert "inte en vanlig fil" in outcomes([inbox], scratch)["inkorg/rör.txt"]
    assert "finns inte" in outcomes([inbox / "borta.docx"], scratch)["borta.docx"]


def test_names_that_the_archive_wrote_in_another_alphabet(inbox: Path, scratch: Path) -> None:
    data = zipped({"svar xx.txt": b"x"}).replace(b"svar xx", "svar å".encode())
    (inbox / "a.zip").write_bytes(data)
    assert list(outcomes([inbox], scratch)) == ["inkorg/a.zip/svar å.txt"]


def test_an_entry_without_a_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "svar.zip"
    path.write_bytes(zipped({"x": b"Mer buss."}).replace(b"x", b"\0"))
    ((name, found),) = expand([path], tmp_path)
    assert name == "svar.zip/" and isinstance(found, (Path, UnreadableFile))
