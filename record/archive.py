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


def copies(report: Report) -> str:
    """Return the address of the list of a page's archived copies; "" where its own address is no http(s) one."""
    url = text.url(report.url).partition("#")[0]
    day = (report.retrieved or report.published).replace("-", "")
    return LIST.format(day=day, url=url) if url else ""
