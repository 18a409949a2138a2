"""A deck as PDF: the same slides as pages, maps and charts as vectors, text that can be selected, searched and read out.

Speaker's notes stay with the slides, since a page is handed on and its notes are not, unless notes pages are asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager, nullcontext
from dataclasses import fields, is_dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from fpdf.prefs import ViewerPreferences

from briefing import fonts
from briefing.box import Box
from briefing.mapsheet.sheet import Pen, Words
from briefing.pages.model import Map
from briefing.pdf import canvas, handout
from briefing.pdf.canvas import Document
from briefing.slides import charts, layout
from briefing.slides.model import (
    BULLET,
    CELL_PAD_PT,
    INDENT_PT,
    INK,
    MUTED,
    PAPER,
    RULE,
    SIZE_PT,
    Grid,
    Picture,
    Plot,
    Strip,
    Style,
    Text,
)
from words import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from briefing.box import Point
    from briefing.job import Job
    from briefing.pages.model import Deck
    from briefing.slides.model import Para, Slide

# What of a line stands above its baseline, as a share of the type size; the rest of its leading is shared above and below.
ASCENT = 0.85
NUMBER = Style(9, colour=MUTED)


def write(job: Job, path: Path, progress: Callable[[float, str], None]) -> None:
    """Write a briefing's deck to `path`."""
    slides = layout.slides(_on_paper(job.deck))
    document = Document()
    _described(document, job.deck)
    for number, slide in enumerate(slides, start=1):
        progress((number - 1) / len(slides), f"page {number} of {len(slides)}")
        notes = handout.texts(slide.notes) if job.notes else ()
        _page(document, slide, f"{number} / {len(slides)}", handout.PAGE_PT if job.notes else SIZE_PT)
        _notes(document, notes)
    document.output(str(path))
    progress(1.0, text.count(len(slides), "page"))


def _on_paper(value: Any) -> Any:  # noqa: ANN401 -- a deck and all that it is made of
    """Return a deck, or a part of one, with a note for text that no family draws: nobody can bring a font to a page."""
    if isinstance(value, str):
        return value if text.url(value) else fonts.noted(value)
    if isinstance(value, tuple):
        values = [_on_paper(each) for each in value]
        return type(value)(*values) if hasattr(value, "_fields") else tuple(values)
    if is_dataclass(value) and not isinstance(value, Map | type):
        return replace(value, **{field.name: _on_paper(getattr(value, field.name)) for field in fields(value)})
    return value


def _described(document: Document, deck: Deck) -> None:
    """Say in the file what it is, with which data and in which language, and nothing of who made it how."""
    document.set_title(text.plain(deck.title))
    document.set_subject(text.plain(deck.filter))
    document.set_keywords(text.plain(f"{deck.handling} data version {deck.version}".strip()))
    document.set_lang("en-GB")
    document.viewer_preferences = ViewerPreferences(display_doc_title=True)


def _page(document: Document, slide: Slide, number: str, size_pt: tuple[float, float]) -> None:
    document.leaf(size_pt)
    with document.unread():
        document.path([_corners(document, Box(0, 0, *SIZE_PT))], Pen(fill=PAPER))
    document.set_y(slide.title.box.top)
    document.start_section(slide.title.paras[0].words, level=int(slide.further))
    _paras(document, slide.title, "H1")
    for item in slide.items:
        _DRAWN[type(item)](item, document)
    with document.unread():
        _paras(document, slide.foot, "")
        right = layout.NUMBER.right
        document.words(Words("", (right, layout.NUMBER.top + NUMBER.size_pt), number, NUMBER.size_pt, NUMBER.colour, "end"))


def _notes(document: Document, texts: Iterable[Text]) -> None:
    """Set the notes under a slide, and what finds no room there on further pages, as a section of the slide's own."""
    for number, text_under in enumerate(texts):
        if number:
            document.leaf(handout.PAGE_PT)
        with document.part("Sect"):
            _paras(document, text_under, "P")


def _corners(document: Document, box: Box) -> str:
    return document.ring(box.corners, closed=True)


