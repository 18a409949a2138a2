"""The package and every layer's frame, read once for a state of the files and shared by pages, routes and exports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from layers import layer
from question import layer_keys, view
from record import names, reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd


@dataclass(frozen=True)
class Store:
    """What is known, ready to be asked: read-only, so that every session may share it."""

    package: reading.Package
    frames: dict[str, gpd.GeoDataFrame]
    ids: dict[str, str]

    def parse(self, query: Mapping[str, str], *, whose: str = "The link's") -> tuple[view.View, list[str]]:
        """Return the View of a query and the complaints about it, ids held against this package."""
        ids = {"place": self.frames["places"].index, "selected": self.ids}
        return view.parse(query, ids=ids, whose=whose)

    @lru_cache(maxsize=len(view.NAMES))  # noqa: B019 -- a Store lives as long as its package does
    def names(self, language: str) -> dict[str, str]:
        """Return each place's name in one language, by id."""
        return names.chosen(self.package, language)

    def __hash__(self) -> int:
        return id(self)


def store() -> Store:
    """Return what the present package holds. Raises InvalidPackageError with every fault it has."""
    path = reading.place()
    return _read(path, _stamp(path), layer_keys.every())


def _stamp(path: Path) -> tuple[tuple[str, int, int], ...]:
    """Return name, size and time of each file, so that an edited package is read anew."""
    if not path.is_dir():
        raise reading.unreadable(path, f"SOUNDINGS_DATA to name a directory that holds one ({path} is none)")
    found = [(file.name, file.stat()) for file in sorted(path.iterdir()) if file.suffix in {".csv", ".json", ".geojson"}]
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)


@lru_cache(maxsize=2)
def _read(path: Path, _stamp: tuple[tuple[str, int, int], ...], keys: tuple[str, ...]) -> Store:
    read = reading.read(path)
    frames = {key: layer(key).load(read) for key in keys}
    return Store(read, frames, {identity: key for key, frame in frames.items() for identity in frame.index})
