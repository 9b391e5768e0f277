"""Builds Word files from scratch for the tests: paragraphs, runs and content controls as the XML that Word writes."""

from __future__ import annotations

import io
import zipfile
from itertools import count
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PROMPT = "Klicka för att skriva"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_STYLES = f"""<w:styles {_NAMESPACES}>
<w:style w:type="paragraph" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/><w:basedOn w:val="Rubrik1"/></w:style>
<w:style w:type="paragraph" w:styleId="Innehll1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Dold"><w:name w:val="Dold"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""
_BULLET = '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/>'
_DECIMAL = '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
_LETTER = '<w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/>'
_NUMBERING = f"""<w:numbering {_NAMESPACES}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{_BULLET}</w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0">{_DECIMAL}</w:lvl><w:lvl w:ilvl="1">{_LETTER}</w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""
_ids = count(1)


def t(text: str) -> str:
    """Text inside a run; line breaks become ``w:br``."""
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{t(text)}</w:r>"


def p(*content: str, style: str = "", listed: int | None = None, depth: int = 0) -> str:
    """A paragraph of runs; plain strings without markup become runs. ``listed``: 1 bullets, 2 numbers."""
    inner = "".join(c if c.startswith("<") else run(c) for c in content if c)
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if listed is not None:
        properties += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{listed}"/></w:numPr>'
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def control(content: str, prompting: bool = False, extra: str = "") -> str:
    """A content control around runs, paragraphs, cells or rows."""
    flag = "<w:showingPlcHdr/>" if prompting else ""
    return f'<w:sdt><w:sdtPr><w:id w:val="{next(_ids)}"/>{flag}{extra}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def empty_control() -> str:
    """An inline control that nobody has filled in."""
    return control(run(PROMPT, '<w:rStyle w:val="Platshllartext"/>'), prompting=True)


def cell(*content: str) -> str:
    return f"<w:tc><w:tcPr/>{''.join(content) or '<w:p/>'}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def docx(body: str, parts: dict[str, str] | None = None, relations: str = "", main_type: str = "document") -> bytes:
    """A whole Word file. ``parts``: kind ("footnotes", "comments", "header1" …) → inner XML of its root."""
    kind = {"document": "document.main", "template": "template.main"}[main_type]
    prefix = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    overrides = f'<Override PartName="/word/document.xml" ContentType="{prefix}{kind}+xml"/>'
    document_relations = relations
    files = {"word/styles.xml": _STYLES, "word/numbering.xml": _NUMBERING}
    for name in ("styles", "numbering"):
        document_relations += f'<Relationship Id="r{name}" Type="{R}/{name}" Target="{name}.xml"/>'
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}
    for name, inner in (parts or {}).items():
        bare = name.rstrip("0123456789")
        root = roots.get(bare, {"header": "hdr", "footer": "ftr"}.get(bare, bare))
        files[f"word/{name}.xml"] = f"<w:{root} {_NAMESPACES}>{inner}</w:{root}>"
        document_relations += f'<Relationship Id="r{name}" Type="{R}/{bare}" Target="{name}.xml"/>'
    files["word/document.xml"] = f"<w:document {_NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    package = "http://schemas.openxmlformats.org/package/2006"
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{package}/relationships">{document_relations}</Relationships>'
    )
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), '<?xml version="1.0" encoding="UTF-8"?>' + files[name])
    return stream.getvalue()


def inserted(text: str) -> str:
    return f'<w:ins w:id="1">{run(text)}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def mark(kind: str, inner: str = "") -> str:
    """One end of a field: "begin", "separate" or "end"."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def coded(code: str, result: str) -> str:
    """A field: its code and what the page shows."""
    return f"{mark('begin')}<w:r><w:instrText>{escape(code)}</w:instrText></w:r>{mark('separate')}{run(result)}{mark('end')}"
