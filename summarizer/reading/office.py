"""Formats that LibreOffice reads (.odt, .rtf, .doc): turned into .docx by it, without macros, links or network."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import quoteattr

from summarizer.reading.document import Document
from summarizer.reading.names import unreadable
from summarizer.reading.word import read_word

SECONDS = 60.0  # on the clock, for a machine that is busy with other things
CPU_SECONDS = 15  # of work: what takes more is caught in a loop
MAX_MEMORY = 3 * 2**20  # kilobytes of address space, of which LibreOffice uses a small part
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),  # never
    # A proxy on a closed port: whatever still asks for something far away gets nothing.
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
)


def program() -> str | None:
    """LibreOffice's command, or None when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def read_office(path: Path, name: str, ending: str, scratch: Path | None = None, seconds: float = SECONDS) -> Document:
    """Read a file by way of LibreOffice. ``ending`` is the format that its content shows (".odt", ".rtf", ".doc")."""
    remedy = "öppna den och spara den som Word (.docx), eller be avsändaren göra det"
    if program() is None:
        raise unreadable(
            name,
            f"är i formatet {ending}, som läses med LibreOffice, som inte är installerat",
            f"installera LibreOffice eller {remedy}",
        )
    with TemporaryDirectory(prefix="samspel-", dir=scratch) as folder:
        home = Path(folder)
        source = home / f"in{ending}"
        shutil.copyfile(path, source)
        try:
            made = convert(source, "docx:MS Word 2007 XML", home, seconds)
        except TimeoutError as exc:
            raise unreadable(name, "tog för lång tid att läsa", remedy) from exc
        if made is None:
            raise unreadable(name, "går inte att öppna i LibreOffice (skadad eller skyddad med lösenord)", remedy)
        read = read_word(made, name)
    return Document(name, read.blocks, read.received, {"format": ending.lstrip(".")}, read.warnings)


def convert(
    source: Path, target: str, home: Path, seconds: float = SECONDS, cpu_seconds: int = CPU_SECONDS
) -> Path | None:
    """Let LibreOffice, which has to be installed, write a file in another format (``"docx:MS Word 2007 XML"``) below the
    folder ``home``. None when it cannot. Raises TimeoutError."""
    home, source = (
        home.resolve(),
        source.resolve(),
    )  # the workspace may be given as "workspace"; an address needs the whole path
    _write_settings(home / "profile" / "user")
    command = [program() or "soffice", f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore",
               "--nolockcheck", "--convert-to", target, "--outdir", str(home / "out"), str(source)]  # fmt: skip
    if not _run(command, home, seconds, cpu_seconds):
        raise TimeoutError
    made = home / "out" / f"{source.stem}.{target.partition(':')[0]}"
    return made if made.is_file() else None


def _write_settings(user: Path) -> None:
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path={quoteattr(path)}><prop oor:name={quoteattr(name)} oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _run(command: list[str], home: Path, seconds: float, cpu_seconds: int) -> bool:
    """Run a command and its children; False when they had to be stopped."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT") if key in os.environ}
    ours = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(home))  # what it leaves behind goes with the folder
    environment = {**kept, **ours, "SAL_USE_VCLPLUGIN": "svp"}
    if os.name == "posix":
        limits = f'ulimit -t {cpu_seconds}; ulimit -v {MAX_MEMORY}; exec "$@"'
        command = ["/bin/sh", "-c", limits, "sh", *command]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
        cwd=home, start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(seconds)
        return True
    except subprocess.TimeoutExpired:
        return False
    finally:
        with suppress(ProcessLookupError, PermissionError, AttributeError):
            os.killpg(process.pid, signal.SIGKILL)
        with suppress(Exception):
            process.kill()
        process.wait()
