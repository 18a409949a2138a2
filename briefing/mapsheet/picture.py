"""A sheet as a picture: SVG whose text stays text, unless its script is shaped, and whose marks are links, and PNG of it.

xml.etree writes the SVG: svgwrite was left aside because it is no longer kept, drawsvg because it brings shapes of its own
where the sheet has them already. resvg draws the PNG with the packaged fonts alone, so it looks the same on every machine.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import resvg_py

from briefing import breaking, families, fonts, shaping
from briefing.mapsheet import compose, labels
from briefing.mapsheet.sheet import Path, Words
from layers import palette
from words import text

if TYPE_CHECKING:
    from briefing.mapsheet.sheet import Disc, Item, Pen, Sheet
    from briefing.shaping import Piece

MARGIN_PT, TITLE_PT, CAPTION_PT, FOOT_PT, LEADING = 18.0, 14.0, 9.0, 7.0, 1.35
POINTS_PER_INCH, METRES_PER_INCH = 72, 0.0254
# Two pixels a point.
DPI = 144
# The halo of a name as a share of its type size.
HALO = 0.3
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Lines(NamedTuple):
    """What stands around the map of a picture: its title and caption over it, the foot under it; "" for none."""

    title: str = ""
    caption: str = ""
    foot: str = ""


class Whole(NamedTuple):
    """How large a picture is as a whole, in pixels, and how many of them an inch has where it is printed."""

    width_px: int
    height_px: int
    dpi: int = DPI

    @property
    def size_pt(self) -> tuple[float, float]:
        """Its size in points."""
        return self.width_px * POINTS_PER_INCH / self.dpi, self.height_px * POINTS_PER_INCH / self.dpi


def room(lines: Lines, whole: Whole) -> tuple[float, float]:
    """Return the width and height in points that a picture of a size leaves to its sheet, between its lines and margins."""
    width, height = whole.size_pt
    across = down = max(width - 2 * MARGIN_PT, 1.0)
    down = min(down, height)
    # The lines are set in type that grows with the sheet, so the two are found together.
    for _ in range(8):
        around = _height(lines, across, compose.type_scale(across, down))
        down = max(height - around, 1.0)
    return across, down


def _height(lines: Lines, width_pt: float, scale: float) -> float:
    """Return the height in points of what stands around a sheet."""
    _, top = _head(lines, width_pt, scale)
    foot = _set(lines.foot, FOOT_PT * scale, width_pt, 0.0)
    return top + MARGIN_PT + len(foot) * FOOT_PT * scale * LEADING


def svg(
    sheet: Sheet,
    lines: Lines = Lines(),  # noqa: B008 -- an empty NamedTuple cannot be changed
    *,
    unit: str = "pt",
    scale: float = 0.0,
    whole: Whole | None = None,
) -> bytes:
    """Return one SVG of the sheet with its lines, 18 points of margin round both; the same input gives the same bytes.

    The lines are set in type of `scale`, else in one that goes with the sheet's size. It is as large as `whole`, or as what
    it holds.
    """
    scale = scale or compose.type_scale(sheet.width_pt, sheet.height_pt)
    head, top = _head(lines, sheet.width_pt, scale)
    foot = _set(lines.foot, FOOT_PT * scale, sheet.width_pt, top + sheet.height_pt + 4.0 * scale)
    own = sheet.width_pt + 2 * MARGIN_PT, sheet.height_pt + _height(lines, sheet.width_pt, scale)
    width, height = whole.size_pt if whole else own
    shown = (whole.width_px, whole.height_px) if whole and unit == "px" else (width, height)
    size = {name: f"{_n(length)}{unit}" for name, length in zip(("width", "height"), shown, strict=True)}
    size |= {"viewBox": f"0 0 {_n(width)} {_n(height)}"}
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"} | size)
    ET.SubElement(root, "title").text = fonts.one_line(lines.title or "Map")
    ET.SubElement(root, "rect", _attributes(width="100%", height="100%", fill=palette.PAPER))
    for words in head:
        _words(root, words)
    group = ET.SubElement(root, "g", _attributes(transform=f"translate({_n(MARGIN_PT)} {_n(top)})"))
    for item in sheet.items:
        _item(group, item)
        # White space inside a line of text would be drawn, so lines break between items alone.
        group[-1].tail = "\n"
    for words in foot:
        _words(root, words)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def png(sheet: Sheet, lines: Lines = Lines(), *, scale: float = 0.0, whole: Whole | None = None) -> bytes:  # noqa: B008
    """Return the same as a PNG of two pixels a point, or as large and as dense as `whole` says."""
    drawn = svg(sheet, lines, unit="px", scale=scale, whole=whole).decode()
    pixels = _pixels(drawn, 1 if whole else DPI // POINTS_PER_INCH)
    return _dense(pixels, whole.dpi if whole else DPI)


def _pixels(drawn: str, zoom: float) -> bytes:
    files = [str(families.FILES[family]) for family in families.PLAIN]
    pixels: bytes = resvg_py.svg_to_bytes(svg_string=drawn, skip_system_fonts=True, font_files=files, zoom=zoom)
    return pixels


def _dense(pixels: bytes, dpi: int) -> bytes:
    """Return a PNG that says how many pixels an inch has, which resvg does not: after its header, as the format asks."""
    per_metre = round(dpi / METRES_PER_INCH)
    chunk = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    header = 33
    return pixels[:header] + struct.pack(">I", 9) + chunk + struct.pack(">I", zlib.crc32(chunk)) + pixels[header:]


def bare_png(sheet: Sheet, *, pixels_per_pt: float) -> bytes:
    """Return a sheet alone, without a margin, as a PNG of so many pixels a point."""
    size = {"width": _n(sheet.width_pt), "height": _n(sheet.height_pt)}
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"} | size)
    for item in sheet.items:
        _item(root, item)
    return _pixels(ET.tostring(root, encoding="unicode"), pixels_per_pt)


def _head(lines: Lines, width_pt: float, scale: float) -> tuple[list[Words], float]:
    """Return the lines over the map, and where the map begins."""
    title = _set(lines.title, TITLE_PT * scale, width_pt, MARGIN_PT, bold=True)
    y = MARGIN_PT + len(title) * TITLE_PT * scale * LEADING
    caption = _set(lines.caption, CAPTION_PT * scale, width_pt, y)
    y += len(caption) * CAPTION_PT * scale * LEADING
    return [*title, *caption], y + (6.0 * scale if title or caption else 0.0)


def _set(words: str, size_pt: float, width_pt: float, top: float, *, bold: bool = False) -> list[Words]:
    """Return a paragraph as lines under each other from `top`; none for no words."""
    ink = palette.INK if bold else palette.QUIET
    lines = breaking.wrap(fonts.covered(words), size_pt, width_pt, bold=bold) if words else []
    step = size_pt * LEADING
    return [
        Words("lines", (MARGIN_PT, top + turn * step - size_pt * 0.35), line, size_pt, ink, bold=bold)
        for turn, line in enumerate(lines, start=1)
    ]


def _item(parent: ET.Element, item: Item) -> None:
    if isinstance(item, Words):
        _words(parent, item)
        return
    holder = ET.SubElement(parent, "a", _attributes(href=item.link, target="_blank")) if text.url(item.link) else parent
    drawn = _path(holder, item) if isinstance(item, Path) else _disc(holder, item)
    if item.words:
        ET.SubElement(drawn, "title").text = fonts.one_line(item.words)


def _path(parent: ET.Element, path: Path) -> ET.Element:
    end = "Z" if path.closed else ""
    rings = ("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in ring) + end for ring in path.rings)
    return ET.SubElement(parent, "path", _attributes(d="".join(rings)) | _pen(path.pen) | {"fill-rule": "evenodd"})


def _disc(parent: ET.Element, disc: Disc) -> ET.Element:
    """Draw a mark and the number on it as one group, so that both are one link."""
    group = ET.SubElement(parent, "g", _attributes(id=disc.id and f"{disc.layer}-{disc.id}"))
    (x, y), r = disc.at, disc.radius_pt
    if disc.diamond:
        corners = f"M{_n(x)} {_n(y - r)}L{_n(x + r)} {_n(y)}L{_n(x)} {_n(y + r)}L{_n(x - r)} {_n(y)}Z"
        ET.SubElement(group, "path", _attributes(d=corners) | _pen(disc.pen))
    else:
        ET.SubElement(group, "circle", _attributes(cx=_n(x), cy=_n(y), r=_n(r)) | _pen(disc.pen))
    if disc.number:
        at = x, y + disc.number_pt * 0.36
        _words(group, Words(disc.layer, at, disc.number, disc.number_pt, disc.ink, "middle", bold=True))
    return group


def _words(parent: ET.Element, words: Words) -> None:
    """Draw one line of text, each piece in the family that draws it and as wide as it was measured.

    A piece with a place of its own is shaped alone: resvg would give the whole line to the family of its rarest character.
    Where neither family is installed another one serves, and still takes no more room. Shaped pieces are outlines.
    """
    look = {"fill": words.colour, "font-size": _n(words.size_pt)}
    if words.bold:
        look["font-weight"] = str(families.BOLD)
    if words.halo:
        look |= {"stroke": words.halo, "stroke-width": _n(HALO * words.size_pt)}
        look |= {"stroke-linejoin": "round", "paint-order": "stroke"}
    x = labels.box(words).left
    pieces = fonts.pieces(words.text, words.size_pt, bold=words.bold)
    shaped = [piece for piece in pieces if piece.shaped]
    # A space beside an outline would be taken for one at the end of a line, which is not drawn.
    line = ET.SubElement(parent, "text", look | ({_SPACE: "preserve"} if shaped else {}))
    for piece in shaped:
        _outlined(parent, piece, words, x, look)
    for piece in pieces:
        if piece.shaped:
            continue
        position = {"x": _n(x + piece.left), "y": _n(words.at[1])}
        position |= {"textLength": _n(piece.width), "lengthAdjust": "spacingAndGlyphs"}
        ET.SubElement(line, "tspan", position | {"font-family": f"'{piece.family}', {fonts.FALLBACKS}"}).text = piece.text


def _outlined(parent: ET.Element, piece: Piece, words: Words, x: float, look: dict[str, str]) -> None:
    """Draw a piece that is shaped as outlines that say what they read: no two viewers of an SVG shape alike."""
    shape = shaping.outline(piece, words.size_pt, (x + piece.left, words.at[1]), _n)
    inked = {name: value for name, value in look.items() if not name.startswith("font")}
    drawn = ET.SubElement(parent, "path", inked | {"d": shape, "role": "img"})
    ET.SubElement(drawn, "title").text = piece.text


def _pen(pen: Pen) -> dict[str, str]:
    look = {"fill": pen.fill or "none"}
    if pen.fill and pen.fill_opacity < 1:
        look["fill-opacity"] = _n(pen.fill_opacity)
    if pen.stroke and pen.width_pt:
        look |= {"stroke": pen.stroke, "stroke-width": _n(pen.width_pt), "stroke-linejoin": "round"}
        if pen.dash_pt:
            look["stroke-dasharray"] = " ".join(_n(length) for length in pen.dash_pt)
    return look


def _attributes(**given: str) -> dict[str, str]:
    return {name: value for name, value in given.items() if value}


def _n(value: float) -> str:
    """Return a number with two decimals at most: fine enough for print, and the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
