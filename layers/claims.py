"""Claims: one instrument a row, its geometry as published: lines as lines, areas as areas, none where none was published."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import mapping

from layers import card, cells, drawing, look
from layers.card import Card, Fact
from layers.look import Legend, Lines, Look
from layers.protocol import Data, Traits
from question import filtering
from question.view import ANY
from record.reading import parts
from words import states, text
from words.dates import published_words

if TYPE_CHECKING:
    from layers.drawing import Feature
    from layers.protocol import Row
    from question.view import View
    from record.reading import Package

KEY = "claims"
TITLE = "Claims as published"
LOOK = Look(ground="strokes")
DATA = Data()


def load(package: Package) -> gpd.GeoDataFrame:
    """Return the instruments in EPSG:4326, by claimant and date, with who claims, who disputes, and from when."""
    table = package.claims.copy()
    for column in ("date", "valid_from", "valid_to", "also_claimants", "disputed_by"):
        table[column] = [_cell(value) for value in table[column]]
    table = table.sort_values(["claimant", "date", "id"])
    frame = table.assign(
        states=[frozenset({r.claimant, *parts(r.also_claimants), *parts(r.disputed_by)}) for r in table.itertuples()],
        first=pd.to_datetime([_full(value) for value in _begins(table, package)], format="%Y-%m-%d"),
        last=pd.to_datetime([_full(value) for value in table["valid_to"]], format="%Y-%m-%d"),
        reports=[package.evidence.of_feature(KEY, identity) for identity in table.index],
        # Data files have held one of these as 32 bits since the first: who reads them again finds the same types.
        points_found=table["points_found"].astype("Int32"),
        title=table["name"],
        when=[published_words(value) if value else "undated" for value in table["date"]],
        hay=[
            filtering.haystack([r.id, r.name_, r.instrument, r.summary, states.name(r.claimant)])
            for r in table.rename(columns={"name": "name_"}).itertuples()
        ],
    )
    return gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326")


def _begins(table: pd.DataFrame, package: Package) -> list[str]:
    """Return when each instrument begins: in force, else its paper's day, else that of the first report that tells of it."""
    told = {
        identity: min(
            (report.published for report in package.evidence.of_feature(KEY, identity) if report.published), default=""
        )
        for identity in table.index
    }
    columns = (table.index, table["valid_from"], table["date"])
    return [force or date or told[identity] for identity, force, date in zip(*columns, strict=True)]


def _cell(value: object) -> str:
    """Return a JSON property as text: a list `;`-joined, null as ""."""
    if isinstance(value, str) and value.startswith("["):
        value = json.loads(value)
    if isinstance(value, (list, tuple, np.ndarray)):
        return ";".join(str(part) for part in value)
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    return "" if value is None or pd.isna(value) else str(value)


def _full(value: str) -> str | None:
    return f"{value}-01-01"[:10] if len(value) == 4 else f"{value}-01"[:10] if value else None


def filter(frame: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:
    """Return the instruments in force by the view's dates, of its claimants or disputing states, that say its words."""
    masks = {
        "states": filtering.meets(frame["states"], view.states),
        "dates": filtering.touches(frame["first"], frame["last"], view.start, view.end),
        "q": filtering.says(frame["hay"], view.q),
    }
    return frame.loc[filtering.together(masks)]


def draw(frame: gpd.GeoDataFrame, view: View) -> list[Feature]:
    """Return the published lines and areas, each with its claimant; a picked one is drawn heavier."""
    return [
        drawing.feature(row.id, mapping(row.geometry), state=row.claimant, picked=int(row.id == view.selected))
        for row in frame.itertuples()
        if row.geometry is not None
    ]


def legend(view: View) -> Legend:
    """Return the claimants' colours and dashes."""
    lines = look.claimants()
    return Legend(
        page=Lines("Claim lines:", lines),
        deck=Lines("Claim lines:", lines),
        sheet=Lines("Claims as published by", lines, "lines as lines, areas faintly filled"),
    )


def columns(rows: gpd.GeoDataFrame, view: View) -> pd.DataFrame:
    """Return who claims what by which instrument, and what of its geometry is known."""
    return pd.DataFrame(
        {
            "Claimant": [states.name(code) for code in rows["claimant"]],
            "Instrument": cells.short(rows["title"]),
            "Kind": cells.kinds(rows["kind"]),
            "Date": rows["when"],
            "Geometry": [_drawn(row.geometry, row.completeness) for row in rows.itertuples()],
            "Disputed by": [cells.listed_states(cell) for cell in rows["disputed_by"]],
            "Reports": cells.counts(rows["reports"]),
        }
    )


def _drawn(shape: object, completeness: str) -> str:
    return "none" if shape is None else f"{getattr(shape, 'geom_type', '').replace('Multi', '')}, {completeness}"


def describe(feature: pd.Series, view: View = ANY) -> Card:
    """Return who claims what on which paper, who disputes it, and how much of its geometry is known."""
    disputed = text.words([states.name(code) for code in parts(feature["disputed_by"])])
    also = text.words([states.name(code) for code in parts(feature["also_claimants"])])
    total = "" if pd.isna(feature["points_total"]) else f" of {int(feature['points_total'])}"
    count = 0 if pd.isna(feature["points_found"]) else int(feature["points_found"])
    points = f"{count}{total} points; {feature['completeness']}" if count else ""
    facts = (
        Fact("Claimant", states.name(feature["claimant"]), f"also {also}" if also else ""),
        Fact("Instrument", feature["instrument"]),
        Fact("Date", feature["when"], _cell(feature["date_note"])),
        Fact("In force from", published_words(feature["valid_from"]) if feature["valid_from"] else ""),
        Fact("Status", feature["status"]),
        Fact("Disputed by", disputed),
        Fact("Geometry", points or "none published, or none found", _cell(feature["coordinate_basis"])),
        Fact("Precision", _cell(feature["precision_note"])),
        Fact("Datum", _cell(feature["datum"])),
        Fact("Zone rule", feature["zone_rule"]),
    )
    return Card(
        layer=KEY,
        id=feature["id"],
        title=feature["name"],
        kicker=f"{states.name(feature['claimant'])} · {feature['kind'].replace('_', ' ')}",
        summary=feature["summary"],
        facts=tuple(fact for fact in facts if fact.words),
        brief=frozenset({"Instrument", "Status", "Disputed by"}),
    )


# The reports that carry or describe one instrument, newest first.
sources = card.sources


def _says(row: Row) -> str:
    return f"{row.title}, {states.name(row.claimant)}, {row.when}"


TRAITS = Traits(unit=("claim instrument", "claim instruments"), says=_says)
