"""Decks as PPTX, opened with python-pptx and, where it is installed, by LibreOffice."""

from __future__ import annotations

import re
import subprocess
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import openpyxl
import pptx
import pytest
from pptx.enum.chart import XL_LABEL_POSITION
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pypdf import PdfReader

from briefing import fonts
from briefing.draft import draft
from briefing.job import Job
from briefing.mapsheet import compose
from briefing.mapsheet.sheet import Disc, Path
from briefing.pages.compose import deck as pages
from briefing.pptx import deck
from briefing.pptx.chart import UNNAMED
from briefing.slides import charts, layout
from briefing.slides.model import Grid, Picture, Plot, Strip, Text
from layers.store import store
from question.view import View
from record import archive
from tests.briefing.drafted import ODD, SUMMER, job, odd, sheets, silent, squeezed
from tests.briefing.pptx import rendered
from words import text

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

    from pptx.presentation import Presentation
    from pptx.slide import Slide

    from briefing.slides.model import Slide as Planned
    from layers.store import Store
    from tests.packages import Copy

pytestmark = pytest.mark.slow
PLACES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@pytest.fixture(scope="module")
def made(store: Store) -> Job:
    return job(store)


@pytest.fixture(scope="module")
def heard() -> list[tuple[float, str]]:
    """What is told while the file is written."""
    return []


