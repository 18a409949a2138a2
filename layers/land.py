"""Land: Natural Earth's 1:10 million coast, the ground under every other layer. It says nothing of whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
from shapely.geometry import mapping

from layers import card, cells, drawing, palette
from layers.card import Card, Fact
from layers.look import Legend, Look
from layers.protocol import Data, Traits
from question.view import ANY
from record.evidence import Report
from waters import natural_earth

if TYPE_CHECKING:
    from layers.drawing import Feature
    from question.view import View
    from record.reading import Package

KEY = "land"
TITLE = "Land"
LOOK = Look(ground="strokes", colour=palette.COAST)
DATA, TRAITS = Data(title="name"), Traits()

# A package of another directory may list other reports; the drawn coast stays Natural Earth's.
NATURAL_EARTH = Report(
    id="rpt-naturalearth-land",
    url="https://raw.githubusercontent.com/nvkelso/natural-earth-vector/master/README.md",
    archive_url="",
    publisher="Natural Earth",
    publisher_class="reference",
    publisher_state="",
    voice="",
    title="About Natural Earth Vector",
    published="",
    retrieved="2026-11-22",
    language="en",
    supports="Natural Earth is a public domain map dataset at 1:10m, 1:50m and 1:110m scales, free for use in any project.",
)


def load(package: Package) -> gpd.GeoDataFrame:
    """Return the land in EPSG:4326 as one feature, the shipped one where a package brings none or none that can be drawn."""
    report = package.evidence.reports.get(NATURAL_EARTH.id, NATURAL_EARTH)
    cells = {"id": [KEY], "name": [TITLE], "reports": [(report._replace(supports=NATURAL_EARTH.supports),)]}
    return gpd.GeoDataFrame(cells, index=[KEY], geometry=[package.derived.land], crs="EPSG:4326")


def filter(frame: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:
    """Return the land as it is: no question that a reader asks moves the coast."""
    return frame


def draw(frame: gpd.GeoDataFrame, view: View) -> list[Feature]:
    """Return the land as one shape, with no border and no name."""
    return [drawing.feature(row.id, mapping(row.geometry)) for row in frame.itertuples()]


def legend(view: View) -> Legend:
    """Return no sign: land is what the others are drawn on."""
    return Legend()


def columns(rows: gpd.GeoDataFrame, view: View) -> pd.DataFrame:
    """Return what the land is called."""
    return pd.DataFrame({"Land": cells.short(rows["name"]), "Reports": cells.counts(rows["reports"])})


def describe(feature: pd.Series, view: View = ANY) -> Card:
    """Return what the coast is drawn from, and how far to trust it."""
    return Card(
        layer=KEY,
        id=feature["id"],
        title=feature["name"],
        kicker="base map",
        summary="The coast that the other layers are drawn on. It says nothing about any claim.",
        facts=(
            Fact("Scale", "1:10 million", "simplified to about 500 m"),
            Fact(
                "Left out",
                f"islands and ponds under {natural_earth.SLIVER_KM2:g} km²",
                "the places layer marks those that matter",
            ),
            Fact("Licence", "public domain"),
        ),
    )


# The page on which Natural Earth describes its data.
sources = card.sources
