"""Where everything stands on a slide, for every kind of deck: titles, feet, and the pages' blocks in one column or two.

What a page holds shrinks within bounds and then goes on on a further slide; nothing is cut without a sign of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.box import Box
from briefing.pages.model import MAP_PT
from briefing.slides import blocks
from briefing.slides.blocks import GAP_PT, GUTTER_PT, LEAST_PT, Flow
from briefing.slides.model import INK, MUTED, SIZE_PT, Slide, Strip, Style, Text
from briefing.slides.table_rows import Rows
from briefing.slides.typeset import fit, paras, set_para, stacked
from words import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.pages.model import Deck, Page
    from briefing.slides.blocks import Ready
    from briefing.slides.model import Para, Placed

MARGIN_PT = 40.0
WIDTH_PT = SIZE_PT[0] - 2 * MARGIN_PT
TITLE, COVER_TITLE = Box(MARGIN_PT, 11.0, WIDTH_PT, 46.0), Box(MARGIN_PT, 60.0, WIDTH_PT, 180.0)
# Over key points the title is smaller.
TITLE_OVER_POINTS = Box(MARGIN_PT, 24.0, WIDTH_PT, 84.0)
BODY_TOP_PT, BODY_BOTTOM_PT = 80.0, 493.0
UNDER_PT = 8.0
COVER_RULE_PT = 96.0
FOOT = Box(MARGIN_PT, 503.0, WIDTH_PT - 90.0, 26.0)
NUMBER = Box(SIZE_PT[0] - MARGIN_PT - 80.0, 503.0, 80.0, 26.0)
LEFT_PT = MAP_PT[0]
RIGHT_PT = WIDTH_PT - GUTTER_PT - LEFT_PT
CAPTION = Style(13, colour=MUTED)
QUIET = Style(9, colour=MUTED), Style(8, colour=MUTED)
FIRM = Style(9, bold=True), Style(8, bold=True)
ONE_LINE = Style(24, bold=True), Style(21, bold=True)
TWO_LINES = Style(17, bold=True), Style(15, bold=True)
COVER_LINE = Style(38, bold=True), Style(34, bold=True)
COVER_LINES = Style(34, bold=True), Style(30, bold=True), Style(26, bold=True)
SCALES = (1.0, 0.93, 0.86, 0.8)
LONGEST_NOTES = 100_000
CONTINUED, WHOLE = " (continued)", "The whole record"
SHORTENED = "shortened: the full briefing has the rest"


def slides(deck: Deck) -> tuple[Slide, ...]:
    """Return a whole deck as slides: each page, and its further ones where it does not fit."""
    return tuple(slide for page in deck.pages for slide in _page(page, deck))


def _basis(page: Page, deck: Deck) -> str:
    """Return what a slide rests on: its question in words, and the version of the data that answers it."""
    question = page.filter or deck.filter or WHOLE
    return f"{question[:1].upper()}{question[1:]} · data version {deck.version}"


def _foot(handling: str, basis: str) -> Text:
    """Return the foot of a slide but its number: the handling line, then what the slide rests on."""
    paras = fit(handling, FIRM, FOOT.width, 1), fit(basis, QUIET, FOOT.width, 1)
    return Text(FOOT, tuple(para for para in paras if para.words))


class Head(NamedTuple):
    """A page's title, what stands under it, where its blocks begin, and a caption too long to stand above them."""

    title: Text
    above: tuple[Placed, ...]
    top: float
    aside: tuple[Ready, ...] = ()


def _cover(page: Page) -> Head:
    """Return the large title of the first page and the rule under it."""
    room, styles = (TITLE_OVER_POINTS, COVER_LINES[1:]) if page.right else (COVER_TITLE, COVER_LINES)
    rule = Box(MARGIN_PT, room.bottom + GAP_PT, COVER_RULE_PT, 2.0)
    title = _fit(page.title, styles[:1] if page.right else COVER_LINE, styles, 2 if page.right else 3)
    return Head(_low(title, room), (Strip(rule, INK),), rule.top + 2 * GAP_PT)


def _low(title: Para, room: Box) -> Text:
    """Return a title that ends at the foot of its room, however many lines it has."""
    return Text(room._replace(top=room.bottom - title.height_pt, height=title.height_pt), (title,))


class Spread(NamedTuple):
    """What stands on one slide, at which scale, and what is left of its two columns for the next."""

    items: tuple[Placed, ...]
    left: tuple[Ready, ...]
    right: tuple[Ready, ...]
    scale: float


def _page(page: Page, deck: Deck) -> list[Slide]:
    basis = _basis(page, deck)
    foot, notes = _foot(deck.handling, basis), _notes(page, basis)
    head = _cover(page) if page is deck.pages[0] else _head(page)
    both = bool(page.left) and bool(page.right or head.aside)
    widths = _widths(page) if both else (WIDTH_PT, WIDTH_PT)
    left: Sequence[Ready] = blocks.ready(page.left, widths[0])
    right: Sequence[Ready] = [*head.aside, *blocks.ready(page.right, widths[1])]
    slides: list[Slide] = []
    scales: tuple[float, ...] = SCALES
    while not slides or left or right:
        room = Room(head.top, widths, f"Map: {page.title}. {page.caption}")
        spread = _spread(left, right, room, scales)
        if page.alone and (spread.left or spread.right):
            spread = _set(left, right, room, SCALES[-1])
            left_out = bool(spread.left or spread.right)
            spread = spread._replace(left=(), right=())
            foot = _foot(deck.handling, f"{basis} · {SHORTENED}") if left_out else foot
        slides.append(Slide(head.title, (*head.above, *spread.items), foot, notes, further=bool(slides), scene=page.scene))
        head, notes = Head(_title(page.title, further=True), (), BODY_TOP_PT), basis
        left, right, scales = spread.left, spread.right, (spread.scale,)
    return slides


