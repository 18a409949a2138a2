"""The table under the map: the same features in words, for the keyboard, for copying, and for whoever would rather read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from layers import layer
from question import layer_keys
from record import severity
from views.parts import pick_table
from views.parts.question import ask, bind, pick
from waters import standing
from words import states, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from question.view import View
    from views.parts.question import Question

PAGE_ROWS = 100
# Columns of words that stand for a day: they are sorted by it.
DAYS = ("When", "Date")


def show(question: Question, admitted: dict[str, gpd.GeoDataFrame]) -> None:
    """Show one layer's admitted features; choosing a row picks the feature and flies the map to it."""
    keys = [key for key in reversed(layer_keys.every()) if key in question.view.layers]
    if not keys:
        st.info("No layer is shown: choose one at the left.")
        return
    shown = {key: f"{_title(key, question.view)} ({len(admitted[key]):,})" for key in keys}
    if st.session_state.get("w-table") not in keys:
        bind("w-table", keys[0])
    key = st.segmented_control(
        "Table of", keys, key="w-table", format_func=lambda key: shown[key], label_visibility="collapsed", required=True
    )
    frame = admitted[key or keys[0]]
    if frame.empty:
        return
    ways = layer(key or keys[0]).TRAITS.groups
    by = _grouping(ways) if ways else ""
    if by:
        groups(frame, question.view, by)
        return
    listing(question, key or keys[0], frame)


def _title(key: str, view: View) -> str:
    """Return what a layer's rows are called under a view: its title, unless the view makes them something else."""
    traits = layer(key).TRAITS
    return layer(key).TITLE if traits.called(view) == traits.unit else traits.named(view)[1].capitalize()


def listing(question: Question, key: str, frame: gpd.GeoDataFrame) -> None:
    """Show one layer's rows; choosing one picks the feature and flies the map to it."""
    widget = f"w-rows-{key}"
    start = _start(len(frame), key)
    page = _in_order(frame, key, question.view, pick_table.order(widget)).iloc[start : start + PAGE_ROWS]
    pick_table.show(
        layer(key).columns(page, question.view),
        list(page.index),
        _picked,
        key=widget,
        name=_title(key, question.view),
        picked=question.view.selected,
        of=(start, len(frame)),
    )
    st.caption(f"{pick_table.HINT} to see it on the map and in the dossier.")


def _in_order(frame: gpd.GeoDataFrame, key: str, view: View, order: pick_table.Order | None) -> gpd.GeoDataFrame:
    """Return a layer's rows as its reader sorts them, all of them and not a page alone."""
    if order is None:
        return frame
    by = frame["first"] if order.column in DAYS and "first" in frame else layer(key).columns(frame, view).get(order.column)
    if by is None:
        return frame
    return frame.loc[pick_table.places(pd.Series(by.to_numpy(), index=frame.index), down=order.down)]


def _start(count: int, key: str) -> int:
    """Return the first row of the page to send: what is sent is bounded by what a screen can show, not by the data."""
    if count <= PAGE_ROWS:
        return 0
    pages = -(-count // PAGE_ROWS)
    return (
        int(st.number_input(f"Page, of {pages:,} with {PAGE_ROWS} rows each", 1, pages, key=f"w-page-{key}")) - 1
    ) * PAGE_ROWS


def _picked(identity: str) -> None:
    if identity:
        pick(identity)
    else:
        ask(selected="")


def _grouping(ways: Mapping[str, str]) -> str:
    chosen = st.segmented_control(
        "Group clashes",
        list(ways),
        key="w-group",
        default="",
        format_func=lambda by: ways[by],
        label_visibility="collapsed",
    )
    return chosen or ""


def grouped(frame: gpd.GeoDataFrame, view: View, by: str) -> dict[Any, list[int]]:
    """Return the severities of the clashes in each group: by the states whose EEZ claim holds them, or by how many claim."""
    severities: dict[Any, list[int]] = {}
    held = standing.held(frame["standing"], view.lens, view.end)
    for waters, level in zip(held, frame["severity"], strict=True):
        for name in (waters.eez or {""}) if by == "eez" else {len(waters.claimants)}:
            severities.setdefault(name, []).append(int(level))
    return dict(sorted(severities.items(), key=lambda item: (-len(item[1]), str(item[0]))))


def groups(frame: gpd.GeoDataFrame, view: View, by: str) -> None:
    """Show the clashes in groups; choosing one narrows the view to it. A clash inside two EEZ claims counts in both."""
    severities = grouped(frame, view, by)
    words = [group_words(by, name) for name in severities]
    rows = {
        "Inside the EEZ claim of" if by == "eez" else "In waters claimed by": words,
        view.unit[1].capitalize(): [len(levels) for levels in severities.values()],
        "Gravest": [f"{max(levels)} {severity.NAMES[max(levels)]}" for levels in severities.values()],
    }
    names = dict(zip(words, severities, strict=True))
    pick_table.show(
        pd.DataFrame(rows),
        words,
        lambda group: _narrow(by, names.get(group)),
        key="w-groups",
        name="Clashes in groups",
        sortable=False,
    )


def group_words(by: str, name: Any) -> str:  # noqa: ANN401 -- a state's code, or a number of states
    """Return a group's name in words."""
    if by == "claimants":
        return text.count(name, "state") if name else "No state for certain, on land or not computed"
    return states.name(name) if name else "No EEZ claim found"


def _narrow(by: str, name: Any) -> None:  # noqa: ANN401 -- a state's code, or a number of states
    if name:
        ask(**{by: (name,) if by == "eez" else name})
