"""Text from outside: escaped, cut, folded or refused."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words import text

PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
BIDI = [chr(c) for c in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]


@given(st.text())
def test_escaped_text_holds_no_mark_that_html_reads(value: str):
    assert not set(text.escape(value)) & set("<>\"'")
    assert not re.search(r"&(?!amp;|lt;|gt;|quot;|#x27;)", text.escape(value))


@given(st.text(max_size=200))
def test_escaping_changes_nothing_that_is_seen(value: str):
    assert html.unescape(text.escape(value)) == text.plain(value)


@given(st.text())
def test_markdown_leaves_no_punctuation_without_a_backslash(value: str):
    assert not re.search(rf"(?<!\\)(?:\\\\)*[{re.escape(PUNCTUATION.replace(chr(92), ''))}]", text.markdown(value))
    assert "\n" not in text.markdown(value)


@pytest.mark.parametrize("mark", BIDI, ids=[f"U+{ord(mark):04X}" for mark in BIDI])
def test_no_direction_mark_passes(mark: str):
    assert text.plain(f"a{mark}b") == "ab"


@given(st.text(max_size=300), st.integers(1, 100))
def test_text_is_cut_at_its_longest_and_says_so(value: str, longest: int):
    cut = text.plain(value, longest=longest)
    assert len(cut) <= longest
    assert cut.endswith("…") or cut == text.plain(value)


def test_nothing_reads_as_nothing():
    assert text.plain(None) == text.escape(None) == text.markdown(None) == ""


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=1&c=%20#d", "http://example.org", "https://例え.jp/头条", "https://example.org:8443/a,b;c"],
)
def test_a_web_address_stays_as_it_is(address: str):
    assert text.url(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)", "data:text/html,<b>",
        "vbscript:x", "file:///etc/passwd", "//host/path", "/path", "https:", "https://", "https:///path", "http:host",
        "https://a b", "ftp://host", "", None, "https://[", "\u202ejavascript:alert(1)",
    ],
)  # fmt: skip
def test_anything_but_a_web_address_is_refused(address: str | None):
    assert text.url(address) == ""
    assert "href" not in text.link(address, "words")


@given(st.text(max_size=30).map(lambda tail: f"https://example.org/{tail}") | st.text())
def test_an_address_is_given_back_whole_or_not_at_all(address: str):
    assert text.url(address) in {"", text.plain(address).strip()}


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/a?b=1&c=%20#d", "https://example.org/a?b=1&c=%20#d"),
        ("https://example.org:8443?q=[1]", "https://example.org:8443?q=[1]"),
        ("https://例え.jp/头条?词=1", "https://xn--r8jz45g.jp/%E5%A4%B4%E6%9D%A1?%E8%AF%8D=1"),
        ('https://example.org/"<a>|100%', "https://example.org/%22%3Ca%3E%7C100%25"),
        ("https://example.org:99999/", ""),
        ("https://exa<mple.org/", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_an_address_is_written_in_ascii_for_files_that_hold_no_other(address: str, written: str):
    assert text.ascii_url(address) == written


@given(st.text(max_size=30).map(lambda tail: f"https://example.org/{tail}") | st.text())
def test_an_address_in_ascii_is_a_web_address_that_stays_as_it_is(address: str):
    written = text.ascii_url(address)
    assert written.isascii()
    assert text.ascii_url(written) == written == text.url(written)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://hk01.com/%E5%8D%B3%E6%99%82/1", "https://hk01.com/即時/1"),
        ("https://example.org/b%e1%ba%a3n-d%E1%BB%91", "https://example.org/bản-dố"),
        # What parts an address, and what is no letter, stays as it is.
        ("https://example.org/a%2Fb%20c%3Fd%25", "https://example.org/a%2Fb%20c%3Fd%25"),
        ("https://example.org/china%E2%80%99s", "https://example.org/china%E2%80%99s"),
        ("https://example.org/%EF%BC%8F%E2%81%84", "https://example.org/%EF%BC%8F%E2%81%84"),
        # Half a letter is none, and what reads from the right or is not seen is not shown as itself.
        ("https://example.org/%E4%BB", "https://example.org/%E4%BB"),
        ("https://example.org/%D7%A9%D8%B3", "https://example.org/%D7%A9%D8%B3"),
        ("https://example.org/%E3%85%A4%CD%8F%EF%B8%8F", "https://example.org/%E3%85%A4%CD%8F%EF%B8%8F"),
        ("https://example.org/x%E2%80%AEfdp.%C2%85", "https://example.org/x%E2%80%AEfdp.%C2%85"),
    ],
)
def test_an_address_is_shown_with_its_letters(address: str, shown: str):
    assert text.shown_url(address) == shown


@given(st.text(max_size=30))
def test_a_shown_address_leads_where_the_address_does_and_holds_no_control(tail: str):
    address = text.ascii_url(f"https://example.org/{tail}")
    shown = text.shown_url(address)
    assert text.ascii_url(shown).lower() == address.lower()
    assert not {
        character for character in shown if not character.isascii() and unicodedata.category(character)[0] not in "LMN"
    }
    assert text.plain(shown) == shown
    assert not {character for character in shown if unicodedata.bidirectional(character) in {"R", "AL", "AN"}}


def test_what_cannot_stand_in_xml_is_dropped():
    assert text.plain("a\ud800\ufffe\uffffb") == "ab"


def test_an_address_too_long_to_keep_whole_is_refused_and_not_cut():
    address = "https://example.org/" + "x" * 100_000
    assert text.url(address) in {"", address}


def test_a_link_opens_beside_the_page_and_tells_the_other_site_nothing():
    made = text.link("https://example.org/?a=1&b=\"'", "<b>words</b>", title='"quoted"')
    assert 'rel="noopener noreferrer"' in made
    assert "&lt;b&gt;words&lt;/b&gt;" in made
    assert made.count('"') == 8
    assert "<b>" not in made


@given(st.text())
def test_folding_twice_is_folding_once(value: str):
    assert text.fold(text.fold(value)) == text.fold(value)


@given(st.text(alphabet="abcdefghij ", max_size=20))
def test_accents_and_case_do_not_matter(value: str):
    accented = unicodedata.normalize("NFC", "".join(f"{letter}\u0301" for letter in value)).upper()
    assert text.fold(accented) == text.fold(value)


def test_a_script_without_case_is_kept():
    assert text.fold("仁爱礁") == "仁爱礁"
    assert text.fold("Đá Xu Bi") == "da xu bi"


def test_lists_and_counts_read_as_a_sentence_has_them():
    assert [text.words(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert text.words(["a", "b"], last="or") == "a or b"
    assert [text.count(n, "clash", "clashes") for n in (0, 1, 1204)] == ["0 clashes", "1 clash", "1,204 clashes"]


@given(st.text(max_size=20) | st.from_regex(r"[ =+\-@'\t]{1,3}x?", fullmatch=True))
def test_no_cell_begins_like_a_formula_and_each_gives_its_text_back(value: str):
    cell = text.cell(value)
    assert not re.match(r" *[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]", cell)
    assert (cell.removeprefix("'") if cell.startswith("'") else cell) == value


def slowly_folded(value: str) -> str:
    bare = [mark for mark in unicodedata.normalize("NFKD", text.plain(value).casefold()) if not unicodedata.combining(mark)]
    return unicodedata.normalize("NFC", "".join(bare).replace("đ", "d"))


def test_every_mark_that_combines_is_folded_away():
    combining = [f"a{chr(code)}" for code in range(0x110000) if unicodedata.combining(chr(code))]
    assert [text.fold(value) for value in combining] == [slowly_folded(value) for value in combining]


@given(st.text())
def test_folding_is_what_a_look_at_every_character_finds(value: str):
    assert text.fold(value) == slowly_folded(value)
