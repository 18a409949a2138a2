"""Decks as PDF, read back with pypdf: words in three scripts, links, bookmarks, pages' labels, vectors and tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from briefing.mapsheet.sheet import Disc
from briefing.pdf import deck
from briefing.slides import layout
from briefing.slides.model import Grid, Picture, Plot, Text
from layers.store import store
from question.view import View
from record import archive
from tests.briefing.drafted import job, odd, sheets, silent, squeezed
from words import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pypdf import PageObject

    from briefing.job import Job
    from briefing.slides.model import Slide
    from layers.store import Store
    from tests.packages import Copy


@pytest.fixture(scope="module")
def made(store: Store) -> Job:
    return job(store)


@pytest.fixture(scope="module")
def heard() -> list[tuple[float, str]]:
    """What is told while the file is written."""
    return []


@pytest.fixture(scope="module")
def path(made: Job, heard: list[tuple[float, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("pdf") / "june.pdf"
    deck.write(made, found, lambda done, words: heard.append((done, words)))
    return found


@pytest.fixture(scope="module")
def opened(path: Path) -> PdfReader:
    return PdfReader(path)


@pytest.fixture(scope="module")
def model(made: Job) -> tuple[Slide, ...]:
    return layout.slides(made.deck)


def said(page: PageObject) -> str:
    """Return the words of a page. pypdf reads Noto Sans SC's two-byte codes a byte at a time: each first one is nothing."""
    return squeezed(page.extract_text().replace("\0", ""))


def links(page: PageObject) -> list[str]:
    """Return the address that each link of a page opens."""
    notes = [note.get_object() for note in page.get("/Annots", [])]
    return [note["/A"]["/URI"] for note in notes if note["/Subtype"] == "/Link"]


def catalog(opened: PdfReader) -> Any:  # noqa: ANN401 -- an object of the file may be anything
    return opened.trailer["/Root"]


def elements(opened: PdfReader) -> Iterator[Any]:
    """Return the parts of the document's structure, in the order in which they are read."""
    (document,) = catalog(opened)["/StructTreeRoot"]["/K"]
    yield from (part.get_object() for part in document.get_object()["/K"])


def test_every_slide_is_a_page_with_its_title_its_foot_and_its_number(
    opened: PdfReader, model: tuple[Slide, ...], made: Job
):
    for number, (page, planned) in enumerate(zip(opened.pages, model, strict=True), start=1):
        shown = said(page)
        assert squeezed(planned.title.paras[0].words) in shown
        assert squeezed(made.deck.handling) in shown
        assert squeezed(f"data version {made.deck.version}") in shown
        assert squeezed("nvolving China or the Philippines, 1 June to 31 August 2024") in shown
        assert shown.endswith(f"{number}/{len(model)}")
        assert page.mediabox[2:] == [960, 540]


def test_the_speakers_notes_stay_with_the_slides(opened: PdfReader, made: Job):
    shown = "".join(map(said, opened.pages))
    told = [line for scene in made.briefing.scenes for line in scene.notes.split("\n") if len(line) > 60]
    assert told
    assert not [line for line in told if squeezed(line) in shown]


def test_every_word_of_the_slides_can_be_selected(opened: PdfReader, model: tuple[Slide, ...]):
    for page, planned in zip(opened.pages, model, strict=True):
        shown = said(page)
        words = [para.words for item in planned.items for para in getattr(item, "paras", ())]
        words += [para.words for item in planned.items for row in getattr(item, "rows", ()) for para in row]
        assert not [one for one in words if squeezed(one) not in shown]


def test_chinese_and_vietnamese_can_be_selected(opened: PdfReader):
    shown = "".join(map(said, opened.pages))
    assert "南海处" in shown
    assert "BãiCỏMây" in shown
    assert "QuầnđảoTrườngSa" in shown


def test_both_families_are_embedded_as_subsets(opened: PdfReader):
    fonts = {}
    for page in opened.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            (part,) = font.get_object()["/DescendantFonts"]
            described = part.get_object()["/FontDescriptor"].get_object()
            fonts[described["/FontName"].split("+")[1]] = any(f"/FontFile{kind}" in described for kind in ("2", "3"))
    assert fonts == {"NotoSans": True, "NotoSansBold": True, "NotoSansSC": True}


