"""A table that is only read: it has headings, its words are words, and its file holds no formula."""

from __future__ import annotations

import io

import pandas as pd

from files import csv_zip
from tests.packages import HOSTILE
from views.parts import plain_table

ROWS = pd.DataFrame(
    {"Name": [*HOSTILE, "=1+1"], "km²": [1234.5] * (len(HOSTILE) + 1), "Link": ["./claims?states=CHN"] * (len(HOSTILE) + 1)}
)


def test_every_column_has_a_heading_and_no_word_becomes_markup():
    written = plain_table.html(ROWS, "A <title>", written={"Link": lambda address: f'<a href="{address}">Show</a>'})
    assert [name for name in ROWS if f">{name}</th>" not in written] == []
    assert 'aria-label="A &lt;title&gt;"' in written
    for harm in ("<img", "<script", "</script", "\u202e"):
        assert harm not in written
    table = pd.read_html(io.StringIO(written), extract_links="body")[0]
    assert list(table["km²"]) == [("1,234.5", None)] * len(ROWS)
    assert set(table["Link"]) == {("Show", "./claims?states=CHN")}


def test_what_is_missing_is_an_empty_cell():
    written = plain_table.html(pd.DataFrame({"Name": [None], "km²": [float("nan")]}), "Rows", written={"Name": str})
    assert written.count("></td>") == 2


def test_the_file_holds_no_formula():
    lines = csv_zip.dumps(ROWS).decode("utf-8-sig").splitlines()
    assert not [line for line in lines if line.lstrip('"').startswith(("=", "+", "@"))]
