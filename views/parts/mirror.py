"""What a widget at the left shows, and what its reader changed of it.

A browser sends the words of a choice, its number included, and with every request it sends those of all widgets. One that
comes before the browser has heard what the page shows by now brings what was shown until then: no reader chose that.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any, NamedTuple

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# A browser has heard by then what the page shows. Who takes a choice back later than that means it.
LAG_S = 2.0
# On a busy machine it may take longer: so long, a choice is of what was shown before where it is nearer to that.
LONGEST_LAG_S = 10.0
NUMBER = re.compile(r" \([\d,]+\)$")


class Shown(NamedTuple):
    """What a widget shows by the page's word, what it showed before, and since when, by a clock that is never set back."""

    value: Any
    before: Any
    since_s: float


def note(key: str, value: object) -> None:
    """Note what the widget of this key shows from now on."""
    last = _last(key)
    if last is None or last.value != value:
        before, since_s = (last.value, time.monotonic()) if last else (value, -LONGEST_LAG_S)
        st.session_state[_note(key)] = Shown(value, before, since_s)


def chosen(key: str, options: Iterable[Any] | None = None, words: Callable[[Any], str] = str) -> tuple[Any, ...]:
    """Return what the reader chose in the widget of this key, alone in a tuple; an empty one where that was nothing new.

    `options` are what may be chosen and `words` what each is called, without a number; none where anything can be typed.
    """
    value = _read(st.session_state[key], None if options is None else list(options), words)
    last = _last(key)
    return () if last and value and (value[0] == last.value or (value[0] == last.before and _late(last))) else value


def several(key: str, held: Iterable[str], options: Iterable[str], words: Callable[[str], str]) -> set[str]:
    """Return what is held with what the reader has added to the widget of this key, and without what was taken out of it.

    Whatever else was added meanwhile, as on the map, the widget does not show yet, and it stays.
    """
    every, last = list(options), _last(key)
    value = {option for cell in st.session_state[key] for option in _read(cell, every, words)}
    shown = set(last.value) if last else set()
    if last and len(value ^ set(last.before)) < len(value ^ shown):
        shown = set(last.before) if _late(last, LAG_S if value == set(last.before) else LONGEST_LAG_S) else shown
    return ({*held} | (value - shown)) - (shown - value)


def keep(key: str, value: object) -> None:
    """Note what the reader chose, once it has been asked for: the browser shows it already."""
    st.session_state[_note(key)] = Shown(value, value, -LONGEST_LAG_S)


def _read(value: object, options: list[Any] | None, words: Callable[[Any], str]) -> tuple[Any, ...]:
    """Return the option that a browser names, by itself or by words with a number of before; none where that is unclear."""
    if options is None or value in options:
        return (value,)
    named = [option for option in options if words(option) == NUMBER.sub("", str(value))]
    return tuple(named) if len(named) == 1 else ()


def _late(last: Shown, lag_s: float = LAG_S) -> bool:
    return time.monotonic() - last.since_s < lag_s


def _last(key: str) -> Shown | None:
    last: Shown | None = st.session_state.get(_note(key))
    return last


def _note(key: str) -> str:
    return f"shown-{key}"
