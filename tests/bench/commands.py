"""`python -m tests.bench.commands`: seconds of CPU (user and system) that commands take from their start to their end.

Measured on two busy cores: 5.0 s for June 2024 as PPTX and 3.0 to 3.9 s for a wrong value when all was imported at the
start and unused objects were looked for; 3.0 s and 0.3 s since writers are imported where they write and nothing is.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from statistics import median
from tempfile import TemporaryDirectory

ROUNDS = 3
JUNE = ("--states", "PHL,CHN", "--from", "2024-06-01", "--to", "2024-06-30")
COMMANDS = {
    "June 2024 as PPTX": (*JUNE, "--out", "june.pptx"),
    "June 2024 as PDF": (*JUNE, "--out", "june.pdf"),
    "a wrong option": ("--state", "PHL"),
    "a wrong value": ("--states", "PHX", "--out", "june.pptx"),
}


def measured(options: tuple[str, ...]) -> float:
    """Return the median seconds of CPU of a command, `*.pptx` and the like written to a folder that is thrown away."""
    seconds = []
    with TemporaryDirectory() as folder:
        words = [f"{folder}/{word}" if word.startswith("june.") else word for word in options]
        for _ in range(ROUNDS):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-m", "briefing", *words], check=False, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return median(seconds)


if __name__ == "__main__":
    for name, options in COMMANDS.items():
        print(f"{name}: {measured(options):.1f} s")
