"""What each part of a document is, as a tree that a screen reader walks: headings, lists, tables with their rows and cells.

fpdf2 tags a document's parts one after the other and none within another, so the tree is grown here and handed to it. A
second pass by pikepdf over a finished file was left aside: every mark would have to be found again by its number. reportlab
tags nothing in its free edition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fpdf.structure_tree import StructElem, StructureTreeBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fpdf.syntax import PDFObject


class Part(StructElem):
    """A part of a document, and of another part where it is within one; it stands on the page of what it is within."""

    # What of its attributes is written under /A: which cells a table's heading is of.
    a: str | None = None
    _own: Any = None

    @property
    def pg(self) -> Any:  # noqa: ANN401 -- fpdf2's page, or nothing
        """The page of a part."""
        return self._own or getattr(self.p, "pg", None)

    @pg.setter
    def pg(self, page: Any) -> None:  # noqa: ANN401 -- as above
        self._own = page


class Structure(StructureTreeBuilder):
    """The tree of a document, grown in the order of drawing."""

    def __init__(self) -> None:
        super().__init__()
        self._within: list[StructElem] = [self.doc_struct_elem]

    def begin(self, page_number: int, kind: str) -> None:
        """Begin a part that holds others, such as "Table" or "TR"."""
        part = Part(f"/{kind}", self._within[-1], [], page_number)
        self._within[-1].k.append(part)
        self._within.append(part)

    def end(self) -> None:
        """End the part that was begun last."""
        self._within.pop()

    def add_marked_content(
        self,
        page_number: int,
        struct_type: str,
        mcid: int | None = None,
        title: str | None = None,
        alt_text: str | None = None,
    ) -> tuple[StructElem, int]:
        """Add what is drawn next to the part that was begun last."""
        within = self._within[-1]
        part = Part(struct_type, within, [] if mcid is None else [mcid], page_number, title, alt_text)
        part.a = "<</O /Table /Scope /Column>>" if struct_type == "/TH" else None
        within.k.append(part)
        parents = self.spid_per_page_number.setdefault(page_number, len(self.spid_per_page_number))
        self.struct_tree_root.parent_tree.nums[parents].append(part)
        return part, parents

    def __iter__(self) -> Iterator[PDFObject]:
        """Return all parts, each before those within it."""
        yield self.struct_tree_root
        yield self.struct_tree_root.parent_tree
        yield from _all(self.doc_struct_elem)


def _all(part: StructElem) -> Iterator[StructElem]:
    yield part
    for kid in part.k:
        if isinstance(kid, StructElem):
            yield from _all(kid)
