"""The look that Streamlit's own settings do not reach: one style sheet for every page."""

from __future__ import annotations

import streamlit as st

from views.parts.static import static


def sheet() -> None:
    """Put the style sheet on the page."""
    st.html(f"<style>{static('page.css')}</style>")
