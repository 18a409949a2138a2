"""Data that change under readers: faults are shown until they are mended, and good data until there are better."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.packages import CLASH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.reading import Reader
    from tests.packages import Copy

pytestmark = pytest.mark.browser


def test_a_server_without_good_data_shows_the_faults_and_by_itself_the_data_once_they_are_mended(
    copy: Copy, serve: Callable[[Path], str], reader_of: Callable[..., Reader]
) -> None:
    good = next(row["lat_deg"] for row in copy.rows("incidents") if row["id"] == CLASH)
    copy.cell("incidents", CLASH, lat_deg="91")
    reader = reader_of(serve(copy.path))
    reader.page.goto(reader.base)
    expect(reader.page.get_by_role("heading", name="This data package cannot be shown")).to_be_visible()
    copy.cell("incidents", CLASH, lat_deg=good)
    reader.sees_map()
    copy.cell("incidents", CLASH, lat_deg="91")
    reader.page.goto(f"{reader.base}/about")
    expect(reader.page.get_by_text("as they were last read without a fault")).to_be_visible()
    assert reader.watch.errors == []
