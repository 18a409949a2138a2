"""The PDF that a deck is drawn into: text, paths and links in points from the top left corner, each marked for what it is.

fpdf2 writes the file: it embeds families as subsets, TrueType and CFF, with their text kept selectable, and shapes the
scripts that need it. reportlab was left aside because it reads no CFF fonts, WeasyPrint because shapes would have to become
HTML first, and fpdf2's PaintedPath because it took twenty times as long over a coast as the operators written here.
"""

from __future__ import annotations

import math
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from fpdf import FPDF
from fpdf.actions import URIAction
from fpdf.enums import TextDirection, TextMode
from fpdf.fonts import TTFFont

from briefing import families, fonts
from briefing.mapsheet.sheet import Disc, Path, Words
from briefing.pdf.structure import Link, Structure
from briefing.slides.model import SIZE_PT
from words import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefing.box import Point
    from briefing.mapsheet.sheet import Item, Pen, Sheet
    from briefing.shaping import Piece

# A circle as four Bézier curves: how far their handles reach, as a share of the radius.
KAPPA = 0.5523
# Half the side of the square that opens a line's report, how far such squares stand apart, and how many a line gets.
TOUCH_PT, APART_PT, MOST_TOUCHES = 4.0, 60.0, 12
HALO_PT = 2.0
_SHARE = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Document(FPDF):
    """A landscape document that is drawn on by position."""

    def __init__(self) -> None:
        super().__init__(unit="pt", format=SIZE_PT)
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0.0
        self._marks = 0
        self.struct_builder: Structure = Structure()

    def leaf(self, size_pt: tuple[float, float] = SIZE_PT) -> None:
        """Begin a page."""
        self.add_page(format=size_pt)
        self._marks = 0

    @contextmanager
    def marked(self, kind: str, *, words: str = "") -> Iterator[None]:
        """Mark what is drawn as a part of the document's structure ("H1", "P", "Figure"), read in the order of drawing."""
        number, self._marks = self._marks, self._marks + 1
        self._add_marked_content(struct_type=f"/{kind}", mcid=number, alt_text=words or None)
        self._out(f"/{kind} <</MCID {number}>> BDC")
        yield
        self._out("EMC")

    @contextmanager
    def part(self, kind: str) -> Iterator[None]:
        """Hold what is marked in it together as a part of the document ("Table", "TR", "L")."""
        self.struct_builder.begin(self.page, kind)
        yield
        self.struct_builder.end()

    @contextmanager
    def unread(self) -> Iterator[None]:
        """Mark what is drawn as furniture of the page, which a screen reader passes over."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")

    def words(self, words: Words) -> None:
        """Draw one line of text, over a rim of its halo's colour where it has one."""
        line = fonts.covered(words.text)
        width = fonts.width(line, words.size_pt, bold=words.bold)
        x, y = words.at[0] - width * _SHARE[words.anchor], words.at[1]
        pieces = fonts.pieces(line, words.size_pt, bold=words.bold)
        with self._reading(line) if any(piece.shaped for piece in pieces) else nullcontext():
            if words.halo:
                rim = {"text_mode": TextMode.STROKE, "draw_color": words.halo, "line_width": HALO_PT}
                with self.local_context(**rim, stroke_join_style="round"):
                    self._pieces(pieces, x, y, words)
            self._pieces(pieces, x, y, words)

    @contextmanager
    def _reading(self, line: str) -> Iterator[None]:
        """Say beside what is drawn what it reads, where its glyphs cannot tell."""
        self._out(f"/Span <</ActualText <feff{line.encode('utf-16-be').hex()}>>> BDC")
        yield
        self._out("EMC")

    def _pieces(self, pieces: list[Piece], x: float, y: float, words: Words) -> None:
        self.set_text_color(words.colour)
        for piece in pieces:
            self._font(piece.family, bold=piece.bold)
            self.set_font(piece.family, style="B" if piece.bold else "", size=words.size_pt)
            if piece.shaped:
                self._shaped(piece, x + piece.left, y, words.colour)
            else:
                self.text(x + piece.left, y, piece.text)

    def _shaped(self, piece: Piece, x: float, y: float, colour: str) -> None:
        """Draw a piece whose glyphs are not its characters one by one."""
        font, size = self.current_font, self.font_size_pt
        if not isinstance(font, TTFFont):
            raise TypeError(f"{piece.family} cannot be shaped: its file holds no TrueType or OpenType font")
        unit = font.scale * size / 1000
        shape: dict[str, Any] = {
            "features": {},
            "fragment_direction": TextDirection.RTL if piece.leftward else TextDirection.LTR,
        }
        drawn = []
        # fpdf2's cells shape too, but part a text at its joiners.
        for glyph in font.shape_text(piece.text, size, shape):
            at = x + glyph["x_offset"] * unit, self.h - y + glyph["y_offset"] * unit
            if glyph["mapped_char"] is not None:
                drawn.append(f"1 0 0 1 {at[0]:.2f} {at[1]:.2f} Tm ({font.escape_text(chr(glyph['mapped_char']))}) Tj")
            x += glyph["x_advance"] * unit
        self._out(f"q {_rgb(colour)} rg")
        self._out(self._set_font_for_page(font, size))
        self._out(f"BT {self.text_mode} Tr {self.line_width:.2f} w {' '.join(drawn)} ET Q")

    def _font(self, family: str, *, bold: bool) -> None:
        """Read a font where it is first used."""
        style = "B" if bold else ""
        if f"{family.lower()}{style}" not in self.fonts:
            self.add_font(family, style=style, fname=families.static(family, bold=bold))

    def path(self, rings: list[str], pen: Pen) -> None:
        """Paint outlines that are written as operators; holes are where they lie in one another."""
        stroked = bool(pen.stroke) and pen.width_pt > 0
        if not rings or not (stroked or pen.fill):
            return
        paint = {(True, True): "B*", (True, False): "f*", (False, True): "S"}[bool(pen.fill), stroked]
        with self.local_context(**({"fill_opacity": pen.fill_opacity} if pen.fill_opacity < 1 else {})):
            if pen.fill:
                self._out(f"{_rgb(pen.fill)} rg")
            if stroked:
                dashes = " ".join(f"{step:.2f}" for step in pen.dash_pt)
                self._out(f"{_rgb(pen.stroke)} RG {pen.width_pt:.2f} w 0 J 1 j [{dashes}] 0 d")
            self._out(f"{' '.join(rings)} {paint}")

    def ring(self, points: Sequence[Point], *, closed: bool) -> str:
        """Return an outline through points as operators."""
        first, *rest = [f"{x:.2f} {self.h - y:.2f}" for x, y in points]
        return f"{first} m {' '.join(f'{point} l' for point in rest)}{' h' if closed else ''}"

    def circle_at(self, x: float, y: float, r: float) -> str:
        """Return a circle as operators."""
        y, k = self.h - y, KAPPA * r
        curves = (
            (x + r, y + k, x + k, y + r, x, y + r),
            (x - k, y + r, x - r, y + k, x - r, y),
            (x - r, y - k, x - k, y - r, x, y - r),
            (x + k, y - r, x + r, y - k, x + r, y),
        )
        return f"{x + r:.2f} {y:.2f} m {' '.join(' '.join(f'{v:.2f}' for v in curve) + ' c' for curve in curves)} h"

    def opens(self, x: float, y: float, width: float, height: float, url: str) -> None:
        """Let a rectangle open a report, as a part of what is marked; fpdf2's own links are of no part."""
        address = text.ascii_url(url)
        if address and width > 0 and height > 0:
            link = Link("Link", x, self.h - y, width, height, action=URIAction(address), contents=address)
            self.pages[self.page].add_annotation(link)
            self.struct_builder.opens(link, self.page)


