"""The address of a page's archived copies: a rule over an address and a day, and no request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from record import archive
from words import text

if TYPE_CHECKING:
    from layers.store import Store
    from record.reading import Package


@pytest.mark.parametrize(
    ("url", "retrieved", "published", "expected"),
    [
        ("https://a.example/x?y=1", "2026-11-20", "2024", "https://web.archive.org/web/20261120*/https://a.example/x?y=1"),
        ("https://a.example/x#part", "", "2024-06", "https://web.archive.org/web/202406*/https://a.example/x"),
        ("http://a.example/", "", "", "https://web.archive.org/web/*/http://a.example/"),
        ("javascript:alert(1)", "2026-11-20", "", ""),
        ("", "2026-11-20", "", ""),
    ],
)
def test_the_list_is_opened_at_the_day_on_which_the_page_was_read(
    shipped: Package, url: str, retrieved: str, published: str, expected: str
):
    some = next(iter(shipped.evidence.reports.values()))
    assert archive.copies(some._replace(url=url, retrieved=retrieved, published=published)) == expected


def test_every_report_has_such_a_list_that_may_be_a_link(store: Store):
    for report in store.package.evidence.reports.values():
        copies = archive.copies(report)
        assert copies == text.url(copies) != ""
        assert copies.endswith(text.url(report.url).partition("#")[0])
