"""A table with many rows: folded, drawn only when it is unfolded, some rows at a time, with a search among all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from summarizer.ui.html import show, table
from summarizer.ui.texts import t

_ROWS = 50  # at a time

Rows = Sequence[Sequence[object]]


@st.fragment
def long_table(
    title: str, head: Sequence[str], rows: Callable[[], Rows], key: str, numeric: int = 0, expanded: bool = False
) -> None:
    """``rows`` is asked when the table is unfolded. Unfolding, searching and leafing draw nothing else anew."""
    fold = st.expander(title, key=key, on_change="rerun", expanded=expanded)
    if not fold.open:
        return
    with fold:
        everything = rows()
        if len(everything) <= _ROWS:
            show(table(title, head, everything, numeric))
            return
        wanted = st.text_input(t("table.search"), key=f"{key}_search", max_chars=100).casefold().strip()
        found = [row for row in everything if any(wanted in str(value).casefold() for value in row)]
        pages = max(1, -(-len(found) // _ROWS))
        page = 1
        if pages > 1:
            page = min(pages, st.pagination(pages, key=f"{key}_page"))
        first = (page - 1) * _ROWS
        shown = found[first : first + _ROWS]
        st.caption(t("table.rows", first=first + 1 if shown else 0, last=first + len(shown), total=len(found)))
        show(table(title, head, shown, numeric))
