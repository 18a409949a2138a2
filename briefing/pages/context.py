"""What the pages of one scene are made with: the scene, what its question finds, the references, and who draws maps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from briefing.pages.model import MAP_PT, Cell, Map, Page
from words import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefing.answers import Answers
    from briefing.mapsheet.sheet import Sheet
    from briefing.pages.model import Block
    from briefing.pages.references import References
    from briefing.story import Scene
    from layers.store import Store
    from record.evidence import Report


@dataclass(frozen=True)
class Stage:
    """One scene to be laid out as pages; `beside` is the same of what its question is compared with.

    It is `lined` where a short deck tells on it which reports the lines of its maps rest on.
    """

    scene: Scene
    answers: Answers
    references: References
    sheet: Callable[[float, float], Sheet]
    beside: Stage | None = None
    lined: bool = False

    @property
    def store(self) -> Store:
        """All that is known."""
        return self.answers.store

    def page(self, left: Iterable[Block], right: Iterable[Block] = ()) -> Page:
        """Return the scene's page."""
        return Page(
            title=self.scene.title,
            left=tuple(left),
            right=tuple(right),
            caption=self.scene.caption,
            notes=self.scene.notes,
            query=urlencode(self.scene.query),
            filter=filter_words(self.answers),
        )

    def further(self, title: str, blocks: Iterable[Block], *, caption: str = "") -> Page:
        """Return one more page of the scene, under a title of its own."""
        return Page(
            title, tuple(blocks), caption=caption, query=urlencode(self.scene.query), filter=filter_words(self.answers)
        )

    def map(self) -> Map:
        """Return the scene's map, whose marks open no report that is not cited."""
        return Map(
            self.answers.view,
            lambda width_pt, height_pt: self.references.held_to(self.sheet(width_pt, height_pt)),
            self.scene.marks,
        )

    def cite_map(self) -> None:
        """Cite the reports that the map's marks and lines open."""
        self.references.links(self.sheet(*MAP_PT))
        if self.beside:
            self.beside.cite_map()

    def cite(self, words: str, reports: Iterable[Report]) -> Cell:
        """Return words with the numbers of reports behind them, linked to the first: "31 August 2024 [4]"."""
        listed = list(reports)
        return Cell(" ".join(filter(None, [words, self.references.cite(listed)])), text.url(listed[0].url) if listed else "")


def filter_words(answers: Answers) -> str:
    """Return what a question narrows in words; "" where that is nothing."""
    return answers.view.sentence(place_names=answers.store.names(answers.view.names))
