"""axe-core's rules on every page, in both themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.reading import PATIENCE_MS
from tests.browser.rules import AXE, grave

if TYPE_CHECKING:
    from tests.browser.reading import Reader

pytestmark = pytest.mark.browser

PAGES = ("?selected=2024-06-17-second-thomas-shoal-boarding", "claims", "trends", "briefing", "reporting", "about")
# Streamlit sends parts of a page some time after its script has ended.
DRAWN_MS = 2000


@pytest.mark.skipif(not AXE.exists(), reason="axe-core comes with the checks of the JavaScript (tests/js/install.sh)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(reader: Reader, scheme: Literal["light", "dark"]) -> None:
    reader.page.emulate_media(color_scheme=scheme)
    for path in PAGES:
        reader.page.goto(f"{reader.base}/{path}")
        reader.page.get_by_test_id("stMain").locator("h1").first.wait_for(timeout=PATIENCE_MS)
        reader.settles()
        reader.page.wait_for_timeout(DRAWN_MS)
        reader.page.evaluate(AXE.read_text(encoding="utf-8"))
        outcome = reader.page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        assert outcome["passes"]
        assert grave(outcome) == [], path
