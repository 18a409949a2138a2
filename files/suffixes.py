"""The suffixes of data files, told without what writes them: a command that is refused need not wait for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FEATURES = (".csv", ".zip", ".geojson", ".gpkg", ".kml", ".parquet", ".xlsx")
# The reports behind the features, each once, and not the features.
REFERENCES = (".reports.csv", ".ris", ".bib")


def suffix(path: Path, suffixes: Iterable[str]) -> str:
    """Return the longest of these suffixes that a file's name ends with, in any case; "" where it ends with none.

    >>> suffix(Path("june.Reports.csv"), [".csv", ".reports.csv"])
    '.reports.csv'
    """
    return max((each for each in suffixes if path.name.lower().endswith(each)), key=len, default="")
