"""A desk's own template, brought to the page by its uploader: taken where it is good, else refused in one sentence."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pptx
import pytest
from playwright.sync_api import expect
from pptx.util import Pt

from briefing.pptx import template
from tests.briefing.pptx.ministries import INK, OLD, changed, ministry, potx
from tests.browser.reading import PATIENCE_MS
from tests.browser.test_briefing import drafts

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Locator

    from tests.browser.reading import Reader

pytestmark = pytest.mark.browser

DAY = "?from=2024-06-17&to=2024-06-17"
WHAT = "application/vnd.openxmlformats-officedocument.presentationml.template"
NO_FILE = "The template is no PowerPoint file: expected a .potx or .pptx without a password."
MACROS = changed(potx(ministry()), template.TEMPLATE, b"presentationml.template.macroEnabled.main+xml")


@pytest.fixture
def briefer(reader: Reader) -> Reader:
    """A reader who drafted the briefing of a day."""
    reader.page.goto(f"{reader.base}/briefing{DAY}")
    reader.settles()
    drafts(reader)
    return reader


def uploader(reader: Reader) -> Locator:
    return reader.page.get_by_test_id("stFileUploader").filter(has_text="Your own template")


def chooses(reader: Reader, content: bytes, name: str = "ministry.potx") -> None:
    file: FilePayload = {"name": name, "mimeType": WHAT, "buffer": content}
    uploader(reader).locator("input[type=file]").set_input_files(file)


def brings(reader: Reader, content: bytes) -> None:
    reader.tells(lambda: chooses(reader, content))


def takes_away(reader: Reader) -> None:
    remove = uploader(reader).get_by_role("button", name=re.compile("Remove|Delete|Clear")).first
    reader.tells(remove.click)


def makes(reader: Reader) -> None:
    reader.page.get_by_role("button", name="Make the file").click()
    reader.settles()


def deck(reader: Reader) -> Any:  # noqa: ANN401 -- pptx ships no types
    """Return the deck that the page offers."""
    offered = reader.page.get_by_role("button", name=re.compile(r"Download .*\.pptx"))
    with reader.page.expect_download(timeout=PATIENCE_MS) as saving:
        offered.click(timeout=PATIENCE_MS)
    return pptx.Presentation(BytesIO(saving.value.path().read_bytes()))


def look(made: Any) -> bytes:  # noqa: ANN401 -- as above
    parts = [part.blob for part in made.part.package.iter_parts() if "theme" in str(part.partname)]
    return b"".join(parts)


def test_a_good_template_of_another_size_is_taken_and_its_slides_are_not(briefer: Reader):
    brings(briefer, potx(ministry(720.0, 540.0)))
    makes(briefer)
    made = deck(briefer)
    assert (made.slide_width, made.slide_height) == (Pt(720), Pt(540))
    assert INK.encode() in look(made)
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert OLD not in titles
    assert titles[0] == "Reported clashes in the South China Sea, 17 June 2024"
    assert len(titles) == 4


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 and no more", NO_FILE),
        (potx(ministry())[:4000], NO_FILE),
        (MACROS, "The template holds macros: save it as .potx or .pptx, without them."),
    ],
    ids=["broken", "cut off", "macros"],
)
def test_a_bad_template_is_refused_in_one_sentence_and_without_it_the_deck_is_made(
    briefer: Reader, content: bytes, sentence: str
):
    brings(briefer, content)
    makes(briefer)
    expect(briefer.page.get_by_test_id("stAlert")).to_have_text(sentence, timeout=PATIENCE_MS)
    expect(briefer.page.get_by_role("button", name=re.compile(r"Download .*\.pptx"))).to_have_count(0)
    takes_away(briefer)
    makes(briefer)
    assert INK.encode() not in look(deck(briefer))


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (bytes(template.LARGEST + 1), "ministry.potx", "3.0MB"),
        (b"", "ministry.potx", "The template is empty and is not taken"),
        (MACROS, "ministry.potm", "not allowed"),
    ],
    ids=["too large", "empty", "of another kind"],
)
def test_a_template_that_is_not_taken_is_said_at_once_and_the_deck_is_made_without_it(
    briefer: Reader, content: bytes, name: str, sentence: str
):
    chooses(briefer, content, name)
    expect(briefer.page.get_by_text(sentence)).to_be_visible(timeout=PATIENCE_MS)
    makes(briefer)
    assert INK.encode() not in look(deck(briefer))
