"""A deck as PPTX: native, editable slides, whose maps are shapes and whose charts and tables carry their figures.

Every slide has its title in the title's place, its foot, its number and speaker's notes; every mark opens its first report.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import count
from typing import TYPE_CHECKING, Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from briefing.pptx import chart, fitted, properties, shapes, table, template, theme
from briefing.pptx.text import colour, fill
from briefing.slides import layout
from briefing.slides.layout import TITLE_OVER_POINTS
from briefing.slides.model import Grid, Picture, Plot, Strip, Text
from words import text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pptx.presentation import Presentation

    from briefing.job import Job
    from briefing.pptx.template import Template
    from briefing.slides.model import Placed, Slide

# PowerPoint follows no longer address.
LONGEST_LINK = 2000
# Says to a screen reader that a strip of colour tells nothing that the words do not.
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def write(job: Job, path: Path, progress: Callable[[float, str], None]) -> None:
    """Write a briefing's deck to `path`."""
    slides = layout.slides(job.deck)
    own = template.read(job.template) if job.template else None
    file = own.file if own else theme.empty()
    properties.describe(file, job.deck)
    for number, slide in enumerate(slides, start=1):
        progress((number - 1) / len(slides), f"slide {number} of {len(slides)}")
        _slide(file, slide, number, own)
    file.save(str(path))
    progress(1.0, text.count(len(slides), "slide"))


def _slide(file: Presentation, slide: Slide, number: int, own: Template | None) -> None:
    if own:
        drawn = file.slides.add_slide(template.sheet_for(own, slide, first=number == 1))
        fitted.unfilled(drawn)
        fitted.titled(drawn, slide, own)
    else:
        drawn = file.slides.add_slide(file.slide_layouts.get_by_name(theme.COVER if number == 1 else theme.PLAIN))
        _titled(drawn, slide, number)
    relate = _relating(drawn)
    for item in slide.items:
        _put(drawn, item, relate)
    if own:
        fitted.place(drawn, slide, own)
        fitted.foot(drawn, slide, number, own, lambda: _free(drawn))
    else:
        _foot(drawn, slide, number)
    drawn.notes_slide.notes_text_frame.text = slide.notes


def _titled(drawn: Any, slide: Slide, number: int) -> None:  # noqa: ANN401 -- pptx ships no types
    title = drawn.shapes.title
    if number == 1 and slide.title.box.bottom == TITLE_OVER_POINTS.bottom:
        # Key points stand under it, where the layout's own title would reach.
        title.left, title.top, title.width, title.height = (Pt(length) for length in TITLE_OVER_POINTS)
    fill(title.text_frame._txBody, slide.title.paras, lambda url: url)  # noqa: SLF001 -- paragraphs are set in one place


def _relating(drawn: Any) -> Callable[[str], str]:  # noqa: ANN401 -- pptx ships no types
    """Return what turns a URL into the id of its relationship, one for all that link there from this slide; "" for none."""
    relations: dict[str, str] = {}

    def relate(url: str) -> str:
        if url not in relations:
            address = text.ascii_url(url)
            follows = 0 < len(address) <= LONGEST_LINK
            relations[url] = drawn.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True) if follows else ""
        return relations[url]

    return relate


def _put(drawn: Any, item: Placed, relate: Callable[[str], str]) -> None:  # noqa: ANN401
    """Put one thing on a slide; it stands behind what is put later, and is read before it."""
    if isinstance(item, Text):
        _text(drawn, item, relate)
    elif isinstance(item, Picture):
        _map(drawn, item, relate)
    elif isinstance(item, Grid):
        _named(table.add(drawn, item, relate), "Table", item.words)
    elif isinstance(item, Plot):
        _named(chart.add(drawn, item), "Chart", item.words)
    elif isinstance(item, Strip):
        _strip(drawn, item)


def _text(drawn: Any, item: Text, relate: Callable[[str], str]) -> None:  # noqa: ANN401
    box = drawn.shapes.add_textbox(*(Pt(length) for length in item.box))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_top = frame.margin_right = frame.margin_bottom = 0
    fill(frame._txBody, item.paras, relate)  # noqa: SLF001


def _map(drawn: Any, item: Picture, relate: Callable[[str], str]) -> None:  # noqa: ANN401
    sheet = item.map.sheet(item.box.width, item.box.height)
    tree = drawn.shapes._spTree  # noqa: SLF001 -- the group is written as XML
    words = f"{item.words} {sheet.projection}."
    group = shapes.group(sheet, shapes.Hand(item.box.left, item.box.top, count(_free(drawn)), relate), words)
    if group is not None:
        tree.append(group)


def _strip(drawn: Any, item: Strip) -> None:  # noqa: ANN401
    left, top, width, height = (Pt(length) for length in item.box)
    xml = (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{_free(drawn)}" name="Strip">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        f"{colour(item.colour)}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
    drawn.shapes._spTree.append(parse_xml(xml))  # noqa: SLF001


def _free(drawn: Any) -> int:  # noqa: ANN401
    """Return a number that no shape of the slide has."""
    return 1 + max(int(number) for number in drawn.shapes._spTree.xpath("//p:cNvPr/@id"))  # noqa: SLF001


def _named(frame: Any, name: str, words: str) -> None:  # noqa: ANN401
    frame.name = f"{name} {frame.shape_id}"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", text.plain(words))  # noqa: SLF001


def _foot(drawn: Any, slide: Slide, number: int) -> None:  # noqa: ANN401
    """Copy the layout's foot and number onto the slide, where python-pptx leaves them out, and fill them."""
    for shape in drawn.slide_layout.placeholders:
        kind = shape.element.ph.get("type")
        if kind not in {"ftr", "sldNum"}:
            continue
        copy = deepcopy(shape.element)
        copy.nvSpPr.cNvPr.set("id", str(_free(drawn)))
        drawn.shapes._spTree.append(copy)  # noqa: SLF001
        if kind == "ftr":
            fill(copy.txBody, slide.foot.paras, lambda url: url)
        else:
            copy.find(f".//{qn('a:fld')}/{qn('a:t')}").text = str(number)
