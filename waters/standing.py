"""Whose claims is this in? What every zone says of a point, and how far the point lies from coasts and named features.

A point nearer to a limit than the two are known is neither inside nor outside: it cannot be determined at this accuracy.
A state claims it all the same where its zones together cover everything that near, such as a limit between two of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from waters import computed, measure, setting
from waters.zones import DIVIDING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from waters.computed import Limit, Waters, Zone
    from waters.setting import Setting

# No degree in the region, of longitude or latitude, is shorter or longer than these.
SHORTEST_DEGREE_M, LONGEST_DEGREE_M = 98_000.0, 111_700.0
# Into how many directions is looked around a point: what lies between two of them is at most 2 % nearer.
DIRECTIONS = 16


class Away(NamedTuple):
    """How far something lies from a point, and in which eight-point direction."""

    name: str
    metres: float
    bearing: str


@dataclass(frozen=True)
class Standing:
    """A point's answers, the ones that cannot be determined apart, and what the point is itself: land, sea, or neither.

    `around` holds, by the id of each undetermined zone, the zones drawn at the point and at places as far from it as the
    zone's limit is unsure: one entry for each different answer that is met there, land left out.
    """

    lon_deg: float
    lat_deg: float
    precision_m: float
    inside: tuple[Zone, ...]
    undetermined: tuple[Zone, ...]
    around: dict[str, frozenset[tuple[Zone, ...]]]
    ground: Setting

    def __hash__(self) -> int:
        # One object a point, kept with its clash: what is worked out from it is remembered by that.
        return id(self)

    def under(self, lens: str, day: dt.date | None) -> Standing:
        """Return the same with the zones that count under a lens on a day."""

        def counted(some: tuple[Zone, ...]) -> tuple[Zone, ...]:
            return tuple(zone for zone in some if zone.counts(lens, day))

        around = {name: frozenset(counted(spot) for spot in spots) for name, spots in self.around.items()}
        return replace(self, inside=counted(self.inside), undetermined=counted(self.undetermined), around=around)

    @property
    def setting(self) -> Setting:
        """What the point is: inside computed baselines where a zone of internal waters holds it, else what its ground is."""
        states = sorted({zone.claimant for zone in self.inside if zone.kind == "internal_waters"})
        return setting.inside(states, self.ground) if states and self.ground.kind != "land" else self.ground

    @property
    def in_sea(self) -> bool:
        """Whether the point lies in the counted sea, land taken out."""
        return self.ground.counted

    @property
    def claimed_by_none(self) -> bool:
        """Whether it can be said that no state is found to claim the point: it was computed, and no coast is near."""
        return self.in_sea and not (self.claimants or self.doubtful or self.ground.near_coast)

    @property
    def claimants(self) -> tuple[str, ...]:
        """The states that claim the point for certain."""
        sure = _claimants(self.inside)
        return tuple(sorted(sure | {state for state in _claimants(self.undetermined) - sure if self._covers(state)}))

    def _covers(self, state: str) -> bool:
        """Tell whether a state's zones cover all that lies as near as each of its undetermined limits may run."""
        mine = [zone.id for zone in self.undetermined if zone.claimant == state and zone.kind in DIVIDING]
        return all(state in _claimants(spot) for name in mine for spot in self.around[name])

    @property
    def by_reading(self) -> tuple[str, ...]:
        """The states that claim the point only where a limit that they never published is read into their words."""
        zoned = (*self.inside, *self.undetermined)
        sure = {zone.claimant for zone in zoned if zone.kind in DIVIDING and not zone.reading}
        return tuple(code for code in self.claimants if code not in sure)

    @property
    def eez(self) -> frozenset[str]:
        """The states inside whose EEZ claim, or claimed corridor of EEZ and shelf, the point lies for certain."""
        return frozenset(zone.claimant for zone in self.inside if zone.counts_as_eez)

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The states of which it cannot be determined whether they claim the point."""
        return tuple(sorted(_claimants(self.undetermined) - set(self.claimants)))


def _claimants(some: Iterable[Zone]) -> set[str]:
    return {zone.claimant for zone in some if zone.kind in DIVIDING}


def at(waters: Waters, lon_deg: float, lat_deg: float, *, precision_m: float = 0.0) -> Standing:
    """Return what the zones say of one point (EPSG:4326 degrees), known to within `precision_m` metres."""
    return many(waters, [lon_deg], [lat_deg], [precision_m])[0]


def many(waters: Waters, lons_deg: list[float], lats_deg: list[float], precisions_m: list[float]) -> list[Standing]:
    """Return the same for many points at once."""
    points: Any = shapely.points(np.asarray(lons_deg, dtype=float), np.asarray(lats_deg, dtype=float))
    zones = list(waters.zones.values())
    unsure = np.zeros((len(zones), len(points)))
    for number, zone in enumerate(zones):
        unsure[number] = _unsure(waters.limits[zone.id], points, np.asarray(precisions_m, dtype=float))
    within = _within(waters, np.asarray(lons_deg, dtype=float), np.asarray(lats_deg, dtype=float))
    around = _around(waters, points, unsure)
    grounds = setting.many(waters, lons_deg, lats_deg, precisions_m)
    standings = []
    for number, (lon, lat, metres, ground) in enumerate(zip(lons_deg, lats_deg, precisions_m, grounds, strict=True)):
        inside = tuple(zones[z] for z in np.flatnonzero(within[:, number] & (unsure[:, number] == 0)))
        doubts = {zones[z]: around[number, unsure[z, number]] for z in np.flatnonzero(unsure[:, number])}
        near = {zone.id: spots for zone, spots in doubts.items()}
        standings.append(Standing(lon, lat, metres, inside, tuple(doubts), near, ground))
    return standings


def _within(waters: Waters, lons_deg: Any, lats_deg: Any) -> NDArray[np.bool_]:  # noqa: ANN401 -- numpy's arrays
    """Return which zones are drawn at which points, shape (zones, points)."""
    drawn = np.zeros((len(waters.zones), len(lons_deg)), dtype=bool)
    for row, identity in zip(drawn, waters.zones, strict=True):
        shape = computed.shape_of(waters, identity)
        west, south, east, north = shape.bounds
        near = (west <= lons_deg) & (lons_deg <= east) & (south <= lats_deg) & (lats_deg <= north)
        row[near] = shapely.contains_xy(shape, lons_deg[near], lats_deg[near])
    return drawn


def _unsure(limits: Iterable[Limit], points: Any, precisions_m: NDArray[np.float64]) -> NDArray[np.float64]:  # noqa: ANN401 -- as above
    """Return how unsure, in metres, the limit is that each point lies too near to, its own precision included, or 0."""
    unsure_m = np.zeros(len(points))
    for limit in limits:
        tolerance_m = precisions_m + limit.accuracy_m
        unsure_m = np.maximum(unsure_m, np.where(_near(limit.line, points, tolerance_m), tolerance_m, 0))
    return unsure_m


def _around(waters: Waters, points: Any, unsure_m: NDArray[np.float64]) -> dict[Any, frozenset[tuple[Zone, ...]]]:  # noqa: ANN401 -- as above
    """Return the different answers at and around each point, by its number and how unsure some limit is there, in metres."""
    doubts = sorted({(int(number), float(unsure_m[zone, number])) for zone, number in np.argwhere(unsure_m)})
    if not doubts:
        return {}
    spots = _spots(points, doubts)
    drawn = _within(waters, *spots) | _in_cells(waters, *spots)
    dry = shapely.contains_xy(waters.land, *spots)
    # An answer is told from another by which zones are drawn, as bytes: most points meet what others met before them.
    rows = [b"" if land else row.tobytes() for row, land in zip(np.ascontiguousarray(drawn.T), dry, strict=True)]
    size = DIRECTIONS + 1
    met = [frozenset(rows[start : start + size]) - {b""} for start in range(0, len(rows), size)]
    zones = list(waters.zones.values())
    drawn_at = {row: tuple(zones[z] for z in np.flatnonzero(np.frombuffer(row, dtype=bool))) for row in set(rows) if row}
    answers = {several: frozenset(drawn_at[row] for row in several) for several in set(met)}
    return {key: answers[several] for key, several in zip(doubts, met, strict=True)}


def _in_cells(waters: Waters, lons_deg: Any, lats_deg: Any) -> NDArray[np.bool_]:  # noqa: ANN401 -- numpy's arrays
    """Return the same by the cells, which leave no seam: zones that border on each other are each drawn a little coarser."""
    drawn = np.zeros((len(waters.zones), len(lons_deg)), dtype=bool)
    order = {name: number for number, name in enumerate(waters.zones)}
    cells = waters.cells["zones"].tolist()
    points: Any = shapely.points(lons_deg, lats_deg)
    for point, cell in shapely.STRtree(waters.cells.geometry.to_numpy()).query(points, predicate="intersects").T:
        drawn[[order[zone.id] for zone in cells[cell]], point] = True
    return drawn


def _spots(points: Any, doubts: list[tuple[int, float]]) -> tuple[Any, Any]:  # noqa: ANN401 -- as above
    """Return the lons and lats, for each point's number and metres, of the point and of places around it."""
    numbers, metres = zip(*doubts, strict=True)
    at = points[list(numbers)]
    own = shapely.get_x(at), shapely.get_y(at)
    ring = measure.around(*own, metres, vertices=DIRECTIONS)
    lons, lats = (np.column_stack([mine, beside]).ravel() for mine, beside in zip(own, ring, strict=True))
    return lons, lats


