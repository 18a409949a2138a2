"""References: each report gets a number where it is first cited, and stands under it on the sources pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.mapsheet.sheet import Disc, Path
from words import text

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from briefing.mapsheet.sheet import Item, Sheet
    from record.evidence import Report


class References:
    """The reports that a deck cites, in the order of their numbers, gathered while its pages are made."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._by_url = {address: report for report in reports if (address := text.url(report.url))}
        self._cited: dict[str, tuple[int, Report]] = {}

    @property
    def cited(self) -> tuple[Report, ...]:
        """The reports cited so far: the first is [1]."""
        return tuple(report for _, report in self._cited.values())

    def number(self, report: Report) -> int:
        """Return the number of a report, the next free one where it was not cited before."""
        return self._cited.setdefault(report.id, (len(self._cited) + 1, report))[0]

    def cite(self, reports: Iterable[Report]) -> str:
        """Return the numbers of reports as a page prints them, each once: "[1] [4]"."""
        return " ".join(dict.fromkeys(f"[{self.number(report)}]" for report in reports))

    def links(self, sheet: Sheet) -> None:
        """Cite the reports that the marks and lines of a map open."""
        for item in sheet.items:
            report = self._by_url.get(item.link) if isinstance(item, Path | Disc) else None
            if report:
                self.number(report)

    def held_to(self, sheet: Sheet) -> Sheet:
        """Return a map without the links to reports that are not cited, so that a deck opens none but its sources."""
        cited = {text.url(report.url) for report in self.cited}
        return replace(sheet, items=tuple(_held(item, cited) for item in sheet.items))


def _held(item: Item, cited: Container[str]) -> Item:
    return replace(item, link="") if isinstance(item, Path | Disc) and item.link not in cited else item
