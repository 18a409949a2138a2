"""Where everything stands on a slide, for every kind of deck: a cover, each page, and the sources, continued where they must be.

What a page holds shrinks within bounds and then goes on on a further slide; nothing is cut without a sign of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing import blocks
from briefing.blocks import GAP_PT, GUTTER_PT, LEAST_PT, Flow
from briefing.pages import Cell, Page, Table
from briefing.slides import INK, MAP_PT, MUTED, SIZE_PT, Bar, Box, Slide, Style, Text
from briefing.typeset import fit, paras, pour, set_para, stacked
from layers import states, text
from layers.dates import published_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.blocks import Ready
    from briefing.pages import Deck
    from briefing.slides import Placed
    from layers.evidence import Report

MARGIN_PT = 40.0
WIDTH_PT = SIZE_PT[0] - 2 * MARGIN_PT
TITLE = Box(MARGIN_PT, 20.0, WIDTH_PT, 38.0)
BODY_TOP_PT, BODY_BOTTOM_PT = 80.0, 493.0
FOOT = Box(MARGIN_PT, 503.0, WIDTH_PT - 90.0, 26.0)
NUMBER = Box(SIZE_PT[0] - MARGIN_PT - 80.0, 503.0, 80.0, 26.0)
LEFT_PT = MAP_PT[0]
QUIET = Style(9, colour=MUTED), Style(8, colour=MUTED)
FIRM = Style(9, bold=True), Style(8, bold=True)
ONE_LINE = Style(24, bold=True), Style(21, bold=True)
TWO_LINES = Style(17, bold=True), Style(15, bold=True)
COVER_LINE = Style(38, bold=True), Style(34, bold=True)
COVER_LINES = Style(34, bold=True), Style(30, bold=True), Style(26, bold=True)
SCALES = (1.0, 0.93, 0.86)
LONGEST_NOTES = 100_000
CONTINUED = " (continued)"
SOURCES = "Sources"


def slides(deck: Deck) -> tuple[Slide, ...]:
    """Return a whole deck as slides: the cover, its pages, and every report that it rests on."""
    further = [slide for page in (*deck.pages, sources(deck.sources)) for slide in _page(page, deck)]
    return (_cover(deck), *further)


def sources(reports: Sequence[Report]) -> Page:
    """Return the page that lists every report: numbered, linked, its address readable on paper."""
    rows = tuple(
        (
            Cell(f"[{number}]"),
            Cell(report.words, report.url),
            Cell(f"{report.publisher} ({_voice(report)})"),
            Cell(published_words(report.published)),
            Cell(report.url, report.url),
        )
        for number, report in enumerate(reports, start=1)
    )
    headings = ("No.", "Report", "Publisher", "Published", "Address")
    caption = f"{text.count(len(reports), 'report')}, each as the page itself gives its title and date."
    return Page(SOURCES, (Table(headings, rows, (0.05, 0.33, 0.2, 0.13, 0.29)),), caption=caption)


def _voice(report: Report) -> str:
    state = f", {states.name(report.publisher_state)}" if report.publisher_state else ""
    return f"{report.publisher_class.replace('_', ' ')}{state}"


def _told(deck: Deck, page: Page | None = None) -> str:
    """Return what a slide rests on: its question in words, and the version of the data that answers it."""
    return f"{(page and page.filter) or deck.filter} · data version {deck.version}"


def _foot(deck: Deck, told: str) -> Text:
    """Return the foot of a slide but its number: the handling line, then what the slide rests on."""
    handling = fit(deck.handling, FIRM, FOOT.width, 1)
    rests = fit(told, QUIET, FOOT.width, 1)
    return Text(FOOT, (handling, rests) if handling.words else (rests,))


def _cover(deck: Deck) -> Slide:
    told = _told(deck)
    title = _fit(deck.title, COVER_LINE, COVER_LINES, 3)
    title_box = Box(MARGIN_PT, 150, WIDTH_PT, title.height_pt)
    style = Style(15, colour=MUTED)
    lines = (deck.author, f"As of {deck.as_of}" if deck.as_of else "", f"{deck.filter}.", deck.handling)
    under = [para for words in lines for para in paras(words, style, after_pt=4)]
    rule = Bar(Box(MARGIN_PT, 150 + title.height_pt + 16, 96, 2), INK)
    box = Box(MARGIN_PT, rule.box.y + 20, 760, BODY_BOTTOM_PT - rule.box.y - 20)
    done, _ = pour(under, box.width, box.height, 1.0, fresh=True)
    return Slide(
        Text(title_box, (title,)),
        (rule, Text(box._replace(height=stacked(done)), done)),
        _foot(deck, told),
        told,
        cover=True,
    )


class Spread(NamedTuple):
    """What stands on one slide, and what is left of its two columns for the next."""

    items: tuple[Placed, ...]
    left: tuple[Ready, ...]
    right: tuple[Ready, ...]


def _page(page: Page, deck: Deck) -> list[Slide]:
    """Return the slides of one page: further ones where it does not fit."""
    told = _told(deck, page)
    foot = _foot(deck, told)
    caption, aside = _caption(page)
    top = BODY_TOP_PT if not caption else caption.box.y + caption.box.height + 10
    both = bool(page.left) and bool(page.right or aside)
    left: Sequence[Ready] = blocks.ready(page.left, _width(both=both))
    right: Sequence[Ready] = [*aside, *blocks.ready(page.right, _width(both=both))]
    found: list[Slide] = []
    while not found or left or right:
        spread = _spread(left, right, top, f"Map: {page.title}. {page.caption}")
        items = (caption, *spread.items) if caption else spread.items
        further = bool(found)
        notes = told if further else _notes(page, told)
        found.append(Slide(_title(page.title, further=further), items, foot, notes, further=further))
        left, right, caption, top = spread.left, spread.right, None, BODY_TOP_PT
    return found


def _title(words: str, *, further: bool) -> Text:
    shown = f"{text.plain(words, longest=180)}{CONTINUED if further else ''}"
    para = _fit(shown, ONE_LINE, TWO_LINES, 2)
    return Text(Box(TITLE.x, TITLE.y + TITLE.height - para.height_pt, TITLE.width, para.height_pt), (para,))


def _fit(words: str, one_line: Sequence[Style], more: Sequence[Style], most: int) -> Para:
    """Return a title on one line where it fits, else in smaller type on up to `most`."""
    one = fit(words, one_line, WIDTH_PT, 1)
    return fit(words, more, WIDTH_PT, most) if one.words.endswith("…") else one


def _caption(page: Page) -> tuple[Text | None, list[Ready]]:
    """Return a page's caption under its title; one of more than two lines stands among the blocks instead."""
    style = Style(13, colour=MUTED)
    told = paras(page.caption, style)
    whole = tuple(set_para(para, WIDTH_PT) for para in told)
    if sum(len(para.lines) for para in whole) > 2:
        return None, [Flow(paras(page.caption, blocks.BODY, after_pt=8))]
    box = Box(MARGIN_PT, TITLE.y + TITLE.height + 2, WIDTH_PT, stacked(whole))
    return (Text(box, whole) if whole else None), []


