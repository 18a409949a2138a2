"""The last good reading of a package's files: one reading at a time, swapped whole, and what is wrong with the files now.

Files change while readers are there: a row is edited before `make data` has set its hash, an editor leaves a lock behind, a
folder is swapped. Whoever asks gets what was last read without a fault; a thread beside reads the files as they stand. The
one who comes first after a change waits a moment for it, so that an editor who looks sees the edit. What came of a state of
the files is remembered: a fault is found once and not once a reader.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import threading
from stat import S_ISREG
from typing import TYPE_CHECKING, Generic, TypeVar

from record import opening, reading
from record.faults import Fault, InvalidPackageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Read = TypeVar("Read")
Stamp = tuple[tuple[str, int, int], ...]

# How long the first who asks after a change waits for the new reading.
PATIENCE_S = 2.0
SUFFIXES = {".csv", ".json", ".geojson"}
LOG = logging.getLogger(__name__)


class Kept(Generic[Read]):
    """What was read from the files in a folder: the last good reading, and the fault of a later state."""

    def __init__(self, path: Path, read: Callable[[], Read], *, patience_s: float = PATIENCE_S) -> None:
        self._path, self._read, self._patience_s = path, read, patience_s
        # Held while files are read: by one thread, whoever else needs the outcome waits for it.
        self._reading = threading.Lock()
        self._stamp: Stamp | None = None
        # Of the files that were last read, and of those that the good reading is of.
        self._digest = self._good_digest = ""
        self._good: Read | None = None
        self._fault: InvalidPackageError | None = None

    def latest(self) -> Read:
        """Return the last good reading. Raises InvalidPackageError, for files that were never good."""
        good = self._good
        if good is None:
            return self.settle()
        if not self._reading.locked() and stamp(self._path) != self._stamp:
            reader = threading.Thread(target=self._behind, name="reading", daemon=True)
            reader.start()
            reader.join(self._patience_s)
        return self._good or good

    @property
    def trouble(self) -> InvalidPackageError | None:
        """What is wrong with the files that were last read, where an older reading is shown."""
        return self._fault if self._good is not None else None

    @property
    def digest(self) -> str:
        """A hash of the files that the last good reading is of; "" before there is one."""
        return self._good_digest

    def settle(self) -> Read:
        """Wait until the files have been read as they stand; return the last good reading, or raise InvalidPackageError."""
        with self._reading:
            self._refresh()
        if self._good is None:
            # Raised again and again, one error would gather the traces of all who saw it.
            raise (self._fault or reading.unreadable(self._path, "files that can be read")).with_traceback(None)
        return self._good

    def _behind(self) -> None:
        """Read beside the readers, unless another thread does; no collection of garbage need look at what is kept then."""
        if not self._reading.acquire(blocking=False):
            return
        try:
            before = self._good
            self._refresh()
        finally:
            self._reading.release()
        if self._good is not before:
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def _refresh(self) -> None:
        """Read the files where they are not those that were last read; a new time with the old bytes is no new state."""
        now = stamp(self._path)
        if now == self._stamp:
            return
        digest = _digest(self._path, now)
        if digest and digest == self._good_digest:
            self._fault = None
        elif not digest or digest != self._digest:
            self._take(digest)
        self._stamp, self._digest = now, digest

    def _take(self, digest: str) -> None:
        try:
            self._good, self._good_digest, self._fault = self._read(), digest, None
        except InvalidPackageError as error:
            self._fault = error
        except Exception:  # a fault of ours must not take away what can be shown
            LOG.exception("A data package could not be read.")
            unknown = Fault("", "", "", "", "a package that this version can read; the server's log says what failed")
            self._fault = InvalidPackageError(self._path, [unknown])


def stamp(path: Path) -> Stamp:
    """Return name, size and time of each file of a folder, without those that lead nowhere; () where there is no folder."""
    return tuple(sorted(_stamps(path)))


def _stamps(path: Path) -> Iterator[tuple[str, int, int]]:
    try:
        files = [file for file in path.iterdir() if file.suffix in SUFFIXES and not file.name.startswith(".")]
    except OSError:
        return
    for file in files:
        try:
            known = file.stat()
        except OSError:
            # A link that leads nowhere, or a file that has just gone: if the package needs it, reading says so.
            continue
        if S_ISREG(known.st_mode):
            yield file.name, known.st_size, known.st_mtime_ns


def _digest(path: Path, files: Stamp) -> str:
    """Return a hash of what files hold, "" where that cannot be told or they are more than a package may hold."""
    if sum(size for _, size, _ in files) > opening.MOST_BYTES:
        return ""
    sums = []
    for name, _, _ in files:
        try:
            with (path / name).open("rb") as file:
                sums.append(f"{name} {hashlib.file_digest(file, 'sha256').hexdigest()}")
        except OSError:
            return ""
    return hashlib.sha256("\n".join(sums).encode()).hexdigest()
