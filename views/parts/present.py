"""The "Present" button: the standalone deck in a tab of its own, which then needs the app no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from briefing.story import InvalidBriefingError

if TYPE_CHECKING:
    from collections.abc import Callable

_JS = """
let waiting = null;
export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector("p");
  button.disabled = !data.ready;
  button.onclick = () => {
    // The click itself opens the tab: browsers block one that a script opens later.
    waiting = window.open("", "_blank");
    said.textContent = waiting ? "" : "The browser did not open a tab: allow pop-up windows for this page.";
    if (!waiting) return;
    waiting.opener = null;
    waiting.document.title = "Soundings";
    waiting.document.body.textContent = "The briefing is being made.";
    setTriggerValue("asked", true);
  };
  if (waiting && data.page) {
    waiting.location.replace(URL.createObjectURL(new Blob([data.page], { type: "text/html" })));
    waiting = null;
  } else if (waiting && data.fault) {
    waiting.document.body.textContent = data.fault;
    waiting = null;
  }
}
"""
_HTML = "<button type='button'>Present</button><p role='status'></p>"
_CSS = """
button { font: inherit; font-weight: 600; width: 100%; padding: .45rem .8rem; border-radius: .5rem; cursor: pointer;
  background: var(--st-primary-color); color: #fff; border: 1px solid transparent; }
button:hover { filter: brightness(1.1); }
button:disabled { opacity: .5; cursor: default; }
button:focus-visible { outline: 3px solid #0072b2; outline-offset: 2px; }
p { font-size: .85rem; margin: .3rem 0 0; }
p:empty { display: none; }
"""
KEY = "present"
_component = st.components.v2.component("present", html=_HTML, css=_CSS, js=_JS)


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
