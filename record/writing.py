"""Writing files whole or not at all: whoever stops half-way, by a fault, a full disk or a kill, leaves the file before.

A file's bytes go into a file that has no name yet, are brought to the disk, and then take the place of the old one at once.
The standard library has no such call; the package atomicwrites is no longer kept, and leaves its drafts behind after a kill.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a file is called for the moment between its having a name and its having the right one.
DRAFT = ".{}.soundings"


def put(path: Path, content: bytes | str) -> None:
    """Write a file whole, text in UTF-8, or leave what was there. Raises OSError where it cannot be written."""
    held = content.encode() if isinstance(content, str) else content
    # A link stays one: what it leads to is written.
    place = path.resolve()
    if place.exists() and not place.is_file():
        # A pipe or a device has no file before.
        place.write_bytes(held)
        return
    draft = place.with_name(DRAFT.format(place.name))
    try:
        _named(draft, held, stat.S_IMODE(place.stat().st_mode) if place.exists() else None)
        draft.replace(place)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        # The draft's own name means nothing to whoever asked for the file.
        raise OSError(error.errno, error.strerror, str(path)) from error
    _sync(place.parent, os.O_RDONLY)


@contextmanager
def drafts(folder: Path) -> Iterator[Path]:
    """Yield a folder to write files in; each takes its place in `folder` where all were written, and none where not."""
    with TemporaryDirectory(prefix="soundings-") as held:
        try:
            yield Path(held)
        except OSError as error:
            if error.errno is None or error.filename is not None:
                raise
            # A disk that is full names no file: it is the one that drafts are written on.
            raise OSError(error.errno, error.strerror, str(Path(held).parent)) from error
        for draft in sorted(Path(held).iterdir()):
            put(folder / draft.name, draft.read_bytes())


def _named(draft: Path, content: bytes, mode: int | None) -> None:
    """Write a draft that has its name only once it is whole, where the file system can do that."""
    draft.unlink(missing_ok=True)
    try:
        unnamed = os.open(draft.parent, os.O_TMPFILE | os.O_WRONLY, 0o666)
        with _filled(unnamed, content, mode):
            os.link(f"/proc/self/fd/{unnamed}", draft, follow_symlinks=True)
    except (AttributeError, OSError):
        with _filled(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666), content, mode):
            pass


@contextmanager
def _filled(handle: int, content: bytes, mode: int | None) -> Iterator[None]:
    """Write what a file holds and bring it to the disk; the file is closed where the block ends."""
    with os.fdopen(handle, "wb") as file:
        if mode is not None:
            os.fchmod(handle, mode)
        file.write(content)
        file.flush()
        os.fsync(handle)
        yield


def _sync(path: Path, flags: int) -> None:
    """Bring a folder's names to the disk; a file system that cannot do that keeps them as it keeps others."""
    with suppress(OSError):
        handle = os.open(path, flags)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
