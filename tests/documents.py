"""`python -m tests.documents`: write what the documents tell of the code and the data anew, between their markers."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layers import layer
from question import layer_keys
from question.view import FIELDS
from record import reading, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROOT = Path(__file__).resolve().parent.parent
MARKED = re.compile(r"(<!-- (\w+): `make docs` writes this -->\n).*?(<!-- end of \2 -->)", re.DOTALL)


def main() -> None:
    """Write every document of docs/ anew and say which changed."""
    changed = []
    for path in sorted((ROOT / "docs").glob("*.md")):
        before = path.read_text(encoding="utf-8")
        after = filled(before)
        if after != before:
            writing.put(path, after)
            changed.append(path.name)
    sys.stdout.write(f"Written anew in docs/: {', '.join(changed) or 'nothing, it was true already'}.\n")


def filled(document: str) -> str:
    """Return a document with what stands between its markers made anew. Raises KeyError for a marker of no such name."""
    return MARKED.sub(lambda block: f"{block[1]}\n{BLOCKS[block[2]]()}\n{block[3]}", document)


def columns() -> str:
    """Return a heading for every file of the data package, what one row of it is, and its columns."""
    return "\n".join(_file(resource) for resource in reading.schema()["resources"])


def layers() -> str:
    """Return every layer by its key, with its title and the first sentence of its module."""
    shown = {key: (layer(key).TITLE, str(layer(key).__doc__)) for key in ("land", *layer_keys.every())}
    rows = [(f"`{key}`", f"{title}: {_after_colon(words)}") for key, (title, words) in shown.items()]
    return table(("layer", "what it is"), rows)


def keys() -> str:
    """Return every key of an address with its meaning."""
    return table(("key", "meaning"), [(f"`{field.key}`", field.meaning) for field in FIELDS])


BLOCKS: dict[str, Callable[[], str]] = {"columns": columns, "layers": layers, "keys": keys}


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; a bar inside a cell is escaped."""
    cells = [heads, ["---"] * len(heads), *([cell.replace("|", r"\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


def _file(resource: dict[str, Any]) -> str:
    fields = resource.get("schema", {}).get("fields", [])
    rows = [(f"`{field['name']}`", field["type"], field["description"]) for field in fields]
    words = f"### {resource['path']}\n\n{resource['description']}\n"
    return f"{words}\n{table(('column', 'type', 'meaning'), rows)}" if rows else words


def _after_colon(docstring: str) -> str:
    return docstring.splitlines()[0].partition(": ")[2]


if __name__ == "__main__":
    main()
