"""The one module that opens a package's files: their bytes once, then text in UTF-8, then strict CSV or strict JSON.

Nothing is guessed. A file of another separator or encoding could be read in two ways, so it is refused in one sentence; what
can mean one thing alone is read: a byte order mark, any line ends, spaces around the names of a header. JSON is held to what
its standard says of keys that stand twice and of NaN, which Python's reader takes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from record.faults import Fault, UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHIPPED = Path(__file__).resolve().parent.parent / "data"
DESCRIPTOR = "datapackage.json"
# What a package may hold: more would take a machine's memory before the first fault is told.
MOST_BYTES, MOST_ROWS = 200_000_000, 200_000
# The marks that UTF-16 and UTF-32 begin with.
OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
OTHER_SEPARATORS = {";": "“;”", "\t": "tabs", "|": "“|”"}
HALVES = re.compile("[\ud800-\udfff]")
# What the csv module says, in words that tell what to look for.
CSV_WORDS = {
    "unexpected end of data": "a quote that is closed: the one that opens in this row or before it never is",
    "field larger than field limit": f"cells of at most {csv.field_size_limit():,} characters",
    "expected after": "a comma or the end of the row after a closing quote",
}


class File(NamedTuple):
    """A file's name and its bytes."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The bytes' SHA-256 in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


class Sheet(NamedTuple):
    """A CSV as it was read: the cells of each column as text, in the order of its schema, and the number of rows."""

    columns: dict[str, list[str]]
    length: int


def opened(folder: Path, name: str) -> File:
    """Return a file of a package. Raises UnreadableFileError where there is none, or none that can be read."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise UnreadableFileError(Fault(name, "", "path", name, "a file inside the package"))
    if not path.is_file():
        raise UnreadableFileError(Fault(name, "", "", "", "the file to be there"))
    try:
        weigh(name, path.stat().st_size)
        return File(name, path.read_bytes())
    except OSError as error:
        raise UnreadableFileError(Fault(name, "", "", "", f"a file that can be read ({error.strerror})")) from error


def weigh(name: str, size: int) -> None:
    """Raise UnreadableFileError where a file, or all of a package, has more bytes than can be read."""
    if size > MOST_BYTES:
        raise UnreadableFileError(Fault(name, "", "", f"{size:,} bytes", f"at most {MOST_BYTES:,} bytes"))


def weigh_all(folder: Path, names: Iterable[str]) -> None:
    """Raise UnreadableFileError where some files of a package have more bytes together than can be read."""
    sizes = (path.stat().st_size for path in (folder / name for name in names) if path.is_file())
    weigh("", sum(sizes))


def text_of(file: File) -> str:
    """Return a file's text. Raises UnreadableFileError where its bytes are no UTF-8."""
    name, content = file
    if content.startswith(OTHER_MARKS):
        raise UnreadableFileError(Fault(name, "", "", "", "text in UTF-8 (the file begins as UTF-16 does)"))
    if b"\0" in content:
        expected = "text without NUL bytes (the file may be in UTF-16, or broken)"
        raise UnreadableFileError(Fault(name, _line(content, content.index(b"\0")), "", "NUL", expected))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = f"byte 0x{content[error.start]:02X}"
        raise UnreadableFileError(Fault(name, _line(content, error.start), "", byte, "text in UTF-8")) from error


def _line(content: bytes, position: int) -> str:
    return str(len(content[: position + 1].splitlines()))


def sheet(file: File, wanted: list[str]) -> Sheet:
    """Return a CSV's columns, `wanted` and no others. Raises UnreadableFileError with all that is wrong with its form."""
    rows = _rows(file)
    header = [name.strip() for name in rows[0]] if rows else []
    if not any(header):
        raise UnreadableFileError(Fault(file.name, "1", "", "", f"a header: {','.join(wanted)}"))
    faults = [*_header(file.name, header, wanted), *_widths(file.name, rows)]
    if faults:
        raise UnreadableFileError(*faults)
    columns = dict(zip(header, map(list, zip(*rows[1:], strict=True)), strict=True)) if rows[1:] else {}
    return Sheet({name: columns.get(name, []) for name in wanted}, len(rows) - 1)


def _rows(file: File) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text_of(file), newline=""), strict=True):
            rows.append(row)
            if len(rows) > MOST_ROWS + 1:
                raise UnreadableFileError(Fault(file.name, str(len(rows)), "", "", f"at most {MOST_ROWS:,} rows"))
    except csv.Error as error:
        expected = next((words for part, words in CSV_WORDS.items() if part in str(error)), f"CSV ({error})")
        raise UnreadableFileError(Fault(file.name, str(len(rows) + 1), "", "", expected)) from error
    return rows


def _header(name: str, header: list[str], wanted: list[str]) -> Iterator[Fault]:
    other = next((words for mark, words in OTHER_SEPARATORS.items() if len(header) == 1 and mark in header[0]), "")
    if other:
        yield Fault(name, "1", "", header[0], f"commas between the cells (the header has {other})")
        return
    for column in sorted({column for column in header if header.count(column) > 1}):
        yield Fault(name, "1", column, column, "each column once")
    for column in wanted:
        if column not in header:
            yield Fault(name, "1", column, "", "a column of this name")
    for column in header:
        if column not in wanted:
            yield Fault(name, "1", "", column or "a column without a name", f"one of the columns {', '.join(wanted)}")


def _widths(name: str, rows: list[list[str]]) -> Iterator[Fault]:
    width = len(rows[0])
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != width:
            has = f"{len(row)} cell{'s' * (len(row) != 1)}" if row else "an empty row"
            yield Fault(name, str(number), "", has, f"{width} cells, as the header has")


class Document(NamedTuple):
    """A JSON file as it was read, and what in it no JSON may hold."""

    value: Any
    faults: list[Fault]


def document(file: File) -> Document:
    """Return what a JSON file holds. Raises UnreadableFileError where it is no JSON, or nests too deep to be read."""
    written = text_of(file)
    faults: list[Fault] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            faults.extend(_doubled(file.name, pairs))
        return made

    def constant(word: str) -> float:
        faults.append(Fault(file.name, "", "", word, "JSON, which has no such number"))
        return float(word)

    try:
        value = json.loads(written, object_pairs_hook=once, parse_constant=constant)
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}"
        part = written[error.pos : error.pos + 40]
        raise UnreadableFileError(
            Fault(file.name, "", "", part, f"JSON ({error.msg.removesuffix(' at')} at {at})")
        ) from error
    except RecursionError as error:
        raise UnreadableFileError(Fault(file.name, "", "", "", "JSON that nests less deep")) from error
    except ValueError as error:
        raise UnreadableFileError(Fault(file.name, "", "", "", f"JSON ({error})")) from error
    # A half of a character can stand in an escape alone, so that most files need no search.
    halved = _halved(value) if b"\\ud" in file.content.lower() else ()
    faults += [
        Fault(file.name, "", "", ascii(part), "text of whole characters (half of one stands there)") for part in halved
    ]
    return Document(value, faults)


def _doubled(name: str, pairs: list[tuple[str, Any]]) -> Iterator[Fault]:
    keys = [key for key, _ in pairs]
    identity = next((value for key, value in pairs if key == "id" and isinstance(value, str)), "")
    for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
        yield Fault(name, identity, key, key, "each key once in an object")


def _halved(value: Any) -> Iterator[str]:  # noqa: ANN401 -- whatever JSON holds
    waiting: list[Any] = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str) and HALVES.search(part):
            yield part
        elif isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, dict):
            waiting.extend([*part, *part.values()])
