"""The list of edits that a redline holds, kept inside the file as a custom XML part.

Word and LibreOffice carry such parts along untouched, so a redline that comes back says itself what it was made of, also
when comments have been removed and decisions have been taken on the screen in the meantime.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.opc.part import Part as PackagePart
from lxml import etree

from summarizer.export.edits import TrackedEdit
from summarizer.records import Target

_NAMESPACE = "urn:x-samspel:redline:1"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    '<ds:datastoreItem ds:itemID="{7C1D6C36-5D0A-4D55-9A42-53414D53504C}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


def attach(document: WordDocument, edits: Sequence[TrackedEdit]) -> None:
    """Put the list of edits into the document's package."""
    root = etree.Element(f"{{{_NAMESPACE}}}edits", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]
    root.text = json.dumps([_fields(edit) for edit in edits], ensure_ascii=True)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    package = document.part.package
    item = PackagePart(package.next_partname("/customXml/item%d.xml"), "application/xml", content, package)
    document.part.relate_to(item, f"{_RELATIONSHIPS}/customXml")
    name = package.next_partname("/customXml/itemProps%d.xml")
    item.relate_to(PackagePart(name, _PROPERTIES, _ITEM.encode(), package), f"{_RELATIONSHIPS}/customXmlProps")


def edits_in(docx: bytes) -> tuple[TrackedEdit, ...] | None:
    """The edits that the redline was made of, without author, date and comment; None when the file has lost the list."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith("customXml/item") and _NAMESPACE.encode() in (content := archive.read(name)):
                root = etree.fromstring(content, parser)
                if root.tag == f"{{{_NAMESPACE}}}edits":
                    return tuple(_edit(fields) for fields in json.loads(root.text or "[]"))
    return None


def _fields(edit: TrackedEdit) -> dict[str, object]:
    target = edit.target
    return {
        "id": edit.suggestion_id,
        "section": edit.section,
        "part": edit.part,
        "op": edit.op,
        "target": None if target is None else [target.sentence, target.start, target.end, target.text],
        "text": edit.new_text,
    }


def _edit(fields: dict[str, object]) -> TrackedEdit:
    target = fields["target"]
    return TrackedEdit(
        suggestion_id=str(fields["id"]),
        section=str(fields["section"]),
        part=fields["part"],  # type: ignore[arg-type]
        op=fields["op"],  # type: ignore[arg-type]
        target=Target(*target) if isinstance(target, list) else None,
        new_text=str(fields["text"]),
        author="",
        date="1970-01-01",
        comment="",
    )
