"""Folds whose content is drawn when they are opened: what nobody looks at costs no click its time."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def folded(title: str, key: str, draw: Callable[[], object]) -> None:
    """``draw`` is called when the fold is open. To open it draws the whole page anew, so what is inside may change the rest."""
    fold = st.expander(title, key=key, on_change="rerun")
    if fold.open:
        with fold:
            draw()


@st.fragment
def folded_apart(title: str, key: str, draw: Callable[[], object]) -> None:
    """As ``folded``, but opening it, and what is done inside, draws nothing else anew until ``draw`` asks for it."""
    folded(title, key, draw)
