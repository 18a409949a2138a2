"""Text from outside: the one place where it is normalised, escaped and refused.

Nothing that a data file or a URL says reaches a page, a map or a file without passing through here.
"""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import quote, unquote, urlsplit

# Bidirectional controls can make a sentence read backwards; they carry no meaning in our fields. Halves of characters and
# the two that are none cannot stand in XML.
_CONTROLS = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# What RFC 3986 lets stand in an address as it is; a "%" begins two hexadecimal digits.
_NOT_IN_ADDRESS = re.compile(r"[^\w.~:/?#\[\]@!$&'()*+,;=%-]|%(?![0-9A-Fa-f]{2})", re.ASCII)
# What a spreadsheet may take for the beginning of a formula; the last four are the full-width = + - @.
_RUNS = re.compile(r" *[=+\-@\t\r\n'\uff1d\uff0b\uff0d\uff20]")
# No mark that combines stands before these, nor among the ideographs.
_MARKS = re.compile("[\u0300-\u33ff\ua000-\U0010ffff]")
# Bytes of UTF-8 that an address holds encoded and that are no ASCII, and the letters and marks that draw nothing.
_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
LONGEST = 4000


def plain(value: object, *, longest: int = LONGEST) -> str:
    """Return `value` as one run of visible text: controls dropped, cut at `longest` characters."""
    text = _CONTROLS.sub("", "" if value is None else str(value))
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def escape(value: object, *, longest: int = LONGEST, quote: bool = True) -> str:
    """Return `value` as text that HTML shows literally, in an element and, unless `quote` is off, a quoted attribute."""
    return html.escape(plain(value, longest=longest), quote=quote)


def markdown(value: object, *, longest: int = LONGEST) -> str:
    r"""Return `value` as text that Streamlit's Markdown shows literally.

    Streamlit reads `$`, `:word[`, `:icon:` and HTML entities besides CommonMark, so every ASCII
    punctuation mark gets a backslash, which CommonMark defines to mean the mark itself.
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", plain(value, longest=longest).replace("\n", " "))


def url(value: object) -> str:
    """Return an http(s) URL with a host as it stands, or "" for anything else: `javascript:`, `data:`, one too long."""
    text = plain(value, longest=LONGEST + 1).strip()
    if len(text) > LONGEST:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in {"http", "https"} and parts.hostname and " " not in text else ""


def shown_url(value: object) -> str:
    """Return an address as a page prints it: with the letters that it holds percent-encoded; it opens under its own alone.

    What is no letter, mark or digit stays encoded, and so does what is not seen or reads from the right.

    >>> shown_url("https://example.org/%E4%BB%81%E7%88%B1%E7%A4%81?a=%2F%E2%80%AE")
    'https://example.org/仁爱礁?a=%2F%E2%80%AE'
    """
    return _ENCODED.sub(_letters, plain(value))


def _letters(encoded: re.Match[str]) -> str:
    try:
        decoded = unquote(encoded[0], errors="strict")
    except UnicodeDecodeError:
        return encoded[0]
    return "".join(character if _printed(character) else quote(character, safe="") for character in decoded)


def _printed(character: str) -> bool:
    return (
        unicodedata.category(character)[0] in "LMN"
        and unicodedata.bidirectional(character) in {"L", "NSM"}
        and unicodedata.normalize("NFKC", character) == character
        and not _UNSEEN.match(character)
    )


def ascii_url(value: object) -> str:
    """Return an http(s) URL in ASCII, as an Office file and a PDF ask for it; "" where `url` refuses it or its port is none.

    >>> ascii_url("https://例え.jp/头条")
    'https://xn--r8jz45g.jp/%E5%A4%B4%E6%9D%A1'
    """
    address = url(value)
    scheme, _, rest = address.partition("://")
    end = re.search(r"[/?#]|$", rest)
    host, path = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
    try:
        host = host if host.isascii() else host.encode("idna").decode()
        urlsplit(f"{scheme}://{host}").port  # noqa: B018 -- refuses a port that is no number below 65,536
    except ValueError:
        return ""
    quoted = _NOT_IN_ADDRESS.sub(lambda character: quote(character[0], safe=""), path)
    return f"{scheme}://{host}{quoted}" if address and not _NOT_IN_ADDRESS.search(host) else ""


def link(href: object, words: object, *, title: object = "") -> str:
    """Return an HTML link that opens beside the page, or just its words where `href` is no http(s) URL."""
    address = url(href)
    if not address:
        return escape(words)
    hint = f' title="{escape(title)}"' if title else ""
    return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer"{hint}>{escape(words)}</a>'


def cell(value: str) -> str:
    """Return text that a spreadsheet takes for text: what it would run as a formula stands behind one apostrophe.

    Risky beginnings are those that OWASP lists for CSV injection, full-width forms among them. Text that begins with an
    apostrophe gets another, so that taking one away always gives the text back.
    """
    return f"'{value}" if _RUNS.match(value) else value


def fold(value: object) -> str:
    """Return `value` for searching: lower case, accents dropped, any script kept.

    >>> fold("Bãi Tư Chính")
    'bai tu chinh'
    """
    text = plain(value, longest=1_000_000).casefold()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text)
    bare = _MARKS.sub(lambda mark: "" if unicodedata.combining(mark[0]) else mark[0], text)
    return unicodedata.normalize("NFC", bare.replace("đ", "d"))


def words(values: list[str] | tuple[str, ...], *, last: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(values) < 2:
        return "".join(values)
    return f"{', '.join(values[:-1])} {last} {values[-1]}"


def count(number: int, singular: str, plural: str = "") -> str:
    """Return "1 incident", "23 incidents", "1,204 incidents"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
