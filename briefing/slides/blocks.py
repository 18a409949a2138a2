"""The blocks of a page set into rooms: each takes what it can of a room and hands back what is left for a further slide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from briefing.box import Box
from briefing.pages.model import MAP_PT, Chart, Map, Prose, Sides, Table, Timeline
from briefing.slides import table_rows, timeline
from briefing.slides.model import LINK, MUTED, Ink, Picture, Plot, Strip, Style, Text
from briefing.slides.table_rows import Rows
from briefing.slides.typeset import MOST_HEAD_LINES, fit, inked, line, paras, pour, scaled, set_para, stacked
from layers import palette
from words import states, text
from words.dates import published_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.pages.model import Block
    from briefing.slides.model import Para, Placed
    from record.evidence import Account

GAP_PT = 14.0
BODY, LARGE, HEADING, SMALL = Style(14), Style(17.5), Style(15, bold=True), Style(10.5, colour=MUTED)
LONGEST_LINE_PT = 700.0  # wider prose is hard to read
LEAST_PT = {Map: 250.0, Chart: 170.0, Timeline: 200.0}
ROW_OF_BARS_PT = 18.0
COLUMN_PT, GUTTER_PT, BAR_PT = 140.0, 28.0, 3.0


@dataclass(frozen=True)
class Flow:
    """Paragraphs one under the other."""

    paras: tuple[Para, ...]


@dataclass(frozen=True)
class Columns:
    """Texts side by side, each under a heading and a strip of its own colour, so that none stands above another."""

    heads: tuple[Para, ...]
    colours: tuple[str, ...]
    flows: tuple[tuple[Para, ...], ...]


Ready = Map | Chart | Rows | Flow | Columns | Timeline


class Fragment(NamedTuple):
    """What a room took of a block: the things placed, their height in points, and the rest of the block, if any."""

    items: tuple[Placed, ...]
    height_pt: float
    rest: Ready | None


def ready(blocks: Sequence[Block], width_pt: float) -> list[Ready]:
    """Return blocks as what can be set into a column of this width."""
    return [item for block in blocks for item in _ready(block, width_pt)]


def _ready(block: Block, width_pt: float) -> list[Ready]:
    if isinstance(block, Prose):
        return [Flow(_prose(block))]
    if isinstance(block, Sides):
        return _sides(block, width_pt)
    if isinstance(block, Table):
        note = paras(block.note, SMALL)
        return [table_rows.of(block, width_pt), *([Flow(note)] if note else [])]
    return [block]


def _prose(block: Prose) -> tuple[Para, ...]:
    body = LARGE if block.large else BODY
    prose = [para for words in block.paragraphs for para in paras(words, body, after_pt=8)]
    points = [line(point.words, inked(body, point.link), link=point.link) for point in block.points]
    heading = paras(block.heading, HEADING, after_pt=5)
    return (*heading, *prose, *(point._replace(bullet=True, after_pt=6) for point in points if point.words))


def _sides(block: Sides, width_pt: float) -> list[Ready]:
    """Return the accounts as columns, as many beside each other as the width bears, and who gave none."""
    voices: dict[tuple[str, str], list[Account]] = {}
    for account in block.accounts:
        voices.setdefault((account.state, account.who), []).append(account)
    most = max(1, int(width_pt // COLUMN_PT))
    keys = list(voices)
    columns: list[Ready] = [
        Columns(
            tuple(line(who, HEADING) for _, who in row),
            tuple(palette.claimant(state).colour for state, _ in row),
            tuple(tuple(para for account in voices[key] for para in _account(account)) for key in row),
        )
        for row in (keys[start : start + most] for start in range(0, len(keys), most))
    ]
    if block.silent:
        names = text.words([states.spoken(code) for code in block.silent])
        columns.append(Flow(paras(f"No account given by {names} was found.", BODY._replace(colour=MUTED))))
    return columns


def _account(account: Account) -> tuple[Para, ...]:
    report = account.report
    carried = f"{report.publisher}, {published_words(report.published)}"
    style = SMALL._replace(colour=LINK if text.url(report.url) else MUTED)
    return (*paras(account.says, BODY, after_pt=5), line(carried, style, link=report.url)._replace(after_pt=12))


def set_block(block: Ready, box: Box, scale: float, words: str, *, fresh: bool) -> Fragment:
    """Return what of a block stands in a box, of which a map and a chart take the whole height."""
    if isinstance(block, Map):
        own = box._replace(height=min(box.height, MAP_PT[1]))
        return Fragment((Picture(own, block, words),), own.height, None)
    if isinstance(block, Chart):
        return _chart(block, box, scale)
    if isinstance(block, Timeline):
        return Fragment((Picture(box, Ink(partial(timeline.sheet, block)), _told(block)),), box.height, None)
    if isinstance(block, Rows):
        grid, left = table_rows.set_rows(block, box, scale, fresh=fresh)
        return Fragment((grid,), grid.box.height, left) if grid else Fragment((), 0.0, left)
    if isinstance(block, Columns):
        return _columns(block, box, scale, fresh=fresh)
    width = min(box.width, LONGEST_LINE_PT)
    done, rest = pour(block.paras, width, box.height, scale, fresh=fresh)
    height = stacked(done)
    items = (Text(Box(box.left, box.top, width, height), done),) if done else ()
    return Fragment(items, height, Flow(rest) if rest else None)


def _chart(chart: Chart, box: Box, scale: float) -> Fragment:
    """Return a chart under its title; a horizontal one with more bars than the height bears goes on."""
    title = _bounded(chart.title, HEADING, box.width, scale)
    note = _bounded(chart.note, SMALL, box.width, scale)
    top = stacked(title) + 4 * bool(title)
    height = box.height - top - (stacked(note) + 4 if note else 0)
    most = max(1, int((height - 40) // ROW_OF_BARS_PT)) if chart.horizontal else len(chart.categories)
    shown, rest = _parted(chart, most)
    bars = Plot(Box(box.left, box.top + top, box.width, height), shown, _alternative(shown))
    items: list[Placed] = [Text(Box(box.left, box.top, box.width, stacked(title)), title)] if title else []
    items.append(bars)
    if note:
        items.append(Text(Box(box.left, box.bottom - stacked(note), box.width, stacked(note)), note))
    return Fragment(tuple(items), box.height, rest)


def _told(block: Timeline) -> str:
    """Return a line of time in words: what is named on it, in order."""
    named = "; ".join(text.plain(f"{entry.when}: {entry.words}") for entry in block.entries if entry.named)
    return f"Timeline: {named}."


def _bounded(words: str, style: Style, width_pt: float, scale: float) -> tuple[Para, ...]:
    """Return words that stay with a chart or a column: on a few lines, with dots where they have more."""
    return (fit(words, (scaled(style, scale),), width_pt, MOST_HEAD_LINES),) if words else ()


def _parted(chart: Chart, most: int) -> tuple[Chart, Chart | None]:
    def cut(kept: slice) -> Chart:
        series = tuple((name, colour, values[kept]) for name, colour, values in chart.series)
        return replace(chart, categories=chart.categories[kept], series=series)

    return (chart, None) if len(chart.categories) <= most else (cut(slice(most)), cut(slice(most, None)))


def _alternative(chart: Chart) -> str:
    """Return a chart in words: its title and each bar's sum."""
    sums = [sum(values) for values in zip(*(series[2] for series in chart.series), strict=True)]
    bars = [f"{category} {total:g}" for category, total in zip(chart.categories, sums, strict=True)]
    return f"Chart: {text.plain(chart.title)}. {'; '.join(text.plain(bar) for bar in bars)}."


