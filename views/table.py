"""The table under the map: the same features in words, for the keyboard, for copying, and for whoever would rather read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from layers import layer, severity, states, text
from layers.view import LAYERS
from views.asking import ask, bind, pick

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from views.asking import Asked

PAGE_ROWS = 200
HEIGHT_PX = 420
# The grid's own keys, which nothing on it tells.
ROW = "Choose a row by its box, or with the arrow keys and Shift + Space,"


def show(asked: Asked, admitted: dict[str, gpd.GeoDataFrame]) -> None:
    """Show one layer's admitted features; choosing a row picks the feature and flies the map to it."""
    keys = [key for key in reversed(LAYERS) if key in asked.view.layers]
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
    page = _page(frame, key or keys[0])
    rows = _COLUMNS[key or keys[0]](page)
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


def _incidents(page: gpd.GeoDataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "When": page["when"],
            "What": _cut(page["title"]),
            "Where": _cut(page["place_name"]),
            "Parties": [", ".join(sorted(states.name(code) for code in codes)) for codes in page["any"]],
            "Severity": [f"{level} {severity.NAMES[level]}" for level in page["severity"]],
            "Accounts": [len(found) for found in page["accounts"]],
            "Reports": [len(found) for found in page["reports"]],
            "Origins": page["origins"],
        }
    )


def _developments(page: gpd.GeoDataFrame) -> pd.DataFrame:
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


def _places(page: gpd.GeoDataFrame) -> pd.DataFrame:
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


def _claims(page: gpd.GeoDataFrame) -> pd.DataFrame:
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


_COLUMNS: dict[str, Callable[[gpd.GeoDataFrame], pd.DataFrame]] = {
    "incidents": _incidents,
    "developments": _developments,
    "places": _places,
    "claims": _claims,
}
