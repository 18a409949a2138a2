"""Decks as LibreOffice draws them, on a desk with the Noto families and on one without, and where their words stand."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2

from briefing import families
from briefing.box import Box
from tests.briefing.drafted import squeezed

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator, Sequence

    from pptx.slide import Slide

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include>{more}<cachedir>{folder}/fontconfig</cachedir></fontconfig>"""
_HIDDEN = "<selectfont><rejectfont><glob>*Noto*</glob></rejectfont></selectfont>"
_SHOWN = "".join(f"<dir>{folder}</dir>" for folder in {path.parent for path in families.FILES.values()})


EMU_PT = 12700


class Letter(NamedTuple):
    """One drawn character and the rectangle of its ink, in points from the page's left top corner."""

    character: str
    box: Box


def drawn(decks: Sequence[pathlib.Path], folder: pathlib.Path, *, noto: bool) -> list[pathlib.Path]:
    """Return PDF files of decks, drawn with or without the Noto families."""
    folder.mkdir()
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONTS.format(more=_SHOWN if noto else _HIDDEN, folder=folder))
    command = [str(SOFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    environment = {"FONTCONFIG_FILE": str(fonts), "HOME": str(folder), "PATH": "/usr/bin:/bin"}
    paths = [str(path) for path in decks]
    subprocess.run(
        [*command, "--outdir", str(folder), *paths], check=True, capture_output=True, timeout=600, env=environment
    )
    return [folder / f"{path.stem}.pdf" for path in decks]


def pages(path: pathlib.Path) -> list[list[Letter]]:
    """Return the letters of each page of a PDF."""
    document = pypdfium2.PdfDocument(path)
    return [_letters(page) for page in document]


def _letters(page: pypdfium2.PdfPage) -> list[Letter]:
    words = page.get_textpage()
    height = page.get_height()
    letters = []
    for number in range(words.count_chars()):
        left, bottom, right, top = words.get_charbox(number)
        # A hyphen at the end of a line is told as a mark that no text holds.
        character = words.get_text_range(number, 1).replace("\ufffe", "-")
        if character.strip() and right > left:
            letters.append(Letter(character, Box.between(left, height - top, right, height - bottom)))
    return letters


def places(slide: Slide) -> Iterator[tuple[str, Box]]:
    """Return the words of each title, text, foot and cell of a slide, with the place that they are given."""
    for shape in slide.shapes:
        left, top, *size = (length / EMU_PT for length in (shape.left, shape.top, shape.width, shape.height))
        if shape.has_text_frame and shape.text_frame.text.strip():
            yield shape.text_frame.text, Box(left, top, *size)
        if shape.has_table:
            for row in shape.table.rows:
                x = left
                for column, cell in zip(shape.table.columns, row.cells, strict=True):
                    yield cell.text_frame.text, Box(x, top, column.width / EMU_PT, row.height / EMU_PT)
                    x += column.width / EMU_PT
                top += row.height / EMU_PT


def within(letters: Sequence[Letter], place: Box, margin: float) -> str:
    """Return what stands with its middle in a place, or no more than `margin` points outside."""
    return squeezed("".join(letter.character for letter in letters if place.holds(letter.box.middle, margin=-margin)))


def meeting(letters: Sequence[Letter], least: float) -> list[tuple[str, str]]:
    """Return the pairs of letters whose ink shares over `least` points each way.

    Neighbours that are kerned are left aside, and the letters of a ligature, which are told with the one ink that they have.
    """
    ordered = sorted(enumerate(letters), key=lambda numbered: numbered[1].box.top)
    pairs = []
    for turn, (number, letter) in enumerate(ordered):
        for further, other in ordered[turn + 1 :]:
            if other.box.top > letter.box.bottom - least:
                break
            across = min(letter.box.right, other.box.right) - max(letter.box.left, other.box.left)
            down = min(letter.box.bottom, other.box.bottom) - other.box.top
            if abs(number - further) > 1 and letter.box != other.box and across > least and down > least:
                pairs.append((letter.character, other.character))
    return pairs
