"""The look that Streamlit's own settings do not reach: one style sheet for every page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st


@cache
def _css() -> str:
    return (Path(__file__).resolve().parent.parent / "static" / "page.css").read_text(encoding="utf-8")


def sheet() -> None:
    """Put the style sheet on the page."""
    st.html(f"<style>{_css()}</style>")
