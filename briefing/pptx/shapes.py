"""A sheet of ink as one group of native, editable shapes: freeforms, marks and text boxes, grouped a layer at a time.

The XML is written as text and parsed once a sheet. python-pptx's FreeformBuilder and GroupShapes were left aside: their time
grows with the square of the points and of the shapes (measured: 9 s for one coast of 5,000 points, 3 s for 300 marks).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from briefing import fonts
from briefing.mapsheet.sheet import Disc, Path, Pen, Words
from briefing.pptx.text import EMU_PT, runs
from briefing.slides.model import PAPER, Style
from words import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefing.box import Point
    from briefing.mapsheet.sheet import Item, Sheet

# A freeform's own unit is a hundredth of a point.
UNITS_PT, UNIT_EMU = 100, EMU_PT // 100
# What a line of Arial takes above and below its baseline, as a share of its size.
ASCENT, DESCENT = 0.905, 0.212
HALO_PT = 2.0
LONGEST_WORDS = 250
_ALIGN = {"start": "l", "middle": "ctr", "end": "r"}


class Hand(NamedTuple):
    """What drawing on a slide needs: the sheet's corner in points, numbers for new shapes, a URL's relationship id or ""."""

    x: float
    y: float
    ids: Iterator[int]
    relate: Callable[[str], str]


class Shape(NamedTuple):
    """A shape's XML and the rectangle that it fills on the slide, in EMU."""

    xml: str
    left: int
    top: int
    right: int
    bottom: int


def group(sheet: Sheet, hand: Hand, words: str) -> Any:  # noqa: ANN401 -- pptx ships no types
    """Return a sheet as one group element, `words` saying what it shows to a reader who cannot see it."""
    whole = next(hand.ids)
    layers = [_layer(layer, list(items), hand) for layer, items in groupby(sheet.items, key=lambda item: item.layer)]
    shown = [layer for layer in layers if layer]
    drawn = _grouped([_paper(sheet, hand), *shown], whole, "Map", words) if shown else None
    return parse_xml(drawn.xml.replace("<p:grpSp>", f"<p:grpSp {nsdecls('p', 'a', 'r')}>", 1)) if drawn else None


def _paper(sheet: Sheet, hand: Hand) -> Shape:
    """Return the ground of a map: what is drawn was coloured for it, and a template's slides may be dark."""
    box = Shape("", _emu(hand.x), _emu(hand.y), _emu(hand.x + sheet.width_pt), _emu(hand.y + sheet.height_pt))
    rectangle = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return _shape(Path("paper", (), closed=True, pen=Pen(fill=PAPER)), hand, box, rectangle)


def _layer(name: str, items: Sequence[Item], hand: Hand) -> Shape | None:
    """Return the items of one layer that follow each other as a group; paths that look and link alike are one shape."""
    number = next(hand.ids)
    shapes: list[Shape | None] = []
    for _, alike in groupby(items, key=_kind):
        same = list(alike)
        paths = [item for item in same if isinstance(item, Path)]
        shapes += [_freeform(paths, hand)] if paths else [_single(item, hand) for item in same]
    return _grouped([shape for shape in shapes if shape], number, name, "")


def _kind(item: Item) -> object:
    return (item.pen, item.closed, item.link, item.id) if isinstance(item, Path) else type(item)


def _single(item: Item, hand: Hand) -> Shape | None:
    return _mark(item, hand) if isinstance(item, Disc) else _label(item, hand) if isinstance(item, Words) else None


def _grouped(shapes: Sequence[Shape], number: int, name: str, words: str) -> Shape | None:
    if not shapes:
        return None
    left, top = min(shape.left for shape in shapes), min(shape.top for shape in shapes)
    right, bottom = max(shape.right for shape in shapes), max(shape.bottom for shape in shapes)
    at, size = f'x="{left}" y="{top}"', f'cx="{right - left}" cy="{bottom - top}"'
    xml = (
        f"<p:grpSp><p:nvGrpSpPr>{_named(number, name, words)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm><a:off {at}/><a:ext {size}/><a:chOff {at}/><a:chExt {size}/></a:xfrm></p:grpSpPr>"
        f"{''.join(shape.xml for shape in shapes)}</p:grpSp>"
    )
    return Shape(xml, left, top, right, bottom)


def _named(number: int, name: str, words: str, link: str = "") -> str:
    description = text.plain(words, longest=LONGEST_WORDS)
    click = f"<a:hlinkClick r:id={quoteattr(link)} tooltip={quoteattr(description)}/>" if link else ""
    return f'<p:cNvPr id="{number}" name={quoteattr(text.plain(name))} descr={quoteattr(description)}>{click}</p:cNvPr>'


def _shape(item: Path | Disc, hand: Hand, box: Shape, geometry: str, body: str = "") -> Shape:
    """Return a drawn shape in a box, with its pen, its link and what it says."""
    link = hand.relate(item.link) if item.link else ""
    xml = (
        f"<p:sp><p:nvSpPr>{_named(next(hand.ids), item.id or item.layer, item.words, link)}"
        f"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{_frame(box)}{geometry}{_pen(item.pen)}</p:spPr>{body}</p:sp>"
    )
    return box._replace(xml=xml)


def _frame(box: Shape) -> str:
    size = f'cx="{box.right - box.left}" cy="{box.bottom - box.top}"'
    return f'<a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext {size}/></a:xfrm>'


