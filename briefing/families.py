"""The font families that every file is set in: their files, the characters that each draws, and how wide its glyphs are.

Noto Sans (Latin, Vietnamese, Greek and Cyrillic letters), Noto Sans SC (Chinese and Japanese) and the Noto families of
further scripts and of emoji come as packages at install, so a document reads the same on a machine that has no fonts.
manimgx-fonts brings every further script in one package: fontpkg has no Burmese and no emoji, and a package a script.
"""

from __future__ import annotations

import os
import tempfile
from functools import cache, lru_cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import fontpkg_noto_sans
import manimgx_fonts
import pylopdf_fonts_zh_cn
from fontTools.ttLib import TTFont

from briefing import arial

if TYPE_CHECKING:
    from collections.abc import Mapping

LATIN, CHINESE, EMOJI = "Noto Sans", "Noto Sans SC", "Noto Emoji"
REGULAR, BOLD = 400, 700
# These are set glyph by glyph; what any other family draws is shaped.
PLAIN = (LATIN, CHINESE)
# As Noto names its families; the last has no letters but signs.
_SCRIPTS = (
    *("Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew", "Kannada"),
    *("Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thai", "Symbols"),
)
_MORE = Path(manimgx_fonts.__file__).parent
# In the order in which they are asked for a character.
FILES: dict[str, Path] = {
    LATIN: fontpkg_noto_sans.ROOT / "files" / "NotoSans[wdth,wght].ttf",
    CHINESE: pylopdf_fonts_zh_cn.sans_path(),
    EMOJI: _MORE / "NotoEmoji[wght].ttf",
    **{f"{LATIN} {script}": _MORE / f"NotoSans{script}[wght].ttf" for script in _SCRIPTS},
}
# Letters, marks, punctuation and currency. Noto Sans draws Devanagari too, which its own family shapes better.
_LATIN_CODES = ((0x20, 0x52F), (0x1E00, 0x22FF))


@cache
def static(family: str, *, bold: bool = False) -> Path:
    """Return a file of one family with a fixed weight, for a consumer that cannot read a variable font.

    Noto Sans is cut from the packaged file once and kept under the user's cache. The others have the regular weight only:
    it is what Noto Sans SC's file holds, and what the variable files of further scripts hold where nothing is varied.
    """
    if family != LATIN:
        return FILES[family]
    weight = BOLD if bold else REGULAR
    kept = _folder() / f"NotoSans-{version('fontpkg-noto-sans')}-{weight}.ttf"
    if not kept.is_file():
        from briefing import cutting  # noqa: PLC0415 -- needed once a machine; its import takes a quarter of a second

        # Written beside and renamed, so that two that start at once cannot read half a file.
        with tempfile.NamedTemporaryFile(dir=kept.parent, suffix=".ttf", delete=False) as file:
            cutting.cut(FILES[LATIN], weight, drawn(LATIN)).save(file.name)
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


@cache
def drawn(family: str) -> frozenset[int]:
    """Return the characters that a family is asked to draw."""
    codes = frozenset(_font(family).getBestCmap())
    if family != LATIN:
        return codes
    return frozenset(code for code in codes if any(low <= code <= high for low, high in _LATIN_CODES))


@cache
def _font(family: str) -> TTFont:
    # From memory, since the file would stay open as long as the program runs.
    return TTFont(BytesIO(FILES[family].read_bytes()), lazy=True)


@lru_cache(maxsize=100_000)
def advance(character: str, family: str, *, bold: bool) -> float:
    """Return the width of a character that is set alone, as a share of the type size."""
    name = _font(family).getBestCmap()[ord(character)]
    glyphs = _glyphs(family, bold=bold)
    return float(glyphs[name].width) / float(_font(family)["head"].unitsPerEm)  # type: ignore[attr-defined]


@lru_cache(maxsize=100_000)
def room(character: str, family: str, *, bold: bool) -> float:
    """Return the width that a line keeps for a character: Noto Sans's, or Arial's where that is wider."""
    own = advance(character, family, bold=bold)
    return max(own, arial.width(character, bold=bold)) if family == LATIN else own


@cache
def _glyphs(family: str, *, bold: bool) -> Mapping[str, object]:
    place = {"wght": BOLD if bold else REGULAR} if family == LATIN else None
    glyphs: Mapping[str, object] = _font(family).getGlyphSet(location=place)
    return glyphs
