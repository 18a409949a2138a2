"""Where files are made beside the readers: orders in a queue, one worker process that makes them, and what came of each.

`concurrent.futures.ProcessPoolExecutor` was left aside: a call that it has begun can neither be ended nor bounded nor tell
how far it is. Pebble's pool ends calls, but bounds no memory and tells nothing on the way, so a pipe would stand beside it.
"""

from __future__ import annotations

import atexit
import json
import logging
import signal
import subprocess
import sys
import threading
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from multiprocessing import Pipe
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.worker import Written

if TYPE_CHECKING:
    from briefing.making import Order

LOG = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[1]
MOST_WAITING = 20
FULL = f"The file was not made: {MOST_WAITING} others are waiting to be made. Try again in a few minutes."
GONE = "The file was not made: what was making it came to an end. Try again."
CANCELLED = "The file was given up before it was made."
SLOW = "The file was not made: it takes more than {seconds:g} seconds. Take fewer scenes or a narrower filter."


class Limits(NamedTuple):
    """What one file may take: memory, the processor's time, time by the clock; and how long an idle worker stays."""

    memory_bytes: int = 10**9
    processor_s: float = 60
    clock_s: float = 240
    idle_s: float = 600


@dataclass(eq=False)
class Task:
    """An order on its way: how far it is, and at its end files or one sentence that says why there are none."""

    order: Order
    done: float = 0.0
    words: str = "Getting ready"
    files: list[Written] = field(default_factory=list)
    fault: str = ""
    cancelled: bool = False
    _end: threading.Event = field(default_factory=threading.Event)

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self._end.is_set()

    def wait(self, patience_s: float | None = None) -> bool:
        """Wait for the end; tell whether it has come."""
        return self._end.wait(patience_s)

    def end(self, files: list[Written], fault: str = "") -> None:
        """Say what came of it."""
        self.files, self.fault = files, fault
        self._end.set()


class EndedError(Exception):
    """A file that was given up with the process that made it, in one sentence."""


class Worker:
    """The process that makes files; killed, it takes nothing along but the file that it was at."""

    def __init__(self, module: str, limits: Limits) -> None:
        self.limits = limits
        self.pipe, other = Pipe()
        number = other.fileno()
        command = [sys.executable, "-m", module, str(number), str(limits.memory_bytes), str(limits.processor_s)]
        # In a group of its own: Ctrl+C in a terminal stops the server alone, and its end of the pipe ends the worker.
        self.process = subprocess.Popen(command, cwd=ROOT, pass_fds=[number], stdin=subprocess.DEVNULL, process_group=0)
        other.close()

    @property
    def alive(self) -> bool:
        """Whether it can be given another order."""
        return self.process.poll() is None

    def close(self) -> int:
        """End it, whatever it does, and return how it ended."""
        self.process.kill()
        self.pipe.close()
        return self.process.wait()

    def make(self, task: Task) -> tuple[list[Written], str]:
        """Return one order's files, or a sentence that says why there are none. Raises EndedError; it is of no use then."""
        last = time.monotonic() + self.limits.clock_s
        try:
            self.pipe.send_bytes(json.dumps(task.order.plain()).encode())
            while True:
                message = self._message(last)
                task.done, task.words = message.get("done", task.done), message.get("words", task.words)
                if "fault" in message:
                    return [], message["fault"]
                if "files" in message:
                    return [Written(name, self.pipe.recv_bytes()) for name in message["files"]], ""
        except TimeoutError:
            raise EndedError(SLOW.format(seconds=self.limits.clock_s)) from None
        except (EOFError, OSError):
            slow = self.close() == -signal.SIGPROF
            raise EndedError(SLOW.format(seconds=self.limits.processor_s) if slow else GONE) from None

    def _message(self, last: float) -> dict[str, Any]:
        if not self.pipe.poll(max(last - time.monotonic(), 0)):
            raise TimeoutError
        message: dict[str, Any] = json.loads(self.pipe.recv_bytes())
        return message


class Workshop:
    """A queue of orders and the one worker that makes them: begun with the first order, gone some time after the last."""

    def __init__(self, module: str = "briefing.making", limits: Limits | None = None) -> None:
        self._module, self.limits = module, limits or Limits()
        self._changed = threading.Condition()
        # The first of them is being made.
        self._tasks: deque[Task] = deque()
        self._worker: Worker | None = None
        self._maker: threading.Thread | None = None
        self._closed = False
        # How many files were made, refused or given up.
        self.outcomes: Counter[str] = Counter()

    def take(self, order: Order) -> Task:
        """Put an order behind the others; where too many wait, it has ended with a sentence that says so."""
        task = Task(order)
        with self._changed:
            if len(self._tasks) > MOST_WAITING:
                self.outcomes["refused"] += 1
                task.end([], FULL)
                return task
            self._tasks.append(task)
            if self._maker is None:
                self._maker = threading.Thread(target=self._work, name="workshop", daemon=True)
                self._maker.start()
            self._changed.notify_all()
        return task

    @property
    def waiting(self) -> int:
        """How many files are not made yet."""
        return len(self._tasks)

    def before(self, task: Task) -> int:
        """Return how many files are made before this one."""
        with self._changed:
            return self._tasks.index(task) if task in self._tasks else 0

    def cancel(self, task: Task) -> None:
        """Give a file up, whether it waits or is being made; one that is made already stays."""
        with self._changed:
            if task not in self._tasks:
                return
            task.cancelled = True
            if self._tasks[0] is not task:
                self._tasks.remove(task)
                self.outcomes["given up"] += 1
                task.end([], CANCELLED)
            elif self._worker:
                self._worker.process.kill()

    def close(self) -> None:
        """Give up what is made and what waits, and end the worker."""
        with self._changed:
            self._closed, maker = True, self._maker
            for task in list(self._tasks):
                task.cancelled = True
            if self._worker:
                self._worker.process.kill()
            self._changed.notify_all()
        if maker:
            maker.join()

    def _work(self) -> None:
        while task := self._next():
            try:
                files, fault = self._begun(task).make(task)
            except EndedError as ended:
                files, fault = [], str(ended)
                self._rest()
            except Exception:  # one file that fails in a way nobody foresaw must not keep all others waiting for ever
                LOG.exception("A file could not be made.")
                files, fault = [], GONE
                self._rest()
            with self._changed:
                self._tasks.popleft()
                task.end(*(([], CANCELLED) if task.cancelled else (files, fault)))
                self.outcomes["given up" if task.cancelled else "refused" if fault else "made"] += 1

    def _next(self) -> Task | None:
        """Wait for an order; where none comes for long, there is no worker any more and no thread that waits."""
        with self._changed:
            there = self._changed.wait_for(lambda: self._tasks or self._closed, self.limits.idle_s)
            if there and self._tasks:
                return self._tasks[0]
            self._rest()
            self._maker = None
            return None

    def _begun(self, task: Task) -> Worker:
        """Return the worker, alive. Raises EndedError for a task that was cancelled before it was begun."""
        with self._changed:
            if task.cancelled:
                raise EndedError(GONE)
            if self._worker and not self._worker.alive:
                self._rest()
            self._worker = self._worker or Worker(self._module, self.limits)
            return self._worker

    def _rest(self) -> None:
        with self._changed:
            if self._worker:
                self._worker.close()
                self._worker = None


WORKSHOP = Workshop()
atexit.register(WORKSHOP.close)
