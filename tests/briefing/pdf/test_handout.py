"""Notes pages of a PDF, read back with pypdf: every word under its slide, tagged, and long notes on further pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from briefing.draft import draft
from briefing.job import Job
from briefing.mapsheet import compose
from briefing.pages.compose import deck as pages
from briefing.pdf import deck, handout
from briefing.slides import layout
from question.view import View
from tests.briefing.drafted import silent, squeezed

if TYPE_CHECKING:
    from briefing.slides.model import Slide
    from layers.store import Store

DAY = View(start=dt.date(2024, 6, 17), end=dt.date(2024, 6, 17))
LAST = "and this is the last of it"


@pytest.fixture(scope="module")
def made(store: Store) -> Job:
    """The work of four slides with notes pages, the second of whose notes fill several."""
    briefing = draft(store, DAY, length="short")
    laid = pages(store, briefing, sheet=compose.sheet)
    cover, mapped, *rest = laid.pages
    long = replace(mapped, notes="\n".join([*("What a speaker says of it, at length. " * 12 for _ in range(30)), LAST]))
    return Job(store, DAY, briefing, replace(laid, pages=(cover, long, *rest)), notes=True)


@pytest.fixture(scope="module")
def model(made: Job) -> tuple[Slide, ...]:
    return layout.slides(made.deck)


@pytest.fixture(scope="module")
def opened(made: Job, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    path = tmp_path_factory.mktemp("pdf") / "notes.pdf"
    deck.write(made, path, silent)
    return PdfReader(path)


def shown(opened: PdfReader) -> list[str]:
    """Return the words of each page; pypdf reads codes of two bytes a byte at a time, and each first one is nothing."""
    return [squeezed(page.extract_text().replace("\0", "")) for page in opened.pages]


def sections(opened: PdfReader) -> list[Any]:
    """Return the parts of the document that hold notes."""
    root: Any = opened.trailer["/Root"]
    (document,) = root["/StructTreeRoot"]["/K"]
    parts = [part.get_object() for part in document.get_object()["/K"]]
    return [part for part in parts if part["/S"] == "/Sect"]


def test_every_page_is_upright_and_carries_its_slide_over_its_notes(opened: PdfReader, model: tuple[Slide, ...]):
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in opened.pages} == {(960, 1358)}
    words = shown(opened)
    for number, slide in enumerate(model, start=1):
        page = next(page for page in words if f"{number}/{len(model)}" in page)
        assert squeezed(slide.title.paras[0].words) in page
        first = slide.notes.split("\n")[0]
        assert squeezed(f"{handout.WORDS}{first}") in page


def test_no_word_of_the_notes_is_lost_however_long_they_are(opened: PdfReader, model: tuple[Slide, ...]):
    words = shown(opened)
    further = [page for page in words if page.startswith(squeezed(handout.CONTINUED))]
    assert len(words) == len(model) + len(further)
    assert len(further) > 1
    everything = "".join(page.replace(squeezed(handout.CONTINUED), "") for page in words)
    assert not [slide.title for slide in model if squeezed(slide.notes) not in everything]
    assert squeezed(LAST) in further[-1]


def test_notes_stand_within_their_page_and_below_their_slide(model: tuple[Slide, ...]):
    for slide in model:
        first, *further = handout.texts(slide.notes)
        assert first.box.top > layout.SIZE_PT[1]
        for text in (first, *further):
            height = sum(para.height_pt + para.after_pt for para in text.paras) - text.paras[-1].after_pt
            assert height <= text.box.height
            assert text.box.bottom < handout.PAGE_PT[1]


def test_notes_are_tagged_as_sections_with_a_heading_and_paragraphs(opened: PdfReader, model: tuple[Slide, ...]):
    found = sections(opened)
    assert len(found) == len(opened.pages)
    kinds = [[kid.get_object()["/S"] for kid in part["/K"]] for part in found]
    assert all(first == "/H2" and rest and set(rest) == {"/P"} for first, *rest in kinds)
    assert sum(len(rest) for _, *rest in kinds) >= sum(len(slide.notes.split("\n")) for slide in model)


def test_a_slide_has_its_bookmark_and_no_further_page_has_one(opened: PdfReader, model: tuple[Slide, ...]):
    titles: list[Any] = [entry["/Title"] for entry in opened.outline if not isinstance(entry, list)]
    assert titles == [slide.title.paras[0].words for slide in model]
