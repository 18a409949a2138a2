"""The briefer's notes on a scene's map: arrows, rings and words, at positions or places that are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from briefing.marks import LEAST_KM, LONGEST_WORDS, MOST_KM, MOST_MARKS
from question import whereabouts
from waters import measure
from words import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.marks import Mark
    from briefing.story import Scene
    from views.parts.question import Question

KINDS = {"text": "Words", "arrow": "Arrow", "ring": "Ring"}
WHERE = "9.733, 115.867 · 9°44′N 115°52′E · a place's name"
# Of a ring that is not yet chosen: 12 nautical miles.
RADIUS_KM = 22.2
MOST_OFFERED = 5


def show(question: Question, number: int, scene: Scene, put: Callable[[tuple[Mark | dict[str, Any], ...]], None]) -> None:
    """Show a map's notes, each with a button that takes it away; `put` keeps others. The form opens when it is asked for."""
    for turn, mark in enumerate(scene.marks):
        rest = (*scene.marks[:turn], *scene.marks[turn + 1 :])
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.caption(text.markdown(words(mark)))
        right.button("Take away", key=f"w-mark-{number}-{turn}", on_click=put, args=(rest,))
    if st.toggle("Add a note to the map", key=f"w-marking-{number}", disabled=len(scene.marks) >= MOST_MARKS):
        _form(question, number, scene, put)


def words(mark: Mark) -> str:
    """Return a note in words: "Ring of 12 nm (22 km) around 9°44.0′N 115°52.0′E: “Resupply”"."""
    at = measure.position_words(*mark.at)
    where = {
        "ring": f"Ring of {measure.distance_words(1000 * (mark.km or 0))} around {at}",
        "arrow": f"Arrow from {at} to {measure.position_words(*mark.to) if mark.to else ''}",
        "text": f"Words at {at}",
    }[mark.kind]
    return f"{where}: “{mark.words}”" if mark.words else where


def _form(question: Question, number: int, scene: Scene, put: Callable[[tuple[Mark | dict[str, Any], ...]], None]) -> None:
    kind = st.segmented_control(
        "What", list(KINDS), default="text", format_func=KINDS.__getitem__, key=f"w-mark-kind-{number}", required=True
    )
    with st.form(f"mark-{number}", border=False):
        at = st.text_input("From" if kind == "arrow" else "Where", placeholder=WHERE, key=f"w-mark-at-{number}")
        to = st.text_input("To", placeholder=WHERE, key=f"w-mark-to-{number}") if kind == "arrow" else ""
        km = (
            st.number_input("Radius in km", LEAST_KM, MOST_KM, RADIUS_KM, key=f"w-mark-km-{number}")
            if kind == "ring"
            else None
        )
        said = st.text_input("Words", max_chars=LONGEST_WORDS, key=f"w-mark-words-{number}")
        if not st.form_submit_button("Put it on the map"):
            return
    try:
        mark = {"kind": kind, "at": _position(question, at), "km": km, "words": said}
        mark["to"] = _position(question, to) if kind == "arrow" else None
    except ValueError as fault:
        st.warning(text.markdown(str(fault)))
        return
    put((*scene.marks, mark))
    st.rerun()


def _position(question: Question, typed: str) -> tuple[float, float]:
    """Return the position that a text means, as longitude and latitude. Raises ValueError with one sentence for none."""
    if not typed.strip():
        raise ValueError("Where the note stands is missing: type a position or a place's name.")
    spots = whereabouts.find(question.frame("places"), typed)
    spot = whereabouts.answered(spots)
    if spot is None:
        listed = text.words([near.label for near in spots[:MOST_OFFERED]], last="or")
        raise ValueError(f"{whereabouts.heading(spots, typed)} {listed}. Type the whole name, or a position.")
    return round(spot.lon_deg, 5), round(spot.lat_deg, 5)