def _notes(page: Page, told: str) -> str:
    """Return what a speaker reads: the briefer's notes, a title that the slide shortens, and what the slide rests on."""
    title = page.title if len(page.title) > 100 else ""
    return "\n".join(part for part in (text.plain(title), text.plain(page.notes, longest=LONGEST_NOTES), told) if part)


def _width(*, both: bool) -> float:
    return LEFT_PT if both else WIDTH_PT


def _spread(left: Sequence[Ready], right: Sequence[Ready], top: float, words: str) -> Spread:
    """Return two columns at the first size at which they fit, else at full size with the rest left over."""
    for scale in SCALES:
        found = _set(left, right, top, words, scale)
        if not found.left and not found.right:
            return found
    return _set(left, right, top, words, SCALES[0])


def _set(left: Sequence[Ready], right: Sequence[Ready], top: float, words: str, scale: float) -> Spread:
    whole = Box(MARGIN_PT, top, WIDTH_PT, BODY_BOTTOM_PT - top)
    first = whole._replace(width=_width(both=bool(left) and bool(right)))
    second = whole
    if left and right:
        x = first.x + first.width + GUTTER_PT
        second = whole._replace(x=x, width=SIZE_PT[0] - MARGIN_PT - x)
    items, left_rest = _column(left, first, words, scale)
    others, right_rest = _column(right, second, words, scale)
    return Spread((*items, *others), left_rest, right_rest)


def _column(waiting: Sequence[Ready], box: Box, words: str, scale: float) -> tuple[tuple[Placed, ...], tuple[Ready, ...]]:
    """Return the blocks that stand one under the other in a column, and those that found no room."""
    items: list[Placed] = []
    y = box.y
    for number, block in enumerate(waiting):
        room = box.y + box.height - y
        height = _height(waiting[number:], box.width, room, scale)
        if height < LEAST_PT.get(type(block), 0) and items:
            return tuple(items), tuple(waiting[number:])
        part = blocks.place(block, Box(box.x, y, box.width, height), scale, words, fresh=not items)
        items += part.items
        if part.rest is not None:
            return tuple(items), (part.rest, *waiting[number + 1 :])
        y += part.height_pt + GAP_PT
    return tuple(items), ()


def _height(waiting: Sequence[Ready], width_pt: float, room_pt: float, scale: float) -> float:
    """Return the height for the first of these blocks: maps and charts share what the others leave."""
    first, *others = waiting
    if type(first) not in LEAST_PT:
        return room_pt
    sharing = sum(type(block) in LEAST_PT for block in waiting)
    endless = Box(0, 0, width_pt, 1e6)
    fixed = sum(
        blocks.place(block, endless, scale, "", fresh=True).height_pt for block in others if type(block) not in LEAST_PT
    )
    share = (room_pt - fixed - GAP_PT * len(others)) / sharing
    return min(room_pt, max(share, LEAST_PT[type(first)]))
