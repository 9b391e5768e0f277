"""What the pages work out from the workspace, kept until the workspace changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import streamlit as st

from summarizer.ui.services import Services

T = TypeVar("T")
_MOST = 200  # values kept for one workspace


@st.cache_resource(show_spinner=False)
def _kept(folder: str) -> dict[Hashable, tuple[Hashable, Any]]:
    return {}


def cached(services: Services, key: Hashable, compute: Callable[[], T]) -> T:
    """The value of ``compute``, worked out again when anything has been written to the workspace since. Read-only."""
    kept = _kept(str(services.workspace.folder.absolute()))
    version = services.workspace.store.database.version()  # before the work: a write meanwhile makes it stale
    found = kept.get(key)
    if found is not None and found[0] == version:
        value: T = found[1]
        return value
    value = compute()
    if len(kept) >= _MOST:
        kept.clear()
    kept[key] = (version, value)
    return value
