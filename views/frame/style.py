"""The look that Streamlit's own settings do not reach, and the scripts and styles that stand in views/static."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

STATIC = Path(__file__).resolve().parent.parent / "static"


@cache
def static(name: str) -> str:
    """Return a script or a style of views/static as text; it is read once."""
    return (STATIC / name).read_text(encoding="utf-8")


def sheet() -> None:
    """Put the style sheet on the page."""
    st.html(f"<style>{static('page.css')}</style>")
