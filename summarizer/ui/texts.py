"""Every word that the screen itself says. One file per language in ``catalogue/``, so that nothing is said in two ways."""

from __future__ import annotations

import tomllib
from pathlib import Path

import streamlit as st

LANGUAGES = {"sv": "Svenska", "en": "English"}


def _read(code: str) -> dict[str, dict[str, str]]:
    """``texts`` by key, and in Swedish ``streamlit``: what Streamlit writes on its own → what browser.js puts there."""
    return tomllib.loads((Path(__file__).parent / "catalogue" / f"{code}.toml").read_text(encoding="utf-8"))


_FILES = {code: _read(code) for code in LANGUAGES}
TEXTS = {code: file["texts"] for code, file in _FILES.items()}
STREAMLIT_TEXTS = _FILES["sv"]["streamlit"]


def language() -> str:
    """The language of this browser's page: "sv" or "en"."""
    return str(st.session_state.get("language", "sv"))


def t(key: str, **values: object) -> str:
    """The text for a key in the page's language, with its values put in."""
    return TEXTS["en" if language() == "en" else "sv"][key].format(**values)
