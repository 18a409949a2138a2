"""A desk's own template: its masters, colours and fonts, with nothing of the slides and the makers that came with it.

Titles and feet take the places that its layouts give them; all else is laid out as ever, and made smaller or larger as a
whole to stand between the two. Laying pages out anew for each template was left aside: the map's size decides which marks
are gathered, so that one briefing would show other numbers on another desk.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml.etree import XMLSyntaxError
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from briefing.box import Box
from briefing.slides import layout
from briefing.slides.model import SIZE_PT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pptx.presentation import Presentation as Deck

    from briefing.slides.model import Slide

# As much as the app takes of any upload (`maxUploadSize` in .streamlit/config.toml), and what that may unpack to.
LARGEST, LARGEST_UNPACKED, MOST_PARTS = 3 * 1024 * 1024, 60 * 1024 * 1024, 2_000
TEMPLATE, SLIDES = b"presentationml.template.main+xml", b"presentationml.presentation.main+xml"
TYPES = "[Content_Types].xml"
EMU_PT = 12700
# Smaller than this, the smallest words cannot be read; larger, a map's lines grow coarse.
LEAST_SCALE, MOST_SCALE = 0.62, 1.25
# Families that are no wider than what lines were measured in; of others, which may be, the type is set smaller by a tenth.
_NARROW = frozenset(
    (
        "Aptos",
        "Arial",
        "Calibri",
        "Cambria",
        "Carlito",
        "Garamond",
        "Helvetica",
        "Liberation Sans",
        "Noto Sans",
        "Times New Roman",
    )
)
WIDE_SCALE = 0.9
TOP_PT = layout.TITLE.bottom + 2
HEIGHT_PT = layout.BODY_BOTTOM_PT - TOP_PT
GAP_PT = 6.0
# What of a presentation is about slides that are taken out, or about who made it.
_ABOUT_SLIDES = ("p:custShowLst", "p:custDataLst", "p:modifyVerifier", "p:extLst")
_TITLES = ("title", "ctrTitle")


class InvalidTemplateError(ValueError):
    """A file that cannot be a deck's template, in one sentence."""


class Template(NamedTuple):
    """An empty presentation of a desk's own, its layouts for the cover and for all else, and where a page's blocks stand."""

    file: Deck
    cover: Any
    plain: Any
    area: Box
    scale: float
    type_scale: float


def read(content: bytes) -> Template:
    """Return a template from the bytes of a .potx or .pptx file. Raises InvalidTemplateError where it cannot be used."""
    file = _opened(content)
    _empty(file)
    layouts = [sheet for master in file.slide_masters for sheet in master.slide_layouts if title(sheet) is not None]
    if not layouts:
        raise InvalidTemplateError("The template has no layout with a title: add one, such as “Title Only”.")
    plain = min(layouts, key=lambda sheet: (sheet.element.get("type") != "titleOnly", _others(sheet)))
    cover = next((sheet for sheet in layouts if sheet.element.get("type") == "title"), plain)
    area = _area(file, plain)
    scale = min(area.width / layout.WIDTH_PT, area.height / HEIGHT_PT, MOST_SCALE)
    if scale < LEAST_SCALE:
        size = f"{max(area.width, 0):.0f} by {max(area.height, 0):.0f} points"
        wanted = f"{layout.WIDTH_PT * LEAST_SCALE:.0f} by {HEIGHT_PT * LEAST_SCALE:.0f}"
        raise InvalidTemplateError(
            f"The template's layout “{plain.name}” leaves {size} between its title and its foot, fewer than the {wanted} "
            "that a page needs."
        )
    return Template(file, cover, plain, area, scale, _type_scale(plain))


