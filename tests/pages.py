"""The app's pages, run by Streamlit's own tester: what they show, and the page that a link opens."""

from __future__ import annotations

import html
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from views.map import chart

if TYPE_CHECKING:
    from collections.abc import Mapping

MAIN = Path(__file__).resolve().parent.parent / "views" / "frame" / "main.py"
# Long enough for the slowest machine: no test is timed.
TIMEOUT_S = 300
# Streamlit's tester looks through every installed package for components at each page that it opens: once is enough.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def opened(query: Mapping[str, str | list[str]] | None = None, *, path: str = "", drawn: bool = True) -> AppTest:
    """Return the page at a path of the app under a link's query, by then with its map drawn, which no browser does here."""
    page = AppTest.from_file(str(MAIN), default_timeout=TIMEOUT_S)
    page.session_state[chart.DRAWN] = drawn
    for key, value in (query or {}).items():
        page.query_params[key] = value
    page._page_hash = calc_hash(path) if path else ""
    return page.run()


def turned(page: AppTest, path: str) -> AppTest:
    """Return the page at another path of the app, reached as the navigation leads to it."""
    # Pages that are functions have no file for `switch_page` to name.
    hashes = {info["url_pathname"]: key for key, info in page._registered_pages.items()}
    page._page_hash = hashes[path]
    return page.run()


def markup(page: AppTest) -> str:
    """Return all HTML that a page shows, its style sheet aside."""
    return "\n".join(element.proto.body for element in page.html if "<style" not in element.proto.body)


def said(page: AppTest) -> str:
    """Return all words of a page's HTML, as a reader has them."""
    return html.unescape(markup(page))


def listed(page: AppTest) -> list[pd.DataFrame]:
    """Return the tables on a page whose rows are picked, as their readers see them, each row under its id."""
    sent = [json.loads(e.proto.json) for e in page.get("bidi_component") if e.proto.component_name == "pick_table"]
    return [
        pd.DataFrame({c["name"]: [c["each"][at] for at in c["at"]] for c in table["columns"]}, index=table["ids"])
        for table in sent
    ]


def read(page: AppTest) -> list[pd.DataFrame]:
    """Return the tables on a page that are only read: numbers as numbers, and of a link where it leads."""
    bodies = [element.proto.body for element in page.html if 'class="figures plain"' in element.proto.body]
    tables = [pd.read_html(io.StringIO(body), extract_links="body", encoding="utf-8")[0] for body in bodies]
    return [table.map(_value) for table in tables]


def _value(cell: tuple[str, str | None]) -> Any:  # noqa: ANN401 -- words or a number
    words, href = cell
    plain = words.replace(",", "")
    return href or (float(plain) if re.fullmatch(r"-?[\d.]+", plain) else words)


def address(page: AppTest) -> dict[str, str]:
    """Return the query of the address that a page has written."""
    return {key: values[0] if isinstance(values, list) else values for key, values in page.query_params.items()}