def _near(limit: BaseGeometry, points: Any, tolerance_m: NDArray[np.float64]) -> NDArray[np.bool_]:  # noqa: ANN401 -- as above
    """Tell which points lie within their tolerance of a limit: degrees settle most of them, the ellipsoid the rest."""
    if limit.is_empty:
        return np.zeros(len(points), dtype=bool)
    shapely.prepare(limit)
    reach: list[Any] = [tolerance_m / SHORTEST_DEGREE_M, tolerance_m / LONGEST_DEGREE_M]
    close, certain = (np.asarray(shapely.dwithin(limit, points, degrees)) for degrees in reach)
    doubtful = np.flatnonzero(close & ~certain)
    at, metres = points[doubtful], tolerance_m[doubtful]
    lines = shapely.intersection(limit, shapely.buffer(at, 2 * metres / SHORTEST_DEGREE_M, quad_segs=16))
    close[doubtful] = measure.metres_to(shapely.get_x(at), shapely.get_y(at), lines) <= metres
    return close


class Held(NamedTuple):
    """In whose waters a point lies for certain: the states that claim it, and those inside whose EEZ claim it is.

    `setting` says what the point itself is, one of `waters.setting.KINDS`.
    """

    claimants: tuple[str, ...]
    eez: frozenset[str]
    setting: str


