"""What the kinds of scenes are called, and which of them a view can be kept as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.store import store

if TYPE_CHECKING:
    from briefing.story import Kind
    from question.view import View

WORDS: dict[Kind, str] = {
    "map": "map", "places": "clashes by place", "trend": "trend, beside the periods before",
    "clash": "one clash, each side's account", "claims": "whose claims the gravest lie in", "developments": "developments",
    "points": "key points", "text": "own words", "timeline": "in order of time",
    "feature": "what is picked, with its reports", "point": "whose claims the point is in", "bar": "list of the clashes",
    "beside": "two maps beside each other",
}  # fmt: skip
# Any question can be told so.
ALWAYS: tuple[Kind, ...] = ("points", "text", "map", "places", "trend", "timeline", "bar", "claims", "developments")


def label(kind: Kind) -> str:
    """Return what a kind is called where it stands alone."""
    words = WORDS[kind]
    return f"{words[:1].upper()}{words[1:]}"


def offered(view: View, first: Kind | None = None) -> list[Kind]:
    """Return the kinds that a view can be kept as: `first`, then what it picks, asks about or compares, then the others."""
    picked = store().ids.get(view.selected)
    subjects: list[Kind] = []
    if picked:
        subjects.append("clash" if picked == "incidents" else "feature")
    if view.point:
        subjects.append("point")
    if view.beside:
        subjects.append("beside")
    return list(dict.fromkeys([*([first] if first else []), *subjects, *ALWAYS]))