@pytest.fixture(scope="module")
def path(made: Job, heard: list[tuple[float, str]], tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    found = tmp_path_factory.mktemp("pptx") / "june.pptx"
    deck.write(made, found, lambda done, words: heard.append((done, words)))
    return found


@pytest.fixture(scope="module")
def opened(path: pathlib.Path) -> Presentation:
    return pptx.Presentation(str(path))


@pytest.fixture(scope="module")
def model(made: Job) -> tuple[Planned, ...]:
    return layout.slides(made.deck)


def shapes(holder: Any) -> Iterator[Any]:  # noqa: ANN401 -- a slide's shapes or a group's
    """Return the shapes of a slide or group, and of every group in it."""
    for shape in holder:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from shapes(shape.shapes)


def links(found: Slide) -> list[str]:
    """Return the address that each mark, line and run of a slide opens."""
    clicks = found.element.iter(f"{{{DRAWING}}}hlinkClick")
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return [found.part.rels[click.get(key)].target_ref for click in clicks]


def test_every_slide_has_its_title_in_the_titles_place(opened: Presentation, model: tuple[Planned, ...]):
    assert [slide.shapes.title.text_frame.text for slide in opened.slides] == [s.title.paras[0].words for s in model]
    assert all(slide.shapes.title.placeholder_format.type in PLACES for slide in opened.slides)
    assert all(next(iter(slide.shapes)).shape_id == slide.shapes.title.shape_id for slide in opened.slides)


def test_the_title_of_a_first_slide_with_key_points_stands_over_them(store: Store, tmp_path: pathlib.Path):
    briefing = draft(store, SUMMER, length="short")
    work = Job(store, SUMMER, briefing, pages(store, briefing, sheet=compose.sheet))
    deck.write(work, tmp_path / "short.pptx", silent)
    first, *others = pptx.Presentation(str(tmp_path / "short.pptx")).slides
    assert len(others) == 9
    title, *below = [shape for shape in first.shapes if shape.has_text_frame and shape.text_frame.text]
    words = [shape for shape in below if not shape.is_placeholder]
    assert len(words) == 2
    assert all(shape.top >= title.top + title.height for shape in words)


def test_every_slide_has_notes_a_foot_and_its_number(opened: Presentation, model: tuple[Planned, ...], made: Job):
    for number, (slide, planned) in enumerate(zip(opened.slides, model, strict=True), start=1):
        placed = {shape.placeholder_format.type: shape.text_frame.text for shape in slide.placeholders}
        foot = placed[PP_PLACEHOLDER.FOOTER]
        assert foot.split("\n")[0] == made.deck.handling
        assert f"data version {made.deck.version}" in foot
        assert "nvolving China or the Philippines, 1 June to 31 August 2024" in foot
        assert placed[PP_PLACEHOLDER.SLIDE_NUMBER] == str(number)
        assert slide.notes_slide.notes_text_frame.text == planned.notes
        assert made.deck.version in planned.notes


def test_the_briefers_notes_are_the_speakers(opened: Presentation, made: Job):
    spoken = "\n".join(slide.notes_slide.notes_text_frame.text for slide in opened.slides)
    assert all(scene.notes in spoken for scene in made.briefing.scenes)


def test_a_slide_holds_as_many_charts_tables_and_maps_as_its_page(opened: Presentation, model: tuple[Planned, ...]):
    for slide, planned in zip(opened.slides, model, strict=True):
        count = {kind: sum(isinstance(item, kind) for item in planned.items) for kind in (Plot, Grid, Picture)}
        assert sum(shape.has_chart for shape in slide.shapes) == count[Plot]
        assert sum(shape.has_table for shape in slide.shapes) == count[Grid]
        assert sum(shape.shape_type == MSO_SHAPE_TYPE.GROUP for shape in slide.shapes) == count[Picture]
        assert not any(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in shapes(slide.shapes))


def test_marks_and_lines_open_the_reports_of_the_data(opened: Presentation, made: Job):
    cited = {text.ascii_url(report.url) for report in made.deck.sources}
    groups = [shape for slide in opened.slides for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    drawn = list(sheets(made.deck))
    assert drawn
    for group, sheet in zip(groups, drawn, strict=True):
        wanted = [text.ascii_url(item.link) for item in sheet.items if isinstance(item, Disc) and item.link]
        marks = [shape for shape in shapes(group.shapes) if shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE]
        clicked = [address for mark in marks if (address := mark.click_action.hyperlink.address)]
        assert clicked == wanted
        freeforms = [shape for shape in shapes(group.shapes) if shape.shape_type == MSO_SHAPE_TYPE.FREEFORM]
        lines = {address for shape in freeforms if (address := shape.click_action.hyperlink.address)}
        assert lines == {text.ascii_url(item.link) for item in sheet.items if isinstance(item, Path) and item.link}
        assert {*clicked, *lines} <= cited


def test_every_link_of_a_deck_is_an_address_of_the_data(opened: Presentation, made: Job):
    reports = made.store.package.evidence.reports.values()
    known = {text.ascii_url(address) for report in reports for address in (report.url, archive.copies(report))}
    licences = {one["path"] for one in made.store.package.descriptor["licenses"]}
    assert {address for slide in opened.slides for address in links(slide)} <= known | licences


def test_every_source_is_listed_under_its_number_and_opens(opened: Presentation, made: Job):
    rows: dict[str, set[str]] = {}
    for slide in opened.slides:
        if slide.shapes.title.text_frame.text.startswith("Sources"):
            (table,) = (shape.table for shape in slide.shapes if shape.has_table)
            for row in list(table.rows)[1:]:
                runs = [run for cell in row.cells for para in cell.text_frame.paragraphs for run in para.runs]
                rows[row.cells[0].text_frame.text] = {address for run in runs if (address := run.hyperlink.address)}
    wanted = {
        f"[{number}]": {text.ascii_url(r.url), text.ascii_url(archive.copies(r))}
        for number, r in enumerate(made.deck.sources, start=1)
    }
    assert rows == wanted


def test_charts_hold_the_figures_and_colours_of_the_model(opened: Presentation, model: tuple[Planned, ...]):
    native = [shape.chart for slide in opened.slides for shape in slide.shapes if shape.has_chart]
    planned = [item.chart for slide in model for item in slide.items if isinstance(item, Plot)]
    for found, chart in zip(native, planned, strict=True):
        plot = found.plots[0]
        assert len(plot.categories) == len(chart.categories)
        severities = [series for series in plot.series if series.name != UNNAMED]
        assert [(series.name, tuple(series.values)) for series in severities] == [
            (name, row) for name, _, row in chart.series
        ]
        colours = [f"#{series.format.fill.fore_color.rgb}".lower() for series in severities]
        assert colours == [colour.lower() for _, colour, _ in chart.series]


def test_stacked_bars_carry_their_sums_beyond_them(opened: Presentation, model: tuple[Planned, ...]):
    native = [shape.chart for slide in opened.slides for shape in slide.shapes if shape.has_chart]
    plots = [item for slide in model for item in slide.items if isinstance(item, Plot)]
    summed = 0
    for found, placed in zip(native, plots, strict=True):
        stacked = len(placed.chart.series) > 1 and charts.roomy(placed.chart, placed.box.width)
        totals = [series for series in found.plots[0].series if series.name == UNNAMED]
        assert [tuple(series.values) for series in totals] == [tuple(charts.sums(placed.chart))] * stacked
        summed += stacked
        for series in totals:
            assert series.format.fill.type == MSO_FILL.BACKGROUND
            assert series.data_labels.show_value
            assert series.data_labels.position == XL_LABEL_POSITION.INSIDE_BASE
        # The key writes nothing for them; who opens the figures reads what they are.
        book = openpyxl.load_workbook(BytesIO(found.part.chart_workbook.xlsx_part.blob))
        assert [cell.value for cell in book.active[1]][-1:] == (["Total"] if stacked else [placed.chart.series[-1][0]])
    assert summed


def test_a_slide_is_read_as_it_is_laid_out(opened: Presentation, model: tuple[Planned, ...]):
    for slide, planned in zip(opened.slides, model, strict=True):
        title, *shapes_between, foot, number = slide.shapes
        assert title.shape_id == slide.shapes.title.shape_id
        kinds = [foot.placeholder_format.type, number.placeholder_format.type]
        assert kinds == [PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER]
        places = [(round(shape.left / 12700), round(shape.top / 12700)) for shape in shapes_between if shape.has_text_frame]
        kept = [item for item in planned.items if isinstance(item, Text | Strip)]
        assert places == [(round(item.box.left), round(item.box.top)) for item in kept]


def test_tables_charts_and_maps_say_in_words_what_they_show(opened: Presentation, model: tuple[Planned, ...]):
    for slide, planned in zip(opened.slides, model, strict=True):
        frames = [shape for shape in slide.shapes if shape.has_table or shape.has_chart]
        wanted = [text.plain(item.words) for item in planned.items if isinstance(item, Grid | Plot)]
        assert [shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in frames] == wanted
        assert all(shape.table.first_row for shape in slide.shapes if shape.has_table)
    assert any(re.fullmatch(r"Table of \d+ rows: Place, .+ and .+\.", words) for words in said(opened))


def said(opened: Presentation) -> list[str]:
    """Return what stands for each thing that is not words."""
    return [one.get("descr") for slide in opened.slides for one in slide.element.iter("{*}cNvPr") if one.get("descr")]


def test_a_file_tells_its_subject_and_nothing_of_who_made_it(path: pathlib.Path, opened: Presentation, made: Job):
    about = opened.core_properties
    assert (about.title, about.subject) == (made.deck.title, made.deck.filter)
    assert (about.keywords, about.comments) == (made.deck.handling, f"Data version {made.deck.version}")
    assert {about.author, about.last_modified_by, about.category, about.version} == {""}
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        assert re.sub(r"<\?.*?\?>\s*", "", package.read("docProps/app.xml").decode()).count("<") == 1
        everything = b"".join(package.read(name) for name in names if name.endswith((".xml", ".rels")))
    assert [name for name in names if re.search("thumbnail|printer|customXml|comment|custom.xml", name)] == []
    assert re.findall(rb"python-pptx|Macintosh|generated|steve canny", everything, re.IGNORECASE) == []


def test_tables_hold_every_cell_in_order(opened: Presentation, model: tuple[Planned, ...]):
    native = [shape.table for slide in opened.slides for shape in slide.shapes if shape.has_table]
    planned = [item for slide in model for item in slide.items if isinstance(item, Grid)]
    for table, grid in zip(native, planned, strict=True):
        assert [[cell.text_frame.text for cell in row.cells] for row in table.rows] == [
            [para.words for para in row] for row in grid.rows
        ]


def test_layers_of_a_map_are_groups_by_name_and_the_map_says_what_it_shows(opened: Presentation):
    groups = [shape for slide in opened.slides for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    for group in groups:
        assert group.element.nvGrpSpPr.cNvPr.get("descr").startswith("Map: ")
        assert {"claims", "incidents", "legend"} <= {shape.name for shape in group.shapes}
        assert len(list(shapes(group.shapes))) < 400


def test_a_claim_keeps_its_claimants_dashes(opened: Presentation, made: Job):
    sheet = next(sheets(made.deck))
    claim = next(item for item in sheet.items if isinstance(item, Path) and item.layer == "claims" and item.pen.dash_pt)
    slide = next(slide for slide in opened.slides if any(shape.shape_type == MSO_SHAPE_TYPE.GROUP for shape in slide.shapes))
    drawn = next(shape for shape in shapes(slide.shapes) if shape.name == claim.id)
    dashes = [step for ds in drawn.element.iter("{*}ds") for step in (int(ds.get("d")), int(ds.get("sp")))]
    assert dashes == [round(step / claim.pen.width_pt * 100_000) for step in claim.pen.dash_pt]
    assert drawn.line.color.rgb == pptx.dml.color.RGBColor.from_string(claim.pen.stroke[1:].upper())


def test_the_theme_names_fonts_that_have_the_scripts_used(path: pathlib.Path):
    with zipfile.ZipFile(path) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
    for kind in ("majorFont", "minorFont"):
        scheme = theme[theme.index(f"<a:{kind}>") : theme.index(f"</a:{kind}>")]
        assert '<a:latin typeface="Arial"' in scheme
        assert '<a:ea typeface="Microsoft YaHei"/>' in scheme
        assert '<a:font script="Hans" typeface="Microsoft YaHei"/>' in scheme


def test_words_carry_the_language_of_their_letters(opened: Presentation):
    found: dict[str, str] = {}
    for slide in opened.slides:
        for run in slide.element.iter(f"{{{DRAWING}}}r"):
            found.setdefault(run.rPr.get("lang"), run.text)
    assert set(found) == {"en-GB", "vi-VN", "zh-CN"}
    assert re.search("[\u4e00-\u9fff]", found["zh-CN"])
    assert re.search("[ăđơưạ-ỹ]", found["vi-VN"])


def package_is_sound(path: pathlib.Path) -> None:
    """Hold that numbers are shapes' own, that links go to the web, and that no part says what it may not."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        for name in names:
            if name.endswith((".xml", ".rels")):
                root = ET.fromstring(package.read(name))
                ids = [found.get("id") for found in root.iter("{*}cNvPr")]
                assert len(ids) == len(set(ids)), name
                assert all(len(outline) for outline in root.iter("{*}path")), name
                for link in root.iter(LINKS):
                    external = link.get("TargetMode") == "External"
                    assert not external or re.fullmatch(r"https?://[!-~]+", link.get("Target", "")), link.get("Target")


def test_shapes_have_numbers_of_their_own_and_links_go_to_the_web(path: pathlib.Path):
    package_is_sound(path)


def test_a_deck_is_small(path: pathlib.Path):
    assert path.stat().st_size < 2_000_000


def test_progress_is_told_from_nothing_to_the_end(path: pathlib.Path, heard: list[tuple[float, str]]):
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert (heard[0][0], heard[-1][0]) == (0.0, 1.0)
    assert heard[1][1] == f"slide 2 of {len(heard) - 1}"


def test_hostile_words_stand_as_words(store: Store, tmp_path: pathlib.Path):
    work, path = odd(store), tmp_path / "odd.pptx"
    deck.write(work, path, silent)
    package_is_sound(path)
    opened, model = pptx.Presentation(str(path)), layout.slides(work.deck)
    assert [slide.shapes.title.text_frame.text for slide in opened.slides] == [s.title.paras[0].words for s in model]
    assert {address for slide in opened.slides for address in links(slide)} == {text.ascii_url(work.deck.sources[0].url)}
    said = squeezed("".join(run.text for slide in opened.slides for run in slide.element.iter("{*}t")))
    assert all(squeezed(fonts.one_line(words)) in said for words in ODD if len(words) < 1000)


def test_no_word_becomes_a_formula_of_a_charts_workbook(store: Store, tmp_path: pathlib.Path):
    deck.write(odd(store), tmp_path / "odd.pptx", silent)
    with zipfile.ZipFile(tmp_path / "odd.pptx") as package:
        books = [name for name in package.namelist() if name.endswith(".xlsx")]
        assert books
        for book in books:
            (tmp_path / "book.xlsx").write_bytes(package.read(book))
            with zipfile.ZipFile(tmp_path / "book.xlsx") as workbook:
                assert b"<f>" not in workbook.read("xl/worksheets/sheet1.xml")


def test_a_package_full_of_hostile_text_makes_a_sound_deck(
    hostile: Copy, monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path
):
    monkeypatch.setenv("SOUNDINGS_DATA", str(hostile.path))
    work = job(store(), View())
    deck.write(work, tmp_path / "hostile.pptx", silent)
    package_is_sound(tmp_path / "hostile.pptx")
    assert len(pptx.Presentation(str(tmp_path / "hostile.pptx")).slides) == len(layout.slides(work.deck))


@pytest.mark.skipif(rendered.SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_draws_every_slide(path: pathlib.Path, opened: Presentation, made: Job, tmp_path: pathlib.Path):
    command = [
        str(rendered.SOFFICE),
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=300)
    pages = [squeezed(page.extract_text()) for page in PdfReader(tmp_path / "june.pdf").pages]
    for page, slide in zip(pages, opened.slides, strict=True):
        assert squeezed(slide.shapes.title.text_frame.text) in page
        assert squeezed(made.deck.handling) in page
    runs = [run.text for slide in opened.slides for run in slide.element.iter(f"{{{DRAWING}}}r")]
    ideographs = {word for words in runs for word in re.findall(r"[\u4e00-\u9fff]{2,}", words)}
    assert ideographs
    assert [word for word in ideographs if word not in "".join(pages)] == []
    # Liberation Sans, which is drawn for Arial here, has no ỏ: another family's stands in its place between the others.
    (place,) = (place for words, place in rendered.places(opened.slides[3]) if words == "Bãi Cỏ Mây")
    letters = [each for each in rendered.pages(tmp_path / "june.pdf")[3] if place.holds(each.box.middle)]
    assert "".join(each.character for each in sorted(letters, key=lambda each: each.box.left)) == "BãiCỏMây"
