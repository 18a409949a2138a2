"""A layer that the app does not have, as somebody might add it: two points, a line and an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
from shapely.geometry import LineString, Point, box, mapping

from layers import drawing
from layers.card import Card, Fact
from layers.look import Legend, Lines, Look, Sign
from layers.protocol import Data, Traits
from question import filtering
from question.view import ANY

if TYPE_CHECKING:
    from layers.drawing import Feature
    from question.view import View
    from record.evidence import Report
    from record.reading import Package

KEY = "wrecks"
TITLE = "Charted wrecks"
COLOUR = "#2a7f62"
LOOK = Look(marks="diamonds", ground="strokes", colour=COLOUR, dash="3 2")
DATA = Data(about="Wrecks as charts print them.", means={"depth_m": "Depth over the wreck in metres."})
TRAITS = Traits(unit=("wreck", "wrecks"))

FEATURES = {
    "wreck-alder": ("Wreck of the Alder", 24.0, Point(114.2, 9.9)),
    "wreck-birch": ("Wreck of the Birch", 61.5, Point(117.4, 15.6)),
    "wreck-trail": ("Trail of wreckage", 40.0, LineString([(112.0, 8.0), (113.0, 9.0), (113.5, 9.2)])),
    "wreck-field": ("Field of wreckage", 33.0, box(110.0, 12.0, 111.0, 13.0)),
}


def load(package: Package) -> gpd.GeoDataFrame:
    report = next(iter(package.evidence.reports.values()))
    rows = {
        "id": list(FEATURES),
        "title": [title for title, _, _ in FEATURES.values()],
        "depth_m": [depth for _, depth, _ in FEATURES.values()],
        "reports": [(report,) for _ in FEATURES],
        "hay": [filtering.haystack([title]) for title, _, _ in FEATURES.values()],
    }
    shapes = [shape for _, _, shape in FEATURES.values()]
    return gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326").set_index("id", drop=False).rename_axis(None)


def filter(frame: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:  # noqa: A001 -- the protocol's word
    return frame.loc[filtering.says(frame["hay"], view.q)]


def draw(frame: gpd.GeoDataFrame, view: View) -> list[Feature]:
    return [
        drawing.feature(row.id, mapping(row.geometry), picked=int(row.id == view.selected)) for row in frame.itertuples()
    ]


def describe(feature: pd.Series, view: View = ANY) -> Card:
    return Card(
        layer=KEY,
        id=feature["id"],
        title=feature["title"],
        kicker="wreck",
        summary="It lies where the chart prints it.",
        facts=(Fact("Depth", f"{feature['depth_m']} m"),),
    )


def sources(feature: pd.Series) -> tuple[Report, ...]:
    reports: tuple[Report, ...] = feature["reports"]
    return reports


def columns(rows: gpd.GeoDataFrame, view: View) -> pd.DataFrame:
    return pd.DataFrame({"Wreck": rows["title"], "Depth in metres": rows["depth_m"]})


def legend(view: View) -> Legend:
    lines = Lines(
        "Wrecks as charted:",
        (
            Sign("diamond", "one wreck", COLOUR),
            Sign("line", "trail of one", COLOUR, LOOK.dash),
            Sign("area", "field of many", COLOUR),
        ),
    )
    return Legend(page=lines, deck=lines, sheet=lines)
