"""The package and every layer's frame, read once for a state of the files and shared by pages, routes and exports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from layers import layer
from layers.kept import Kept
from question import address, layer_keys, view
from question.complaints import briefly
from record import names, reading
from waters import computed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    from question.address import Query
    from record.faults import InvalidPackageError


# Columns of a layer's frame that are worked out on loading, by their types; the others hold words or things.
COUNTS = {"severity", "origins", "clashes", "many"}
MEASURES = {"lon_deg", "lat_deg", "accuracy_m", "km2"}
# Questions of layers whose rows are kept: some forty whole ones, a few tens of MB at most.
KEPT = 256


@dataclass(frozen=True)
class Store:
    """What is known, ready to be asked: read-only, so that every session may share it."""

    package: reading.Package
    frames: dict[str, gpd.GeoDataFrame]
    ids: dict[str, str]

    def parse(self, query: Query, *, whose: str = "The link's", then: str = "") -> tuple[view.View, list[str]]:
        """Return the View of a query and the complaints about it (see `view.parse`), held against what this package holds.

        A filter that the waters answer is left out where there are none: it would admit nothing, which is no answer.
        """
        ids = {"place": self.frames["places"].index, "selected": self.ids}
        parsed, complaints = view.parse(query, ids=ids, whose=whose, then=then)
        for field in (field for field in view.FIELDS if field.waters and self.without_waters):
            if field.key in parsed.query():
                value = address.quoted(field.key, parsed.query()[field.key])
                complaints.append(f"{whose} {value} cannot be answered. {self.without_waters} {then}".rstrip())
                parsed = parsed.without(field.narrows)
        return parsed, briefly(complaints, whose)

    def title(self, identity: str) -> str:
        """Return what a feature of any layer is called. Raises KeyError for an id that there is none of."""
        key = self.ids[identity]
        return str(self.frames[key].loc[identity, layer(key).DATA.title])

    def admitted(self, view: view.View) -> dict[str, gpd.GeoDataFrame]:
        """Return the rows of every layer that a View admits, by key; those of a question that is asked again are kept."""
        return {key: self.rows(key, view) for key in self.frames}

    def rows(self, key: str, view: view.View) -> gpd.GeoDataFrame:
        """Return the rows of one layer that a View admits."""
        return self._admitting(key, replace(view.unseen(), layers=()))

    @cached_property
    def _admitting(self) -> Callable[[str, view.View], gpd.GeoDataFrame]:
        """The rows of one layer under a question. It is of this store alone, and goes when its data are read anew."""
        return lru_cache(maxsize=KEPT)(lambda key, question: layer(key).filter(self.frames[key], question))

    @cached_property
    def states(self) -> frozenset[str]:
        """Every state that is part of a clash, claims, or has a hold on a place."""
        columns = (("incidents", "any"), ("claims", "states"), ("places", "states"))
        return frozenset().union(*(held for key, name in columns for held in self.frames[key][name]))

    @property
    def without_waters(self) -> str:
        """Why the computed waters cannot be shown with this package, in a sentence; "" where they can."""
        return computed.load(self.package).fault

    @lru_cache(maxsize=len(view.NAMES))  # noqa: B019 -- a Store lives as long as its package does
    def names(self, language: str) -> dict[str, str]:
        """Return each place's name in one language, by id."""
        return names.chosen(self.package, language)

    def __hash__(self) -> int:
        return id(self)


def store() -> Store:
    """Return the last good reading of the present package. Raises InvalidPackageError with every fault where there is none.

    A package that was edited is read anew behind the readers' backs; only where there is nothing to show they wait for it.
    """
    return _kept(reading.place(), layer_keys.every()).latest()


def trouble() -> InvalidPackageError | None:
    """Return what is wrong with the package's files as they stand now, where an older reading is shown; else None."""
    return _kept(reading.place(), layer_keys.every()).trouble


def digest() -> str:
    """Return a hash of the files that the present store was read from. Raises InvalidPackageError where none can be read."""
    kept = _kept(reading.place(), layer_keys.every())
    kept.latest()
    return kept.digest


def settle() -> None:
    """Wait until the package's files have been read as they stand."""
    _kept(reading.place(), layer_keys.every()).settle()


@lru_cache(maxsize=2)
def _kept(path: Path, keys: tuple[str, ...]) -> Kept[Store]:
    return Kept(path, lambda: _read(path, keys))


def _typed(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a frame whose columns have their types also where it has no row: pandas takes a list of nothing for numbers."""
    if not frame.empty:
        return frame
    taken = [name for name in frame if frame[name].dtype == "float64" and name not in MEASURES]
    return frame.astype({name: "int64" if name in COUNTS else "object" for name in taken})


def _read(path: Path, keys: tuple[str, ...]) -> Store:
    if not path.is_dir():
        raise reading.unreadable(path, f"SOUNDINGS_DATA to name a directory that holds one ({path.name} is none)")
    read = reading.read(path)
    frames = {key: _typed(layer(key).load(read)) for key in keys}
    whole = Store(read, frames, {identity: key for key, frame in frames.items() for identity in frame.index})
    # The waters are worked out here, before a reader waits for them.
    computed.load(read)
    return whole
