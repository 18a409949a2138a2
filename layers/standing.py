"""Whose claims is this in? What every zone says of a point, and how far the point lies from coasts and named features.

A point nearer to a limit than the limit's accuracy, or than the point is known, is neither inside nor outside: it cannot be
determined at this accuracy.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from layers import measure, waters
from layers.zones import DIVIDING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from layers.waters import Waters, Zone

# No degree in the region, of longitude or latitude, is shorter or longer than these.
SHORTEST_DEGREE_M, LONGEST_DEGREE_M = 98_000.0, 111_700.0


class Away(NamedTuple):
    """How far something lies from a point, and in which eight-point direction."""

    name: str
    metres: float
    bearing: str


@dataclass(frozen=True)
class Standing:
    """A point's answers, the ones that cannot be determined apart, and whether the point lies in the counted sea."""

    lon_deg: float
    lat_deg: float
    precision_m: float
    inside: tuple[Zone, ...]
    undetermined: tuple[Zone, ...]
    in_sea: bool

    def under(self, lens: str, day: dt.date | None) -> Standing:
        """Return the same with the zones that count under a lens on a day."""
        inside, unsure = (tuple(z for z in some if z.counts(lens, day)) for some in (self.inside, self.undetermined))
        return replace(self, inside=inside, undetermined=unsure)

    @property
    def claimants(self) -> tuple[str, ...]:
        """The states in whose zones the point lies for certain."""
        return tuple(sorted({zone.claimant for zone in self.inside if zone.kind in DIVIDING}))

    @property
    def by_reading(self) -> tuple[str, ...]:
        """The states that claim the point only where a limit that they never published is read into their words."""
        sure = {zone.claimant for zone in self.inside if zone.kind in DIVIDING and not zone.reading}
        return tuple(code for code in self.claimants if code not in sure)

    @property
    def eez(self) -> frozenset[str]:
        """The states inside whose EEZ claim, or claimed corridor of EEZ and shelf, the point lies for certain."""
        return frozenset(zone.claimant for zone in self.inside if zone.kind == "eez" or zone.id == "brn-corridor")

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The states of which it cannot be determined whether they claim the point."""
        unsure = {zone.claimant for zone in self.undetermined if zone.kind in DIVIDING}
        return tuple(sorted(unsure - set(self.claimants)))


def at(known: Waters, lon_deg: float, lat_deg: float, *, precision_m: float = 0.0) -> Standing:
    """Return what the zones say of one point (EPSG:4326 degrees), known to within `precision_m` metres."""
    return many(known, [lon_deg], [lat_deg], [precision_m])[0]


def many(known: Waters, lons_deg: list[float], lats_deg: list[float], precisions_m: list[float]) -> list[Standing]:
    """Return the same for many points at once."""
    points: Any = shapely.points(np.column_stack([lons_deg, lats_deg]))
    inside: list[list[Zone]] = [[] for _ in points]
    unsure: list[list[Zone]] = [[] for _ in points]
    for identity, zone in known.zones.items():
        within = shapely.contains_properly(waters.shape_of(known, identity), points)
        tolerance = np.maximum(np.asarray(precisions_m, dtype=float), zone.accuracy_m)
        doubt = _near(known.limits[identity], points, tolerance)
        for number in np.flatnonzero(within | doubt):
            (unsure if doubt[number] else inside)[number].append(zone)
    sea: Any = shapely.contains(known.sea, points)
    shared: dict[tuple[str, ...], tuple[Zone, ...]] = {}
    sure = [shared.setdefault(tuple(zone.id for zone in zoned), tuple(zoned)) for zoned in inside]
    rows = zip(lons_deg, lats_deg, precisions_m, sure, unsure, sea, strict=True)
    return [Standing(lon, lat, m, yes, tuple(maybe), bool(wet)) for lon, lat, m, yes, maybe, wet in rows]


def _near(limit: BaseGeometry, points: Any, tolerance_m: NDArray[np.float64]) -> NDArray[np.bool_]:  # noqa: ANN401 -- numpy's array of geometries has no better type
    """Tell which points lie within their tolerance of a limit: degrees settle most of them, the ellipsoid the rest."""
    if limit.is_empty:
        return np.zeros(len(points), dtype=bool)
    shapely.prepare(limit)
    reach: list[Any] = [tolerance_m / SHORTEST_DEGREE_M, tolerance_m / LONGEST_DEGREE_M]
    close, certain = (np.asarray(shapely.dwithin(limit, points, degrees)) for degrees in reach)
    for number in np.flatnonzero(close & ~certain):
        point = points[number]
        around = limit.intersection(point.buffer(2 * tolerance_m[number] / SHORTEST_DEGREE_M))
        close[number] = not around.is_empty and measure.nearest(point.x, point.y, around)[0] <= tolerance_m[number]
    return close


class Held(NamedTuple):
    """In whose waters a point lies for certain: the states that claim it, and those inside whose EEZ claim it is."""

    claimants: tuple[str, ...]
    eez: frozenset[str]


def held(found: Iterable[Standing], lens: str, day: dt.date | None) -> list[Held]:
    """Return in whose waters each of many points lies under a lens on a day, each set of zones looked up once."""
    worked: dict[int, Held] = {}
    told = []
    for one in found:
        # `many` gives points in the same zones one and the same tuple.
        key = id(one.inside)
        if key not in worked:
            under = one.under(lens, day)
            worked[key] = Held(under.claimants, under.eez)
        told.append(worked[key])
    return told


def coasts(known: Waters, lon_deg: float, lat_deg: float) -> list[Away]:
    """Return each claimant's nearest shore, the nearest state first."""
    found = []
    for state, shore in known.shores.items():
        metres, lon, lat = measure.nearest(lon_deg, lat_deg, shore)
        found.append(Away(state, metres, measure.bearing(lon_deg, lat_deg, lon, lat)))
    return sorted(found, key=lambda away: away.metres)


def features(places: gpd.GeoDataFrame, lon_deg: float, lat_deg: float, *, most: int = 3) -> list[Away]:
    """Return the nearest named places by id, seen from the point."""
    metres = measure.distances(lon_deg, lat_deg, places["lon_deg"], places["lat_deg"])
    order = np.argsort(metres, kind="stable")[:most]
    rows = [(places.iloc[number], float(metres[number])) for number in order]
    return [Away(row["id"], m, measure.bearing(lon_deg, lat_deg, row["lon_deg"], row["lat_deg"])) for row, m in rows]
