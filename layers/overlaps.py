"""Overlaps: the counted sea divided by the zones that cover it, coloured by how many states claim the water.

A feature is a cell: all water that lies in the same zones. Its shape reaches the browser once, by `/map/cells.json`; what a
question changes is only which cells are shown and how many states claim each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np

from layers import drawing
from layers.card import Card, Fact
from question import filtering
from waters import computed
from waters.lens import AWARD, LENSES
from waters.zones import KINDS
from words import states, text

if TYPE_CHECKING:
    import folium
    import pandas as pd

    from question.view import View
    from record.evidence import Report
    from record.reading import Package
    from waters.computed import Waters, Zone

KEY = "overlaps"
TITLE = "Overlapping claims"
# One claim is no overlap.
LEAST = 2


def load(package: Package) -> gpd.GeoDataFrame:
    """Return the cells that two states or more claim today, in EPSG:4326, the most claimed first, each with its reports."""
    waters = computed.load(package)
    today = [computed.claimants(zoned, "claimed", None) for zoned in waters.cells["zones"]]
    shared = np.array([len(claimants) >= LEAST for claimants in today], dtype=bool)
    today = [claimants for claimants in today if len(claimants) >= LEAST]
    frame = waters.cells[shared]
    frame = frame.assign(
        reports=[_reports(waters, zoned) for zoned in frame["zones"]],
        title=[_title(claimants) for claimants in today],
        many=[-len(claimants) for claimants in today],
        hay=[filtering.haystack(f"{zone.name} {states.name(zone.claimant)}" for zone in zoned) for zoned in frame["zones"]],
    )
    return gpd.GeoDataFrame(frame.sort_values(["many", "km2", "id"], ascending=[True, False, True]), crs="EPSG:4326")


def _reports(waters: Waters, zoned: tuple[Zone, ...]) -> tuple[Report, ...]:
    found = {report.id: report for zone in zoned for report in waters.reports[zone.id]}
    return tuple(sorted(found.values(), key=lambda report: (report.published, report.id), reverse=True))


def _title(claimants: frozenset[str]) -> str:
    names = [states.spoken(code) for code in sorted(claimants, key=states.name)]
    return f"Waters claimed by {text.words(names)}"


def claimed(frame: gpd.GeoDataFrame, view: View) -> list[frozenset[str]]:
    """Return the states that claim each cell under the view's lens on its last day."""
    return [computed.claimants(zoned, view.lens, view.end) for zoned in frame["zones"]]


def filter(frame: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:
    """Return the cells that two states or more claim, all of the view's states among them, or just `claimants` of them."""
    found = claimed(frame, view)
    asked = frozenset(view.states)
    least = view.claimants or LEAST
    masks = {
        "states": np.array([asked <= states_ for states_ in found], dtype=bool),
        "claimants": np.array([len(c) == least if view.claimants else len(c) >= least for c in found], dtype=bool),
        "q": filtering.says(frame["hay"], view.q),
    }
    return frame.loc[filtering.together(masks)]


def draw(frame: gpd.GeoDataFrame, view: View) -> folium.FeatureGroup:
    """Return one small point a cell with the number of its claimants; map.js has the shapes."""
    found = claimed(frame, view)
    return drawing.group(KEY, (_point(row, len(c), view) for row, c in zip(frame.itertuples(), found, strict=True)))


def _point(row: Any, claimants: int, view: View) -> dict[str, Any]:  # noqa: ANN401 -- a pandas row has no better type
    return drawing.feature(row.id, drawing.corner(row.geometry), n=claimants, picked=int(row.id == view.selected))


def describe(feature: pd.Series) -> Card:
    """Return who claims a cell under either lens today, on which instruments, and how large it is."""
    facts = [Fact("Area", f"{feature['km2']:,.0f} km²", "geodesic, land taken out; all water that lies in the same zones")]
    for lens, words in LENSES.items():
        held = sorted(computed.claimants(feature["zones"], lens, None), key=states.name)
        facts.append(Fact(words, text.words([states.name(code) for code in held]) or "no claim computed"))
    facts += [Fact(states.name(zone.claimant), *zone_words(zone)) for zone in feature["zones"]]
    return Card(
        layer=KEY,
        id=feature["id"],
        title=feature["title"],
        kicker="overlapping claims",
        summary="Every point of these waters lies in the same computed zones. Drawing a zone does not endorse it.",
        facts=tuple(facts),
        related=tuple(("claims", claim) for claim in instruments(feature["zones"])),
    )


def instruments(zoned: tuple[Zone, ...]) -> list[str]:
    """Return the ids of the instruments behind some zones, each once."""
    return list(dict.fromkeys(claim for zone in zoned for claim in zone.instruments))


def zone_words(zone: Zone) -> tuple[str, str]:
    """Return a zone in words: what it is, and what to know of it."""
    parts = (
        zone.note.removesuffix("."),
        zone.valid and f"in force {zone.valid}",
        zone.reading and "a reading, since no limit was published",
        zone.award != "stands" and AWARD[zone.award],
    )
    return f"{KINDS[zone.kind]}: {zone.name.split(': ', 1)[-1]}", "; ".join(part for part in parts if part)


def sources(feature: pd.Series) -> tuple[Report, ...]:
    """Return the reports behind every zone that covers the cell, newest first."""
    found: tuple[Report, ...] = feature["reports"]
    return found
