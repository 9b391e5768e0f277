"""The strategy's current text with suggestions in place: struck-through and underlined words, each with its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.records import BaselinePart, Sentence, SuggestionState
from summarizer.ui.html import changed, deleted, e, inserted


def part_html(
    part: BaselinePart, states: Sequence[SuggestionState], numbers: Mapping[str, int], focus: str | None
) -> str:
    """One part as HTML. Rejected and outdated suggestions leave the text as it is; the one in focus is framed."""
    mine = [s for s in states if s.suggestion.part == part.part and s.suggestion.section == part.section]
    first = [s for s in mine if s.suggestion.target is None]
    pieces, at = [_added(s, numbers, focus) for s in first], 0
    for sentence in part.sentences:
        pieces.append(e(part.text[at : sentence.start]))
        pieces.append(_sentence(sentence, [s for s in mine if _aims_at(s, sentence)], numbers, focus))
        at = sentence.end
    pieces.append(e(part.text[at:]))
    return f"<div class='strategi'>{''.join(pieces)}</div>"


def change_html(state: SuggestionState) -> str:
    """One suggestion on its own, as the change it makes."""
    suggestion, text = state.suggestion, state.final_text
    old = suggestion.target.text if suggestion.target else ""
    if suggestion.op == "delete":
        return deleted(old)
    if suggestion.op == "replace":
        return changed(old, text)
    return f"{e(old)} {inserted(text)}"


def _aims_at(state: SuggestionState, sentence: Sentence) -> bool:
    target = state.suggestion.target
    return target is not None and target.sentence == sentence.number


def _sentence(
    sentence: Sentence, states: Sequence[SuggestionState], numbers: Mapping[str, int], focus: str | None
) -> str:
    """A sentence with what is suggested for it. Of several changes of the same words, the one in focus is drawn."""
    changes = [s for s in states if s.suggestion.op != "insert_after"]
    drawn = next((s for s in changes if s.suggestion.suggestion_id == focus), None)
    drawn = drawn or next((s for s in changes if s.status not in ("rejected", "stale")), None)
    pieces = []
    if drawn is None:
        pieces.append(e(sentence.text))
    for state in changes:
        if state is drawn:
            body = (
                deleted(sentence.text) if drawn.suggestion.op == "delete" else changed(sentence.text, drawn.final_text)
            )
            pieces.append(_frame(state, _plain_if_off(state, sentence.text, body), numbers, focus))
        else:
            pieces.append(_frame(state, "", numbers, focus))
    pieces += [_added(s, numbers, focus) for s in states if s.suggestion.op == "insert_after"]
    return "".join(pieces)


def _added(state: SuggestionState, numbers: Mapping[str, int], focus: str | None) -> str:
    body = _plain_if_off(state, "", " " + inserted(state.final_text))
    return _frame(state, body, numbers, focus)


def _plain_if_off(state: SuggestionState, old: str, body: str) -> str:
    return e(old) if state.status in ("rejected", "stale") else body


def _frame(state: SuggestionState, body: str, numbers: Mapping[str, int], focus: str | None) -> str:
    key = state.suggestion.suggestion_id
    if key not in numbers:
        return body
    chosen = " fokus" if key == focus else ""
    return f"<span class='forslag{chosen}'><sup>{numbers[key]}</sup>{body}</span>"
