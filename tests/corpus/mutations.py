"""Files of every kind with bytes changed, cut, doubled and moved, for the fuzz tests and the benchmark."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

from msgfile import msg
from pdffile import Field, Text, pdf
from wordxml import cell, coded, control, docx, inserted, p, row, run, table


def _word() -> bytes:
    body = p("Inspel på Delprioritering 3.2 Investeringar i hållbara transportsystem") + p(
        run("Hur kan identifierade behov utvecklas? "), control(run("Behovet av underhåll är stort."))
    )
    body += (
        table(row(cell(p("a")), cell(p("b")))) + p("ett", listed=1) + p(inserted("två"), coded("PAGE", "7"), listed=2)
    )
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>Källa.</w:t></w:r></w:p></w:footnote>'
    return docx(body + p("x", '<w:r><w:footnoteReference w:id="2"/></w:r>'), {"footnotes": note})


def _mail() -> bytes:
    message = EmailMessage()
    message["From"] = "Robin <robin@granvik.example>"
    message["Subject"] = "Inspel på 3.2 – vägar"
    message.set_content("Hej!\n\n3.2: mer tåg.")
    message.add_alternative("<p>Hej!</p><table><tr><td>3.2</td></tr></table>", subtype="html")
    message.add_attachment(_word(), maintype="application", subtype="octet-stream", filename="svar.docx")
    return message.as_bytes()


def _archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in (("svar.docx", _word()), ("mapp/brev.txt", b"3.2: mer"), ("mejl.eml", _mail())):
            archive.writestr(name, data)
    return stream.getvalue()


SEEDS: dict[str, Callable[[], bytes]] = {
    "docx": _word,
    "eml": _mail,
    "msg": lambda: msg("Inspel", "3.2: mer tåg.", ("Robin", "robin@granvik.example"), [("svar.docx", _word())]),
    "zip": _archive,
    "html": lambda: b"<html><body><h2>Delprio 3.2</h2><table><tr><td>Fler bussar</td></tr></table><ul><li>ett</ul>" * 5,
    "txt": lambda: "Delprio 3.2\nFler bussar på vägarna.\n".encode("cp1252") * 20,
    "pdf": lambda: pdf([[Text(72, 700, "Behovet av underhåll är stort i hela länet."), Field(72, 600, "f", "Svar")]]),
}


def changed(data: bytes, chance: random.Random) -> bytes:
    """One to eight changes; half of the Word files and archives are changed inside their parts, so that the zip still opens."""
    if data[:2] == b"PK" and chance.random() < 0.5:
        return _inside(data, chance)
    return _bytes(data, chance)


def _inside(data: bytes, chance: random.Random) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        names = old.namelist()
        hit = chance.choice(names)
        for name in names:
            new.writestr(name, _bytes(old.read(name), chance) if name == hit else old.read(name))
    return stream.getvalue()


def _bytes(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not out:
            break
        at, size = chance.randrange(len(out)), chance.randint(1, 40)
        match chance.randrange(5):
            case 0:
                out[at] = chance.randrange(256)
            case 1:
                del out[at : at + size]
            case 2:
                out[at:at] = out[at : at + size]
            case 3:
                other = chance.randrange(len(out))
                out[at : at + size], out[other : other + size] = out[other : other + size], out[at : at + size]
            case _:
                out[at:at] = bytes(chance.randrange(256) for _ in range(size))
    return bytes(out)
