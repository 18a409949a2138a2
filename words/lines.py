"""The server's log: a line of JSON a request, a run of a page or a fault, without who asked, what for, or where on the disk.

structlog was left aside: what it adds to Python's own logging is wanted by programs that log in many places.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from words import text

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

ROOT = Path(__file__).resolve().parents[1]
LOG = logging.getLogger("soundings")
LONGEST = 400
MOST_FRAMES = 12
# A path from the root of a disk, of two folders or more: what comes after the last of them is kept.
_PATH = re.compile(r"(?<![\w.:/])(?:[A-Za-z]:)?(?:[\\/][^\\/\s'\"“”,;:]+)+(?=[\\/])")


class Lines(logging.Formatter):
    """A record as one line of JSON: when, how grave, what, and for a fault where it was raised."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what is no ASCII is escaped, since not every reader of lines ends one where we do."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        fields: dict[str, Any] = getattr(record, "fields", {})
        line = {"at": at, "level": record.levelname.lower()} | (fields or {"kind": "word", "message": record.getMessage()})
        if record.exc_info and record.exc_info[1]:
            line |= {"kind": "fault", "message": record.getMessage()} | _raised(record.exc_info[1], record.exc_info[2])
        return json.dumps({name: _plain(value, address=name == "path") for name, value in line.items()})


def begin(*, requests: bool = False, fault: Callable[[], None] | None = None) -> None:
    """Let what this process logs go to standard error as lines: faults and warnings, with `requests` what is told as well.

    `fault` is called for each fault. Streamlit gives each of its loggers a handler of its own, and those write lines too.
    """
    ours = logging.StreamHandler(sys.stderr)
    ours.setLevel(logging.INFO if requests else logging.WARNING)
    LOG.setLevel(logging.INFO)
    root = logging.getLogger()
    root.handlers = [each for each in root.handlers if not isinstance(each.formatter, Lines)] + [ours]
    for handler in (ours, *_streamlits()):
        handler.setFormatter(Lines())
        if fault:
            handler.addFilter(lambda record: bool(record.exc_info and fault()) or True)


def _streamlits() -> list[logging.Handler]:
    loggers = logging.root.manager.loggerDict.values()
    handlers = (getattr(logger, "streamlit_console_handler", None) for logger in loggers)
    return [handler for handler in handlers if handler]


def told(kind: str, **fields: object) -> None:
    """Log a request or a run."""
    LOG.info(kind, extra={"fields": {"kind": kind, **fields}})


def _raised(error: BaseException, trace: TracebackType | None) -> dict[str, Any]:
    frames = traceback.extract_tb(trace)[-MOST_FRAMES:]
    return {"error": type(error).__name__, "says": str(error), "trace": [_frame(frame) for frame in frames]}


def _frame(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    inside = path.relative_to(ROOT) if path.is_relative_to(ROOT) else Path(*path.parts[-2:])
    return f"{inside.as_posix()}:{frame.lineno} {frame.name}"


def _plain(value: object, *, address: bool = False) -> object:
    """Return a value whose words are one line that names no folder of the machine; what a request asked for is none."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, str):
        return value
    words = text.plain(value, longest=LONGEST)
    return words if address else _PATH.sub("…", words)
