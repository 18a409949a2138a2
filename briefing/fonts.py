"""The two families that every file is set in, which of them draws a character, and how wide a line of text is.

Noto Sans (Latin, Vietnamese, Greek and Cyrillic letters) and Noto Sans SC (Chinese and Japanese) come as packages at
install, so a document reads the same on a machine that has no fonts. fontTools measures and cuts; uharfbuzz was left aside
because shaping adds only kerning to a line of these scripts, which makes it a little narrower than what is measured here.
"""

from __future__ import annotations

import os
import re
import tempfile
from functools import cache, lru_cache
from importlib.metadata import version
from io import BytesIO
from itertools import accumulate, groupby, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import fontpkg_noto_sans
import pylopdf_fonts_zh_cn
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from words import text as plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

LATIN, CHINESE = "Noto Sans", "Noto Sans SC"
# For a style sheet or an SVG that is opened where neither family is installed.
FALLBACKS = f"'{LATIN}', '{CHINESE}', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
REGULAR, BOLD = 400, 700
_FILES: dict[str, Path] = {
    LATIN: fontpkg_noto_sans.ROOT / "files" / "NotoSans[wdth,wght].ttf",
    CHINESE: pylopdf_fonts_zh_cn.sans_path(),
}
# Letters, marks, punctuation and currency. Noto Sans draws Devanagari too, which needs shaping that most writers lack.
_LATIN_CODES = ((0x20, 0x52F), (0x1E00, 0x22FF))
_ONE_BY_ONE = "\u2e80-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
# A line may break at a space and beside any Chinese character, but closing punctuation stays with what it closes.
_CLOSING = (
    "\u2019\u201d\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d"
)
_PIECES = re.compile(rf"\s+|(?:[^\s{_ONE_BY_ONE}]+|[{_ONE_BY_ONE}])[{_CLOSING}]*")


class Run(NamedTuple):
    """A piece of text that one family draws."""

    text: str
    family: str


def variable() -> tuple[Path, ...]:
    """Return the packaged files, for a consumer that reads variable fonts."""
    return tuple(_FILES.values())


@cache
def static(family: str, *, bold: bool = False) -> Path:
    """Return a file of one family with a fixed weight, for a consumer that cannot read a variable font.

    Noto Sans is cut from the packaged file once and kept under the user's cache. Noto Sans SC has the regular weight only.
    """
    if family == CHINESE:
        return _FILES[CHINESE]
    weight = BOLD if bold else REGULAR
    kept = _folder() / f"NotoSans-{version('fontpkg-noto-sans')}-{weight}.ttf"
    if not kept.is_file():
        # Written beside and renamed, so that two that start at once cannot read half a file.
        with tempfile.NamedTemporaryFile(dir=kept.parent, suffix=".ttf", delete=False) as file:
            _cut(weight).save(file.name)
        Path(file.name).replace(kept)
    return kept


def _folder() -> Path:
    """Return a directory to keep cut fonts in: the user's cache, or a new temporary one where that cannot be written."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "soundings"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="soundings-"))
    return folder if os.access(folder, os.W_OK) else Path(tempfile.mkdtemp(prefix="soundings-"))


def _cut(weight: int) -> TTFont:
    """Return Noto Sans at one weight with the characters that `runs` gives it, without what only shaping reads."""
    font = TTFont(BytesIO(_FILES[LATIN].read_bytes()), recalcTimestamp=False)
    options = subset.Options(
        drop_tables=["GSUB", "GPOS", "GDEF", "MVAR"], layout_features=[], hinting=False, notdef_outline=True, name_IDs=["*"]
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=_drawn(LATIN))
    cutter.subset(font)
    return instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100}, updateFontNames=True, optimize=False)


@cache
def _drawn(family: str) -> frozenset[int]:
    """Return the characters that a family is asked to draw."""
    found = frozenset(_font(family).getBestCmap())
    if family == CHINESE:
        return found
    return frozenset(code for code in found if any(low <= code <= high for low, high in _LATIN_CODES))


@cache
def _font(family: str) -> TTFont:
    # From memory, since the file would stay open as long as the program runs.
    return TTFont(BytesIO(_FILES[family].read_bytes()), lazy=True)


@lru_cache(maxsize=100_000)
def _family(character: str) -> str:
    """Return the family that draws a character, or "" for none."""
    return next((family for family in _FILES if ord(character) in _drawn(family)), "")


def covered(text: object) -> str:
    """Return `text` with nothing in it that would show as an empty box: an unknown character reads as its code, "U+1F6A2".

    White space of any kind becomes a space.
    """
    clean = re.sub(r"\s", " ", plain_text.plain(text))
    return "".join(c if _family(c) else f"U+{ord(c):04X}" for c in clean)


def runs(text: object) -> list[Run]:
    """Return `text` as pieces that one family draws each, in order; joined they are `covered(text)`."""
    pieces = groupby(covered(text), key=_family)
    return [Run("".join(characters), family) for family, characters in pieces]


def width(text: object, size_pt: float, *, bold: bool = False) -> float:
    """Return the width in points of one line of text, without kerning."""
    return sum(_advance(character, bold=bold) for character in covered(text)) * size_pt


@lru_cache(maxsize=100_000)
def _advance(character: str, *, bold: bool) -> float:
    """Return a character's advance width as a share of the type size."""
    family = _family(character)
    name = _font(family).getBestCmap()[ord(character)]
    glyphs: Mapping[str, object] = _glyphs(family, bold=bold)
    return float(glyphs[name].width) / float(_font(family)["head"].unitsPerEm)  # type: ignore[attr-defined]


@cache
def _glyphs(family: str, *, bold: bool) -> Mapping[str, object]:
    place = {"wght": BOLD if bold else REGULAR} if family == LATIN else None
    found: Mapping[str, object] = _font(family).getGlyphSet(location=place)
    return found


def wrap(text: object, size_pt: float, width_pt: float, *, bold: bool = False) -> list[str]:
    """Return `text` as lines no wider than `width_pt`, broken at spaces or between Chinese characters.

    A piece that is wider alone, such as a long address, is cut; a line holds one character at least.
    """
    lines = [""]
    for piece in _PIECES.findall(covered(text).strip()):
        if width(lines[-1] + piece.rstrip(), size_pt, bold=bold) > width_pt and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
        while (fits := _fitting(lines[-1].rstrip(), size_pt, width_pt, bold=bold)) < len(lines[-1].rstrip()):
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return [*lines[:-1], lines[-1].rstrip()]


def _fitting(text: str, size_pt: float, width_pt: float, *, bold: bool) -> int:
    """Return how many characters from the start of `text` fit; 1 at least."""
    ends = accumulate(_advance(character, bold=bold) for character in text)
    return max(1, sum(1 for _ in takewhile(lambda end: end * size_pt <= width_pt, ends)))
