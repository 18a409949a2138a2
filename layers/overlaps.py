"""Overlaps: the counted sea divided by the zones that cover it, coloured by how many states claim the water.

A feature is a cell: all water that lies in the same zones. Its shape reaches the browser once, by `/map/cells.json`; what a
question changes is only which cells are shown and how many states claim each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from layers import card, cells, drawing, palette
from layers.card import Card, Fact
from layers.look import Legend, Lines, Look, Sign
from layers.protocol import Data, Traits
from question import filtering
from question.view import ANY
from record.evidence import gathered
from waters import computed, sentences
from waters import lens as lenses
from waters.lens import AWARD, LENSES
from waters.zones import KINDS
from words import states, text

if TYPE_CHECKING:
    from layers.drawing import Feature
    from question.view import View
    from record.evidence import Report
    from record.reading import Package
    from waters.computed import Share, Waters, Zone

KEY = "overlaps"
TITLE = "Overlapping claims"
LEAST = computed.OVERLAP
LOOK = Look(ground="depths", shapes="cells")
TRAITS = Traits(unit=("stretch of water", "stretches of water"), says=lambda row: f"{row.title}, {row.km2:,.0f} km²")


def load(package: Package) -> gpd.GeoDataFrame:
    """Return the cells that two states or more claim today, in EPSG:4326, the most claimed first, each with its reports."""
    waters = computed.load(package)
    today = [computed.claimants(zoned, "claimed", None) for zoned in waters.cells["zones"]]
    shared = np.array([len(claimants) >= LEAST for claimants in today], dtype=bool)
    today = [claimants for claimants in today if len(claimants) >= LEAST]
    frame = waters.cells[shared]
    frame = frame.assign(
        reports=[_reports(waters, zoned) for zoned in frame["zones"]],
        title=[sentences.waters(claimants) for claimants in today],
        many=[-len(claimants) for claimants in today],
        hay=[filtering.haystack(f"{zone.name} {states.name(zone.claimant)}" for zone in zoned) for zoned in frame["zones"]],
    )
    return gpd.GeoDataFrame(frame.sort_values(["many", "km2", "id"], ascending=[True, False, True]), crs="EPSG:4326")


def _reports(waters: Waters, zoned: tuple[Zone, ...]) -> tuple[Report, ...]:
    return gathered(waters.reports[zone.id] for zone in zoned)


def claimed(frame: gpd.GeoDataFrame, view: View) -> list[frozenset[str]]:
    """Return the states that claim each cell under the view's lens on its last day."""
    return [computed.claimants(zoned, view.lens, view.end) for zoned in frame["zones"]]


def filter(frame: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:
    """Return the cells that two states or more claim, the view's states among them as it means them, or just `claimants`."""
    claiming = claimed(frame, view)
    least = view.claimants or LEAST
    masks = {
        "states": filtering.by_states(claiming, view),
        "claimants": np.array([len(c) == least if view.claimants else len(c) >= least for c in claiming], dtype=bool),
        "q": filtering.says(frame["hay"], view.q),
    }
    titled = frame.assign(title=[sentences.waters(claimants) for claimants in claiming])
    return titled.loc[filtering.together(masks)]


def shares(waters: Waters, view: View) -> list[Share]:
    """Return the counted sea by the exact set of states that claim it, as far as it is of the view's states."""
    every = computed.shares(waters, view.lens, view.end)
    return [share for share in every if filtering.of_states(frozenset(share.states), view)]


def claimants_words(view: View) -> str:
    """Return who claims the overlaps that a view asks for, as they follow "claimed by"."""
    named = sentences.names(view.states)
    if not view.states:
        return "two states or more"
    if len(view.states) == 1:
        return f"{named} and another state or more"
    if view.match == "any":
        return f"two states or more, {sentences.names(view.states, last='or')} among them"
    return named if view.match == "all" or len(view.states) == LEAST else f"two or more of {named}"


def draw(frame: gpd.GeoDataFrame, view: View) -> list[Feature]:
    """Return one small point a cell with the number of its claimants; map.js has the shapes."""
    claiming = claimed(frame, view)
    return [_point(row, len(c), view) for row, c in zip(frame.itertuples(), claiming, strict=True)]


def _point(row: Any, claimants: int, view: View) -> Feature:  # noqa: ANN401 -- a pandas row has no better type
    return drawing.feature(row.id, drawing.corner(row.geometry), n=claimants, picked=int(row.id == view.selected))


def legend(view: View) -> Legend:
    """Return the depths by the number of states; on paper under the name of the lens, since it is what counts them."""
    few = Lines(
        "States that claim the water:", tuple(Sign("area", f"{number}", palette.overlaps(number)) for number in range(2, 6))
    )
    numbers = range(LEAST, len(palette.OVERLAPS) + 1)
    signs = tuple(_depth(text.count(number, "state"), number) for number in numbers)
    return Legend(page=few, deck=few, sheet=Lines(TITLE, signs, LENSES[view.lens].lower()))


def _depth(words: str, number: int) -> Sign:
    return Sign("area", words, palette.overlaps(number), of=number, title=f"Waters claimed by {words}")


def columns(rows: gpd.GeoDataFrame, view: View) -> pd.DataFrame:
    """Return who claims each cell under the view, how large it is, and in how many zones it lies."""
    names = [sorted(states.name(code) for code in codes) for codes in claimed(rows, view)]
    return pd.DataFrame(
        {
            "Claimed by": [", ".join(listed) for listed in names],
            "Claimants": [len(listed) for listed in names],
            "km²": rows["km2"].round().astype(int),
            "Zones": cells.counts(rows["zones"]),
            "Reports": cells.counts(rows["reports"]),
        }
    )


def written(rows: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:
    """Return rows with the ids of the zones that cover each cell, and the states that claim it under the view."""
    zones = [frozenset(zone.id for zone in zoned) for zoned in rows["zones"]]
    return rows.assign(zones=zones, states=claimed(rows, view))


def describe(feature: pd.Series, view: View = ANY) -> Card:
    """Return who claims a cell under either lens on the view's last day, on which instruments, and how large it is."""
    facts = [Fact("Area", f"{feature['km2']:,.0f} km²", "geodesic, land taken out; all water that lies in the same zones")]
    for lens, words in LENSES.items():
        held = sentences.names(computed.claimants(feature["zones"], lens, view.end)) or "no claim computed"
        facts.append(Fact(words, held if lenses.applies(lens, view.end) else lenses.BEFORE_AWARD))
    facts += [Fact(states.name(zone.claimant), *zone_words(zone)) for zone in feature["zones"]]
    return Card(
        layer=KEY,
        id=feature["id"],
        title=sentences.waters(computed.claimants(feature["zones"], view.lens, view.end)),
        kicker=f"overlapping claims · {sentences.seen(view.lens, view.end)}",
        summary="Every point of these waters lies in the same computed zones. Drawing a zone does not endorse it.",
        facts=tuple(facts),
        related=tuple(("claims", claim) for claim in instruments(feature["zones"])),
        brief=frozenset({"Area", *LENSES.values()}),
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


# The reports behind every zone that covers the cell, newest first.
sources = card.sources


DATA = Data(
    table="cells",
    means={
        "km2": "Area in square kilometres, geodesic, land taken out.",
        "zones": "The computed zones that cover these waters (ids in zones.csv), joined by `;`.",
    },
    working=frozenset({"many"}),
    written=written,
)
