"""Decks of the questions that desks ask, drawn with the Noto families and without: each word stands in its place, alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pptx
import pytest

from briefing import fonts
from briefing.draft import draft
from briefing.job import Job
from briefing.mapsheet import compose
from briefing.pages.compose import deck as pages
from briefing.pptx import deck
from question.view import View
from tests.briefing.drafted import silent, squeezed
from tests.briefing.pptx import rendered

if TYPE_CHECKING:
    import pathlib

    from pptx.slide import Slide

    from layers.store import Store

pytestmark = [pytest.mark.slow, pytest.mark.skipif(rendered.SOFFICE is None, reason="LibreOffice is not installed")]
DAY = dt.date(2024, 6, 17)
QUESTIONS = {
    "summer": View(states=("CHN", "PHL"), start=dt.date(2024, 6, 1), end=dt.date(2024, 8, 31)),
    "whole": View(),
    "vietnam": View(states=("VNM",)),
    "vietnam in Vietnamese": View(states=("VNM",), names="vi"),
    "day": View(start=DAY, end=DAY),
    "calm": View(start=dt.date(1990, 1, 1), end=dt.date(1990, 1, 31)),
}
# Ink may stand a little over the line that it is set on; more would meet what is beside it.
MARGIN_PT, INK_PT = 2.0, 1.0


@pytest.fixture(scope="module")
def decks(store: Store, tmp_path_factory: pytest.TempPathFactory) -> list[pathlib.Path]:
    folder = tmp_path_factory.mktemp("desks")
    for name, view in QUESTIONS.items():
        briefing = draft(store, view, length="short", handling="For official use only")
        deck.write(Job(store, view, briefing, pages(store, briefing, sheet=compose.sheet)), folder / f"{name}.pptx", silent)
    return [folder / f"{name}.pptx" for name in QUESTIONS]


@pytest.fixture(scope="module", params=[False, True], ids=["without Noto", "with Noto"])
def drawn(
    request: pytest.FixtureRequest, decks: list[pathlib.Path], tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[str, Slide, list[rendered.Letter]]]:
    """Each slide of every deck with the letters of its page."""
    files = rendered.drawn(decks, tmp_path_factory.mktemp("drawn") / "pages", noto=request.param)
    return [
        (f"{path.stem} {number}", slide, letters)
        for path, file in zip(decks, files, strict=True)
        for number, (slide, letters) in enumerate(
            zip(pptx.Presentation(str(path)).slides, rendered.pages(file), strict=True), start=1
        )
    ]


def test_every_word_stands_in_its_place_and_no_other_word_does(drawn: list[tuple[str, Slide, list[rendered.Letter]]]):
    checked = 0
    for name, slide, letters in drawn:
        for words, place in rendered.places(slide):
            # A Chinese sign has no ink that a reader of the PDF could name where no family has it.
            if all(family == "Noto Sans" for _, family in fonts.runs(words)):
                shown = rendered.within(letters, place, MARGIN_PT).replace("•", "")
                assert sorted(shown) == sorted(squeezed(words)), (name, words)
                checked += 1
    assert checked > 300


def test_no_letter_meets_another(drawn: list[tuple[str, Slide, list[rendered.Letter]]]):
    assert all(letters for _, _, letters in drawn)
    assert {name: pairs for name, _, letters in drawn if (pairs := rendered.meeting(letters, INK_PT))} == {}
