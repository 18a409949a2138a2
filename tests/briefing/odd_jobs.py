"""`python -m tests.briefing.odd_jobs`: a worker whose files do what no file should; an order's suffix says what."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

from briefing.worker import Written, serve

if TYPE_CHECKING:
    from files.write import Progress


def made(order: dict[str, Any], progress: Progress) -> list[Written]:
    progress(0.5, "half of it")
    act = order["suffix"]
    if act == "wait":
        threading.Event().wait()
    elif act == "work":
        while True:
            time.process_time()
    elif act == "hold":
        return [Written("never", b"x" * 10**10)]
    elif act == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif act == "refuse":
        raise ValueError("There is nothing in it.")
    elif act == "break":
        raise LookupError("/a/folder/of/the/machine")
    return [Written(f"{act}.txt", str(os.getpid()).encode())]


if __name__ == "__main__":
    serve(made)
