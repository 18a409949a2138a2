"""An address as its bytes have it: every value of a key, and nothing that is no UTF-8 taken for another word."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question import address

ISLANDS = "南沙群岛"


@given(st.dictionaries(st.text(min_size=1), st.lists(st.text(), min_size=1, max_size=3), max_size=4))
def test_every_value_of_every_key_is_read(query: dict[str, list[str]]):
    assert address.read(urlencode(query, doseq=True).encode()) == query


def test_bytes_that_nobody_escaped_are_the_same_word():
    assert address.read(f"q={ISLANDS}".encode()) == address.read(f"q={quote(ISLANDS)}".encode()) == {"q": [ISLANDS]}


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("escaped", [True, False])
def test_another_encoding_is_refused(encoding: str, escaped: bool):  # noqa: FBT001
    raw = ISLANDS.encode(encoding)
    (values,) = address.read(b"q=" + (quote(raw).encode() if escaped else raw)).values()
    with pytest.raises(ValueError, match=r"in UTF-8, and its bytes are of another encoding|without control characters"):
        address.single(values)


@given(st.binary(max_size=60))
def test_no_bytes_are_too_many(query_string: bytes):
    for key, values in address.read(query_string).items():
        assert address.quoted(key, values).count("“") >= 1


def test_a_key_is_quoted_cut_and_as_an_address_has_it():
    assert address.quoted("states", ["PHL", "CHN"]) == "“states=PHL&states=CHN”"
    assert len(address.quoted("q", ["x" * 500])) < 70


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({}, ""),
        ({"a": "1"}, ""),
        ({"b": "1"}, "“b” is not a key"),
        ({"b": "1", "c": "1"}, "“b” and “c” are not keys"),
        (dict.fromkeys("bcdef", "1"), "“b”, “c”, “d” and 2 more are not keys"),
    ],
)
def test_keys_that_are_not_known_are_named(query: dict[str, str], said: str):
    assert address.unknown(query, ("a",)) == said