def test_every_source_is_a_link(opened: PdfReader, made: Job):
    opens = {address for page in opened.pages if "Sources" in page.extract_text() for address in links(page)}
    assert {text.ascii_url(report.url) for report in made.deck.sources} <= opens


def test_no_link_leads_where_the_data_do_not(opened: PdfReader, made: Job):
    reports = made.store.package.evidence.reports.values()
    known = {text.ascii_url(address) for report in reports for address in (report.url, archive.copies(report))}
    known |= {one["path"] for one in made.store.package.descriptor["licenses"]}
    assert {address for page in opened.pages for address in links(page)} <= known


def test_marks_open_their_reports_where_they_lie(opened: PdfReader, model: tuple[Slide, ...], made: Job):
    pairs = [(page, item) for page, planned in zip(opened.pages, model, strict=True) for item in planned.items]
    pictures = [(page, item) for page, item in pairs if isinstance(item, Picture)]
    for (page, picture), sheet in zip(pictures, sheets(made.deck), strict=True):
        notes = [note.get_object() for note in page.get("/Annots", [])]
        rects = [([float(side) for side in note["/Rect"]], note["/A"]["/URI"]) for note in notes]
        discs = [item for item in sheet.items if isinstance(item, Disc) and item.link]
        for disc in discs:
            x, y = picture.box.left + disc.at[0], 540 - picture.box.top - disc.at[1]
            over = [address for (left, low, right, top), address in rects if left <= x <= right and low <= y <= top]
            # The last of those that lie there is the one that a reader opens: a mark no larger than this one.
            least = [d for d in discs if max(abs(d.at[0] - disc.at[0]), abs(d.at[1] - disc.at[1])) < d.radius_pt + 0.01]
            assert over[-1] in {text.ascii_url(d.link) for d in least if d.radius_pt <= disc.radius_pt}


def test_every_page_has_a_bookmark_and_a_label(opened: PdfReader, model: tuple[Slide, ...]):
    found: list[tuple[str, int]] = []

    def walk(entries: list[Any], depth: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, depth + 1)
            else:
                found.append((entry["/Title"], depth))

    walk(opened.outline, 0)
    assert found == [(slide.title.paras[0].words, int(slide.further)) for slide in model]
    assert opened.page_labels == [str(number) for number in range(1, len(model) + 1)]


def test_the_file_says_what_it_is_and_in_which_language(opened: PdfReader, made: Job):
    about, root = opened.metadata, catalog(opened)
    assert about is not None
    assert (about.title, about.subject) == (made.deck.title, made.deck.filter)
    # The author's line stands on the cover, for those that it is shown to; who made the file with what stands nowhere.
    assert (about.author, about.creator, about.producer) == (None, None, None)
    assert made.deck.version in str(about["/Keywords"])
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_titles_texts_and_figures_are_tagged_in_order(opened: PdfReader, model: tuple[Slide, ...]):
    kinds = [part["/S"] for part in elements(opened)]
    assert kinds[0] == "/H1"
    assert kinds.count("/H1") == len(model)
    figures = [part["/Alt"] for part in elements(opened) if part["/S"] == "/Figure"]
    planned = [item.words for slide in model for item in slide.items if isinstance(item, Picture | Plot)]
    assert len(figures) == len(planned)
    assert all(found.startswith(words) for found, words in zip(figures, planned, strict=True))


def kids(part: Any) -> list[Any]:  # noqa: ANN401 -- as above
    return [kid.get_object() for kid in part["/K"]]


def test_tables_are_tables_with_rows_headings_and_cells(opened: PdfReader, model: tuple[Slide, ...]):
    tables = [part for part in elements(opened) if part["/S"] == "/Table"]
    planned = [item for slide in model for item in slide.items if isinstance(item, Grid)]
    assert len(tables) == len(planned) > 0
    for table, grid in zip(tables, planned, strict=True):
        assert [row["/S"] for row in kids(table)] == ["/TR"] * len(grid.rows)
        head, *rest = [[cell["/S"] for cell in kids(row)] for row in kids(table)]
        assert head == ["/TH"] * len(grid.widths)
        assert rest == [["/TD"] * len(grid.widths)] * (len(grid.rows) - 1)
        assert all(cell["/A"] == {"/O": "/Table", "/Scope": "/Column"} for cell in kids(kids(table)[0]))


