"""Scenes that keep a subject, in every kind of file: their words and notes are in it, and hostile ones stay words."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pptx
import pytest
from pypdf import PdfReader

from briefing import formats, story
from briefing.html import deck as html_deck
from briefing.slides import layout
from tests.briefing import kept_scenes
from tests.briefing.drafted import silent, squeezed
from tests.briefing.kept_scenes import HARM, MARKS

if TYPE_CHECKING:
    import pathlib

    from briefing.job import Job
    from layers.store import Store

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(store: Store) -> Job:
    return kept_scenes.job(store)


def written(made: Job, suffix: str, folder: pathlib.Path) -> pathlib.Path:
    path = folder / f"kept{suffix}"
    formats.WRITERS[suffix](made, path, silent)
    return path


def expected(made: Job) -> list[str]:
    """Return what must stand in each file: titles, captions, own words, the notes on the map, what a timeline names."""
    scenes = made.briefing.scenes
    words = [line for scene in scenes for line in (scene.title, *scene.body.splitlines())]
    words += [mark.words for mark in MARKS]
    entries = [
        entry for page in made.deck.pages for block in page.left if hasattr(block, "entries") for entry in block.entries
    ]
    words += [f"{entry.when}" for entry in entries if entry.named]
    return [squeezed(line.removeprefix("- ")) for line in words if line]


def texts(shapes: Any) -> list[str]:  # noqa: ANN401 -- pptx ships no types
    """Return the text of shapes, those of groups and tables among them."""
    told = []
    for shape in shapes:
        if shape.shape_type == 6:
            told += texts(shape.shapes)
        elif shape.has_text_frame:
            told.append(shape.text_frame.text)
        elif shape.has_table:
            told += [cell.text for row in shape.table.rows for cell in row.cells]
    return told


def test_slides_hold_every_subject_and_note(made: Job, tmp_path: pathlib.Path):
    path = written(made, ".pptx", tmp_path)
    slides = list(pptx.Presentation(str(path)).slides)
    assert len(slides) == len(layout.slides(made.deck))
    said = squeezed(" ".join(words for slide in slides for words in texts(slide.shapes)))
    assert [words for words in expected(made) if words not in said] == []
    with zipfile.ZipFile(path) as file:
        for name in file.namelist():
            if name.endswith(".xml"):
                assert not [element for element in ET.fromstring(file.read(name)).iter() if element.tag == "b"]


def test_a_document_holds_every_subject_and_note(made: Job, tmp_path: pathlib.Path):
    pages = PdfReader(written(made, ".pdf", tmp_path)).pages
    said = squeezed(" ".join(page.extract_text() for page in pages))
    assert [words for words in expected(made) if words not in said] == []


def test_a_standalone_deck_holds_every_subject_and_note(made: Job):
    data = html_deck.data(made.store, made.deck)
    blocks = [block for page in data["pages"] for block in (*page["left"], *page["right"])]
    maps = [block for block in blocks if block["kind"] == "map"]
    assert maps[-1]["notes"] == [mark.model_dump() for mark in MARKS]
    assert [block["point"] for block in maps if block["point"]] == [[115.867, 9.733]]
    assert [page["even"] for page in data["pages"] if page["role"] == "scene"].count(True) == 2
    (line,) = [block for block in blocks if block["kind"] == "timeline"]
    assert len(line["entries"]) == 12
    assert {entry["url"].partition(":")[0] for entry in line["entries"]} <= {"http", "https"}
    page = html_deck.html(made)
    assert HARM not in page
    assert "\\u003cb onclick=alert(1)\\u003eHere" in page


def test_a_picture_of_the_map_holds_the_notes(made: Job, tmp_path: pathlib.Path, store: Store):
    told = made.briefing.model_copy(update={"scenes": made.briefing.scenes[-1:], "length": "full"})
    work = kept_scenes.job_of(store, told)
    drawn = written(work, ".svg", tmp_path).read_text(encoding="utf-8")
    said = squeezed(re.sub(r"<[^>]+>", "", drawn)).replace("&lt;", "<").replace("&gt;", ">")
    assert [mark.words for mark in MARKS if squeezed(mark.words) not in said] == []
    assert HARM not in drawn
    assert written(work, ".png", tmp_path).stat().st_size > 10_000


def test_the_file_of_a_briefing_keeps_every_subject(store: Store):
    told = kept_scenes.briefing(store, "full")
    assert story.read(story.write(told), store=store) == told
