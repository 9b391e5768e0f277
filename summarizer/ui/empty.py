"""A page with nothing to show says why, and takes the person to where it is mended."""

from __future__ import annotations

import streamlit as st

from summarizer.ui.services import Services, may
from summarizer.ui.texts import t


def nothing_read(services: Services, text: str) -> None:
    """No submission has been read in."""
    st.info(text)
    if may(services, "skribent") and st.button(t("overview.to_ingest"), type="primary", key="to_ingest"):
        services.go("inspel")
