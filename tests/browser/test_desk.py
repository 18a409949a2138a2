"""An editor at the desk: a made-up page comes in, is read by keyboard, decided on, and stands on the editor's map."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from desk.review import sheet
from desk.store import opening, shown
from tests.browser.reading import PATIENCE_MS
from tests.browser.serving import serving
from tests.desk.desking import CLASH, PAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.reading import Reader

pytestmark = pytest.mark.browser


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.setenv("SOUNDINGS_DESK", f"sqlite:///{tmp_path / 'desk.sqlite'}")
    monkeypatch.setenv("SOUNDINGS_EDITOR", "ann")
    return f"sqlite:///{tmp_path / 'desk.sqlite'}"


@pytest.fixture
def editor(address: str, reader_of: Callable[..., Reader]) -> Iterator[Reader]:
    with serving() as base:
        yield reader_of(base)


def fills(page: Page, label: str, words: str) -> None:
    """Type into a field and leave it by the keyboard, as whoever has no mouse does."""
    page.get_by_label(label, exact=True).focus()
    page.keyboard.insert_text(words)
    page.keyboard.press("Tab")


def chooses(page: Page, label: str, choice: str) -> None:
    page.get_by_role("combobox", name=re.compile(f"^{label}|{label}$")).focus()
    page.keyboard.insert_text(choice)
    page.get_by_role("option", name=choice, exact=True).wait_for(timeout=PATIENCE_MS)
    page.keyboard.press("Enter")


def test_a_made_up_page_becomes_a_row_on_the_map_by_keyboard(editor: Reader, address: str, tmp_path: Path):
    page = editor.page
    page.goto(f"{editor.base}/desk")
    (tmp_path / "page.html").write_bytes(PAGE)
    page.locator('input[type="file"]').set_input_files(tmp_path / "page.html")
    page.get_by_role("button", name="Open the next that waits").press("Enter")
    page.locator(".evidence .value").first.wait_for(timeout=PATIENCE_MS)
    page.locator(".evidence").focus()
    values = page.locator(".evidence .value").count()
    page.keyboard.press("r")
    editor.settles()
    expect(page.locator(".evidence .value.rejected")).to_have_count(1)
    page.keyboard.press("u")
    expect(page.locator(".evidence .told")).to_contain_text(f"{values} of {values} values wait")
    # Pressed without waiting: none may be lost.
    for _ in range(values):
        page.keyboard.press("a")
    expect(page.locator(".evidence .told")).to_contain_text(f"0 of {values} values wait")
    expect(page.get_by_text("values that wait")).to_have_count(0)
    editor.settles()
    page.get_by_role("button", name="Begin with words made from the values").press("Enter")
    expect(page.get_by_label("Title, in neutral words")).to_have_value(re.compile("China"))
    editor.settles()
    # Typed on while the page is at work: none may be lost.
    fills(page, "Philippines: what is said, paraphrased", "A cutter sprayed its vessel.")
    fills(page, "China: what is said, paraphrased", "Its ship acted within the law.")
    editor.settles()
    chooses(page, "Kind of publisher", "independent media")
    expect(page.get_by_label("Philippines: what is said, paraphrased")).to_have_value("A cutter sprayed its vessel.")
    expect(page.get_by_label("China: what is said, paraphrased")).to_have_value("Its ship acted within the law.")
    expect(page.get_by_text("Before this can be decided")).to_have_count(0)
    decide = page.get_by_role("button", name="Decide: new clash")
    expect(decide).to_be_enabled()
    decide.press("Enter")
    expect(page.get_by_text("Decided: new clash.")).to_be_visible()
    page.get_by_role("link", name="See it on the map, marked unpublished").press("Enter")
    editor.sees_map()
    mark = page.locator("#map_div a[aria-label^='Unpublished: ']")
    expect(mark).to_have_text("unpublished")
    store = opening.opened(address)
    (decided,) = shown.standing(store)
    store.close()
    assert decided.verdict == "new clash"
    assert sheet.value(decided.fields, "place") in CLASH
    editor.watch.quiet()


def test_a_look_at_a_value_shows_its_quote_and_accepts_nothing(editor: Reader, tmp_path: Path):
    page = editor.page
    page.goto(f"{editor.base}/desk")
    (tmp_path / "page.html").write_bytes(PAGE)
    page.locator('input[type="file"]').set_input_files(tmp_path / "page.html")
    page.get_by_role("button", name="Open the next that waits").click()
    page.locator(".evidence .value").first.wait_for(timeout=PATIENCE_MS)
    waits = page.locator(".evidence .value.proposed").count()
    page.locator(".evidence mark", has_text="BRP Cabra").click()
    expect(page.locator(".evidence .value.now .head")).to_contain_text("BRP Cabra (Philippines)")
    page.locator(".evidence .value .head", has_text="CCG 5203").click()
    expect(page.locator(".evidence mark.lit")).to_have_text("CCG 5203")
    editor.settles()
    assert page.locator(".evidence .value.proposed").count() == waits
    editor.watch.quiet()
