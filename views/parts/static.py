"""The scripts and styles of views/static as text, for the parts that hand them to Streamlit."""

from __future__ import annotations

from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"


@cache
def static(name: str) -> str:
    """Return a script or a style of views/static; it is read once."""
    return (STATIC / name).read_text(encoding="utf-8")
