"""What `python -m briefing` does once its words were understood: read the data, draft or open a briefing, and write it."""

from __future__ import annotations

import sys
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from briefing import formats, story
from briefing.draft import draft
from briefing.job import Job
from briefing.mapsheet import compose
from briefing.mapsheet.picture import Whole
from briefing.pages.compose import deck
from layers.store import store
from record import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from briefing.story import Briefing
    from layers.store import Store
    from question.address import Query
    from question.view import View


def run(query: Query, lines: dict[str, Any], options: dict[str, Any]) -> None:
    """Draft or open a briefing, save it and write it as a file.

    Raises ValueError, in one sentence a line, for what cannot be.
    """
    template: Path | None = options["template"]
    dress = template.read_bytes() if template else b""
    current = store()
    view, briefing = _briefing(current, query, lines, options["briefing"])
    if options["save"]:
        writing.put(options["save"], story.write(briefing))
    if options["out"]:
        picture = Whole(*options["picture"]) if options["picture"] else None
        pages = deck(current, briefing, sheet=compose.sheet)
        _write(Job(current, view, briefing, pages, dress, picture, notes=options["notes"]), options["out"])


def _briefing(store: Store, query: Query, lines: dict[str, Any], kept: Path | None) -> tuple[View, Briefing]:
    """Return the question and its briefing: drafted, or the one of a file, whose first scene then is the question."""
    if kept is None:
        view, complaints = store.parse(query, whose="The command's")
        if complaints:
            raise ValueError("\n".join(complaints))
        return view, draft(store, view, **({"length": "short"} | lines))
    opened = story.opened(kept.read_bytes(), store=store)
    view = opened.scenes[0].view if opened.scenes else store.parse({})[0]
    return view, story.build(**(dict(opened) | lines))


def _write(job: Job, path: Path) -> None:
    """Write the file, with a bar of progress on standard error where that is a screen."""
    writer = formats.WRITERS[formats.suffix(path)]
    with writing.drafts(path.parent) as folder, _bar() if sys.stderr.isatty() else nullcontext(_unseen) as tell:
        writer(job, folder / path.name, tell)
    sys.stderr.write(f"{path} is written.\n")


def _unseen(_done: float, _words: str) -> None:
    """Show nothing of the progress."""


@contextmanager
def _bar() -> Iterator[Callable[[float, str], None]]:
    """Show a bar, and hand out what moves it."""
    from rich.console import Console  # noqa: PLC0415 -- few commands have a screen to show a bar on
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415 -- as above

    columns = TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.percentage:>3.0f}%")
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("Beginning", total=1.0)
        yield lambda done, words: shown.update(task, completed=done, description=words)
