"""From a DOCX to blocks: its paragraphs and the cells of its tables in their order, by python-docx.

docx2txt was left aside, which is no longer kept, and mammoth, which makes HTML of it that would have to be read again.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from docx import Document
from docx.table import Table

from desk import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as Opened

    from desk.blocks import Page

# What a document may be once it is unpacked: a bomb is a thousand times its file.
MOST_BYTES = 100 * 1024 * 1024


def docx(file: str, content: bytes) -> Page:
    """Return a DOCX's page. Raises ValueError where it would unpack to more than a document is."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        size = sum(each.file_size for each in packed.infolist())
    if size > MOST_BYTES:
        raise ValueError(f"it unpacks to {size:,} bytes, more than {MOST_BYTES:,}")
    document = Document(io.BytesIO(content))
    page = plain.text(file, "\n\n".join(_paragraphs(document)))
    about = document.core_properties
    stamp = about.created.date().isoformat() if about.created else ""
    return replace(page, source=page.source | {"form": "docx", "title": about.title or "", "stamp": stamp})


def _paragraphs(document: Opened) -> Iterator[str]:
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                yield " ".join(cell.text for cell in row.cells)
        else:
            yield part.text
