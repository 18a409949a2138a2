"""The kinds of file that a briefing leaves as: one table from a file name's suffix to what writes it.

A writer is imported where it first writes: none waits for what draws another kind, and a refused command for none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from briefing import source_list
from files import suffixes

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.job import Job

# Called with the share done, 0 to 1, and what is being done in a few plain words.
Progress = Callable[[float, str], None]
Writer = Callable[["Job", "Path", Progress], None]


def _later(module: str) -> Writer:
    """Return the writer of a module that is imported when it is asked to write."""

    def write(job: Job, path: Path, progress: Progress) -> None:
        import_module(module).write(job, path, progress)

    return write


def _deck(module: str) -> Writer:
    """Return a writer of decks that puts the sources beside one that does not list them."""
    writer = _later(module)

    def write_deck(job: Job, path: Path, progress: Progress) -> None:
        writer(job, path, progress)
        if job.briefing.sources == "file":
            source_list.write(job.deck.sources, path.with_name(f"{path.stem}-sources.csv"))

    return write_deck


def _data_file(job: Job, path: Path, progress: Progress) -> None:
    """Write what the job's View admits as data."""
    import_module("files.write").write(job.store, job.view, path, progress)


WRITERS: dict[str, Writer] = {
    ".pptx": _deck("briefing.pptx.deck"),
    ".pdf": _deck("briefing.pdf.deck"),
    ".html": _deck("briefing.html.deck"),
    **dict.fromkeys((".svg", ".png"), _later("briefing.picture_file")),
    **dict.fromkeys((*suffixes.FEATURES, *suffixes.REFERENCES), _data_file),
}


def suffix(path: Path) -> str:
    """Return the suffix of WRITERS that a file's name ends with, "" where there is none."""
    return suffixes.suffix(path, WRITERS)
