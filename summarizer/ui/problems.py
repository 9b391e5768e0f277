"""What went wrong, as one sentence. Errors are written in Swedish only; an English page says what kind of error it is and
shows the Swedish sentence as such, since it names the file and the remedy."""

from __future__ import annotations

import streamlit as st

from summarizer.errors import SamspelError
from summarizer.ui.html import label
from summarizer.ui.texts import t


def sentence(problem: SamspelError) -> str:
    return t(f"error.{type(problem).__name__}", detail=str(problem))


def show_problem(problem: SamspelError) -> None:
    """The sentence may hold the name of a file or a person, so it is shown as typed."""
    st.error(label(sentence(problem)))
