"""The terminal speaks Swedish, also of what the code names in English."""

from __future__ import annotations

import re
from typing import get_args, get_type_hints

from summarizer.cli import wording
from summarizer.records import PARTS, STANCES, FileStatus, Op, SuggestionState, Verdict
from tests.commandline import Run

ENGLISH = {*wording.SUGGESTION_STATUS, *wording.VERDICT, *PARTS, *STANCES, *get_args(Op), *get_args(FileStatus)}


def test_every_name_has_its_word() -> None:
    assert set(wording.FILE_STATUS) == set(get_args(FileStatus))
    assert set(wording.VERDICT) == set(get_args(Verdict)) and set(wording.OP) == set(get_args(Op))
    assert set(wording.SUGGESTION_STATUS) == set(get_args(get_type_hints(SuggestionState)["status"]))
    assert set(wording.PART) == set(PARTS) and set(wording.STANCE) == set(STANCES)


def test_no_english_name_is_shown(drafted: Run) -> None:
    suggestion = drafted("suggestions", "3.2", "--json").json[0]["suggestion_id"]
    said = drafted("decide", suggestion, "accept", "--reviewer", "Anna Prov").out
    assert "[godkänt]" in said
    for command in (
        ("suggestions", "3.2"),
        ("history", suggestion),
        ("points", "3.2"),
        ("undo", suggestion, "--reviewer", "B"),
    ):
        said += drafted(*command).out
    said += drafted("ledger", "--section", "3.2").out
    assert "3 svar, " in said and "0 saknas." in said
    assert "Anna Prov godkände (kommandoraden)" in said
    assert set(re.findall(r"[a-z_]+", said)) & ENGLISH == set()
