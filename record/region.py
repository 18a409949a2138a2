"""The region that the record covers: WGS 84 degrees, west to east and south to north."""

from __future__ import annotations

REGION_LON_DEG = (98.0, 128.0)
REGION_LAT_DEG = (-6.0, 27.0)