def test_points_are_lists_and_headings_are_headings(opened: PdfReader, model: tuple[Slide, ...]):
    paras = [para for slide in model for item in slide.items if isinstance(item, Text) for para in item.paras]
    lists = [part for part in elements(opened) if part["/S"] == "/L"]
    points = [point for part in lists for point in kids(part)]
    assert len(points) == sum(para.bullet for para in paras) > 0
    assert all([body["/S"] for body in kids(point)] == ["/LBody"] for point in points)
    headings = [part for part in elements(opened) if part["/S"] == "/H2"]
    assert len(headings) == sum(para.style.bold and not para.bullet for para in paras) > 0


def test_every_mark_of_a_page_leads_to_the_part_that_it_is_of(opened: PdfReader):
    parents = catalog(opened)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    by_page = dict(zip(parents[::2], parents[1::2], strict=True))
    for page in opened.pages:
        parts = [part.get_object() for part in by_page[page["/StructParents"]].get_object()]
        # What else a part holds is links.
        assert [part["/K"][0] for part in parts] == list(range(len(parts)))
        assert {kid.get("/S", kid.get("/Type")) for part in parts for kid in kids(part)[1:]} <= {"/Link", "/OBJR"}
        assert {part.raw_get("/Pg").idnum for part in parts} == {page.indirect_reference.idnum}
        marks = re.findall(rb"/(\w+) <</MCID (\d+)>> BDC", page.get_contents().get_data())
        assert [f"/{kind.decode()}" for kind, _ in marks] == [part["/S"] for part in parts]
        assert [int(number) for _, number in marks] == list(range(len(parts)))


def test_every_link_is_a_part_of_the_document_and_leads_to_it(opened: PdfReader):
    parents = catalog(opened)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    assert parents[::2] == sorted(parents[::2])
    by_number = dict(zip(parents[::2], parents[1::2], strict=True))
    of_text = 0
    for page in opened.pages:
        for note in page.get("/Annots", []):
            link = note.get_object()
            part = by_number[link["/StructParent"]].get_object()
            assert part["/S"] == "/Link"
            assert note.idnum in {kid.raw_get("/Obj").idnum for kid in part["/K"] if not isinstance(kid, int)}
            assert link["/Contents"] == link["/A"]["/URI"]
            of_text += isinstance(part["/K"][0], int)
    assert of_text > 0


def test_maps_and_charts_are_drawn_and_not_pictures(opened: PdfReader):
    assert not any(page.images for page in opened.pages)


def test_a_document_is_small(path: Path):
    assert path.stat().st_size < 2_000_000


def test_progress_is_told_from_nothing_to_the_end(path: Path, heard: list[tuple[float, str]]):
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert (heard[0][0], heard[-1][0]) == (0.0, 1.0)
    assert heard[1][1] == f"page 2 of {len(heard) - 1}"


@pytest.mark.slow
def test_hostile_words_stand_as_words(store: Store, tmp_path: Path):
    work = odd(store)
    deck.write(work, tmp_path / "odd.pdf", silent)
    opened, model = PdfReader(tmp_path / "odd.pdf"), layout.slides(work.deck)
    for page, planned in zip(opened.pages, model, strict=True):
        assert squeezed("".join(planned.title.paras[0].lines)) in said(page)
    assert {address for page in opened.pages for address in links(page)} == {text.ascii_url(work.deck.sources[0].url)}
    shown = "".join(map(said, opened.pages))
    assert not set(shown) & {"\u202e", "\u2066", "\u200f"}


@pytest.mark.slow
def test_a_package_full_of_hostile_text_makes_a_whole_document(
    hostile: Copy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("SOUNDINGS_DATA", str(hostile.path))
    work = job(store(), View())
    deck.write(work, tmp_path / "hostile.pdf", silent)
    opened = PdfReader(tmp_path / "hostile.pdf")
    assert len(opened.pages) == len(layout.slides(work.deck))
    assert {address.split(":")[0] for page in opened.pages for address in links(page)} <= {"http", "https"}
