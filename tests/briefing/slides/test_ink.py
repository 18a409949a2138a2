"""A slide as one sheet: all its words are on it, where the slide has them, and a picture is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import fonts
from briefing.mapsheet import picture
from briefing.mapsheet.sheet import Words
from briefing.slides import ink, layout
from briefing.slides.model import SIZE_PT, Grid, Text
from tests.briefing import kept_scenes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.slides.model import Slide
    from layers.store import Store


def lines(slide: Slide) -> Iterator[str]:
    """Return each line of a slide's text and tables."""
    for item in (slide.title, *slide.items, slide.foot):
        paras = (
            item.paras if isinstance(item, Text) else [p for row in item.rows for p in row] if isinstance(item, Grid) else ()
        )
        for para in paras:
            yield from para.lines


def test_a_picture_of_a_slide_has_all_its_words_inside_its_edges(store: Store):
    for slide in layout.slides(kept_scenes.job(store).deck):
        sheet = ink.sheet(slide)
        words = [item.text for item in sheet.items if isinstance(item, Words)]
        for line in lines(slide):
            assert fonts.covered(line) in words
        assert (sheet.width_pt, sheet.height_pt) == SIZE_PT
        for item in sheet.items:
            if isinstance(item, Words):
                assert 0 <= item.at[0] <= SIZE_PT[0]
                assert 0 <= item.at[1] <= SIZE_PT[1]


def test_a_picture_is_a_png_of_the_slides_size(store: Store):
    slide = layout.slides(kept_scenes.job(store).deck)[1]
    png = picture.bare_png(ink.sheet(slide), pixels_per_pt=0.5)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (480, 270)
