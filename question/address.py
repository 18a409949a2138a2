"""What an address, a command or a file says under each key, before anything is made of it.

A key that is given twice and a value that is no text are refused here, for every page, route, command and briefing alike:
half of what was asked is never answered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qsl

from words import text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

# A value by its key; all of them where a key may be given more than once.
Query = Mapping[str, str | Sequence[str]]
Value = TypeVar("Value")
MOST_NAMED = 3
LONGEST_QUOTED = 60
# What a decoder leaves of bytes that are no UTF-8: the replacement character, or on a command line half a character.
_BROKEN = re.compile(r"[\ufffd\ud800-\udfff]")
_CONTROL = re.compile(r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]")


def read(query_string: bytes) -> dict[str, list[str]]:
    """Return the query of an address by its keys, each with every value given; no UTF-8 becomes the replacement character.

    Starlette's own reading was left aside: bytes that nobody escaped are Latin-1 to it, and so another word.
    """
    values: dict[str, list[str]] = {}
    for key, value in parse_qsl(query_string.decode("utf-8", "replace"), keep_blank_values=True):
        values.setdefault(key, []).append(value)
    return values


def single(values: str | Sequence[str], *, listed: bool = False) -> str:
    """Return the one value of a key, "" where it has none; `listed` says that a value may hold several, by commas.

    Raises ValueError with what was expected.
    """
    given = [values] if isinstance(values, str) else values
    if len(given) > 1:
        raise ValueError(f"the key once{', its values joined by commas' if listed else ''}")
    value = "".join(given)
    if _BROKEN.search(value):
        raise ValueError("text in UTF-8, and its bytes are of another encoding")
    if _CONTROL.search(value):
        raise ValueError("text without control characters")
    return value


def taken(query: Query, key: str, read: Callable[[str], Value]) -> Value:
    """Return what `read` makes of the one text that a key is given, "" where it is given none.

    Raises ValueError, in one sentence, where the key is given more, or `read` says what it expected.
    """
    given = query.get(key, "")
    try:
        return read(single(given))
    except ValueError as fault:
        raise ValueError(f"{quoted(key, given)} was not understood: expected {fault}.") from None


def quoted(key: str, values: str | Sequence[str]) -> str:
    """Return a key and what it is given, as it stands in an address, cut: “states=PHL&states=CHN”."""
    given = [values] if isinstance(values, str) else values
    return f"“{key}={text.plain(f'&{key}='.join(given), longest=LONGEST_QUOTED)}”"


def unknown(query: Query, keys: Collection[str]) -> str:
    """Return the keys that are none of `keys`, quoted, with the verb that goes with them; "" where there are none."""
    strangers = [key for key in query if key not in keys]
    named = [f"“{text.plain(key, longest=40)}”" for key in strangers[:MOST_NAMED]]
    more = [f"{len(strangers) - MOST_NAMED:,} more"] if len(strangers) > MOST_NAMED else []
    verb = "is not a key" if len(strangers) == 1 else "are not keys"
    return f"{text.words([*named, *more])} {verb}" if strangers else ""
