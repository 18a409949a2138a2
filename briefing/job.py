"""What every kind of file is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.mapsheet.picture import Whole
    from briefing.pages.model import Deck
    from briefing.story import Briefing
    from layers.store import Store
    from question.view import View


@dataclass(frozen=True)
class Job:
    """What is to be written: the question and its data for a data file, the briefing and its pages for a deck.

    `template` is a desk's own .potx or .pptx for slides, whole; without one they have ours.
    `picture` is how large a picture of a map is, where that is chosen. `notes` puts the speaker's notes into a PDF.
    """

    store: Store
    view: View
    briefing: Briefing
    deck: Deck
    template: bytes = b""
    picture: Whole | None = None
    notes: bool = False
