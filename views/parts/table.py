"""The table under the map: the same features in words, for the keyboard, for copying, and for whoever would rather read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from layers import layer, overlaps
from question.view import LAYERS
from record import severity
from views.parts.question import ask, bind, pick
from waters import standing
from waters.lens import AWARD
from waters.zones import KINDS
from words import states, text

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from question.view import View
    from views.parts.question import Question

PAGE_ROWS = 200
HEIGHT_PX = 420
# The grid's own keys, which nothing on it tells.
ROW = "Choose a row by its box, or with the arrow keys and Shift + Space,"


def show(question: Question, admitted: dict[str, gpd.GeoDataFrame]) -> None:
    """Show one layer's admitted features; choosing a row picks the feature and flies the map to it."""
    keys = [key for key in reversed(LAYERS) if key in question.view.layers]
    if not keys:
        st.info("No layer is shown: choose one at the left.")
        return
    shown = {key: f"{layer(key).TITLE} ({len(admitted[key]):,})" for key in keys}
    if st.session_state.get("w-table") not in keys:
        bind("w-table", keys[0])
    key = st.segmented_control(
        "Table of", keys, key="w-table", format_func=lambda key: shown[key], label_visibility="collapsed", required=True
    )
    frame = admitted[key or keys[0]]
    if frame.empty:
        return
    by = _grouping() if key == "incidents" else ""
    if by:
        groups(frame, question.view, by)
        return
    listing(question, key or keys[0], frame)


def listing(question: Question, key: str, frame: gpd.GeoDataFrame) -> None:
    """Show one layer's rows; choosing one picks the feature and flies the map to it."""
    page = _page(frame, key)
    rows = _COLUMNS[key](page, question.view)
    st.dataframe(
        rows,
        key=f"w-rows-{key}",
        on_select=lambda: _picked(f"w-rows-{key}", list(page.index)),
        selection_mode="single-row",
        hide_index=True,
        height=min(HEIGHT_PX, 38 + 35 * len(rows)),
        width="stretch",
    )
    st.caption(f"{ROW} to see it on the map and in the dossier.")


def _page(frame: gpd.GeoDataFrame, key: str) -> gpd.GeoDataFrame:
    """Return the rows to send: what is sent is bounded by what a screen can show, not by the data."""
    if len(frame) <= PAGE_ROWS:
        return frame
    pages = -(-len(frame) // PAGE_ROWS)
    number = int(st.number_input(f"Page of {pages:,} ({PAGE_ROWS} rows each)", 1, pages, key=f"w-page-{key}"))
    return frame.iloc[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]


def _picked(widget: str, ids: list[str]) -> None:
    rows = st.session_state[widget]["selection"]["rows"]
    if rows and rows[0] < len(ids):
        pick(ids[rows[0]])
    else:
        ask(selected="")


def _incidents(page: gpd.GeoDataFrame, view: View) -> pd.DataFrame:
    found = standing.held(page["standing"], view.lens, view.end)
    return pd.DataFrame(
        {
            "When": page["when"],
            "What": _cut(page["title"]),
            "Where": _cut(page["place_name"]),
            "Parties": [", ".join(sorted(states.name(code) for code in codes)) for codes in page["any"]],
            "Severity": [f"{level} {severity.NAMES[level]}" for level in page["severity"]],
            "In the EEZ claim of": [", ".join(sorted(states.name(code) for code in one.eez)) for one in found],
            "Claimants": [len(one.claimants) for one in found],
            "Accounts": [len(found) for found in page["accounts"]],
            "Reports": [len(found) for found in page["reports"]],
            "Origins": page["origins"],
        }
    )


def _developments(page: gpd.GeoDataFrame, _view: View) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "When": page["when"],
            "What": _cut(page["title"]),
            "Kind": [kind.replace("_", " ") for kind in page["kind"]],
            "Where": _cut(page["place_name"]),
            "States": [", ".join(sorted(states.name(code) for code in codes)) for codes in page["states_set"]],
            "Reports": [len(found) for found in page["reports"]],
            "Origins": page["origins"],
        }
    )


def _places(page: gpd.GeoDataFrame, _view: View) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Place": _cut(page["name"]),
            "Kind": [kind.replace("_", " ") for kind in page["kind"]],
            "Group": page["group"],
            "Held by": [_codes(cell) for cell in page["occupied_by"]],
            "Claimed by": [_codes(cell) for cell in page["claimed_by"]],
            "2016 award": page["award_2016_status"],
            "Clashes": page["clashes"],
            "Reports": [len(found) for found in page["reports"]],
        }
    )


