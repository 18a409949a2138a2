"""Where what a journey leaves is kept: why it failed, and its last pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.browser.serving import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_NAME = 200
NOT_IN_A_NAME = re.compile(r"[^a-zA-Z0-9_.-]+")


def kept(name: str, ending: str) -> Path:
    """Return where to keep what a journey leaves: a test's name may hold what no file's name may, such as an address."""
    folder = ROOT / "test-results"
    folder.mkdir(exist_ok=True)
    return folder / f"{NOT_IN_A_NAME.sub('-', name)[:LONGEST_NAME]}{ending}"
