"""Marks: features that lie at one position or at one place are gathered into one mark that says how many they are.

Every map is drawn from these, and what a click, a card or a list says of a mark is taken from them. A map may gather marks
further that would touch at its own scale: `briefing/mapsheet/severity_marks.py` on paper, `marks.js` in a browser.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

    from layers.drawing import Feature

# More marks than this would only hide each other; positions are then gathered on an ever coarser grid.
MOST_MARKS = 600
# Positions closer than this (about 11 m) are one position.
SAME_DEG = 1e-4
FIRST_CELL_DEG, COARSEST_DEG = 0.05, 2.0


class Mark(NamedTuple):
    """One mark: where, how many features, the gravest severity (None: they have none), the id it goes by, and all ids."""

    lon_deg: float
    lat_deg: float
    n: int
    severity: int | None
    id: str
    ids: tuple[str, ...]
    picked: bool = False


def at_positions(frame: gpd.GeoDataFrame, *, most: int = MOST_MARKS) -> list[Mark]:
    """Return the marks of graded features; those at one position share a mark, the first by their `gravity` leads it.

    Past `most` marks the positions are gathered on a grid of 0.05 degrees, then 0.1, and so on: what is drawn is bounded by
    the screen, not by the data.
    """
    columns = [frame[name].tolist() for name in ("lon_deg", "lat_deg", "severity", "id", "gravity")]
    rows = list(zip(*columns, strict=True))
    cell = SAME_DEG
    while True:
        cells: dict[tuple[int, int], list[tuple[float, float, int, str, int]]] = {}
        for row in rows:
            cells.setdefault((round(row[0] / cell), round(row[1] / cell)), []).append(row)
        if len(cells) <= most or cell > COARSEST_DEG:
            return [_gathered(together) for together in cells.values()]
        cell = max(2 * cell, FIRST_CELL_DEG)


def _gathered(rows: list[tuple[float, float, int, str, int]]) -> Mark:
    lon, lat, level, identity, _ = min(rows, key=lambda row: row[4])
    return Mark(lon, lat, len(rows), level, identity, tuple(row[3] for row in rows))


def by_place(frame: gpd.GeoDataFrame, selected: str = "") -> list[Mark]:
    """Return the marks of graded features: one for all that are `gathered_at` a place, so that its number is the place's.

    It stands where most of them lie. Those of wide waters, which are gathered at none, keep their own positions, and so does
    the selected one where it lies elsewhere.
    """
    whole = frame["gathered_at"] != ""
    marks = at_positions(frame[~whole])
    for _, rows in frame[whole].groupby("gathered_at", sort=False):
        lon, lat = Counter(zip(rows["lon_deg"], rows["lat_deg"], strict=True)).most_common(1)[0][0]
        if selected in rows.index and tuple(rows.loc[selected, ["lon_deg", "lat_deg"]]) != (lon, lat):
            marks += at_positions(rows.loc[[selected]])
            rows = rows.drop(selected)  # noqa: PLW2901 -- what is left of the place
        lead = rows["gravity"].idxmin()
        marks.append(Mark(lon, lat, len(rows), int(rows.at[lead, "severity"]), lead, tuple(rows.index)))
    return marks


def at_places(frame: gpd.GeoDataFrame) -> list[Mark]:
    """Return one mark a place of features sorted newest first: the newest leads it; what has no position has no mark."""
    marks = []
    for _, rows in frame[frame["lon_deg"].notna()].groupby("place", sort=False):
        newest = rows.iloc[0]
        marks.append(Mark(newest["lon_deg"], newest["lat_deg"], len(rows), None, newest["id"], tuple(rows.index)))
    return marks


def of_point(point: Feature) -> Mark:
    """Return the mark of one drawn point."""
    lon, lat = point.geometry["coordinates"]
    severity, picked = point.numbers.get("severity"), bool(point.numbers.get("picked"))
    return Mark(lon, lat, point.numbers.get("n", 1), severity, point.id, (point.id,), picked)


def led_by(marks: Iterable[Mark], selected: str) -> list[Mark]:
    """Return the marks, the one that holds the picked feature going by its id."""
    return [mark._replace(id=selected, picked=True) if selected in mark.ids else mark for mark in marks]


def same_position(frame: gpd.GeoDataFrame, identity: str) -> gpd.GeoDataFrame:
    """Return the features at the position of one of them, in the frame's order."""
    at = frame.loc[identity]
    near = (frame["lon_deg"] - at["lon_deg"]).abs().lt(SAME_DEG) & (frame["lat_deg"] - at["lat_deg"]).abs().lt(SAME_DEG)
    return frame.loc[near]


def same_place(frame: gpd.GeoDataFrame, identity: str) -> gpd.GeoDataFrame:
    """Return the features at the place of one of them, in the frame's order; none where it has no place."""
    place = frame.loc[identity, "place"]
    return frame.loc[(frame["place"] == place) & (place != "")]
