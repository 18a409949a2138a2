"""Files that come in: told by their bytes, bounded, and read in a process of their own."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document

from desk import __main__ as command
from desk import child, intake

if TYPE_CHECKING:
    from pathlib import Path

STORY = (
    "<html><body><article><h1>Cutter meets boat</h1><p>2 June 2026</p>"
    "<p>A China Coast Guard cutter blocked a Philippine supply boat "
    "near Second Thomas Shoal on Monday, the Philippine Coast Guard said.</p></article></body></html>"
)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.bin", b"%PDF-1.7 ...", "pdf"),
        ("a.txt", b"  <!DOCTYPE html><p>", "html"),
        ("a.html", b"words", "html"),
        ("a.docx", b"PK\x03\x04", "docx"),
        ("a.eml", b"From: a", "eml"),
        ("a.mhtml", b"From: a", "mhtml"),
        ("a.txt", b"words", "txt"),
    ],
)
def test_a_file_is_told_by_its_bytes_before_its_name(name: str, content: bytes, kind: str):
    assert intake.kind_of(name, content) == kind


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path):
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.truncate(intake.LARGEST + 1)
    with intake.Reader() as reader, pytest.raises(intake.UnreadablePageError, match=r"large\.html has 10,485,761 bytes"):
        reader.read(path)
    assert reader.child is None


@pytest.mark.slow
def test_a_bomb_costs_a_child_and_the_next_page_is_read():
    with intake.Reader(seconds=30) as reader:
        with pytest.raises(intake.UnreadablePageError, match=r"broken\.pdf cannot be read as pdf"):
            reader.page("broken.pdf", b"%PDF-1.7\nnothing")
        deep = ("<html><body>" + "<div>" * 200_000 + "end").encode()
        with contextlib.suppress(intake.UnreadablePageError):
            reader.page("deep.html", deep)
        assert "Second Thomas Shoal" in reader.page("story.html", STORY.encode()).text


def test_a_saved_web_archive_and_a_mail_give_their_page():
    head = b"From: a@example.org\nSubject: Cutter\nMIME-Version: 1.0\n"
    part = b"Content-Type: text/html; charset=utf-8\n\n" + STORY.encode()
    archive = head + b'Content-Type: multipart/related; boundary="x"\n\n--x\n' + part + b"\n--x--\n"
    read = child.parsed("a.mhtml", archive)
    assert read.source["form"] == "html"
    assert "Second Thomas Shoal" in read.text
    mail = child.parsed("a.eml", head + part)
    assert mail.source["form"] == "mail"
    assert "Second Thomas Shoal" in mail.text


@pytest.mark.slow
def test_a_child_that_takes_too_long_is_ended():
    with intake.Reader(seconds=0.0) as reader:
        with pytest.raises(intake.UnreadablePageError, match="took more than 0 seconds; save its text alone"):
            reader.page("story.html", STORY.encode())
        assert reader.child is None


@pytest.mark.slow
def test_a_page_that_keeps_the_processor_is_ended_and_one_that_waits_for_it_is_not():
    with intake.Reader(seconds=120) as reader:
        # By the clock it may take what it likes.
        reader.child = intake._child(reader.memory, 2, reader.task)
        assert "Second Thomas Shoal" in reader.page("story.html", STORY.encode()).text
        heavy = ("<html><body>" + "<p>A cutter <b>blocked</b> a boat near the shoal.</p>" * 30_000).encode()
        with pytest.raises(intake.UnreadablePageError, match=r"heavy\.html was given up: reading it took more than"):
            reader.page("heavy.html", heavy)
        assert reader.child is None


@pytest.mark.parametrize(("name", "content"), [("a.webarchive", b"x"), ("page.html", b"bplist00\xd1\x01\x02")])
def test_a_safari_archive_is_refused_in_one_sentence_before_it_is_stored(tmp_path: Path, name: str, content: bytes):
    (tmp_path / name).write_bytes(content)
    says = f"^{name} is a Safari web archive, which the desk does not read; save the page as HTML or PDF.$"
    with pytest.raises(intake.UnreadablePageError, match=says):
        intake.content(tmp_path / name)
    with intake.Reader() as reader, pytest.raises(intake.UnreadablePageError, match=says):
        reader.page(name, content)
    assert reader.child is None


@pytest.mark.slow
def test_the_command_prints_one_object_an_event(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "story.html"
    path.write_text(STORY, "utf-8")
    assert command.main(["read", "--json", str(path), str(tmp_path / "none.html")]) == 1
    out, err = capsys.readouterr()
    shown = json.loads(out)
    assert shown["file"] == "story.html"
    assert shown["kind"]["value"] == "clash"
    assert shown["when"]["start"] == "2026-06-01"
    assert shown["place"]["quote"] == "Second Thomas Shoal"
    assert "none.html cannot be read" in err


def test_a_docx_gives_its_headline_paragraphs_and_tables():
    document = Document()
    document.add_heading("Cutter blocks a supply boat", 0)
    document.add_paragraph(
        "A China Coast Guard cutter blocked a Philippine supply boat near Second Thomas Shoal on 2 June 2026, Manila said."
    )
    document.add_table(1, 2).rows[0].cells[1].text = "Second row"
    file = io.BytesIO()
    document.save(file)
    with intake.Reader() as reader:
        page = reader.page("a.docx", file.getvalue())
    assert page.text.startswith("Cutter blocks a supply boat\nA China Coast Guard cutter")
    assert "Second row" in page.text
    assert (page.blocks[0].kind, page.source["form"]) == ("headline", "docx")


@pytest.mark.slow
def test_a_docx_that_unpacks_to_far_more_than_its_file_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 150_000_000)
    assert len(file.getvalue()) < 1_000_000
    with intake.Reader() as reader, pytest.raises(intake.UnreadablePageError, match="unpacks to 150,000,000 bytes"):
        reader.page("bomb.docx", file.getvalue())