def held(standings: Iterable[Standing], lens: str, day: dt.date | None) -> list[Held]:
    """Return in whose waters each of many points lies under a lens on a day; asked again, it is remembered."""
    return [_held(standing, lens, day) for standing in standings]


@lru_cache(maxsize=100_000)
def _held(standing: Standing, lens: str, day: dt.date | None) -> Held:
    under = standing.under(lens, day)
    return Held(under.claimants, under.eez, under.setting.kind)


def coasts(waters: Waters, lon_deg: float, lat_deg: float) -> list[Away]:
    """Return each claimant's nearest shore, the nearest state first."""
    shores = []
    for state, shore in waters.shores.items():
        metres, lon, lat = measure.nearest(lon_deg, lat_deg, shore)
        shores.append(Away(state, metres, measure.bearing(lon_deg, lat_deg, lon, lat)))
    return sorted(shores, key=lambda away: away.metres)


def features(places: gpd.GeoDataFrame, lon_deg: float, lat_deg: float, *, most: int = 3) -> list[Away]:
    """Return the nearest named places by id, seen from the point."""
    metres = measure.distances(lon_deg, lat_deg, places["lon_deg"], places["lat_deg"])
    order = np.argsort(metres, kind="stable")[:most]
    rows = [(places.iloc[number], float(metres[number])) for number in order]
    return [Away(row["id"], m, measure.bearing(lon_deg, lat_deg, row["lon_deg"], row["lat_deg"])) for row, m in rows]
