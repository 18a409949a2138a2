"""What this server has done, in figures: how many, how long, of which data. `/metrics` says them in Prometheus' text format.

prometheus_client was left aside: four counts in a format of one page need no package. Streamlit has measures of its own at
`/_stcore/metrics`, of sessions and memory, and none of how long anybody waited.
"""

from __future__ import annotations

import json
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

from briefing.workshop import WORKSHOP
from layers.store import store, trouble
from record.faults import InvalidPackageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from starlette.requests import Request

MEDIA = "text/plain; version=0.0.4"
# Seconds: what nobody notices, what is a wait, what is none any more.
BUCKETS_S = (0.01, 0.05, 0.1, 0.3, 1.0, 3.0, 10.0, 60.0)
# What requests are for, by the beginning of their path; all else is a page.
PLACES = ("/api", "/map", "/data", "/healthz", "/metrics", "/_stcore", "/media", "/static", "/component")


@dataclass
class Spread:
    """How many took how long."""

    count: int = 0
    sum_s: float = 0.0
    under: Counter[float] = field(default_factory=Counter)

    def add(self, seconds: float) -> None:
        """Count one more."""
        self.count, self.sum_s = self.count + 1, self.sum_s + seconds
        self.under.update(limit for limit in BUCKETS_S if seconds <= limit)

    def lines(self, name: str, label: str) -> Iterator[str]:
        """Yield it as a histogram."""
        for limit in BUCKETS_S:
            yield f'{name}_bucket{{{label},le="{limit:g}"}} {self.under[limit]}'
        yield f'{name}_bucket{{{label},le="+Inf"}} {self.count}'
        yield f"{name}_sum{{{label}}} {self.sum_s:.6f}"
        yield f"{name}_count{{{label}}} {self.count}"


class Measures:
    """Counts that any thread may add to."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: Counter[tuple[str, int]] = Counter()
        self._spreads: dict[tuple[str, str], Spread] = defaultdict(Spread)
        self._faults = 0

    def request(self, path: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        place = placed(path)
        with self._lock:
            self._answers[place, status] += 1
            self._spreads["soundings_request_seconds", f'place="{place}"'].add(seconds)

    def run(self, page: str, waited_s: float, seconds: float) -> None:
        """Count a run of a page: how long it waited for its turn, and how long it took then."""
        with self._lock:
            self._spreads["soundings_run_wait_seconds", f'page="{page}"'].add(waited_s)
            self._spreads["soundings_run_seconds", f'page="{page}"'].add(seconds)

    def fault(self) -> None:
        """Count something that failed and should not."""
        with self._lock:
            self._faults += 1

    def lines(self) -> Iterator[str]:
        """Yield all of them in Prometheus' text format."""
        with self._lock:
            yield "# TYPE soundings_requests_total counter"
            for (place, status), count in sorted(self._answers.items()):
                yield f'soundings_requests_total{{place="{place}",status="{status}"}} {count}'
            yield "# TYPE soundings_faults_total counter"
            yield f"soundings_faults_total {self._faults}"
            begun = ""
            for (name, label), spread in sorted(self._spreads.items()):
                if name != begun:
                    yield f"# TYPE {name} histogram"
                    begun = name
                yield from spread.lines(name, label)


def placed(path: str) -> str:
    """Return what a path is for: few words, whatever strangers ask for."""
    return next((place for place in PLACES if path == place or path.startswith(f"{place}/")), "page")


def _files() -> Iterable[str]:
    yield "# TYPE soundings_files_total counter"
    for outcome, count in sorted(WORKSHOP.outcomes.items()):
        yield f'soundings_files_total{{outcome="{outcome}"}} {count}'
    yield "# TYPE soundings_files_waiting gauge"
    yield f"soundings_files_waiting {WORKSHOP.waiting}"


def _data() -> Iterable[str]:
    yield "# TYPE soundings_data_info gauge"
    try:
        version, status = store().package.version, "older data" if trouble() else "ok"
    except InvalidPackageError:
        version, status = "", "none"
    yield f'soundings_data_info{{version={json.dumps(version)},status="{status}"}} 1'


MEASURES = Measures()


def measures(_request: Request) -> PlainTextResponse:
    """Answer all measures; the guard lets the machine itself ask, and others where that is set."""
    return PlainTextResponse("\n".join([*_data(), *_files(), *MEASURES.lines()]) + "\n", media_type=MEDIA)