def _claims(page: gpd.GeoDataFrame, _view: View) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Claimant": [states.name(code) for code in page["claimant"]],
            "Instrument": _cut(page["title"]),
            "Kind": [kind.replace("_", " ") for kind in page["kind"]],
            "Date": page["when"],
            "Geometry": [_drawn(row.geometry, row.completeness) for row in page.itertuples()],
            "Disputed by": [_codes(cell) for cell in page["disputed_by"]],
            "Reports": [len(found) for found in page["reports"]],
        }
    )


def _cut(column: pd.Series) -> list[str]:
    return [text.plain(value, longest=160) for value in column]


def _codes(cell: str) -> str:
    return ", ".join(states.name(code) for code in cell.split(";") if code)


def _drawn(shape: object, completeness: str) -> str:
    return "none" if shape is None else f"{getattr(shape, 'geom_type', '').replace('Multi', '')}, {completeness}"


def _overlaps(page: gpd.GeoDataFrame, view: View) -> pd.DataFrame:
    found = [sorted(states.name(code) for code in codes) for codes in overlaps.claimed(page, view)]
    return pd.DataFrame(
        {
            "Claimed by": [", ".join(names) for names in found],
            "Claimants": [len(names) for names in found],
            "km²": page["km2"].round().astype(int),
            "Zones": [len(zoned) for zoned in page["zones"]],
            "Reports": [len(reports) for reports in page["reports"]],
        }
    )


def _limits(page: gpd.GeoDataFrame, _view: View) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Claimant": [states.name(code) for code in page["claimant"]],
            "Zone": _cut(page["title"]),
            "Kind": [KINDS[kind] for kind in page["kind"]],
            "In force": [zone.valid for zone in page["zone"]],
            "km²": page["km2"].round().astype(int),
            "2016 award": [AWARD[zone.award] for zone in page["zone"]],
            "Reports": [len(reports) for reports in page["reports"]],
        }
    )


GROUPS = {"": "Clash by clash", "eez": "By EEZ claim", "claimants": "By number of claimants"}


def _grouping() -> str:
    chosen = st.segmented_control(
        "Group clashes",
        list(GROUPS),
        key="w-group",
        default="",
        format_func=lambda by: GROUPS[by],
        label_visibility="collapsed",
    )
    return chosen or ""


def grouped(frame: gpd.GeoDataFrame, view: View, by: str) -> dict[Any, list[int]]:
    """Return the severities of the clashes in each group: by the states whose EEZ claim holds them, or by how many claim."""
    found: dict[Any, list[int]] = {}
    held = standing.held(frame["standing"], view.lens, view.end)
    for one, level in zip(held, frame["severity"], strict=True):
        for name in (one.eez or {""}) if by == "eez" else {len(one.claimants)}:
            found.setdefault(name, []).append(int(level))
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), str(item[0]))))


def groups(frame: gpd.GeoDataFrame, view: View, by: str) -> None:
    """Show the clashes in groups; choosing one narrows the view to it. A clash inside two EEZ claims counts in both."""
    found = grouped(frame, view, by)
    words = [group_words(by, name) for name in found]
    rows = {
        "Inside the EEZ claim of" if by == "eez" else "In waters claimed by": words,
        "Clashes": [len(levels) for levels in found.values()],
        "Gravest": [f"{max(levels)} {severity.NAMES[max(levels)]}" for levels in found.values()],
    }
    names = list(found)
    st.dataframe(
        pd.DataFrame(rows),
        key="w-groups",
        on_select=lambda: _narrow(by, names),
        selection_mode="single-row",
        hide_index=True,
        width="stretch",
    )


def group_words(by: str, name: Any) -> str:  # noqa: ANN401 -- a state's code, or a number of states
    """Return a group's name in words."""
    if by == "claimants":
        return text.count(name, "state")
    return states.name(name) if name else "No EEZ claim found"


def _narrow(by: str, names: list[Any]) -> None:
    rows = st.session_state["w-groups"]["selection"]["rows"]
    name = names[rows[0]] if rows else ""
    if name:
        ask(**{by: (name,) if by == "eez" else name})


_COLUMNS: dict[str, Callable[[gpd.GeoDataFrame, View], pd.DataFrame]] = {
    "overlaps": _overlaps,
    "limits": _limits,
    "incidents": _incidents,
    "developments": _developments,
    "places": _places,
    "claims": _claims,
}
