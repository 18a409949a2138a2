"""Where copies of a page may be kept: an address rule alone, for the day on which a link leads nowhere.

Nothing is asked: the address names the Internet Archive's list of what it holds of a page, opened at the day on which the
page was read, or published where that day is not known. `archive_url` of a report is for a copy that was seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from words import text

if TYPE_CHECKING:
    from record.evidence import Report

LIST = "https://web.archive.org/web/{day}*/{url}"
WORDS = "archived copies"


def day(report: Report) -> str:
    """Return the day at which the list is opened, as digits: that on which the page was read, else what is known of it."""
    return (report.retrieved or report.published).replace("-", "")


def copies(report: Report) -> str:
    """Return the address of the list of a page's archived copies; "" where its own address is no http(s) one."""
    url = text.url(report.url).partition("#")[0]
    return LIST.format(day=day(report), url=url) if url else ""
