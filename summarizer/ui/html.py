"""Untrusted text to HTML. Every word that a sender or the model wrote goes to the page through ``e``.

Markdown is not used for such text: Streamlit's reads links, pictures, LaTeX, emoji codes and colours out of it.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from datetime import date

import streamlit as st

from summarizer.export.worddiff import word_changes

_IN_MARKDOWN = str.maketrans({c: "\\" + c for c in "\\`*_{}[]()#+-.!|<>~$&\"'/=^@%;,?"} | {":": "\\:\u2060", "\n": " "})


def e(text: object) -> str:
    """The text as it was typed, safe between tags and in attributes."""
    return html.escape(str(text), quote=True)


def label(text: str) -> str:
    """The text as it was typed, for a button or a heading that Streamlit reads as Markdown."""
    return " ".join(text.split()).translate(_IN_MARKDOWN)


def show(body: str) -> None:
    """Put HTML on the page. ``body`` holds our own tags and text that went through ``e``."""
    st.html(body)


def heading(text: str) -> None:
    """A heading of the second level, right below the page's own."""
    show(f"<h2>{e(text)}</h2>")


def marked(text: str, start: int, end: int) -> str:
    """The text with one span marked."""
    return f"{e(text[:start])}<mark id='belagg'>{e(text[start:end])}</mark>{e(text[end:])}"


def changed(old: str, new: str) -> str:
    """``old`` as it becomes ``new``: struck-through and underlined words, which are read out as such."""
    pieces, at = [], 0
    for start, end, text in word_changes(old, new):
        pieces.append(e(old[at:start]))
        pieces.append(deleted(old[start:end]) + inserted(text))
        at = end
    return "".join((*pieces, e(old[at:])))


def deleted(text: str) -> str:
    return f"<del>{e(text)}</del>" if text else ""


def inserted(text: str) -> str:
    return f"<ins>{e(text)}</ins>" if text else ""


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[object]], numeric: int = 0) -> str:
    """A table with its first column as row headers; the last ``numeric`` columns are set as numbers."""
    first_number = len(head) - numeric
    cells = [f'<th scope="col"{_number(i, first_number)}>{e(name)}</th>' for i, name in enumerate(head)]
    body = []
    for row in rows:
        rest = "".join(f"<td{_number(i, first_number)}>{_value(value)}</td>" for i, value in enumerate(row[1:], 1))
        body.append(f'<tr><th scope="row">{e(row[0])}</th>{rest}</tr>')
    return (
        f'<div class="tabell" role="region" aria-label="{e(caption)}" tabindex="0"><table><caption>{e(caption)}</caption>'
        f"<thead><tr>{''.join(cells)}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def _value(value: object) -> str:
    """A date is not broken over two lines."""
    return f"<time>{value.isoformat()}</time>" if isinstance(value, date) else e(value)


def _number(column: int, first: int) -> str:
    return ' class="tal"' if column >= first else ""


def figures(pairs: Iterable[tuple[str, object]]) -> str:
    """Key figures: each a number with what it counts."""
    items = "".join(f"<div><dt>{e(name)}</dt><dd>{e(value)}</dd></div>" for name, value in pairs)
    return f'<dl class="nyckeltal">{items}</dl>'


def bars(caption: str, head: tuple[str, str], rows: Sequence[tuple[str, int]]) -> str:
    """A bar for each row's number: a table, so that the numbers can be read without seeing the bars."""
    high = max((n for _, n in rows), default=1)
    body = "".join(
        f'<tr><th scope="row">{e(name)}</th><td><span class="stapel" style="width:{round(100 * n / high)}%"></span></td>'
        f'<td class="tal">{e(n)}</td></tr>'
        for name, n in rows
    )
    return (
        f'<div class="tabell staplar" role="region" aria-label="{e(caption)}" tabindex="0"><table><caption>{e(caption)}</caption><thead><tr><th scope="col">{e(head[0])}</th>'
        f'<td></td><th scope="col" class="tal">{e(head[1])}</th></tr></thead><tbody>{body}</tbody></table></div>'
    )
