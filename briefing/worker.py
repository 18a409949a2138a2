"""The process that makes files, one after another, bounded in memory and time: `serve` is all that runs in it.

It is handed one end of a pipe by its number, and ends when the other end is closed. JSON goes through the pipe, and the
bytes of files: `multiprocessing.Process` was left aside because it loads the main module anew, which under Streamlit is a
page, and its pickles because what comes out of a bounded process is not trusted.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import signal
import sys
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, NamedTuple

from record.faults import InvalidPackageError
from words import lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from files.write import Progress

# Readers come first: what is made waits where both want a processor.
NICENESS = 5
FAILED = "The file was not made: something failed that should not; the server's log says what."
TOO_LARGE = "The file was not made: it needs more than {memory:.0f} MB of memory. Take fewer scenes or a narrower filter."
LOG = logging.getLogger(__name__)


class Written(NamedTuple):
    """One file, made."""

    name: str
    content: bytes


def serve(make: Callable[[dict[str, Any], Progress], list[Written]]) -> None:
    """Make what is ordered, until nobody can order any more; the command line says the pipe, bytes and seconds."""
    pipe, memory, seconds = Connection(int(sys.argv[1])), int(sys.argv[2]), float(sys.argv[3])
    # What is written to and not what is mapped: a library that is loaded costs nothing until it is used.
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    os.nice(NICENESS)
    lines.begin()
    while True:
        try:
            order = json.loads(pipe.recv_bytes())
        except EOFError:
            return
        # Of the processor's time: a machine that is busy gives no file up. Nothing catches the signal, so it ends us.
        signal.setitimer(signal.ITIMER_PROF, seconds)
        _answer(pipe, partial(make, order, lambda done, words: _send(pipe, done=done, words=words)), memory)
        signal.setitimer(signal.ITIMER_PROF, 0)


def _answer(pipe: Connection, make: Callable[[], list[Written]], memory: int) -> None:
    try:
        files = make()
    except MemoryError:
        _send(pipe, fault=TOO_LARGE.format(memory=memory / 1e6))
    except InvalidPackageError as error:
        _send(pipe, fault=f"The file was not made, since the data cannot be read as they are now: {error}")
    except ValueError as error:
        _send(pipe, fault=str(error))
    except Exception:
        LOG.exception("A file could not be made.")
        _send(pipe, fault=FAILED)
    else:
        _send(pipe, files=[file.name for file in files])
        for file in files:
            pipe.send_bytes(file.content)


def _send(pipe: Connection, **message: object) -> None:
    pipe.send_bytes(json.dumps(message).encode())
