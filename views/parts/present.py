"""The "Present" button: the standalone deck in a tab of its own, which then needs the app no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from briefing.story import InvalidBriefingError
from views.parts.static import static

if TYPE_CHECKING:
    from collections.abc import Callable

_HTML = "<button type='button'>Present</button><p role='status'></p>"
KEY = "present"
_component = st.components.v2.component("present", html=_HTML, css=static("present.css"), js=static("present.js"))


def button(make: Callable[[], str], *, ready: bool) -> None:
    """Show the button; `make` returns the deck as HTML. It is called when the button is pressed, and at no other time.

    What `make` raises as InvalidBriefingError is said in the tab that the press has opened.
    """
    data: dict[str, object] = {"ready": ready}
    if ready and (st.session_state.get(KEY) or {}).get("asked"):
        try:
            data["page"] = make()
        except InvalidBriefingError as fault:
            data["fault"] = str(fault)
    _component(key=KEY, data=data, on_asked_change=lambda: None)
