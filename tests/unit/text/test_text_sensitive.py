"""Sensitive matters of single persons are flagged; the same words as a subject of policy are not."""

from __future__ import annotations

import pytest

from summarizer.text.sensitive import find_sensitive


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jag har diabetes och åker buss till vården.", "hälsa"),
        ("Min dotter är sjukskriven sedan i våras.", "hälsa"),
        ("Sedan hon fick sin diagnos har resorna blivit svåra.", "hälsa"),
        ("Vår son har autism och behöver skolskjuts.", "hälsa"),
        ("Som muslim saknar jag en lokal i byn.", "tro eller åsikt"),
        ("Jag är fackligt aktiv på sågverket.", "fackligt"),
        ("Jag är same och bor i fjällen.", "härkomst"),
        ("Jag är homosexuell och har flyttat härifrån.", "sexualliv"),
        ("Min bror, han är dömd, får inget arbete.", "brott"),
        ("Jag lever med skyddad identitet.", "socialt"),
    ],
)
def test_somebodys(text: str, kind: str) -> None:
    whole = f"Vägarna är dåliga. {text} Bygg ut."
    (span,) = find_sensitive(whole)
    assert (span.kind, whole[span.start : span.end]) == (kind, text)


@pytest.mark.parametrize(
    "text",
    [
        "Hälso- och sjukvården behöver stärkas i inlandet.",
        "Psykisk ohälsa bland unga ökar i länet.",
        "Samiska näringar ska nämnas i strategin.",
        "Jag vill ha bättre vägar.",
        "Jag tycker att romanen om Granvik är bra.",
        "Arbetet mot kriminalitet och missbruk behöver samordnas.",
    ],
)
def test_subjects_of_policy(text: str) -> None:
    assert find_sensitive(text) == []
