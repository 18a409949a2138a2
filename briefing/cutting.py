"""Cutting the variable Noto Sans to a fixed weight and the characters that it is asked to draw."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def cut(file: Path, weight: int, characters: Iterable[int]) -> TTFont:
    """Return a font at one weight with these characters, without what only shaping reads."""
    font = TTFont(BytesIO(file.read_bytes()), recalcTimestamp=False)
    options = subset.Options(
        drop_tables=["GSUB", "GPOS", "GDEF", "MVAR"], layout_features=[], hinting=False, notdef_outline=True, name_IDs=["*"]
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    return instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100}, updateFontNames=True, optimize=False)
