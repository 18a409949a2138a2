"""Scripts beyond Latin and Chinese in every kind of file: drawn as their readers write them, or said not to be shown."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pptx
import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ContentStream

from briefing import breaking, families, fonts, shaping
from briefing.formats import WRITERS
from briefing.mapsheet import picture
from briefing.mapsheet.sheet import Sheet, Words
from briefing.pptx import text as drawing
from briefing.slides.model import Style
from layers.store import store as read
from question.view import View
from tests.briefing.drafted import job, silent
from tests.packages import CLASH, duplicate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Two boats met at a reef, in words of ours.
SCRIPTS = {
    "Arabic": "زورقان تلامسا قرب الشعاب",
    "Thai": "เรือสองลำเฉี่ยวกันที่แนวหิน น้ำลึก",
    "Khmer": "ទូកពីរប៉ះគ្នានៅជិតថ្មប៉ប្រះទឹក",
    "Myanmar": "လှေနှစ်စင်း ကျောက်ဆောင်အနီး ထိမိသည်",
    "Hebrew": "שתי סירות נגעו ליד השונית",
    "Devanagari": "दो नावें चट्टान के पास टकराईं",
    "Tamil": "இரண்டு படகுகள் பாறை அருகே மோதின",
    "Sinhala": "ශ්‍රී බෝට්ටු දෙකක්",
}
EMOJI = "🚢⚓👩‍🚒"
UNDRAWN, NOTE = "ᏥᏳ ᏔᎵ", "[text in Cherokee script, not shown here]"
TITLE = f"Two boats met: {SCRIPTS['Arabic']} {EMOJI}"
SUMMARY = f"It reads: {' · '.join(SCRIPTS.values())} · {UNDRAWN} · and ends."
SUFFIXES = (".pdf", ".pptx", ".svg", ".png", ".html")
DAY = dt.date(2024, 6, 17)
PLACE = f"{SCRIPTS['Khmer'][:8]} {SCRIPTS['Arabic'][:6]}"


@pytest.fixture(scope="module")
def folder(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a briefing on a clash that is told in many scripts, in every kind of file."""
    copy = duplicate(small, tmp_path_factory.mktemp("scripts") / "data")
    copy.cell("incidents", CLASH, title=TITLE, summary=SUMMARY)
    copy.cell("places", "second-thomas-shoal", name=PLACE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOUNDINGS_DATA", str(copy.path))
        work = job(read(), View(start=DAY, end=DAY))
    for suffix in SUFFIXES:
        WRITERS[suffix](work, copy.path.parent / f"deck{suffix}", silent)
    return copy.path.parent


def actual(path: Path) -> str:
    """Return what the shaped pieces of a PDF say that they read, in the order in which they were written."""
    reader = PdfReader(path)
    operands = (words for page in reader.pages for words, name in _operations(page, reader) if name == b"BDC")
    return "\n".join(str(words[1]["/ActualText"]) for words in operands if "/ActualText" in words[1])


def _operations(page: Any, reader: PdfReader) -> list[Any]:  # noqa: ANN401 -- pypdf's own
    return list(ContentStream(page.get_contents(), reader).operations)


def texts(path: Path) -> str:
    """Return all text of a file."""
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages) + actual(path)
    if path.suffix == ".pptx":
        with zipfile.ZipFile(path) as package:
            parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
        return "".join("".join(ET.fromstring(part).itertext()) for part in parts)
    if path.suffix == ".svg":
        return "".join(ET.fromstring(path.read_text(encoding="utf-8")).itertext())
    data = path.read_text(encoding="utf-8").partition('id="deck">')[2].partition("</script>")[0]
    return json.dumps(json.loads(data), ensure_ascii=False)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".pdf", ".pptx", ".svg", ".html"])
def test_no_file_shows_a_code_in_place_of_a_character(folder: Path, suffix: str):
    assert not re.search(r"U\+[0-9A-F]{4}", texts(folder / f"deck{suffix}"))


@pytest.mark.parametrize("words", [*SCRIPTS.values(), EMOJI])
def test_a_pdf_reads_every_script_in_the_order_of_its_letters(folder: Path, words: str):
    said = re.sub(r"\s", "", actual(folder / "deck.pdf"))
    assert re.sub(r"\s", "", words) in said


def test_a_pdf_gives_the_letters_to_a_search_that_knows_no_shaping(folder: Path):
    # pypdf passes over what a line says that it reads, and writes a control for a glyph that is a part of a letter.
    said = "".join(page.extract_text() for page in PdfReader(folder / "deck.pdf").pages)
    said = re.sub(r"[\s\x00-\x1f]", "", said)
    assert [word for words in SCRIPTS.values() for word in words.split() if word not in said] == []


def test_what_no_family_draws_is_a_note_on_paper_and_itself_where_the_reader_has_fonts(folder: Path):
    paper = " ".join(" ".join(page.extract_text() for page in PdfReader(folder / "deck.pdf").pages).split())
    assert NOTE in paper
    assert UNDRAWN not in paper
    for suffix in (".pptx", ".html"):
        said = texts(folder / f"deck{suffix}")
        assert UNDRAWN in said
        assert "not shown here" not in said


@pytest.mark.parametrize("suffix", [".pptx", ".html"])
def test_presentation_and_page_hold_the_words_themselves(folder: Path, suffix: str):
    said = texts(folder / f"deck{suffix}")
    assert TITLE in said
    assert SUMMARY in said


