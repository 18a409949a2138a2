"""Notes pages: the speaker's notes under their slide, as PowerPoint and Keynote print them, for who rehearses on paper.

Notes as annotations were left aside: few readers print them, and a screen reader meets them apart from their slide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.box import Box
from briefing.slides.model import SIZE_PT, Style, Text
from briefing.slides.typeset import paras, pour, set_para

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.slides.model import Para

# As wide as a slide, with the proportions of A4: printed on it, everything is three fifths as large.
PAGE_PT = (SIZE_PT[0], SIZE_PT[0] * 297 / 210)
MARGIN_PT, GAP_PT = 60.0, 36.0
UNDER_SLIDE = Box.between(MARGIN_PT, SIZE_PT[1] + GAP_PT, PAGE_PT[0] - MARGIN_PT, PAGE_PT[1] - MARGIN_PT)
WHOLE_PAGE = Box.between(MARGIN_PT, MARGIN_PT, PAGE_PT[0] - MARGIN_PT, PAGE_PT[1] - MARGIN_PT)
HEADING, BODY = Style(18, bold=True), Style(17)
WORDS, CONTINUED = "Speaker's notes", "Speaker's notes, continued"
AFTER_PT = 9.0


def texts(notes: str) -> Iterator[Text]:
    """Return a slide's notes as they stand under it and, where they find no room there, each on a page of its own."""
    waiting = tuple(para for line in notes.splitlines() for para in paras(line, BODY, after_pt=AFTER_PT))
    words, box = WORDS, UNDER_SLIDE
    while waiting:
        heading = _heading(words, box)
        room_pt = box.height - heading.height_pt - heading.after_pt
        done, waiting = pour(waiting, box.width, room_pt, 1.0, fresh=True)
        yield Text(box, (heading, *done))
        words, box = CONTINUED, WHOLE_PAGE


def _heading(words: str, box: Box) -> Para:
    (heading,) = paras(words, HEADING, after_pt=AFTER_PT)
    return set_para(heading, box.width)
