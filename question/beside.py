"""The other question of a comparison: the same one under another lens, or with another last day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from question import parsers
from waters.lens import BEFORE_AWARD, LENSES, applies

if TYPE_CHECKING:
    from question.view import View


def read(raw: str) -> str:
    """Read what is compared: a lens, or a last day written YYYY-MM-DD."""
    try:
        return raw if raw in LENSES else parsers.day(raw).isoformat()
    except ValueError:
        raise ValueError(f"a lens ({', '.join(LENSES)}) or {parsers.DAY}") from None


def fault(view: View) -> str:
    """Return why a View cannot be compared so, or ""."""
    if view.beside in LENSES and not applies(view.beside, view.end):
        return BEFORE_AWARD
    return "it is what the map shows by itself" if view.beside and other(view) is None else ""


def other(view: View) -> View | None:
    """Return the question that a View is compared with; None where it is compared with none, or with itself.

    A last day before the award leaves the lens “as claimed”, and one before the first day leaves that open.
    """
    if not view.beside:
        return None
    if view.beside in LENSES:
        beside = replace(view, lens=view.beside)
    else:
        day = parsers.day(view.beside)
        start = view.start if view.start and view.start <= day else None
        beside = replace(view, start=start, end=day, lens=view.lens if applies(view.lens, day) else "claimed")
    return None if replace(beside, beside="") == replace(view, beside="") else replace(beside, beside="")
