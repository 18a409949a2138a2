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

from waters import computed, measure, nearness, setting
from waters.zones import DIVIDING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    import geopandas as gpd
    from numpy.typing import NDArray

    from waters.computed import Limit, Waters, Zone
    from waters.setting import Setting

# Into how many directions is looked around a point: what lies between two of them is at most 2 % nearer.
DIRECTIONS = 16
# In place of an answer's number where there is land.
DRY = -1


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
    lons, lats, metres = (np.asarray(column, dtype=float) for column in (lons_deg, lats_deg, precisions_m))
    points: Any = shapely.points(lons, lats)
    unsure = np.zeros((len(waters.zones), len(points)))
    for row, limits in zip(unsure, (waters.limits[name] for name in waters.zones), strict=True):
        row[:] = _unsure(limits, points, metres)
    inside, undetermined = _within(waters, lons, lats) & (unsure == 0), unsure > 0
    around = _around(waters, lons, lats, unsure)
    grounds = setting.many(waters, lons_deg, lats_deg, precisions_m)
    columns = _answers(waters, inside), _answers(waters, undetermined), around, grounds
    return [Standing(*row) for row in zip(lons_deg, lats_deg, precisions_m, *columns, strict=True)]


def _answers(waters: Waters, drawn: NDArray[np.bool_]) -> list[tuple[Zone, ...]]:
    """Return the zones drawn at each point, of an array of shape (zones, points)."""
    codes, answers = _coded(waters, drawn)
    return [answers[code] for code in codes]


def _coded(waters: Waters, drawn: NDArray[np.bool_]) -> tuple[list[int], list[tuple[Zone, ...]]]:
    """Return the same as a number for each point, and the zones that each number stands for."""
    zones = list(waters.zones.values())
    # Most points meet what others met before them; zones drawn are told from others as bytes.
    rows = [row.tobytes() for row in np.ascontiguousarray(drawn.T)]
    numbers = {row: number for number, row in enumerate(dict.fromkeys(rows))}
    answers = [tuple(zones[z] for z in np.flatnonzero(np.frombuffer(row, dtype=bool))) for row in numbers]
    return [numbers[row] for row in rows], answers


def _within(waters: Waters, lons_deg: Any, lats_deg: Any) -> NDArray[np.bool_]:  # noqa: ANN401 -- numpy's arrays
    """Return which zones are drawn at which points, shape (zones, points)."""
    drawn = np.zeros((len(waters.zones), len(lons_deg)), dtype=bool)
    shapes = [computed.shape_of(waters, identity) for identity in waters.zones]
    for row, (shape, near) in zip(drawn, _framed(shapes, lons_deg, lats_deg), strict=True):
        row[near] = shapely.contains_xy(shape, lons_deg[near], lats_deg[near])
    return drawn


def _framed(shapes: Any, lons_deg: Any, lats_deg: Any) -> Iterator[tuple[Any, NDArray[np.intp]]]:  # noqa: ANN401 -- as above
    """Yield each shape, prepared for many questions, with the numbers of the points inside its frame."""
    order = np.argsort(lons_deg, kind="stable")
    lons, lats = lons_deg[order], lats_deg[order]
    for shape, (west, south, east, north) in zip(shapes, shapely.bounds(shapes), strict=True):
        shapely.prepare(shape)
        across = slice(np.searchsorted(lons, west, side="left"), np.searchsorted(lons, east, side="right"))
        yield shape, order[across][(south <= lats[across]) & (lats[across] <= north)]


def _unsure(limits: Iterable[Limit], points: Any, precisions_m: NDArray[np.float64]) -> NDArray[np.float64]:  # noqa: ANN401 -- as above
    """Return how unsure, in metres, the limit is that each point lies too near to, its own precision included, or 0."""
    unsure_m = np.zeros(len(points))
    for limit in limits:
        tolerance_m = precisions_m + limit.accuracy_m
        unsure_m = np.maximum(unsure_m, np.where(nearness.near(limit.line, points, tolerance_m), tolerance_m, 0))
    return unsure_m


def _around(
    waters: Waters, lons_deg: NDArray[np.float64], lats_deg: NDArray[np.float64], unsure_m: NDArray[np.float64]
) -> list[dict[str, frozenset[tuple[Zone, ...]]]]:
    """Return the different answers at and around each point, by the id of each zone whose limit is unsure there."""
    around: list[dict[str, frozenset[tuple[Zone, ...]]]] = [{} for _ in lons_deg]
    numbers, zones = np.nonzero(unsure_m.T)
    if not len(numbers):
        return around
    doubts, which = np.unique(np.column_stack([numbers, unsure_m[zones, numbers]]), axis=0, return_inverse=True)
    at = doubts[:, 0].astype(int)
    met = _met(waters, lons_deg[at], lats_deg[at], doubts[:, 1])
    ids = list(waters.zones)
    for number, zone, doubt in zip(numbers.tolist(), zones.tolist(), which.ravel().tolist(), strict=True):
        around[number][ids[zone]] = met[doubt]
    return around


def _met(waters: Waters, lons_deg: Any, lats_deg: Any, unsure_m: Any) -> list[frozenset[tuple[Zone, ...]]]:  # noqa: ANN401 -- as above
    """Return the different answers met at each of many points and as far from it as some limit is unsure, land left out."""
    lons, lats = _spots(lons_deg, lats_deg, unsure_m)
    wet = ~shapely.contains_xy(waters.land, lons, lats)
    spots = lons[wet], lats[wet]
    codes = np.full(len(lons), DRY)
    codes[wet], answers = _coded(waters, _within(waters, *spots) | _in_cells(waters, *spots))
    several = [frozenset(row) - {DRY} for row in codes.reshape(-1, DIRECTIONS + 1).tolist()]
    met = {numbers: frozenset(answers[number] for number in numbers) for numbers in set(several)}
    return [met[numbers] for numbers in several]


def _in_cells(waters: Waters, lons_deg: Any, lats_deg: Any) -> NDArray[np.bool_]:  # noqa: ANN401 -- numpy's arrays
    """Return the same by the cells, which leave no seam: zones that border on each other are each drawn a little coarser."""
    drawn = np.zeros((len(waters.zones), len(lons_deg)), dtype=bool)
    order = {name: number for number, name in enumerate(waters.zones)}
    cells = _framed(waters.cells.geometry.to_numpy(), lons_deg, lats_deg)
    for zoned, (shape, near) in zip(waters.cells["zones"], cells, strict=True):
        held = near[shapely.intersects_xy(shape, lons_deg[near], lats_deg[near])]
        drawn[np.ix_([order[zone.id] for zone in zoned], held)] = True
    return drawn


def _spots(lons_deg: Any, lats_deg: Any, metres: Any) -> tuple[Any, Any]:  # noqa: ANN401 -- as above
    """Return the lons and lats of each point and of places that far around it, one point after the other."""
    ring = measure.around(lons_deg, lats_deg, metres, vertices=DIRECTIONS)
    lons, lats = (np.column_stack(columns).ravel() for columns in zip((lons_deg, lats_deg), ring, strict=True))
    return lons, lats


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
