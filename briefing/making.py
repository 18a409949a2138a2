"""A file as it is ordered: plain data that another process understands, the file's name, and how it is made of that.

`python -m briefing.making` is that process (`briefing.workshop` starts it), so that a deck of sixty scenes takes none of the
time of those who read.
"""

from __future__ import annotations

import os
import re
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing import picture_size, story
from briefing.formats import WRITERS
from briefing.job import Job
from briefing.mapsheet import compose
from briefing.mapsheet.picture import Whole
from briefing.pages.compose import deck
from briefing.worker import Written, serve
from files import records
from files import write as data
from layers.store import digest, settle, store
from record import reading

if TYPE_CHECKING:
    from briefing.story import Briefing
    from files.write import Progress
    from layers.store import Store
    from question.view import View

LONGEST_NAME = 60
# What of the work on a long deck is laying its pages out, most of it maps.
LAYING = 0.6


class Chosen(NamedTuple):
    """What a reader chooses beside the kind of file: what a Job has under the same names."""

    template: bytes = b""
    picture: Whole | None = None
    notes: bool = False


PLAIN = Chosen()


@dataclass(frozen=True)
class Order:
    """What a file is made of: its kind, the briefing's file or a query, and the data of one directory in one state.

    A deck is made of a briefing, a data file of a query; the other of the two is empty. `template` is a desk's own for
    slides, `picture` the width and height of a picture in pixels and its dots an inch, `notes` puts them into a PDF.
    """

    suffix: str
    briefing: str
    query: tuple[tuple[str, str], ...]
    folder: str
    digest: str
    template: bytes = b""
    picture: tuple[int, int, int] | None = None
    notes: bool = False

    def plain(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return asdict(self) | {"template": b64encode(self.template).decode()}


def of_briefing(
    briefing: Briefing,
    suffix: str,
    *,
    template: bytes = b"",
    picture: tuple[int, int, int] | None = None,
    notes: bool = False,
) -> Order:
    """Return the order of a deck or of a picture."""
    return replace(_order(suffix, story.write(briefing), ()), template=template, picture=picture, notes=notes)


def of_view(view: View, suffix: str) -> Order:
    """Return the order of a data file."""
    return _order(suffix, "", tuple(view.query().items()))


def _order(suffix: str, briefing: str, query: tuple[tuple[str, str], ...]) -> Order:
    return Order(suffix, briefing, query, str(reading.place().resolve()), digest())


def made(order: dict[str, Any], progress: Progress) -> list[Written]:
    """Make what is ordered, in this process. Raises ValueError, in one sentence, where it has no content."""
    os.environ["SOUNDINGS_DATA"] = order["folder"]
    current = _same(order["digest"])
    suffix, query = order["suffix"], dict(order["query"])
    if suffix in data.WRITERS:
        return of_data(current, current.parse(query)[0], suffix, progress)
    briefing = story.read(order["briefing"], store=current)
    picture = _sized(*order["picture"]) if order["picture"] else None
    chosen = Chosen(b64decode(order["template"]), picture, notes=order["notes"])
    return of_deck(current, briefing, suffix, progress, chosen)


def _sized(width_px: int, height_px: int, dpi: int) -> Whole:
    try:
        return Whole(*picture_size.checked(width_px, height_px, dpi))
    except ValueError as fault:
        raise ValueError(f"{fault}.") from None


def _same(expected: str) -> Store:
    """Return the data of a state of their files. Raises ValueError where the files hold others now."""
    current = store()
    if digest() != expected:
        settle()
        current = store()
    if digest() != expected:
        raise ValueError("The file was not made: the data are just being changed. Make it again in a minute.")
    return current


def of_data(store: Store, view: View, suffix: str, progress: Progress) -> list[Written]:
    """Return the data file of a View. Raises ValueError where the View shows no layer."""
    about = records.about(store, view)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{named(about.filter)}-data-{about.version}{suffix}"
        data.write(store, view, path, progress)
        return _written(path)


def of_deck(store: Store, briefing: Briefing, suffix: str, progress: Progress, chosen: Chosen = PLAIN) -> list[Written]:
    """Return a briefing's file, and whatever its writer puts beside it. Raises ValueError where it has no content."""
    progress(0.0, "Laying the pages out")
    view = briefing.scenes[0].view if briefing.scenes else store.parse({})[0]

    def laid(done: float, words: str) -> None:
        progress(LAYING * done, words)

    def written(done: float, words: str) -> None:
        progress(LAYING + (1 - LAYING) * done, words)

    pages = deck(store, briefing, sheet=compose.sheet, progress=laid)
    work = Job(store, view, briefing, pages, *chosen)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{named(briefing.title)}-data-{store.package.version}{suffix}"
        WRITERS[suffix](work, path, written)
        return _written(path)


def _written(path: Path) -> list[Written]:
    paths = sorted(path.parent.iterdir(), key=lambda file: file != path)
    return [Written(file.name, file.read_bytes()) for file in paths]


def named(title: str) -> str:
    """Return a title as a file's name: "Reported clashes, June to August 2024" is "reported-clashes-june-to-august-2024"."""
    bare = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare)[:LONGEST_NAME].strip("-") or "soundings"


if __name__ == "__main__":
    serve(made)