def _paras(document: Document, placed: Text, kind: str) -> None:
    """Set paragraphs one under the other, each marked as `kind` where that is one; what is listed is marked as a list."""
    y = placed.box.top
    for bullet, paras in groupby(placed.paras, key=lambda para: para.bullet):
        with document.part("L") if bullet and kind else nullcontext():
            for para in paras:
                with _marked(document, para, kind):
                    _lines(document, para, placed.box._replace(top=y))
                y += para.height_pt + para.after_pt


@contextmanager
def _marked(document: Document, para: Para, kind: str) -> Iterator[None]:
    """Mark a paragraph for what it is: one of a list, or a heading where it is set as one."""
    if not kind:
        yield
    elif para.bullet:
        with document.part("LI"), _linked(document, para, "LBody"):
            yield
    else:
        with _linked(document, para, "H2" if kind == "P" and para.style.bold else kind):
            yield


@contextmanager
def _linked(document: Document, para: Para, kind: str) -> Iterator[None]:
    """Mark a paragraph as `kind`; one that opens a report is a link within it."""
    if text.ascii_url(para.link):
        with document.part(kind), document.marked("Link"):
            yield
    else:
        with document.marked(kind):
            yield


def _lines(document: Document, para: Para, box: Box, *, right: bool = False) -> None:
    """Set the lines of one paragraph in a box, each a link where the paragraph is one."""
    style = para.style
    x = box.right if right else box.left + INDENT_PT * para.bullet
    y = box.top + (para.leading_pt - style.size_pt) / 2 + ASCENT * style.size_pt
    if para.bullet:
        document.words(Words("", (box.left, y), BULLET, style.size_pt, INK))
    for row in para.lines:
        words = Words("", (x, y), row, style.size_pt, style.colour, "end" if right else "start", style.bold)
        document.words(words)
        if para.link:
            width = fonts.width(row, style.size_pt, bold=style.bold)
            document.opens(x - width * right, y - ASCENT * style.size_pt, width, para.leading_pt, para.link)
        y += para.leading_pt


def _text(item: Text, document: Document) -> None:
    _paras(document, item, "P")


def _map(item: Picture, document: Document) -> None:
    sheet = item.map.sheet(item.box.width, item.box.height)
    with document.marked("Figure", words=f"{item.words} {sheet.projection}."):
        canvas.draw(document, sheet, item.box.left, item.box.top)


def _chart(item: Plot, document: Document) -> None:
    with document.marked("Figure", words=item.words):
        canvas.draw(document, charts.sheet(item.chart, item.box.width, item.box.height), item.box.left, item.box.top)


def _strip(item: Strip, document: Document) -> None:
    with document.unread():
        document.path([_corners(document, item.box)], Pen(fill=item.colour))


def _table(item: Grid, document: Document) -> None:
    with document.part("Table"):
        y = item.box.top
        for number, height in enumerate(item.heights):
            with document.part("TR"):
                _row(item, number, y, document)
            y += height
            with document.unread():
                rule: list[Point] = [(item.box.left, y), (item.box.right, y)]
                pen = Pen(stroke=MUTED if number == 0 else RULE, width_pt=1.0 if number == 0 else 0.5)
                document.path([document.ring(rule, closed=False)], pen)


def _row(item: Grid, number: int, top: float, document: Document) -> None:
    """Set the cells of a row; those of the first are headings."""
    x, height = item.box.left, item.heights[number] - 2 * CELL_PAD_PT[1]
    for width, para, right in zip(item.widths, item.rows[number], item.right, strict=True):
        box = Box(x + CELL_PAD_PT[0], top + CELL_PAD_PT[1], width - 2 * CELL_PAD_PT[0], height)
        with _linked(document, para, "TD" if number else "TH"):
            _lines(document, para, box, right=right)
        x += width


_Draw = Callable[[Any, Document], None]
_DRAWN: dict[type, _Draw] = {Text: _text, Picture: _map, Plot: _chart, Strip: _strip, Grid: _table}
