"""The "Present" button: the standalone deck in a tab of its own, which then needs the app no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from briefing import making as orders
from views.parts import making
from views.parts.component import component

if TYPE_CHECKING:
    from briefing.story import Briefing

_HTML = "<button type='button'>Present</button><p role='status'></p>"
KEY, DECK = "present", "presented"
_component = component("present", html=_HTML, css="present.css", js="present.js")


def button(briefing: Briefing) -> None:
    """Show the button; the deck is made as HTML when it is pressed, and at no other time.

    Why there is none is said in the tab that the press has opened, which shows the deck else.
    """
    if briefing.scenes and (st.session_state.get(KEY) or {}).get("asked"):
        making.begin(DECK, orders.of_briefing(briefing, ".html"))
    task = making.task(DECK)
    data: dict[str, object] = {"ready": bool(briefing.scenes)}
    if task and task.ended:
        data |= {"page": task.files[0].content.decode()} if task.files else {"fault": task.fault}
    _component(key=KEY, data=data, on_asked_change=lambda: None)
    # In a place of its own, so that nothing below it moves.
    with st.container():
        if task and task.ended:
            # The tab has it now.
            making.forget(DECK)
        elif task:
            making.progress(DECK)
