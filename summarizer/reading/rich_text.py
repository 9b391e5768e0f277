"""Rich text as Outlook packs it in .msg files (MS-OXRTFCP): a dictionary coder with a known beginning."""

from __future__ import annotations

import struct

_PACKED, _PLAIN = b"LZFu", b"MELA"
_BEGINNING = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArial"
    b"Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_SIZE = 4096  # bytes in the dictionary
MAX_UNPACKED = 20 * 2**20  # bytes


def unpacked(data: bytes) -> bytes:
    """The rich text, as far as it can be unpacked. Raises ValueError when this is something else."""
    if len(data) < 16:
        raise ValueError("too short")
    size = min(int(struct.unpack_from("<I", data, 4)[0]), MAX_UNPACKED)
    if data[8:12] == _PLAIN:
        return data[16 : 16 + size]
    if data[8:12] != _PACKED:
        raise ValueError("neither packed nor plain")
    dictionary = bytearray(_BEGINNING.ljust(_SIZE, b"\0"))
    write, at = len(_BEGINNING), 16
    out = bytearray()
    while at < len(data) and len(out) < size:
        flags = data[at]
        at += 1
        for bit in range(8):
            if flags >> bit & 1:
                if at + 1 >= len(data):
                    return bytes(out)
                start, length = data[at] << 4 | data[at + 1] >> 4, (data[at + 1] & 15) + 2
                at += 2
                if start == write:
                    return bytes(out)
                for i in range(length):
                    byte = dictionary[(start + i) % _SIZE]
                    dictionary[write] = byte
                    write = (write + 1) % _SIZE
                    out.append(byte)
            else:
                if at >= len(data):
                    return bytes(out)
                dictionary[write] = data[at]
                write = (write + 1) % _SIZE
                out.append(data[at])
                at += 1
    return bytes(out)
