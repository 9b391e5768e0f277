"""Outlook .msg files from scratch for the tests: a compound file with the streams that a mail has."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_NONE = 0xFFFFFFFF
Storage = Mapping[str, "bytes | Storage"]


def msg(
    subject: str, body: str, sender: tuple[str, str], attachments: list[tuple[str, bytes | Storage]] | None = None
) -> bytes:
    """A mail with attachments; an attachment that is a storage (from ``mail``) is a mail inside it."""
    return compound(mail(subject, body, sender, attachments))


def mail(
    subject: str, body: str, sender: tuple[str, str], attachments: list[tuple[str, bytes | Storage]] | None = None
) -> Storage:
    tree: dict[str, bytes | Storage] = {
        "__properties_version1.0": b"\0" * 32,
        "__substg1.0_0037001F": subject.encode("utf-16-le"),
        "__substg1.0_1000001F": body.encode("utf-16-le"),
        "__substg1.0_0C1A001F": sender[0].encode("utf-16-le"),
        "__substg1.0_5D01001F": sender[1].encode("utf-16-le"),
    }
    for i, (name, content) in enumerate(attachments or []):
        inner: dict[str, bytes | Storage] = {
            "__properties_version1.0": b"\0" * 8,
            "__substg1.0_3707001F": name.encode("utf-16-le"),
        }
        inner["__substg1.0_37010102" if isinstance(content, bytes) else "__substg1.0_3701000D"] = content
        tree[f"__attach_version1.0_#{i:08X}"] = inner
    return tree


def compound(tree: Storage) -> bytes:
    """The compound file (version 3). Small streams are padded to 4096 bytes, so that no mini stream is needed."""
    entries: list[list[object]] = [["Root Entry", 5, _NONE, _NONE, b""]]  # name, type, child, right, data

    def add(storage: Storage) -> int:
        first = previous = _NONE
        for name, content in storage.items():
            at = len(entries)
            entries.append([name, 2 if isinstance(content, bytes) else 1, _NONE, _NONE, b""])
            if isinstance(content, bytes):
                entries[at][4] = content.ljust(4096, b"\0")
            else:
                entries[at][2] = add(content)
            if previous == _NONE:
                first = at
            else:
                entries[previous][3] = at
            previous = at
        return first

    entries[0][2] = add(tree)
    chains: list[int] = []
    sectors: list[bytes] = []

    def store(data: bytes) -> int:
        start = len(sectors)
        pieces = [data[i : i + _SECTOR].ljust(_SECTOR, b"\0") for i in range(0, len(data), _SECTOR)]
        for i, piece in enumerate(pieces):
            sectors.append(piece)
            chains.append(start + i + 1 if i + 1 < len(pieces) else _END)
        return start if pieces else _END

    directory = b""
    for name, kind, child, right, data in entries:
        assert isinstance(name, str) and isinstance(data, bytes)
        start = store(data) if data else (_END if kind == 5 else 0)
        encoded = (name + "\0").encode("utf-16-le")
        directory += struct.pack(
            "<64sHBBIII16sIQQIQ", encoded, len(encoded), kind, 1, _NONE, right, child, b"", 0, 0, 0, start, len(data)
        )
    directory_start = store(directory)
    tables = 1
    while (len(sectors) + tables) * 4 > tables * _SECTOR:
        tables += 1
    assert tables <= 109
    first_table = len(sectors)
    table = chains + [_TABLE] * tables
    table += [_FREE] * (tables * _SECTOR // 4 - len(table))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, tables,
        directory_start, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", *[first_table + i if i < tables else _FREE for i in range(109)])
    return header + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)
