"""The contract of a map layer: a module, not a class, since it has no state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import folium
    import geopandas as gpd
    import pandas as pd

    from layers.card import Card
    from question.view import View
    from record.evidence import Report
    from record.reading import Package


class Layer(Protocol):
    """What every module named in `question.view.LAYERS` offers; the contract tests walk over that list."""

    KEY: str
    TITLE: str

    def load(self, package: Package, /) -> gpd.GeoDataFrame:
        """Return the layer's features in EPSG:4326, indexed by id, each with its reports."""

    def filter(self, frame: gpd.GeoDataFrame, view: View, /) -> gpd.GeoDataFrame:
        """Return the rows that the view admits, in order; `frame` stays as it was."""

    def draw(self, frame: gpd.GeoDataFrame, view: View, /) -> folium.FeatureGroup:
        """Return a new group of one GeoJson: ids and numbers, nothing that a reader typed."""

    def describe(self, feature: pd.Series, /) -> Card:
        """Return one feature in plain words."""

    def sources(self, feature: pd.Series, /) -> tuple[Report, ...]:
        """Return the reports behind one feature, newest first; never empty."""
