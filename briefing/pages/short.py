"""The pages of a short briefing: one a scene, with what a reader needs first; the full one has the rest."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.mapsheet.sheet import Path
from briefing.pages import one_clash, scenes
from briefing.pages.model import MAP_PT, Cell, Page, Prose, Sides, Table
from layers import claims, incidents
from words import dates, states, text

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    import pandas as pd

    from briefing.pages.context import Stage
    from record.evidence import Account, Report

# What the sources of a deck have room for on one slide bounds how much each of its slides cites.
MOST_PLACES, MOST_DEVELOPMENTS, MOST_REPORTS = 4, 5, 3
# So few clashes are listed beside their map.
FEW = 6
LONGEST_ACCOUNT, LONGEST_SUMMARY, LONGEST_TITLE = 300, 420, 84
# What the caption of a clash says already.
IN_CAPTION = {"When", "Severity", "Rests on"}
# Columns of the list of sources.
SHARES = (0.09, 0.91)


def pages(stage: Stage, said: Container[str] = ()) -> tuple[Page, ...]:
    """Return the one page of a scene, without the points that are `said` on the page before."""
    kind = stage.scene.kind
    if kind == "clash":
        page = _clash(stage)
    elif kind == "map" and 0 < len(stage.answers.clashes) <= FEW:
        page = stage.page([stage.map()], scenes.listed(stage))
    else:
        page = scenes.first_page(stage, places=MOST_PLACES, developments=MOST_DEVELOPMENTS)
    if stage.lined:
        page = replace(page, right=(*page.right, *_lines(stage)))
    right = tuple(block if not isinstance(block, Prose) else _unsaid(block, said) for block in page.right)
    return (replace(page, right=tuple(filter(None, right)), alone=True),)


def _unsaid(prose: Prose, said: Container[str]) -> Prose | None:
    """Return what is left of some points once those that are said already are gone; None for nothing."""
    points = tuple(point for point in prose.points if point.words not in said)
    return replace(prose, points=points) if points or prose.paragraphs else None


def _lines(stage: Stage) -> tuple[Prose, ...]:
    """Return which report the longest line that the map draws of each state rests on; a short deck has no room for all."""
    frame, longest = stage.store.frames["claims"], defaultdict[str, float](float)
    for item in stage.sheet(*MAP_PT).items:
        if isinstance(item, Path) and item.layer == claims.KEY and item.id in frame.index:
            longest[item.id] += sum(math.dist(*ends) for ring in item.rings for ends in pairwise(ring))
    # Of a state's lines the last that is put in stays.
    by_state = {frame.claimant[identity]: identity for identity in sorted(longest, key=longest.__getitem__)}
    told = [
        f"{states.name(code)} {stage.cite('', frame.reports[by_state[code]][:1]).words}"
        for code in sorted(by_state, key=states.name)
    ]
    listed = f"The longest claim line drawn of each state rests on these reports: {', '.join(told)}."
    return (Prose((listed,)),) if told else ()


def _clash(stage: Stage) -> Page:
    """Return each side's words beside the other's, under them to whom and with what harm, and at the right what happened."""
    row = stage.answers.selected
    card = incidents.describe(row)
    accounts = _one_each(card.accounts)
    left_out = len(card.accounts) - len(accounts)
    more = f"The full briefing has {text.count(left_out, 'more account', 'more accounts')}." if left_out else ""
    facts = one_clash.facts(row, card)
    reports = _reports(row, accounts)
    cited = stage.cite("", reports)
    unlisted = len(row["reports"]) - len(reports)
    cited = cited._replace(words=f"{cited.words} and {unlisted:,} more") if unlisted > 0 else cited
    rows = tuple(row for row in facts.rows if row[0].words not in IN_CAPTION)
    table = replace(facts, rows=(*rows, (Cell("Reports"), cited)), note=more)
    said = Sides(accounts, card.silent)
    return stage.page([said, table], [Prose((text.plain(card.summary, longest=LONGEST_SUMMARY),))])


def _one_each(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """Return one account a state, its own words before those that others lend it, with dots where it is cut."""
    by_state: dict[str, Account] = {}
    for account in sorted(accounts, key=lambda account: (account.state, account.speaker)):
        by_state.setdefault(account.state, account)
    return tuple(account._replace(says=text.plain(account.says, longest=LONGEST_ACCOUNT)) for account in by_state.values())


def _reports(row: pd.Series, accounts: Sequence[Account]) -> list[Report]:
    """Return the reports of the accounts, then the newest others, no more than a slide cites."""
    by_id = {report.id: report for report in (*(account.report for account in accounts), *row["reports"])}
    return list(by_id.values())[: max(MOST_REPORTS, len(accounts))]


def sources(reports: Sequence[Report]) -> tuple[Page, ...]:
    """Return the page of the reports that the slides cite, in two columns; none where none is cited."""
    if not reports:
        return ()
    rows = [
        (Cell(f"[{number}]"), Cell(_line(report), text.url(report.url))) for number, report in enumerate(reports, start=1)
    ]
    middle = (len(rows) + 1) // 2
    columns = [Table(("No.", "Report"), tuple(part), SHARES) for part in (rows[:middle], rows[middle:]) if part]
    caption = f"{text.count(len(reports), 'report')} that the slides cite; each line opens its page."
    left, right = columns[0], tuple(columns[1:])
    return (Page("Sources", (left,), right, caption=caption, role="sources", even=True),)


def _line(report: Report) -> str:
    title = text.plain(report.title or "Title not recorded", longest=LONGEST_TITLE)
    return f"{report.publisher}, {dates.published_words(report.published)}: {title}"
