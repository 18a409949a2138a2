"""The "Copy link" button: the address is the whole question, so copying it copies the view."""

from __future__ import annotations

import streamlit as st

from views.parts.static import static

_HTML = "<button type='button'>Copy link</button>"
_button = st.components.v2.component("copy_link", html=_HTML, css=static("copy_link.css"), js=static("copy_link.js"))


def link() -> None:
    """Show the button; it runs in the browser alone and reruns nothing."""
    _button(key="copy-link")
