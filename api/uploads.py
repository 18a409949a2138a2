"""Which sessions may send a file: those whose page shows where to put one, and no more files than a reader opens."""

from __future__ import annotations

import threading
from collections import OrderedDict

# In megabytes of 2**20 bytes; `.streamlit/config.toml` says the same to the page.
MOST_MB = 3
MOST_FILES = 20
# An editor's morning, dropped at once.
MOST_DROPPED = 200
# Sessions end without a word; the oldest are forgotten.
MOST_SESSIONS = 1000

_left: OrderedDict[str, int] = OrderedDict()
_open: set[str] = set()
_lock = threading.Lock()


def expect(session: str, *, wanted: bool, most: int = MOST_FILES) -> None:
    """Note whether the page that a session looks at takes a file; of one that takes more, the count begins anew."""
    with _lock:
        if wanted:
            _left[session] = max(_left.get(session, most), most - MOST_FILES)
            _left.move_to_end(session)
            _open.add(session)
            while len(_left) > MOST_SESSIONS:
                _open.discard(_left.popitem(last=False)[0])
        else:
            _open.discard(session)


def take(session: str) -> bool:
    """Count a file of a session; tell whether it may be taken."""
    with _lock:
        if session not in _open or not _left.get(session):
            return False
        _left[session] -= 1
        return True
