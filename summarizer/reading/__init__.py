"""The door: files of any kind to documents, with every character accounted for."""

from summarizer.reading.document import Block, Cell, Document, Piece
from summarizer.reading.door import read_file
from summarizer.reading.expand import expand

__all__ = ["Block", "Cell", "Document", "Piece", "expand", "read_file"]
