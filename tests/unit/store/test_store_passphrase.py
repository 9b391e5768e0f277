"""The database with a passphrase: no word of it is legible on the disk, and nothing opens it without."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from summarizer.errors import WorkspaceError
from summarizer.settings import from_environment
from summarizer.store import Store

PHRASE = "fyra ord som 'ingen' gissar"


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    path = tmp_path / "samspel.db"
    store = Store(path, PHRASE)
    store.set_setting("nyckel", "snöflingesensor")
    store.audit.log("2025", "systemet", "ingest", accepted=1)
    store.audit.say("user", "snöflingesensor", None, "2025")
    assert store.audit.first_broken() is None
    store.database.scrub()
    store.close()
    return path


def test_it_opens_with_the_passphrase_and_works(encrypted: Path) -> None:
    store = Store(encrypted, PHRASE)
    assert store.setting("nyckel") == "snöflingesensor" and store.audit.first_broken() is None
    assert store.vectors.bm25(["ord"], 3) == []
    store.close()


def test_no_word_is_legible_on_the_disk(encrypted: Path) -> None:
    store = Store(encrypted, PHRASE)
    store.set_setting("annan", "snöflingesensor")  # in the log of writes, too
    content = b"".join(path.read_bytes() for path in encrypted.parent.iterdir())
    store.close()
    for word in ("snöflingesensor", "nyckel", "SQLite format", "CREATE TABLE"):
        assert word.encode() not in content
    plain = encrypted.with_name("klartext.db")
    Store(plain).set_setting("nyckel", "snöflingesensor")
    assert "snöflingesensor".encode() in b"".join(p.read_bytes() for p in plain.parent.glob("klartext.db*"))


@pytest.mark.parametrize("phrase", [None, "en annan"])
def test_nothing_opens_it_without(phrase: str | None, encrypted: Path) -> None:
    with pytest.raises(WorkspaceError, match="lösenfrasen"):
        Store(encrypted, phrase)


def test_the_passphrase_comes_from_a_file_and_is_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "lösenfras"
    file.write_text(f"{PHRASE}\n", encoding="utf-8")
    settings = from_environment(tmp_path, {"SAMSPEL_PASSPHRASE_FILE": str(file)})
    assert settings.passphrase == PHRASE and PHRASE not in repr(settings)
    assert from_environment(tmp_path, {}).passphrase is None
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="tom"):
        from_environment(tmp_path, {"SAMSPEL_PASSPHRASE_FILE": str(file)})
    with pytest.raises(WorkspaceError, match="går inte att läsa"):
        from_environment(tmp_path, {"SAMSPEL_PASSPHRASE_FILE": str(tmp_path / "ingen")})


def test_without_the_library_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", None)
    with pytest.raises(WorkspaceError, match="cipher"):
        Store(tmp_path / "samspel.db", PHRASE)
