"""A package written beside, checked, and swapped in: whoever looks at its folder sees the old one or the new one."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desk.publish.base import written
from record import hashes, opening, reading

if TYPE_CHECKING:
    from desk.publish.base import Base
    from desk.publish.edition import Edition

# Of Linux: swap two names at once. https://man7.org/linux/man-pages/man2/renameat2.2.html
AT_FDCWD, RENAME_EXCHANGE = -100, 2
# How a folder beside begins in which a package is written, and the seconds after which nobody is at work in it.
BESIDE, LEFT_S = ".soundings-", 3600


# What is told of a package as it goes out: it fails, and the package stays where it was, or is told once that is in place.
Telling = Callable[[str], AbstractContextManager[object]]


def _nobody(_digest: str) -> AbstractContextManager[object]:
    return nullcontext()


class UnpublishedError(Exception):
    """Why nothing was published, in sentences; what was there before is there still."""


def put(base: Base, following: Edition, folder: Path, told: Telling = _nobody) -> None:
    """Write an edition as a whole package to a folder, which is new or holds a package. Raises UnpublishedError, OSError.

    It is put in place while `told` holds it open, which is given the SHA-256 of its descriptor and of all that it names.
    """
    if folder.exists() and not (folder / opening.DESCRIPTOR).is_file():
        raise UnpublishedError(f"{folder} is there and holds no data package; name a new folder, or one that holds one.")
    place = folder.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    _tidy(place.parent)
    with tempfile.TemporaryDirectory(prefix=BESIDE, dir=place.parent) as beside:
        draft = Path(beside) / "package"
        _write(base, following, draft)
        faults = reading.check(draft)
        if faults:
            raise UnpublishedError("\n".join(str(fault) for fault in faults))
        _sync(draft)
        with told(digest(draft)):
            if place.exists():
                _exchange(draft, place)
            else:
                draft.rename(place)
            _sync_folder(place.parent)


def digest(folder: Path) -> str:
    """Return the SHA-256 of a package's descriptor, which holds those of its tables; "" where none can be read."""
    try:
        return hashlib.sha256((folder / opening.DESCRIPTOR).read_bytes()).hexdigest()
    except OSError:
        return ""


def faults(base: Base, following: Edition) -> list[str]:
    """Return what the check says of an edition, a sentence each; nothing is kept of it. Raises OSError."""
    with tempfile.TemporaryDirectory(prefix="soundings-") as beside:
        draft = Path(beside) / "package"
        _write(base, following, draft)
        return [str(fault) for fault in reading.check(draft)]


def _tidy(parent: Path) -> None:
    """Take away what publishers who were killed have left beside; those of the last hour may still be at work."""
    for path in parent.glob(f"{BESIDE}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > LEFT_S:
                shutil.rmtree(path)


def _write(base: Base, following: Edition, draft: Path) -> None:
    shutil.copytree(base.folder, draft, symlinks=False)
    for name, table in following.tables.items():
        if table != base.tables[name]:
            (draft / f"{name}.csv").write_text(written(base.columns[name], table), encoding="utf-8", newline="")
    path = draft / opening.DESCRIPTOR
    described = json.loads(path.read_text(encoding="utf-8")) | {"version": following.version}
    path.write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    hashes.refresh(draft)


def _exchange(draft: Path, place: Path) -> None:
    """Swap two folders at once; where the system cannot, nothing is done and that is said."""
    swap = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if swap is None or swap(AT_FDCWD, os.fsencode(draft), AT_FDCWD, os.fsencode(place), RENAME_EXCHANGE) != 0:
        raise UnpublishedError(f"This system cannot swap {place.name} for another folder at once; name a new folder.")


def _sync(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_file():
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
