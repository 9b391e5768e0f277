"""What the code names in English, as the terminal says it. JSON keeps the names."""

from __future__ import annotations

FILE_STATUS = {
    "accepted": "inläst",
    "accepted_with_warnings": "inläst, se anmärkning",
    "rejected": "avvisad",
    "duplicate": "dubblett",
    "superseding": "inläst, ersätter tidigare",
}
SUGGESTION_STATUS = {
    "pending": "väntar",
    "accepted": "godkänt",
    "edited": "godkänt med ändrad lydelse",
    "rejected": "avslaget",
    "stale": "inaktuellt",
}
VERDICT = {"accept": "godkände", "edit": "ändrade", "reject": "avslog", "undo": "ångrade"}
PART = {"analysis": "analys", "goal": "mål", "needs": "behov", "actors": "aktörer"}
STANCE = {"support": "stöder", "change": "vill ändra", "oppose": "avstyrker", "information": "upplyser"}
OP = {"insert_after": "infoga efter", "replace": "ersätt", "delete": "stryk"}
REMOVED = {
    "answers": "svar", "contacts": "kontaktuppgifter", "remnants": "oplacerade texter", "file_ledgers": "avräkning",
    "vectors": "vektorer", "chunks": "sökbara textstycken",
}  # fmt: skip