def _opened(content: bytes) -> Deck:
    if len(content) > LARGEST:
        raise InvalidTemplateError(f"The template has {len(content):,} bytes, more than the {LARGEST:,} that are read.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _bounded(package)
            file: Deck = Presentation(_as_slides(package))
    except (
        zipfile.BadZipFile,
        PythonPptxError,
        XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
        NotImplementedError,
    ) as fault:
        if isinstance(fault, InvalidTemplateError):
            raise
        raise InvalidTemplateError(
            "The template is no PowerPoint file: expected a .potx or .pptx without a password."
        ) from None
    return file


def _bounded(package: zipfile.ZipFile) -> None:
    """Refuse a package that unpacks to more than is read, or that carries a program."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise InvalidTemplateError(f"The template unpacks to more than the {LARGEST_UNPACKED:,} bytes that are read.")
    if b"macroEnabled" in package.read(TYPES):
        raise InvalidTemplateError("The template holds macros: save it as .potx or .pptx, without them.")


def _as_slides(package: zipfile.ZipFile) -> BytesIO:
    """Return a package as one of slides: python-pptx opens no .potx."""
    copy = BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as written:
        for part in package.infolist():
            content = package.read(part)
            written.writestr(part.filename, content.replace(TEMPLATE, SLIDES) if part.filename == TYPES else content)
    copy.seek(0)
    return copy


def _empty(file: Deck) -> None:
    """Take the template's own slides out, and what is told of them."""
    listed = file.slides._sldIdLst  # noqa: SLF001 -- python-pptx removes no slide
    for slide in list(listed):
        file.part.drop_rel(slide.rId)
        listed.remove(slide)
    for name in _ABOUT_SLIDES:
        for element in file.element.findall(qn(name)):
            file.element.remove(element)


def title(sheet: Any) -> Any:  # noqa: ANN401 -- pptx ships no types
    """Return a layout's place for the title, or None."""
    return next((place for place in sheet.placeholders if kind(place) in _TITLES), None)


def kind(place: Any) -> str:  # noqa: ANN401
    """Return what a place is for, as the file says it."""
    return str(place.element.ph.get("type", "obj"))


def box(shape: Any) -> Box:  # noqa: ANN401
    """Return where a shape stands, in points; a place without one of its own has its master's."""
    return Box(*((length or 0) / EMU_PT for length in (shape.left, shape.top, shape.width, shape.height)))


def _type_scale(plain: Any) -> float:  # noqa: ANN401
    """Return by what the type is multiplied, so that lines in the template's family break where ours do."""
    theme = plain.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    faces = [face.get("typeface") for face in parse_xml(theme.blob).iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}")]
    return 1.0 if _NARROW.issuperset(faces) else WIDE_SCALE


def _others(sheet: Any) -> int:  # noqa: ANN401
    return sum(kind(place) not in {*_TITLES, "ftr", "sldNum", "dt"} for place in sheet.placeholders)


def _area(file: Deck, plain: Any) -> Box:  # noqa: ANN401
    """Return what a layout leaves between its title and its foot, as wide as its master sets text."""
    width, height = ((length or 0) / EMU_PT for length in (file.slide_width, file.slide_height))
    head = box(title(plain))
    bodies = [box(place) for place in plain.slide_master.placeholders if kind(place) == "body"]
    body = bodies[0] if bodies else Box.between(head.left, head.bottom, head.right, height * 0.94)
    feet = [box(place).top for place in plain.placeholders if kind(place) in {"ftr", "sldNum", "dt"}]
    bottom = min([top for top in feet if top > height / 2] or [body.bottom])
    top = head.bottom + GAP_PT if head.bottom < height / 2 else body.top
    return Box.between(max(body.left, 0.0), top, min(body.right, width), bottom - GAP_PT)


def sheet_for(template: Template, slide: Slide, *, first: bool) -> Any:  # noqa: ANN401
    """Return the layout of a slide: the cover's where what stands on it finds room under its title."""
    if not first:
        return template.plain
    needed = template.scale * (max(_bottoms(slide), default=0.0) - top(slide))
    return template.cover if box(title(template.cover)).bottom + GAP_PT + needed <= template.area.bottom else template.plain


def _bottoms(slide: Slide) -> Iterable[float]:
    return (item.box.bottom for item in slide.items)


def top(slide: Slide) -> float:
    """Return where what stands under a slide's title begins, in points of our own pages."""
    return min((item.box.top for item in slide.items), default=SIZE_PT[1])
