"""A day as a field of text: Enter or a click elsewhere takes it, an emptied field is no day, and what is no day is said.

Streamlit's own date field was left aside: Enter takes nothing in it, an emptied one fills itself again, and the click that
leaves it is lost. Here a month or a year can be typed too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from question import parsers
from views.parts import mirror
from views.parts.question import bind_text, whole
from words import text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

FORM = "YYYY-MM-DD"


class Refused(NamedTuple):
    """What was typed and is no day, the day that held then, and what was expected in one sentence."""

    typed: str
    day: dt.date | None
    sentence: str


def show(label: str, day: dt.date | None, put: Callable[[dt.date | None], None], *, key: str, last: bool = False) -> str:
    """Show the field of a day and return why what stands in it was not taken, in a sentence; "" where nothing is wrong.

    `put` takes what is typed, of a month or a year the first day or the `last`. `say` shows the sentence: a field's own
    column is too narrow for it.
    """
    refused: Refused | None = st.session_state.get(f"{key}-refused")
    if refused and refused.day != day:
        refused = None
    st.text_input(
        label,
        key=bind_text(key, refused.typed if refused else str(day or "")),
        on_change=whole(lambda: _take(key, day, put, last=last)),
        placeholder=FORM,
        help=f"A month or a year stands for its {'last' if last else 'first'} day.",
    )
    return refused.sentence if refused else ""


def say(*sentences: str) -> None:
    """Say why days were not taken; "" says nothing."""
    for sentence in filter(None, sentences):
        st.error(text.markdown(sentence))


def _take(key: str, day: dt.date | None, put: Callable[[dt.date | None], None], *, last: bool) -> None:
    chosen = mirror.chosen(key)
    if not chosen:
        return
    typed = text.plain(chosen[0], longest=60).strip()
    st.session_state.pop(f"{key}-refused", None)
    try:
        taken = parsers.typed_day(typed, last=last) if typed else None
    except ValueError as expected:
        st.session_state[f"{key}-refused"] = Refused(typed, day, f"“{typed}” was not understood: expected {expected}.")
    else:
        put(taken)
    mirror.keep(key, chosen[0])
