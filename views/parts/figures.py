"""The figures behind the bars as HTML tables and lists: the same counts, each a link to its clashes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from layers import periods
from layers.look import Lines, severities
from question.view import Days
from record import severity
from views.parts import legend as legends
from views.parts.cards import page_link
from words import text
from words.text import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import geopandas as gpd

    from layers.periods import Comparison
    from layers.trends import Bar, Bars
    from question.view import View

# More links than this in one list no page can bear; the link over it leads to all.
MOST_LISTED = 500
TENSION = (
    "The tension figure is the sum of the clashes' severities: a count in which a graver clash weighs more. It measures "
    "what was reported and found, not danger."
)
NO_TENSION = "Words and presence alone are counted, and add nothing to it."


def legend(view: View) -> str:
    """Return the shades of the severities that a view brings in, with their names."""
    return legends.html(Lines("Severity:", severities(view.severity, named=True)))


def table(name: str, bars: Bars, words: Callable[[str], str], narrowed: Callable[[str], View], view: View) -> str:
    """Return a table of bars: how many clashes of each severity, how many in all, and what their severities add up to.

    The severities are those that `view`, whose bars they are, brings in.
    """
    shown = severity.shown(view.severity)
    levels = "".join(f'<th scope="col" title="{escape(step)}">{level}</th>' for level, step in shown.items())
    tall = '<th scope="col" rowspan="2">'
    head = (
        f'<tr>{tall}{escape(name.capitalize())}</th><th scope="colgroup" colspan="{len(shown)}">Severity</th>'
        f"{tall}All</th>{tall}Tension</th></tr><tr>{levels}</tr>"
    )
    rows = "".join(
        f'<tr><th scope="row">{page_link("", narrowed(bar.key), words(bar.key))}</th>{_levels(bar, shown)}'
        f"<td><b>{len(bar.ids):,}</b></td><td>{bar.tension:,}</td></tr>"
        for bar in bars.bars
    )
    return _table(f"{view.unit[1].capitalize()} by {name} and severity", head, rows)


def _levels(bar: Bar, shown: Iterable[int]) -> str:
    counts = (bar.levels[level] for level in shown)
    return "".join(f"<td>{n:,}</td>" if n else '<td class="none">0</td>' for n in counts)


def _table(title: str, head: str, rows: str) -> str:
    return (
        f'<div class="figures" tabindex="0" role="region" aria-label="{escape(title)}"><table>'
        f"<caption>{escape(title)}</caption><thead>{head}</thead><tbody>{rows}</tbody></table></div>"
    )


def comparison(comparison: Comparison, view: View) -> str:
    """Return a period beside those that do not overlap it: clashes, the tension figure and the terms of its sum."""
    three = comparison.periods
    which = ("this period", *(when.removeprefix("in ").removeprefix("on ") for when, _ in comparison.others))
    head = "".join(
        f'<th scope="col">{page_link("", replace(periods.undated(view), began=Days(*period.span)), period.span.words)}'
        f"<small>{escape(name)}</small></th>"
        for period, name in zip(three, which, strict=True)
    )
    rows = [_row(f"{view.unit[1].capitalize()} that began", [f"<b>{len(period.bar.ids):,}</b>" for period in three])]
    rows += [_row("Tension figure", [f"<b>{period.bar.tension:,}</b>" for period in three])]
    for level, name in severity.shown(view.severity).items():
        terms = [period.bar.terms[level] for period in three]
        sums = [f"{term.n:,} &times; {level} = {term.adds:,}" if term.n else '<span class="none">0</span>' for term in terms]
        rows.append(_row(f"{level} {name}", sums))
    note = "".join(f'<p class="quiet">{escape(words)}</p>' for words in _notes(comparison, view))
    shown = _table(
        f"One period beside {'two others' if len(three) > 2 else 'another'}",
        f'<tr><th scope="col">Counted</th>{head}</tr>',
        "".join(rows),
    )
    return f'<p class="summary">{escape(comparison.sentence())}</p>{shown}{note}'


def _row(name: str, cells: Iterable[str]) -> str:
    return f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _notes(comparison: Comparison, view: View) -> list[str]:
    unsure = [f"{len(period.unsure)} of {period.span.words}" for period in comparison.periods if period.unsure]
    notes = [f"Period: {comparison.chosen}.", TENSION, *([NO_TENSION] if view.severity < severity.CLASH else [])]
    notes += [f"Not counted, because only their month or year is known: {text.words(unsure)}."] if unsure else []
    return [*notes, *([comparison.note] if comparison.note else [])]


def behind(name: str, rows: gpd.GeoDataFrame, narrowed: View) -> str:
    """Return the clashes of one bar, each a link, and a link to Explore that shows just these."""
    count = text.count(len(rows), *narrowed.unit)
    return (
        f'<div class="card opened"><h3>{escape(f"{name}: {count}")}</h3>'
        f"<p>{page_link('', narrowed, 'Show them on Explore')}.</p>{items(rows, narrowed)}</div>"
    )


def items(rows: gpd.GeoDataFrame, view: View) -> str:
    """Return clashes as a list of links that pick each on Explore under a View."""
    links = "".join(
        f"<li>{page_link('', replace(view, selected=row.id), f'{row.when}: {row.title}')} "
        f'<span class="quiet">· {escape(severity.short(row.severity))}</span></li>'
        for row in rows.head(MOST_LISTED).itertuples()
    )
    rest = len(rows) - MOST_LISTED
    return f"<ul>{links}</ul>" + (f'<p class="quiet">And {rest:,} more.</p>' if rest > 0 else "")
