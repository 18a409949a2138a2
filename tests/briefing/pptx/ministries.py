"""Templates such as a ministry has, made anew: of a size, with a colour and fonts of its own, and a slide left in it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Pt

from briefing.pptx import template

INK = "7A0019"
OLD = "Of the meeting in spring"


def ministry(
    width_pt: float = 960.0, height_pt: float = 540.0, *, font: str = "Georgia", title_bottom: float = 0.0
) -> bytes:
    """Return a template of a size, with a colour and a font of its own, and a slide that was left in it."""
    file = pptx.Presentation()
    master = file.slide_master
    # python-pptx's own slides are 720 by 540 points.
    by = width_pt / 720, height_pt / 540
    file.slide_width, file.slide_height = Pt(width_pt), Pt(height_pt)
    for sheet in (master, *file.slide_layouts):
        for place in sheet.placeholders:
            if place.element.spPr.find("{*}xfrm") is not None:
                place.left, place.width = round(place.left * by[0]), round(place.width * by[0])
                place.top, place.height = round(place.top * by[1]), round(place.height * by[1])
    if title_bottom:
        master.placeholders[0].height = Pt(title_bottom) - master.placeholders[0].top
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    words = re.sub(r'<a:latin typeface="[^"]*"', f'<a:latin typeface="{font}"', theme.blob.decode())
    theme._blob = re.sub(r"(<a:dk2>).*?(</a:dk2>)", rf'\1<a:srgbClr val="{INK}"/>\2', words).encode()
    old = file.slides.add_slide(file.slide_layouts[0])
    old.shapes.title.text, old.notes_slide.notes_text_frame.text = OLD, OLD
    file.core_properties.author = file.core_properties.category = OLD
    content = BytesIO()
    file.save(content)
    return content.getvalue()


def changed(content: bytes, old: bytes, new: bytes) -> bytes:
    """Return a package whose list of types says something else."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(written, "w") as copy:
        for name in package.namelist():
            part = package.read(name)
            copy.writestr(name, part.replace(old, new) if name == "[Content_Types].xml" else part)
    return written.getvalue()


def potx(content: bytes) -> bytes:
    return changed(content, template.SLIDES, template.TEMPLATE)
