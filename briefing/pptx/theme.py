"""The empty presentation that a deck starts from: 16:9, the chart-room's colours and fonts, two layouts, quiet feet.

It is made from python-pptx's own template when it is needed; a template file of ours was left aside, because nobody could
read in a diff what a binary file changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from briefing.box import Box
from briefing.slides.layout import BODY_BOTTOM_PT, BODY_TOP_PT, COVER_TITLE, FOOT, NUMBER, TITLE
from briefing.slides.model import INK, LINK, MUTED, PALE, PAPER, SIZE_PT
from layers import palette

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck

COVER, PLAIN = "Title Slide", "Title Only"
BODY = Box(TITLE.left, BODY_TOP_PT, TITLE.width, BODY_BOTTOM_PT - BODY_TOP_PT)
_PLACEHOLDERS = {"title": TITLE, "body": BODY, "ftr": FOOT, "sldNum": NUMBER, "ctrTitle": COVER_TITLE}
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
# Every desk has Arial, or draws Liberation Sans or Helvetica for it, which are as wide: a slide is measured in both
# (`fonts.room`). Noto Sans was left aside: where it is missing, LibreOffice draws DejaVu Sans, a tenth wider.
LATIN, CHINESE = "Arial", "Microsoft YaHei"
# From this list PowerPoint takes a script's font where it has none of the names.
_SCRIPTS = {"Hans": CHINESE, "Hant": "Microsoft JhengHei", "Jpan": "Yu Gothic", "Viet": LATIN}
_PANOSE = "020B0604020202020204"
# Of Noto Sans, to which the further scripts' families are nearest.
PANOSE = "020B0502040504020204"


def empty() -> Deck:
    """Return a presentation without slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(SIZE_PT[0]), Pt(SIZE_PT[1])
    del deck.element.sldSz.attrib["type"]
    for layout in list(deck.slide_layouts):
        if layout.name not in {COVER, PLAIN}:
            deck.slide_layouts.remove(layout)
    _colour(deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME))
    for sheet in (deck.slide_master, *deck.slide_layouts):
        _arrange(sheet)
    return deck


def _colour(theme: Any) -> None:  # noqa: ANN401 -- pptx ships no types
    """Give a theme part our colours and fonts."""
    root = parse_xml(theme.blob)
    elements = root.find(f"{{{_A}}}themeElements")
    root.set("name", "Soundings")
    elements.replace(elements.find(f"{{{_A}}}clrScheme"), parse_xml(_colours()))
    elements.replace(elements.find(f"{{{_A}}}fontScheme"), parse_xml(_fonts()))
    # A theme is read as a plain part, and has no other way to be written.
    theme._blob = serialize_part_xml(root)  # noqa: SLF001


def _colours() -> str:
    accents = [look.colour for look in palette.CLAIMANTS.values()][:6]
    named = {"dk1": INK, "lt1": PAPER, "dk2": MUTED, "lt2": PALE}
    named |= {f"accent{number}": colour for number, colour in enumerate(accents, start=1)}
    named |= {"hlink": LINK, "folHlink": LINK}
    inner = "".join(f'<a:{name}><a:srgbClr val="{colour[1:].upper()}"/></a:{name}>' for name, colour in named.items())
    return f'<a:clrScheme xmlns:a="{_A}" name="Soundings">{inner}</a:clrScheme>'


def _fonts() -> str:
    scripts = "".join(f'<a:font script="{script}" typeface="{face}"/>' for script, face in _SCRIPTS.items())
    latin, chinese = f'<a:latin typeface="{LATIN}" panose="{_PANOSE}"/>', f'<a:ea typeface="{CHINESE}"/>'
    faces = f'{latin}{chinese}<a:cs typeface=""/>{scripts}'
    inner = f"<a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>"
    return f'<a:fontScheme xmlns:a="{_A}" name="Soundings">{inner}</a:fontScheme>'


def _arrange(sheet: Any) -> None:  # noqa: ANN401 -- pptx ships no types
    """Put a master's or layout's placeholders where `briefing.slides.layout` sets their words; drop the unfilled."""
    for shape in list(sheet.placeholders):
        kind = shape.element.ph.get("type", "body")
        if kind not in _PLACEHOLDERS:
            shape.element.getparent().remove(shape.element)
            continue
        box = _PLACEHOLDERS[kind]
        shape.left, shape.top, shape.width, shape.height = (Pt(length) for length in box)
        body = shape.element.txBody.bodyPr
        for side in ("lIns", "tIns", "rIns", "bIns"):
            body.set(side, "0")
        body.set("anchor", "b" if kind in {"title", "ctrTitle"} else "t")
    for level in sheet.element.iter(qn("a:lvl1pPr")):
        parent = level.getparent().tag
        if parent == qn("p:titleStyle"):
            level.set("algn", "l")
            level.find(qn("a:defRPr")).set("sz", "2400")
            level.find(qn("a:defRPr")).set("b", "1")
    _quiet(sheet)


def _quiet(sheet: Any) -> None:  # noqa: ANN401 -- pptx ships no types
    """Set the foot small: the text at the left, the number at the right."""
    for shape in sheet.placeholders:
        kind = shape.element.ph.get("type", "body")
        level = shape.element.find(f".//{qn('a:lvl1pPr')}")
        if kind in {"ftr", "sldNum"} and level is not None:
            level.set("algn", "l" if kind == "ftr" else "r")
            level.find(qn("a:defRPr")).set("sz", "900")
