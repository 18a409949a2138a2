"""Decks in a desk's own template: its masters, colours and fonts are taken, its slides and its makers are not."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pptx
import pytest

from briefing import __main__ as command
from briefing.draft import draft
from briefing.job import Job
from briefing.mapsheet import compose
from briefing.pages.compose import deck as pages
from briefing.pptx import deck, template
from briefing.slides import layout
from tests.briefing.drafted import SUMMER, silent, squeezed
from tests.briefing.pptx import rendered
from tests.briefing.pptx.ministries import INK, OLD, changed, ministry, potx

if TYPE_CHECKING:
    import pathlib

    from layers.store import Store

NO_ROOM = (
    "The template's layout “Title Only” leaves 864 by 228 points between its title and its foot, fewer than the 546 by 269 "
    "that a page needs."
)


def work(store: Store, content: bytes) -> Job:
    briefing = draft(store, SUMMER, length="short", author="The desk", handling="For official use only")
    return Job(store, SUMMER, briefing, pages(store, briefing, sheet=compose.sheet), content)


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [potx(ministry()), ministry(720.0, 405.0), ministry(720.0, 540.0, font="Arial")],
    ids=["wide", "small", "narrow"],
)
def test_a_deck_takes_a_templates_look_and_stands_between_its_title_and_foot(
    store: Store, content: bytes, tmp_path: pathlib.Path
):
    job, path = work(store, content), tmp_path / "own.pptx"
    deck.write(job, path, silent)
    own = template.read(content)
    model, opened = layout.slides(job.deck), pptx.Presentation(str(path))
    assert (opened.slide_width, opened.slide_height) == (own.file.slide_width, own.file.slide_height)
    assert [slide.shapes.title.text_frame.text for slide in opened.slides] == [s.title.paras[0].words for s in model]
    for number, (slide, planned) in enumerate(zip(opened.slides, model, strict=True), start=1):
        title, *between, foot, last = slide.shapes
        assert title.shape_id == slide.shapes.title.shape_id
        assert title.element.spPr.find("{*}xfrm") is None
        assert not list(title.element.iter("{*}solidFill"))
        assert foot.text_frame.text.split("\n")[0] == job.deck.handling
        assert (last.text_frame.text, slide.notes_slide.notes_text_frame.text) == (str(number), planned.notes)
        assert min(shape.top for shape in between) >= title.top + title.height
        assert max(shape.top + shape.height for shape in between) <= min(foot.top, last.top)
        assert min(shape.left for shape in between) >= 0
        assert max(shape.left + shape.width for shape in between) <= opened.slide_width
        assert {shape.placeholder_format.type for shape in slide.placeholders} == {
            shape.placeholder_format.type for shape in (title, foot, last)
        }
    with zipfile.ZipFile(path) as package:
        everything = b"".join(package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels")))
        themes = [package.read(name) for name in package.namelist() if "theme" in name]
    assert OLD.encode() not in everything
    assert any(INK.encode() in theme for theme in themes)


def test_type_is_smaller_in_a_family_that_may_be_wider_than_what_lines_were_measured_in():
    assert template.read(ministry(font="Arial")).type_scale == 1.0
    assert template.read(ministry(font="Georgia")).type_scale == template.WIDE_SCALE


@pytest.mark.slow
@pytest.mark.skipif(rendered.SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("width_pt", "font"),
    [(960.0, "Arial"), (720.0, "Liberation Serif"), (720.0, "DejaVu Sans")],
    ids=["wide", "serif", "broad"],
)
def test_the_words_of_a_deck_in_a_template_meet_no_others(store: Store, tmp_path: pathlib.Path, width_pt: float, font: str):
    """Wide slides, and those of 4:3 in a narrow and in a broad family, each drawn by LibreOffice."""
    deck.write(work(store, ministry(width_pt, font=font)), tmp_path / "own.pptx", silent)
    (drawn,) = rendered.drawn([tmp_path / "own.pptx"], tmp_path / "pages", noto=False)
    for slide, letters in zip(pptx.Presentation(str(tmp_path / "own.pptx")).slides, rendered.pages(drawn), strict=True):
        assert rendered.meeting(letters, 1.0) == []
        for words, place in rendered.places(slide):
            assert sorted(rendered.within(letters, place, 2.0).replace("•", "")) == sorted(squeezed(words))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The template is no PowerPoint file: expected a .potx or .pptx without a password."),
        (b"PK\x03\x04 and no more", "The template is no PowerPoint file: expected a .potx or .pptx without a password."),
        (bytes(template.LARGEST + 1), "The template has 3,145,729 bytes, more than the 3,145,728 that are read."),
        (
            changed(ministry(), template.SLIDES, b"presentationml.presentation.macroEnabled.main+xml"),
            "The template holds macros: save it as .potx or .pptx, without them.",
        ),
        (ministry(title_bottom=260.0), NO_ROOM),
    ],
    ids=["nothing", "cut off", "too large", "macros", "no room"],
)
def test_what_cannot_be_a_template_is_refused_in_one_sentence(content: bytes, sentence: str):
    with pytest.raises(template.InvalidTemplateError) as fault:
        template.read(content)
    assert str(fault.value) == sentence


def test_a_package_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "")
        package.writestr("ppt/media/image1.png", bytes(template.LARGEST_UNPACKED + 1))
    assert len(content.getvalue()) < template.LARGEST
    with pytest.raises(template.InvalidTemplateError, match=r"unpacks to more than the 62,914,560 bytes"):
        template.read(content.getvalue())


def test_a_workbook_is_no_template():
    content = changed(ministry(), template.SLIDES, b"spreadsheetml.sheet.main+xml")
    with pytest.raises(template.InvalidTemplateError, match="no PowerPoint file"):
        template.read(content)


def test_a_template_without_a_title_is_refused():
    file = pptx.Presentation(BytesIO(ministry()))
    for sheet in file.slide_layouts:
        for place in list(sheet.placeholders):
            place.element.getparent().remove(place.element)
    content = BytesIO()
    file.save(content)
    with pytest.raises(template.InvalidTemplateError, match="has no layout with a title: add one, such as “Title Only”"):
        template.read(content.getvalue())


@pytest.mark.slow
def test_the_command_takes_a_template_and_refuses_one_for_another_kind_of_file(
    tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "own.potx").write_bytes(potx(ministry()))
    day = ["--from", "2024-06-17", "--to", "2024-06-17", "--template", str(tmp_path / "own.potx")]
    assert command.main([*day, "--out", str(tmp_path / "day.pptx")]) == 0
    assert pptx.Presentation(str(tmp_path / "day.pptx")).slide_master.name == ""
    capsys.readouterr()
    assert command.main([*day, "--out", str(tmp_path / "day.pdf")]) == 2
    said = "A template is for slides: name a file that ends in .pptx with --out, or leave out --template.\n"
    assert capsys.readouterr().err == said
    assert not (tmp_path / "day.pdf").exists()
    (tmp_path / "own.potx").write_bytes(b"words")
    assert command.main([*day, "--out", str(tmp_path / "other.pptx")]) == 2
    assert capsys.readouterr().err.startswith("The template is no PowerPoint file")
    assert not (tmp_path / "other.pptx").exists()
