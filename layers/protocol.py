"""The contract of a map layer: a module, not a class, since it has no state.

Everything that differs from layer to layer is said here, so that no page, deck, file or route asks for a layer by its key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import geopandas as gpd
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from layers.card import Card
    from layers.drawing import Feature
    from layers.look import Legend, Look
    from layers.marks import Mark
    from question.view import View
    from record.evidence import Report
    from record.reading import Package
    from waters.computed import Waters

    Frames = Mapping[str, gpd.GeoDataFrame]
    Row = Any  # a pandas row has no better type


class Section(NamedTuple):
    """A list in the dossier of a feature: its heading, and ids of features of any layer."""

    heading: str
    ids: tuple[str, ...]


def _title(row: Row) -> str:
    return str(row.title)


@dataclass(frozen=True)
class Data:
    """How a layer's rows leave as data.

    `geometry` is the kind that a GeoPackage declares. `table` is the resource of `datapackage.json` whose title, description
    and columns are the layer's, "" for the one of its key; where there is none of that name, `about` describes the table.
    `means` gives the meanings of columns that are worked out on loading, `working` are columns that only the filters use.
    `written` returns the rows of a View as they leave: with what follows from the View. `title` names the column that a
    feature is called by. A file of one table holds the layer that `leads`, else the first that is shown.
    """

    geometry: Literal["Point", "Unknown"] = "Unknown"
    table: str = ""
    about: str = ""
    means: Mapping[str, str] = field(default_factory=dict)
    working: frozenset[str] = frozenset()
    written: Callable[[gpd.GeoDataFrame, View], gpd.GeoDataFrame] = lambda rows, _view: rows
    title: str = "title"
    leads: bool = False


@dataclass(frozen=True)
class Traits:
    """What else a layer says of itself; the defaults are those of plain features, each with a mark or a shape of its own.

    `unit` is what one and several of its features are called, `unit_of` what they are called under a View where that depends
    on it; `reported` is an adjective of theirs where they are somebody's word. `marks` gathers rows into marks, under a View
    that may pick one of them; `same_mark` finds what shares a feature's mark. `says` is what a mark or a line says where it
    is pointed at. `beside` lists what a feature's dossier shows besides its card, under a View. `scene` is the kind of scene
    as which a briefing keeps a picked feature, "" for that of the page. `groups` names the ways in which its table may be
    grouped: by the waters that the rows are `standing` in. `area` gives the area (EPSG:4326) that a feature is or is placed
    in, None where it has a position; `rough_m` is how far from its mark it may lie where that is an area, else 0.
    """

    unit: tuple[str, str] = ("feature", "features")
    unit_of: Callable[[View], tuple[str, str]] | None = None
    reported: str = ""
    marks: Callable[[gpd.GeoDataFrame, View], list[Mark]] | None = None
    same_mark: Callable[[gpd.GeoDataFrame, str], gpd.GeoDataFrame] | None = None
    says: Callable[[Row], str] = _title
    beside: Callable[[Row, Frames, View], tuple[Section, ...]] = lambda _row, _frames, _view: ()
    scene: Literal["", "clash"] = ""
    groups: Mapping[str, str] = field(default_factory=dict)
    rough_m: Callable[[Row, Frames], float] = lambda _row, _frames: 0.0
    area: Callable[[Row, Frames, Waters], BaseGeometry | None] = lambda _row, _frames, _waters: None

    def called(self, view: View) -> tuple[str, str]:
        """Return what one and several features are called under a View: "clash", "clashes"."""
        return self.unit_of(view) if self.unit_of else self.unit

    def named(self, view: View) -> tuple[str, str]:
        """Return what they are called with their adjective: "reported clash", "reported clashes"."""
        single, several = (f"{self.reported} {words}".lstrip() for words in self.called(view))
        return single, several


class Layer(Protocol):
    """What every module listed in `question.layer_keys` offers; the contract tests walk over that list."""

    KEY: str
    TITLE: str
    LOOK: Look
    DATA: Data
    TRAITS: Traits

    def load(self, package: Package, /) -> gpd.GeoDataFrame:
        """Return the layer's features in EPSG:4326, indexed by id, each with its reports."""

    def filter(self, frame: gpd.GeoDataFrame, view: View, /) -> gpd.GeoDataFrame:
        """Return the rows that the view admits, in order; `frame` stays as it was."""

    def draw(self, frame: gpd.GeoDataFrame, view: View, /) -> list[Feature]:
        """Return new features to draw: ids and numbers, nothing that a reader typed."""

    def describe(self, feature: pd.Series, view: View = ..., /) -> Card:
        """Return one feature in plain words, as it is under a view's lens on its last day."""

    def sources(self, feature: pd.Series, /) -> tuple[Report, ...]:
        """Return the reports behind one feature, newest first; never empty."""

    def columns(self, rows: gpd.GeoDataFrame, view: View, /) -> pd.DataFrame:
        """Return the table of some rows, a row each, in words: its columns are headed as a reader sees them."""

    def legend(self, view: View, /) -> Legend:
        """Return what the layer's signs mean under a View."""