def _freeform(paths: Sequence[Path], hand: Hand) -> Shape | None:
    """Return paths that look alike as one freeform; each keeps its own holes and is filled by itself."""
    drawn = [[ring for ring in (_ring(ring, hand) for ring in path.rings) if len(ring) > 1] for path in paths]
    points = [point for rings in drawn for ring in rings for point in ring]
    if not points:
        return None
    left, top = min(x for x, _ in points), min(y for _, y in points)
    # A path of no height or width would ask a reader to divide by it.
    width, height = max(1, max(x for x, _ in points) - left), max(1, max(y for _, y in points) - top)
    fill = "" if paths[0].closed and paths[0].pen.fill else ' fill="none"'
    outlines = ["".join(_contour(ring, left, top, closed=paths[0].closed) for ring in rings) for rings in drawn if rings]
    listed = "".join(f'<a:path w="{width}" h="{height}"{fill}>{outline}</a:path>' for outline in outlines)
    geometry = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst>{listed}</a:pathLst></a:custGeom>"
    )
    sides = (left, top, left + width, top + height)
    return _shape(paths[0], hand, Shape("", *(side * UNIT_EMU for side in sides)), geometry)


def _ring(ring: Sequence[Point], hand: Hand) -> list[tuple[int, int]]:
    """Return a ring in a freeform's units, without points that fall on the one before."""
    units = [(round((hand.x + x) * UNITS_PT), round((hand.y + y) * UNITS_PT)) for x, y in ring]
    return [point for point, _ in groupby(units)]


def _contour(ring: Sequence[tuple[int, int]], left: int, top: int, *, closed: bool) -> str:
    first, *rest = [f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in ring]
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in rest)
    return f"<a:moveTo>{first}</a:moveTo>{lines}{'<a:close/>' if closed else ''}"


def _pen(pen: Pen) -> str:
    fill = f"<a:solidFill>{_rgb(pen.fill, pen.fill_opacity)}</a:solidFill>" if pen.fill else "<a:noFill/>"
    if not (pen.stroke and pen.width_pt > 0):
        return f"{fill}<a:ln><a:noFill/></a:ln>"
    stroke = f"<a:solidFill>{_rgb(pen.stroke)}</a:solidFill>{_dashes(pen)}<a:round/>"
    return f'{fill}<a:ln w="{max(1, _emu(pen.width_pt))}" cap="flat">{stroke}</a:ln>'


def _rgb(colour: str, opacity: float = 1.0) -> str:
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:srgbClr val="{colour[1:].upper()}">{alpha}</a:srgbClr>'


def _dashes(pen: Pen) -> str:
    """Return a dash pattern as shares of the line's width; an odd one is repeated, as SVG repeats it."""
    steps = pen.dash_pt * (1 + len(pen.dash_pt) % 2)
    shares = [round(step / pen.width_pt * 100_000) for step in steps]
    pairs = "".join(f'<a:ds d="{dash}" sp="{gap}"/>' for dash, gap in zip(shares[::2], shares[1::2], strict=True))
    return f"<a:custDash>{pairs}</a:custDash>" if pairs else ""


def _emu(length_pt: float) -> int:
    return round(length_pt * EMU_PT)


def _mark(disc: Disc, hand: Hand) -> Shape:
    """Return a round mark or a diamond, its number set in its middle."""
    x, y, r = hand.x + disc.at[0], hand.y + disc.at[1], disc.radius_pt
    box = Shape("", _emu(x - r), _emu(y - r), _emu(x + r), _emu(y + r))
    geometry = f'<a:prstGeom prst="{"diamond" if disc.diamond else "ellipse"}"><a:avLst/></a:prstGeom>'
    body = (
        _body(runs(disc.number, Style(disc.number_pt, bold=True, colour=disc.ink), themed=False), "ctr", "ctr")
        if disc.number
        else ""
    )
    return _shape(disc, hand, box, geometry, body)


def _body(content: str, align: str, anchor: str) -> str:
    return (
        f'<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"><a:noAutofit/>'
        f'</a:bodyPr><a:lstStyle/><a:p><a:pPr algn="{align}"/>{content}</a:p></p:txBody>'
    )


def _label(words: Words, hand: Hand) -> Shape | None:
    """Return one line of text as a text box whose baseline lies where the sheet puts it."""
    content = runs(words.text, Style(words.size_pt, words.bold, words.colour), effect=_halo(words.halo), themed=False)
    if not content:
        return None
    width = fonts.room(words.text, words.size_pt, bold=words.bold)
    x = hand.x + words.at[0] - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor]
    y = hand.y + words.at[1]
    box = Shape("", _emu(x), _emu(y - ASCENT * words.size_pt), _emu(x + width), _emu(y + DESCENT * words.size_pt))
    xml = (
        f"<p:sp><p:nvSpPr>{_named(next(hand.ids), words.text, '')}"
        f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{_frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"<a:noFill/></p:spPr>{_body(content, _ALIGN[words.anchor], 't')}</p:sp>"
    )
    return box._replace(xml=xml)


def _halo(value: str) -> str:
    """Return a soft rim around letters, so that a name reads over a line."""
    return f'<a:effectLst><a:glow rad="{_emu(HALO_PT)}">{_rgb(value)}</a:glow></a:effectLst>' if value else ""
