"""Files made beside the page: ordered when a reader asks, told of while they are made, kept until they are out of date.

The run of the page ends at once; a fragment asks again how far the file is, and the page stays as usable as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from briefing.workshop import WORKSHOP
from words import text

if TYPE_CHECKING:
    from briefing.making import Order
    from briefing.workshop import Task

LOOK_S = 0.5


def begin(key: str, order: Order) -> None:
    """Order a file under a key of the session; one that was ordered before under the same key is given up."""
    forget(key)
    st.session_state[key] = WORKSHOP.take(order)


def task(key: str) -> Task | None:
    """Return what was ordered under a key, None where nothing was."""
    ordered: Task | None = st.session_state.get(key)
    return ordered


def forget(key: str) -> None:
    """Give up what was ordered under a key."""
    ordered = st.session_state.pop(key, None)
    if ordered:
        WORKSHOP.cancel(ordered)


def progress(key: str) -> None:
    """Show how far a file is, with a button that gives it up; at its end the page is run again."""
    st.fragment(_progress, run_every=LOOK_S)(key)


def _progress(key: str) -> None:
    ordered = task(key)
    if ordered is None or ordered.ended:
        st.rerun()
    before = WORKSHOP.before(ordered)
    words = f"Waiting: {text.count(before, 'file')} before it" if before else ordered.words
    st.progress(ordered.done, text.markdown(words))
    st.button("Cancel", key=f"w-cancel-{key}", on_click=WORKSHOP.cancel, args=(ordered,), width="stretch")
