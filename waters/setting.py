"""What a position is, before whose claims it is in: on land, in the counted sea, or outside what was computed.

Land is no sea, and only the sea that was computed can be claimed by no state. Nothing here says whose land is: a position
on land is told the nearest coast, and a disputed feature has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from waters import doubts, measure, shoreline
from words import states, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waters.computed import Waters
    from waters.shoreline import Coast

KINDS = {
    "land": "on land",
    "inside_baselines": "inside baselines",
    "baselines_not_computed": "near archipelagic baselines that are not computed",
    "sea": "in the sea counted",
    "outside": "outside what was computed",
}
COUNTED = "the South China Sea as counted here"
TERRITORIAL_M = 12 * measure.NAUTICAL_MILE_M


class Setting(NamedTuple):
    """What a position is: one of KINDS, a sentence, and what else it may be for all that is known.

    `counted` tells whether it lies in the counted sea, land taken out, `near_coast` whether land lies within 12 nm.
    """

    kind: str
    words: str
    doubt: str = ""
    counted: bool = False
    near_coast: bool = False

    @property
    def sentence(self) -> str:
        """The words and, where there is a doubt, the doubt."""
        return f"{self.words} {self.doubt}".strip()


def many(
    waters: Waters, lons_deg: Sequence[float], lats_deg: Sequence[float], precisions_m: Sequence[float]
) -> list[Setting]:
    """Return what each of many positions is: EPSG:4326 degrees, each known to within `precisions_m` metres."""
    lons, lats, metres = (np.asarray(column, dtype=float) for column in (lons_deg, lats_deg, precisions_m))
    points: Any = shapely.points(lons, lats)
    shapely.prepare([waters.land, waters.sea])
    land, sea = shapely.covers(waters.land, points), shapely.contains(waters.sea, points)
    near = shapely.dwithin(waters.land, points, TERRITORIAL_M / measure.SHORTEST_DEGREE_M)
    kinds = np.where(land, "land", np.where(sea, "sea", "outside")).tolist()
    drawn = shapely.covers(shapely.box(*waters.land.bounds), points).tolist()
    states_ = _archipelago(waters, points)
    grounds = [_wet(waters, *row) for row in zip(kinds, states_, drawn, strict=True)]
    for number, coast in zip(np.flatnonzero(land), shoreline.nearest(waters, lons[land], lats[land]), strict=True):
        grounds[number] = Setting("land", _on_land(lons[number], lats[number], coast))
    doubtful = _doubts(doubts.touched(waters, lons, lats, metres), metres.tolist(), kinds)
    return [
        ground._replace(doubt=doubt, counted=kind == "sea", near_coast=coastal)
        for ground, kind, doubt, coastal in zip(grounds, kinds, doubtful, near.tolist(), strict=True)
    ]


def inside(codes: Sequence[str], ground: Setting) -> Setting:
    """Return the setting of a position inside the computed baselines of some states."""
    whose = text.words([states.spoken(code) for code in codes])
    words = f"Inside baselines as computed from those of {whose}: waters claimed as internal."
    return ground._replace(kind="inside_baselines", words=words)


def _wet(waters: Waters, kind: str, state: str, drawn: bool) -> Setting:  # noqa: FBT001 -- a column of what is drawn
    """Return what a position is that is on no drawn land, `state` the one inside whose archipelagic baselines it may lie.

    Where no land is `drawn` it may be land as well as sea.
    """
    if not drawn:
        return Setting(
            "outside", "Farther off than the land that is drawn here: it may be land or sea, and nothing was computed."
        )
    beyond = "" if kind == "sea" else f" It lies outside {COUNTED}."
    if state:
        words = (
            f"It may lie inside the archipelagic baselines of {states.spoken(state)}, which are not computed here: "
            f"{waters.archipelagic[state]}.{beyond}"
        )
        return Setting("baselines_not_computed", words)
    words = f"In {COUNTED}." if kind == "sea" else f"Outside {COUNTED}: zones there are computed in part or not at all."
    return Setting(kind, words)


def _archipelago(waters: Waters, points: Any) -> list[str]:  # noqa: ANN401 -- numpy's array of geometries
    """Return the first state among whose islands, gaps and all, each position lies, or ""."""
    codes = np.full(len(points), "", dtype=object)
    for state, shape in waters.gaps.items():
        shapely.prepare(shape)
        codes[(codes == "") & shapely.contains(shape, points)] = state
    return codes.tolist()


def _on_land(lon_deg: float, lat_deg: float, coast: Coast | None) -> str:
    """Return where on land a position lies: by the nearest coast, and whose that is where it is beyond dispute."""
    if not coast or not coast.state:
        return "On land as drawn here. Its coast is no claimant's undisputed one, so no state is named."
    side = measure.bearing(lon_deg, lat_deg, coast.lon_deg, coast.lat_deg)
    where = f"{measure.distance_words(coast.metres)} to the {side}"
    return (
        f"On land as drawn here. The nearest coast is that of {states.spoken(coast.state)}, {where}; whose the land is "
        "stays open."
    )


def _doubts(touched: Any, precisions_m: Iterable[float], kinds: Iterable[str]) -> list[str]:  # noqa: ANN401 -- numpy's array
    """Return, for each position, what its circle of precision touches besides what it is itself."""
    return [
        _doubt([name for name in np.array(doubts.KINDS)[met] if name != kind], precision_m) if met.any() else ""
        for met, precision_m, kind in zip(touched, precisions_m, kinds, strict=True)
    ]


def _doubt(others: Sequence[str], precision_m: float) -> str:
    if not others:
        return ""
    precision = f"The position is known to within {measure.distance_words(precision_m)}. " if precision_m else ""
    drawn = f"The drawn coast is good to about {doubts.COAST_M:.0f} m"
    return f"{precision}{drawn}: it may also lie {text.words([KINDS[name] for name in others], last='or')}."
