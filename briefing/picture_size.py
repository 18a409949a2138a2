"""How large a picture may be: read from words, refused where no map finds room in it or no program opens it."""

from __future__ import annotations

import re

DPI, DEFAULT = 144, "1920x1200"
LEAST_DPI, MOST_DPI = 72, 600
MOST_PX, MOST_PIXELS = 12_000, 60_000_000
# A map, its legend and its lines need as much.
LEAST_PT = (380.0, 260.0)
POINTS_PER_INCH = 72
_WRITTEN = re.compile(r"(\d{1,6})\s*[x\u00d7]\s*(\d{1,6})", re.IGNORECASE)


def read(size: str, dpi: int = DPI) -> tuple[int, int, int]:
    """Return the width and height in pixels and the dots per inch. Raises ValueError, in one sentence, for what is none."""
    written = _WRITTEN.fullmatch(size.strip())
    if not written:
        raise ValueError(f"“{size}” was not understood: expected a width and a height in pixels, such as 1920x1200")
    return checked(int(written[1]), int(written[2]), dpi)


def checked(width_px: int, height_px: int, dpi: int) -> tuple[int, int, int]:
    """Return a size that a picture can have. Raises ValueError, in one sentence, for any other."""
    if not LEAST_DPI <= dpi <= MOST_DPI:
        raise ValueError(f"“{dpi}” was not understood: expected {LEAST_DPI} to {MOST_DPI} dots per inch")
    words = f"A picture of {width_px:,} by {height_px:,} pixels"
    if max(width_px, height_px) > MOST_PX or width_px * height_px > MOST_PIXELS:
        raise ValueError(f"{words} is too large: {MOST_PX:,} a side and {MOST_PIXELS:,} in all are the most")
    least = [-(-int(side) * dpi // POINTS_PER_INCH) for side in LEAST_PT]
    if width_px < least[0] or height_px < least[1]:
        raise ValueError(f"{words} is too small for a map at {dpi} dpi: {least[0]:,} by {least[1]:,} are the least")
    return width_px, height_px, dpi
