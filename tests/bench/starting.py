"""`python -m tests.bench.starting`: what reading a package costs, and the same tables read by pandas alone.

Each figure is of a process of its own, in seconds of its CPU, and the median of several.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from layers.store import store
from record import reading

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 3


class Start(NamedTuple):
    """Seconds of CPU for all that a start reads and works out, and for the same CSV files read by pandas alone."""

    store_s: float
    pandas_s: float

    @property
    def times(self) -> float:
        """How many times as long as pandas alone."""
        return self.store_s / self.pandas_s


def measured(data: Path | None = None) -> Start:
    """Return what a start costs on a package, or on the shipped one."""
    environment = os.environ | ({"SOUNDINGS_DATA": str(data)} if data else {})
    command = [sys.executable, "-m", "tests.bench.starting"]
    runs = [
        subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.split()
        for _ in range(ROUNDS)
    ]
    return Start(*(median(float(run[number]) for run in runs) for number in range(2)))


def _once() -> Start:
    begun = time.process_time()
    store()
    read = time.process_time()
    for path in sorted(reading.place().glob("*.csv")):
        pd.read_csv(path)
    return Start(read - begun, time.process_time() - read)


if __name__ == "__main__":
    sys.stdout.write("{:.3f} {:.3f}\n".format(*_once()))
