"""The kinds of file that a briefing leaves as: one table from a file name's suffix to the function that writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.pages import Deck
    from briefing.story import Briefing
    from layers.store import Store
    from layers.view import View

# Called with the share done, 0 to 1, and what is being done in a few plain words.
Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Job:
    """What is to be written: the question and its data for a data file, the briefing and its pages for a deck."""

    known: Store
    view: View
    briefing: Briefing
    deck: Deck


Writer = Callable[[Job, "Path", Progress], None]
WRITERS: dict[str, Writer] = {}
