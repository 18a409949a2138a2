"""Where the store is, as the environment says; no database is needed to tell."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def named() -> str:
    """Return the SQLAlchemy URL that SOUNDINGS_DESK names, or ""."""
    return os.environ.get("SOUNDINGS_DESK", "").strip()


def own() -> Path:
    """Return the SQLite file in the user's data folder, which serves where no other store is named."""
    return Path(platformdirs.user_data_path("soundings", appauthor=False)) / "desk.sqlite"


def likely() -> bool:
    """Tell whether there may be a store: one is named, or the user has a file. `opening.begun` knows it for certain."""
    return bool(named()) or own().is_file()
