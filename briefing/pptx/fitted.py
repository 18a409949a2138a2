"""What was laid out for our own pages, made to stand on a template's: shapes moved, and sizes multiplied as a whole."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from pptx.oxml.ns import qn
from pptx.util import Pt

from briefing.box import Box
from briefing.pptx import template as templates
from briefing.pptx.text import fill
from briefing.slides import layout
from briefing.slides.model import LEADING, Style
from briefing.slides.typeset import fit

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.pptx.template import Template
    from briefing.slides.model import Para, Slide

TITLE_SIZES_PT = (28, 24, 21, 18, 16, 14, 12, 11, 10)
FOOT_SIZES_PT = (9, 8, 7)
# Attributes that are lengths or sizes, by the element that carries them.
_TYPE = ("a:rPr", "a:defRPr", "a:endParaRPr")
_SIZES = {
    **dict.fromkeys(_TYPE, ("sz",)),
    "a:pPr": ("marL", "indent"),
    "a:spcPts": ("val",),
    "a:ln": ("w",),
    "a:lnB": ("w",),
    "a:glow": ("rad",),
    "a:gridCol": ("w",),
    "a:tr": ("h",),
    "a:tcPr": ("marL", "marR", "marT", "marB"),
}


def titled(drawn: Any, slide: Slide, template: Template) -> None:  # noqa: ANN401 -- pptx ships no types
    """Write a slide's title into its place in the largest type in which it fits, its look left to the template."""
    place = drawn.shapes.title
    words = slide.title.paras[0].words
    para = _fitting(words, templates.box(place), _largest(drawn), template.type_scale)
    fill(place.text_frame._txBody, [para], lambda url: url)  # noqa: SLF001
    for properties in place.element.iter(qn("a:rPr")):
        properties.attrib.pop("b", None)
        for colour in properties.findall(qn("a:solidFill")):
            properties.remove(colour)
    for paragraph in place.element.iter(qn("a:pPr")):
        paragraph.attrib.pop("algn", None)


def _largest(drawn: Any) -> float:  # noqa: ANN401
    """Return the size that the master gives titles, in points."""
    sizes = drawn.slide_layout.slide_master.element.findall(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    return int(sizes[0].get("sz", "4000")) / 100 if sizes else 40.0


def _fitting(words: str, place: Box, largest_pt: float, type_scale: float) -> Para:
    # PowerPoint's own insets at the left and the right of a place are 7.2 points each, above and below 3.6.
    width, height = (place.width - 14.4) * type_scale, place.height - 7.2
    sizes = [size for size in TITLE_SIZES_PT if size <= largest_pt] or [min(TITLE_SIZES_PT)]
    for size in sizes:
        para = fit(words, (Style(size, bold=True),), width, max(1, int(height / (size * LEADING))))
        if not para.words.endswith("…") or words.endswith("…"):
            return para
    return para


def place(drawn: Any, slide: Slide, template: Template) -> None:  # noqa: ANN401
    """Move and size all that stands on a slide but its title to stand in the template's area, under the title."""
    scale, area = template.scale, template.area
    head = templates.box(drawn.shapes.title)
    below = head.bottom + templates.GAP_PT if drawn.slide_layout is template.cover else area.top
    left_pt = head.left if drawn.slide_layout is template.cover else area.left
    by = left_pt - scale * layout.MARGIN_PT, below - scale * templates.top(slide)
    for shape in drawn.shapes:
        if shape.is_placeholder:
            continue
        shape.left, shape.top = (
            round(scale * at + step * templates.EMU_PT) for at, step in zip((shape.left, shape.top), by, strict=True)
        )
        shape.width, shape.height = round(scale * shape.width), round(scale * shape.height)
        _sized(shape.element, template)
        if shape.has_chart:
            _sized(shape.chart._chartSpace, template)  # noqa: SLF001 -- its sizes stand in a part of its own


def _sized(element: Any, template: Template) -> None:  # noqa: ANN401
    for name, attributes in _SIZES.items():
        scale = template.scale * (template.type_scale if name in _TYPE else 1.0)
        for each in element.iter(qn(name)):
            for attribute in attributes:
                if attribute in each.attrib:
                    each.set(attribute, str(round(int(each.get(attribute)) * scale)))


def unfilled(drawn: Any) -> None:  # noqa: ANN401
    """Take away the places that nothing is written into, which would ask for words while the deck is edited."""
    for shape in list(drawn.placeholders):
        if templates.kind(shape) not in {"title", "ctrTitle"}:
            shape.element.getparent().remove(shape.element)


def foot(drawn: Any, slide: Slide, number: int, template: Template, free: Callable[[], int]) -> None:  # noqa: ANN401
    """Write the foot and the number into the template's places; a layout without a foot gets one at the area's end."""
    places = {templates.kind(shape): shape for shape in drawn.slide_layout.placeholders}
    bounds = _foot_box(places, template)
    paras = [
        fit(para.words, [para.style._replace(size_pt=size) for size in FOOT_SIZES_PT], bounds.width * template.type_scale, 1)
        for para in slide.foot.paras
    ]
    if "ftr" in places:
        body = _copied(drawn, places["ftr"], free()).txBody
    else:
        body = drawn.shapes.add_textbox(0, 0, 0, 0).text_frame._txBody  # noqa: SLF001
    _stand(drawn.shapes[-1], bounds)
    fill(body, paras, lambda url: url)
    if "sldNum" in places:
        copy = _copied(drawn, places["sldNum"], free())
        for field in copy.iter(qn("a:fld")):
            field.find(qn("a:t")).text = str(number)


def _foot_box(places: dict[str, Any], template: Template) -> Box:
    """Return a room as wide as the area, up to where the number stands."""
    area = template.area
    own = templates.box(places["ftr"]) if "ftr" in places else Box(area.left, area.bottom, area.width, 24.0)
    number = templates.box(places["sldNum"]) if "sldNum" in places else Box(area.right, own.top, 0.0, 0.0)
    right = number.left - templates.GAP_PT if number.left > area.middle[0] else area.right
    left = area.left if number.left > area.middle[0] else max(area.left, number.right + templates.GAP_PT)
    return Box.between(left, own.top, right, own.bottom)


def _copied(drawn: Any, shape: Any, number: int) -> Any:  # noqa: ANN401
    copy = deepcopy(shape.element)
    copy.nvSpPr.cNvPr.set("id", str(number))
    drawn.shapes._spTree.append(copy)  # noqa: SLF001
    return copy


def _stand(shape: Any, bounds: Box) -> None:  # noqa: ANN401
    shape.left, shape.top, shape.width, shape.height = (Pt(length) for length in bounds)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