def _columns(block: Columns, box: Box, scale: float, *, fresh: bool) -> Fragment:
    """Return the columns beside each other; what one has left goes on under the same heading, in the same place."""
    width = (box.width - GUTTER_PT * (len(block.heads) - 1)) / len(block.heads)
    width = min(width, LONGEST_LINE_PT)
    heads = [set_para(head, width, scale) for head in block.heads]
    top = BAR_PT + 5 + max(head.height_pt for head in heads) + 4
    parts = [pour(flow, width, box.height - top, scale, fresh=fresh) for flow in block.flows]
    if not fresh and not any(done for done, _ in parts):
        return Fragment((), 0.0, block)
    items: list[Placed] = []
    for number, (head, colour, (done, _)) in enumerate(zip(heads, block.colours, parts, strict=True)):
        x = box.left + number * (width + GUTTER_PT)
        items.append(Strip(Box(x, box.top, width, BAR_PT), colour))
        column = (head._replace(after_pt=4), *done)
        items.append(Text(Box(x, box.top + BAR_PT + 5, width, stacked(column)), column))
    rest = replace(block, flows=tuple(waiting for _, waiting in parts)) if any(waiting for _, waiting in parts) else None
    return Fragment(tuple(items), top + max(stacked(done) for done, _ in parts), rest)
