"""Limits: each zone's outer limit in its claimant's dashes, with its instruments, rule, accuracy and standing in the award.

As with the overlaps, the lines reach the browser once, by `/map/limits.json`; a question says which of them are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from layers import card, cells, drawing, look
from layers.card import Card, Fact
from layers.look import Legend, Lines, Look
from layers.protocol import Data, Traits
from question import filtering
from question.view import ANY
from waters import computed, measure
from waters.lens import AWARD
from waters.zones import KINDS
from words import states

if TYPE_CHECKING:
    from layers.drawing import Feature
    from question.view import View
    from record.reading import Package

KEY = "limits"
TITLE = "Computed limits"
LOOK = Look(ground="fine", shapes="limits")
DATA = Data(
    table="zones",
    means={"km2": "Area in square kilometres, geodesic, land taken out."},
    working=frozenset({"zone"}),
)
TRAITS = Traits(unit=("computed limit", "computed limits"))
# The limits that are meant by "whose waters"; the others are drawn thinner.
WIDE = {"eez", "claimed_area"}
# What the rule is called that a zone is measured by.
RULES = {
    "coast": "measured from the coast and the baselines off it",
    "lines": "measured from baselines",
    "features": "measured from named features",
    "enclosed": "enclosed by an instrument's own line",
    "dashes": "dashes joined up",
}


def load(package: Package) -> gpd.GeoDataFrame:
    """Return the zones in EPSG:4326 by claimant and name, each with its outer limit as geometry and its reports."""
    waters = computed.load(package)
    zoned = sorted(waters.zones.values(), key=lambda zone: (zone.claimant, zone.name))
    rows = {
        "id": [zone.id for zone in zoned],
        "title": [zone.name for zone in zoned],
        "claimant": [zone.claimant for zone in zoned],
        "kind": [zone.kind for zone in zoned],
        "zone": zoned,
        "km2": [waters.areas[zone.id] for zone in zoned],
        "reports": [waters.reports[zone.id] for zone in zoned],
        "hay": [filtering.haystack([zone.name, states.name(zone.claimant), zone.kind, zone.note]) for zone in zoned],
    }
    frame = pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in rows.items()}).astype({"km2": float})
    lines = gpd.GeoSeries([waters.limits[zone.id][0].line for zone in zoned], crs="EPSG:4326")
    return gpd.GeoDataFrame(frame, geometry=lines, crs="EPSG:4326").set_index("id", drop=False).rename_axis(None)


def filter(frame: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:
    """Return the zones of the view's states that count under its lens on its last day, and say its words."""
    wanted = frozenset(view.states)
    today = view.end is None and view.lens == "claimed"
    masks = {
        "states": np.array([not wanted or code in wanted for code in frame["claimant"]], dtype=bool),
        # What was replaced stays on record, and is left out only where a day or the award is asked about.
        "lens": np.array([today or zone.counts(view.lens, view.end) for zone in frame["zone"]], dtype=bool),
        "q": filtering.says(frame["hay"], view.q),
    }
    return frame.loc[filtering.together(masks)]


def draw(frame: gpd.GeoDataFrame, view: View) -> list[Feature]:
    """Return one small point a zone with its claimant and kind; map.js has the lines."""
    shown = frame[~frame.geometry.is_empty]
    columns = [shown[name].tolist() for name in ("id", "claimant", "kind")]
    return [
        drawing.feature(
            identity, drawing.corner(line), state=code, thin=int(kind not in WIDE), picked=int(identity == view.selected)
        )
        for identity, code, kind, line in zip(*columns, shown.geometry, strict=True)
    ]


def legend(view: View) -> Legend:
    """Return whose colours and dashes the limits are in; their signs are the claimants' own."""
    return Legend(
        page=Lines("Computed limits: in their claimants' colours and dashes, all but EEZs thin"),
        deck=Lines("Claim lines, thinner the computed limits:", look.claimants()),
    )


def columns(rows: gpd.GeoDataFrame, view: View) -> pd.DataFrame:
    """Return whose zone each limit bounds, of what kind and since when, how large it is, and how it stands in the award."""
    return pd.DataFrame(
        {
            "Claimant": [states.name(code) for code in rows["claimant"]],
            "Zone": cells.short(rows["title"]),
            "Kind": [KINDS[kind] for kind in rows["kind"]],
            "In force": [zone.valid for zone in rows["zone"]],
            "km²": rows["km2"].round().astype(int),
            "2016 award": [AWARD[zone.award] for zone in rows["zone"]],
            "Reports": cells.counts(rows["reports"]),
        }
    )


def describe(feature: pd.Series, view: View = ANY) -> Card:
    """Return what a zone is, how it was drawn, how good its limit is, and how it stands in the award."""
    zone = feature["zone"]
    facts = (
        Fact("Claimant", states.name(zone.claimant)),
        Fact("Kind", KINDS[zone.kind], "a reading: no limit was published" if zone.reading else ""),
        Fact("Rule", RULES[zone.basis], zone.note),
        Fact("In force", zone.valid),
        Fact("Accuracy", f"limit good to {measure.distance_words(zone.accuracy_m)}"),
        Fact("Area", f"{feature['km2']:,.0f} km²", "geodesic, in and around the sea counted"),
        Fact("2016 award", AWARD[zone.award], zone.award_note),
    )
    return Card(
        layer=KEY,
        id=feature["id"],
        title=feature["title"],
        kicker=f"{states.name(zone.claimant)} · {KINDS[zone.kind]}",
        summary="Computed from the instruments below; drawing it does not endorse it.",
        facts=tuple(fact for fact in facts if fact.words),
        related=tuple(("claims", claim) for claim in zone.instruments),
        brief=frozenset({"Area"}),
    )


# The reports behind the zone's instruments, newest first.
sources = card.sources
