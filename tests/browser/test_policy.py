"""The pages under their own Content-Security-Policy: all of them work, and what the policy forbids does not happen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error, expect

from tests.browser.reading import PATIENCE_MS
from tests.browser.watching import policed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.reading import Reader

pytestmark = pytest.mark.browser

PAGES = ("claims", "trends", "briefing", "reporting", "about")


def test_no_page_needs_more_than_the_policy_allows(reader: Reader) -> None:
    violations = policed(reader.page)
    reader.opens()
    for path in PAGES:
        reader.page.goto(f"{reader.base}/{path}")
        expect(reader.page.locator("h1, h2, h3").first).to_be_visible()
        reader.settles()
        expect(reader.page.locator('[data-testid="stSkeleton"]')).to_have_count(0, timeout=PATIENCE_MS)
    assert reader.page.locator("[data-testid='stException']").count() == 0
    reader.watch.quiet()
    assert violations == []


def test_no_script_of_a_stranger_runs_and_no_frame_of_a_stranger_holds_the_page(reader: Reader) -> None:
    reader.opens()
    answer = reader.page.request.get(reader.base)
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy["frame-ancestors"] == "'self'"
    assert policy["default-src"] == "'none'"
    assert not re.search("'unsafe|[*]|https?:", policy["script-src"])
    reader.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')")
    reader.page.evaluate(
        "const own = document.createElement('script'); own.textContent = 'window.ran = 2'; document.body.append(own)"
    )
    reader.settles()
    assert reader.page.evaluate("window.ran") is None


def test_a_page_that_the_browser_has_kept_comes_again(chrome: Browser, base: str) -> None:
    with chrome.new_context() as context:
        page = context.new_page()
        for query in ("", "?states=CHN", "", ""):
            page.goto(f"{base}/{query}")
            page.locator("#map_div[data-asked]").wait_for(timeout=PATIENCE_MS)


@pytest.mark.parametrize("address", ["http://soundings.example.org/", "http://192.0.2.1/", "http://[2001:db8::1]/"])
def test_no_other_host_is_reached_and_asking_for_one_is_on_record(reader: Reader, address: str) -> None:
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        reader.page.goto(address)
    assert reader.watch.outside == [address]
    assert reader.watch.failed == [f"net::ERR_NAME_NOT_RESOLVED {address}"]
    with pytest.raises(AssertionError):
        reader.watch.quiet()