def test_a_picture_names_a_place_in_its_own_script(folder: Path):
    said = texts(folder / "deck.svg")
    assert SCRIPTS["Khmer"][:8] in said
    assert SCRIPTS["Arabic"][:6] in said
    with Image.open(folder / "deck.png") as image:
        assert image.size[0] > 1000


def test_files_stay_small(folder: Path):
    sizes = {suffix: (folder / f"deck{suffix}").stat().st_size for suffix in SUFFIXES}
    assert [suffix for suffix, size in sizes.items() if size > 2_000_000] == []


def test_a_presentation_names_the_language_and_the_family_of_a_script(folder: Path):
    runs = [run for slide in pptx.Presentation(str(folder / "deck.pptx")).slides for run in slide.element.iter("{*}r")]
    looks = {(run.find("{*}rPr").get("lang"), *(cs.get("typeface") for cs in run.iter("{*}cs"))) for run in runs}
    assert {("km-KH", "Noto Sans Khmer"), ("ar-SA", "Noto Sans Arabic"), ("my-MM", "Noto Sans Myanmar")} <= looks
    assert ("en-GB",) in looks
    assert "<a:cs" not in drawing.runs(f"Plain 中文 {EMOJI}", Style(12))


def test_words_that_run_leftward_stand_in_their_order_beside_words_that_do_not():
    pieces = fonts.pieces("Two: سفينة (زورق) 12 قرب then", 10)
    assert "".join(piece.text for piece in pieces) == "Two: سفينة (زورق) 12 قرب then"
    left_to_right = [piece.text for piece in sorted(pieces, key=lambda piece: piece.left)]
    assert [words.strip() for words in left_to_right if words.strip()] == [
        "Two:",
        "قرب",
        "12",
        ")",
        "زورق",
        "(",
        "سفينة",
        "then",
    ]
    assert {piece.text.strip(): piece.leftward for piece in pieces if piece.text.strip()} == {
        **dict.fromkeys(["Two:", "12", "then"], False),
        **dict.fromkeys(["سفينة", "(", "زورق", ")", "قرب"], True),
    }
    ends = [(piece.left, piece.left + piece.width) for piece in sorted(pieces, key=lambda piece: piece.left)]
    assert all(end == pytest.approx(start) for (_, end), (start, _) in itertools.pairwise(ends))
    assert ends[-1][1] == pytest.approx(fonts.width("Two: سفينة (زورق) 12 قرب then", 10))


def test_parts_of_a_line_are_put_in_the_order_in_which_they_stand():
    assert shaping.visual([0, 0, 0]) == [0, 1, 2]
    assert shaping.visual([0, 1, 1, 0]) == [0, 2, 1, 3]
    assert shaping.visual([1, 2, 2, 1, 0]) == [3, 1, 2, 0, 4]
    assert shaping.visual([]) == []


def test_letters_that_join_are_measured_joined():
    word = "سفينة"
    assert fonts.width(word, 10) < sum(fonts.width(letter, 10) for letter in word)
    assert fonts.width("น้ำ", 10) == pytest.approx(fonts.width("นำ", 10))
    assert fonts.width("👩‍🚒", 10) == pytest.approx(fonts.width("🚢", 10))
    assert fonts.width(SCRIPTS["Khmer"] * 2, 10) == pytest.approx(2 * fonts.width(SCRIPTS["Khmer"], 10))
    assert 0 < fonts.width(UNDRAWN, 10) < 100


@pytest.mark.parametrize("words", [*SCRIPTS.values(), EMOJI * 3])
@pytest.mark.parametrize("width_pt", [5.0, 21.0, 48.0])
def test_no_line_ends_inside_a_letter(words: str, width_pt: float):
    lines = breaking.wrap(words, 10, width_pt)
    whole = [cluster for cluster in fonts.clusters(words) if cluster.strip()]
    assert [cluster for line in lines for cluster in fonts.clusters(line) if cluster.strip()] == whole
    assert len(lines) > 1


def test_a_line_breaks_where_khmer_marks_a_words_end():
    assert breaking.wrap("ទូក\u200bពីរ\u200bប៉ះ", 10, fonts.width("ទូកពីរ", 10) + 1) == ["ទូក\u200bពីរ\u200b", "ប៉ះ"]


@pytest.mark.parametrize("words", [*SCRIPTS.values(), EMOJI])
def test_a_picture_draws_a_script_as_wide_as_it_was_measured(words: str):
    sheet = Sheet(400, 40, (Words("places", (5, 25), words, 16, "#000000"),), "", "")
    image = Image.open(io.BytesIO(picture.png(sheet))).convert("L").point(lambda value: 255 * (value < 128))
    left, _, right, _ = image.getbbox() or (0, 0, 0, 0)
    assert (right - left) / 2 == pytest.approx(fonts.width(words, 16), rel=0.1)


def outlines(root: ET.Element) -> Iterator[str]:
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        yield "".join(path.itertext())


def test_an_outline_says_what_it_reads_and_text_beside_it_stays_text():
    words = f"A boat: {SCRIPTS['Myanmar']} left"
    root = ET.fromstring(picture.svg(Sheet(400, 40, (Words("places", (5, 25), words, 16, "#000000", bold=True),), "", "")))
    assert list(outlines(root)) == [SCRIPTS["Myanmar"]]
    assert [run.text for run in root.iter("{http://www.w3.org/2000/svg}tspan")] == ["A boat: ", " left"]


def test_every_further_family_is_there_and_shapes_its_own_script():
    assert [family for family, path in families.FILES.items() if not path.is_file()] == []
    assert {family for words in SCRIPTS.values() for family in (run.family for run in fonts.runs(words))} == {
        f"Noto Sans {script}" for script in SCRIPTS
    }