def _widths(page: Page) -> tuple[float, float]:
    """Return the widths of a page's two columns."""
    half = (WIDTH_PT - GUTTER_PT) / 2
    return (half, half) if page.even else (LEFT_PT, RIGHT_PT)


def _head(page: Page) -> Head:
    """Return a page's title and its caption; one of more than two lines stands among the blocks instead."""
    title = _title(page.title, further=False)
    caption = tuple(set_para(para, WIDTH_PT) for para in paras(page.caption, CAPTION))
    if not caption:
        return Head(title, (), BODY_TOP_PT)
    if sum(len(para.lines) for para in caption) > 2:
        return Head(title, (), BODY_TOP_PT, (Flow(paras(page.caption, blocks.BODY, after_pt=8)),))
    box = Box(MARGIN_PT, TITLE.bottom + 2, WIDTH_PT, stacked(caption))
    return Head(title, (Text(box, caption),), box.bottom + UNDER_PT)


def _title(words: str, *, further: bool) -> Text:
    shown = f"{text.plain(words, longest=180)}{CONTINUED if further else ''}"
    return _low(_fit(shown, ONE_LINE, TWO_LINES, 2), TITLE)


def _fit(words: str, one_line: Sequence[Style], more: Sequence[Style], most: int) -> Para:
    """Return a title on one line where it fits, else in smaller type on up to `most`."""
    single = fit(words, one_line, WIDTH_PT, 1)
    return fit(words, more, WIDTH_PT, most) if single.words.endswith("…") else single


def _notes(page: Page, basis: str) -> str:
    """Return what a speaker reads: the briefer's notes, a title that the slide shortens, and what the slide rests on."""
    title = page.title if len(page.title) > 100 else ""
    return "\n".join(words for words in (text.plain(title), text.plain(page.notes, longest=LONGEST_NOTES), basis) if words)


class Room(NamedTuple):
    """Where a page's blocks begin, how wide its two columns are, and what its map shows in words."""

    top: float
    widths: tuple[float, float]
    words: str


def _spread(left: Sequence[Ready], right: Sequence[Ready], room: Room, scales: Sequence[float]) -> Spread:
    """Return two columns at the first scale at which they fit, else with a rest: a long table small, all else large."""
    for scale in scales:
        spread = _set(left, right, room, scale)
        if not spread.left and not spread.right:
            return spread
    small = all(isinstance(block, Rows) for block in (*left, *right))
    return _set(left, right, room, scales[-1 if small else 0])


def _set(left: Sequence[Ready], right: Sequence[Ready], room: Room, scale: float) -> Spread:
    top, widths, words = room
    whole = Box(MARGIN_PT, top, WIDTH_PT, BODY_BOTTOM_PT - top)
    first = second = whole
    if left and right:
        first = whole._replace(width=widths[0])
        second = whole._replace(left=MARGIN_PT + WIDTH_PT - widths[1], width=widths[1])
    items, left_rest = _column(left, first, words, scale)
    others, right_rest = _column(right, second, words, scale)
    return Spread((*items, *others), left_rest, right_rest, scale)


def _column(waiting: Sequence[Ready], box: Box, words: str, scale: float) -> tuple[tuple[Placed, ...], tuple[Ready, ...]]:
    """Return the blocks that stand one under the other in a column, and those that found no room."""
    items: list[Placed] = []
    y = box.top
    for number, block in enumerate(waiting):
        room = box.bottom - y
        height = _height(waiting[number:], box.width, room, scale)
        if height < LEAST_PT.get(type(block), 0) and items:
            return tuple(items), tuple(waiting[number:])
        fragment = blocks.set_block(block, Box(box.left, y, box.width, height), scale, words, fresh=not items)
        items += fragment.items
        if fragment.rest is not None:
            return tuple(items), (fragment.rest, *waiting[number + 1 :])
        y += fragment.height_pt + GAP_PT
    return tuple(items), ()


def _height(waiting: Sequence[Ready], width_pt: float, room_pt: float, scale: float) -> float:
    """Return the height for the first of these blocks: maps and charts share what the others leave."""
    first, *others = waiting
    if type(first) not in LEAST_PT:
        return room_pt
    sharing = sum(type(block) in LEAST_PT for block in waiting)
    endless = Box(0, 0, width_pt, 1e6)
    fixed = sum(
        blocks.set_block(block, endless, scale, "", fresh=True).height_pt for block in others if type(block) not in LEAST_PT
    )
    # A hair less, so that rounding leaves room for the last line under it.
    share = (room_pt - fixed - GAP_PT * len(others) - 0.01) / sharing
    return min(room_pt, max(share, LEAST_PT[type(first)]))
