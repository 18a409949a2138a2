"""A page's text with its highlights beside the values that they prove, as one component for pointer and keyboard.

The text is cut here, on the server, so that no offset is counted in a browser; it enters the document as text alone.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import streamlit as st

from desk import anchors
from desk.value import FIELDS
from views.parts.cards import LANGUAGES
from views.parts.component import component
from views.parts.question import heard
from words import dates, states

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desk.blocks import Page
    from desk.review import sheet

Fields = dict[str, Any]
TITLES = {
    "kind": "What it is",
    "when": "When",
    "place": "Where",
    "also_places": "Bears on too",
    "position": "Position",
    "types": "What was done",
    "harm": "Harm",
    "states": "States",
    "agencies": "Forces",
    "vessels": "Vessels",
    "accounts": "Who says what",
    "origins": "Taken from",
    "headline": "Headline",
    "publisher": "Publisher",
    "published": "Published",
    "language": "Language",
}
PLACES = ("place", "also_places")
_HTML = "<div class='evidence' tabindex='0'></div>"
_component = component("evidence", html=_HTML, css="evidence.css", js="evidence.js", isolate_styles=False)


KEY = "desk-evidence"
TURN = "desk-turn"


def show(page: Page, fields: Fields, names: Mapping[str, str], act: Callable[[list[Any]], None], *, of: str) -> None:
    """Show a page beside its values; `act` is called with what an editor did: each act has `do`, `field`, `at`, `other`."""

    def done() -> None:
        sent = heard(KEY, "done")
        # Whether it was taken or refused, the page is told that it was heard.
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        if isinstance(sent, dict):
            act(list(sent.get("acts") or ()))

    data = message(page, fields, names) | {"of": of, "turn": st.session_state.get(TURN, 0)}
    _component(key=KEY, data=data, height="content", on_done_change=done)


def message(page: Page, fields: Fields, names: Mapping[str, str]) -> dict[str, Any]:
    """Return the text in pieces, each with the numbers of the values that it proves, and the values by field."""
    values = [
        (field, at, item, anchors.held(page.text, item["quote"], item["start"], item["end"]))
        for field in FIELDS
        for at, item in enumerate(fields.get(field) or [])
    ]
    spans = [(number, *span) for number, (_, _, _, span) in enumerate(values) if span]
    return {
        "blocks": [
            {"kind": block.kind, "pieces": pieces(page.text, block.start, block.end, spans)} for block in page.blocks
        ],
        "values": [_value(field, at, item, names, lost=span is None) for field, at, item, span in values],
    }


def pieces(text: str, start: int, end: int, spans: list[tuple[int, int, int]]) -> list[tuple[str, list[int]]]:
    """Return a stretch of text cut where highlights begin and end: each piece with the numbers of those that cover it.

    The shortest comes first, which is what a click there means.
    """
    near = sorted((span for span in spans if span[1] < end and span[2] > start), key=lambda span: span[2] - span[1])
    mine = [(number, max(first, start), min(last, end)) for number, first, last in near]
    cuts = sorted({start, end, *(first for _, first, _ in mine), *(last for _, _, last in mine)})
    return [(text[a:b], [number for number, first, last in mine if first <= a and b <= last]) for a, b in pairwise(cuts)]


def _value(field: str, at: int, item: sheet.Item, names: Mapping[str, str], *, lost: bool) -> dict[str, Any]:
    return {
        "field": field,
        "at": at,
        "title": TITLES[field],
        "shown": shown(field, item, names),
        "verdict": item["verdict"],
        "quote": item["quote"],
        "lost": lost and bool(item["quote"]),
        "rule": item["rule"],
        "reasoning": item["why"] or item["reasoning"],
        "others": [shown(field, other, names) for other in item["others"]],
    }


def shown(field: str, item: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return a value in words."""
    value, more = item["value"], item["more"]
    if field == "position":
        return _position(more, names)
    words = WORDS[field](value) if field in WORDS else names.get(str(value), str(value)) if field in PLACES else str(value)
    return f"{words}{_further(field, more)}".replace("_", " ")


WORDS: dict[str, Callable[[Any], str]] = {
    "when": lambda day: dates.published_words(str(day)),
    "published": lambda day: dates.published_words(str(day)),
    "states": lambda code: states.name(str(code)),
    "accounts": lambda code: states.name(str(code)),
    "language": lambda code: LANGUAGES.get(str(code), str(code)),
}


def _further(field: str, more: Mapping[str, Any]) -> str:
    """Return what else a value says of itself, "" where nothing."""
    parts = {
        "when": f" to {dates.published_words(str(more['end']))}" if more.get("end") else "",
        "agencies": f" ({states.name(more['state'])})" if more.get("state") else "",
        "vessels": f" ({states.name(more['state'])})" if more.get("state") else "",
        "harm": f" {more.get('column', '')}",
        "origins": f", by way of {more['via']}" if more.get("via") else "",
    }
    return parts.get(field, "")


def _position(more: Mapping[str, Any], names: Mapping[str, str]) -> str:
    distance = f", {more['distance_nm']} nm {more['bearing']} of {_name(more, names)}" if more.get("bearing") else ""
    return f"{more['lat_deg']}, {more['lon_deg']} (within {more['precision_m'] / 1000:g} km){distance}"


def _name(more: Mapping[str, Any], names: Mapping[str, str]) -> str:
    return names.get(str(more.get("from")), str(more.get("from")))