def draw(document: Document, sheet: Sheet, x: float, y: float) -> None:
    """Draw a sheet with its left top corner at a point of the page; marks and lines open their reports."""
    for item in sheet.items:
        _DRAWN[type(item)](document, item, x, y)
    # A reader opens the link that was written last where two lie over one another: marks after lines, the smallest last.
    linked = [item for item in sheet.items if isinstance(item, Path | Disc) and item.link]
    for item in sorted(linked, key=lambda item: -item.radius_pt if isinstance(item, Disc) else -math.inf):
        _touch(document, item, x, y)


def _path(document: Document, item: Path, x: float, y: float) -> None:
    rings = [[(x + a, y + b) for a, b in ring] for ring in item.rings if len(ring) > 1]
    pen = item.pen if item.closed else item.pen._replace(fill="")
    document.path([document.ring(ring, closed=item.closed) for ring in rings], pen)


def _disc(document: Document, item: Disc, x: float, y: float) -> None:
    cx, cy, r = x + item.at[0], y + item.at[1], item.radius_pt
    corners = [(cx, cy - r), (cx + r, cy), (cx, cy + r), (cx - r, cy)]
    document.path([document.ring(corners, closed=True) if item.diamond else document.circle_at(cx, cy, r)], item.pen)
    if item.number:
        at = (cx, cy + 0.36 * item.number_pt)
        document.words(Words(item.layer, at, item.number, item.number_pt, item.ink, "middle", bold=True))


def _words(document: Document, item: Words, x: float, y: float) -> None:
    document.words(Words(**{**vars(item), "at": (x + item.at[0], y + item.at[1])}))


_DRAWN: dict[type[Item], Callable[[Document, Any, float, float], None]] = {Path: _path, Disc: _disc, Words: _words}


def _touch(document: Document, item: Path | Disc, x: float, y: float) -> None:
    """Let a mark, or squares along a line, open the report; a line's own rectangle would cover what is beside it."""
    if isinstance(item, Disc):
        r = item.radius_pt
        document.opens(x + item.at[0] - r, y + item.at[1] - r, 2 * r, 2 * r, item.link)
    else:
        for a, b in _spread(item):
            document.opens(x + a - TOUCH_PT, y + b - TOUCH_PT, 2 * TOUCH_PT, 2 * TOUCH_PT, item.link)


def _spread(item: Path) -> list[Point]:
    """Return points of a path that stand well apart."""
    spread: list[Point] = []
    for point in (point for ring in item.rings for point in ring):
        if all(abs(point[0] - a) + abs(point[1] - b) > APART_PT for a, b in spread):
            spread.append(point)
        if len(spread) == MOST_TOUCHES:
            break
    return spread


def _rgb(colour: str) -> str:
    return " ".join(f"{int(colour[start : start + 2], 16) / 255:.3f}" for start in (1, 3, 5))
