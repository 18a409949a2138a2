"""Where archipelagic baselines may run that are not computed, since not every base point was found.

A rough area and no line: it says where an answer would be a guess. `make zones` writes it into `archipelagos.geojson`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely.geometry import Polygon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

# No archipelagic baseline may be longer than 125 nm, so none spans a wider gap between islands; a degree is 60 nm.
HALF_LONGEST_DEG = 125 / 60 / 2
COARSE_DEG = 0.05
OTHERS_DEG = 0.2


def gaps(state: str, shores: Mapping[str, BaseGeometry]) -> BaseGeometry:
    """Return, in EPSG:4326, a state's islands and the gaps between them that one of its baselines may span.

    `shores` holds every state's shore; a state that has none there has no area, and near the others' there is none.
    """
    if state not in shores:
        return Polygon()
    shore = shores[state].simplify(COARSE_DEG)
    closed = shore.buffer(HALF_LONGEST_DEG, quad_segs=8).buffer(-HALF_LONGEST_DEG, quad_segs=8)
    whole = shapely.union_all([Polygon(part.exterior) for part in shapely.get_parts(closed) if part.geom_type == "Polygon"])
    others = [line.simplify(COARSE_DEG) for code, line in shores.items() if code != state]
    return whole.difference(shapely.union_all(others).buffer(OTHERS_DEG))
