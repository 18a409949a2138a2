"""Whatever is done to a package: its faults are listed, or it is shown as it was checked. There is no third way."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers import layer
from record import derived, reading
from tests.packages import Copy
from tests.questions import LAYERS

if TYPE_CHECKING:
    from pathlib import Path

FILES = [*(resource["path"] for resource in reading.schema()["resources"]), "datapackage.json"]
PIECES = [
    b"", b",", b'"', b"\n", b"\r", b"\0", b";", b"\xff", b"\xef\xbb\xbf", b"\xc2\xa0", b"-1", b"1e400", b"NaN", b"null",
    b"true", b"[", b"]", b"{}", b'"a":1,', b"2024-02-30", b"\\ud800", b"[[[[", b"9" * 30, "\uff11".encode(),
]  # fmt: skip


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, float, int, bytes]:
    """Return a file, where in it, how many bytes are taken away there, and what comes in their place."""
    piece = draw(st.sampled_from(PIECES) | st.binary(max_size=6))
    return draw(st.sampled_from(FILES)), draw(st.floats(0, 1)), draw(st.integers(0, 12)), piece


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(edits(), min_size=1, max_size=2))
def test_a_package_that_was_tampered_with_is_refused_or_shown_as_it_was_checked(
    small: Path, tmp_path: Path, changes: list[tuple[str, float, int, bytes]]
):
    target = tmp_path / "data"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(small, target)
    _unsealed(target)
    for name, where, length, piece in changes:
        path = target / name
        content = path.read_bytes()
        at = int(where * len(content))
        path.write_bytes(content[:at] + piece + content[at + length :])
    faults = reading.check(target)
    assert all(fault.file and fault.expected for fault in faults)
    assert all(str(fault).endswith(".") for fault in faults)
    if {fault.file for fault in faults} <= set(derived.KINDS):
        package = reading.read(target)
        for key in LAYERS:
            layer(key).load(package)
        _hold_rows(Copy(target), package)


def _unsealed(folder: Path) -> None:
    """Take the hashes away, so that what is found is found in the files themselves."""
    path = folder / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    for resource in described["resources"]:
        del resource["hash"]
    path.write_text(json.dumps(described), encoding="utf-8")


def _hold_rows(copy: Copy, package: reading.Package) -> None:
    for name, frame in package.tables.items():
        written = (copy.path / f"{name}.csv").read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(written, newline="")))
        assert len(rows) == len(frame)
        for column in frame.select_dtypes("object"):
            assert [row[column] for row in rows] == frame[column].tolist()
        for column in frame.select_dtypes("number"):
            assert [float(row[column]) if row[column] else None for row in rows] == [
                None if pd.isna(value) else float(value) for value in frame[column]
            ]
