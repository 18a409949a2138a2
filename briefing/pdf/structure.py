"""What each part of a document is, as a tree that a screen reader walks: headings, lists, tables with their rows and cells.

fpdf2 tags a document's parts one after the other and none within another, so the tree is grown here and handed to it. A
second pass by pikepdf over a finished file was left aside: every mark would have to be found again by its number. reportlab
tags nothing in its free edition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fpdf.annotations import PDFAnnotation
from fpdf.structure_tree import NumberTree, StructElem, StructureTreeBuilder
from fpdf.syntax import PDFObject

if TYPE_CHECKING:
    from collections.abc import Iterator


# Pages are numbered from nothing in the tree of parents, links from here: no document has so many pages.
FIRST_LINK = 100_000


class Link(PDFAnnotation):
    """A link on a page, with the number under which its part of the document is found."""

    struct_parent: int = 0


class Opened(NamedTuple):
    """A link as its part of the document holds it."""

    link: Link

    def serialize(self, **_: object) -> str:
        """Return the reference to the link as the file has it."""
        return f"<</Type /OBJR /Obj {self.link.ref}>>"


class Parents(NumberTree):
    """Which parts the marks of each page are of, and which part each link is."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[StructElem] = []

    def serialize(self, obj_dict: object = None, _security_handler: object = None) -> str:  # noqa: ARG002 -- fpdf2's
        """Return the tree as the file has it."""
        pages = [f"{page} [{' '.join(part.ref for part in parts)}]" for page, parts in sorted(self.nums.items())]
        links = [f"{FIRST_LINK + number} {part.ref}" for number, part in enumerate(self.links)]
        return PDFObject.serialize(self, {"/Nums": f"[{' '.join([*pages, *links])}]"})


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
        self._parents = Parents()
        self.struct_tree_root.parent_tree = self._parents
        self._marked: StructElem = self.doc_struct_elem

    def begin(self, page_number: int, kind: str) -> None:
        """Begin a part that holds others, such as "Table" or "TR"."""
        part = Part(f"/{kind}", self._within[-1], [], page_number)
        self._within[-1].k.append(part)
        self._within.append(part)

    def end(self) -> None:
        """End the part that was begun last."""
        self._within.pop()

    def opens(self, link: Link, page_number: int) -> None:
        """Add a link to what was marked last: the mark itself where it is one, else a part of it."""
        link.struct_parent = FIRST_LINK + len(self._parents.links)
        part = self._marked
        if part.s != "/Link":
            part = Part("/Link", self._marked, [], page_number, alt=str(link.contents or ""))
            self._marked.k.append(part)
        part.k.append(Opened(link))
        self._parents.links.append(part)

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
        self._marked = part
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
