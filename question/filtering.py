"""The tests that more than one layer puts to its rows, each a boolean array as long as the frame."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from words import text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable
    from collections.abc import Set as AbstractSet

    import pandas as pd
    from numpy.typing import NDArray

    from question.view import View


_WORD = re.compile(r"\w+")
# What stands between words, as far as ASCII goes.
_APART = {code: " " for code in range(128) if not _WORD.match(chr(code))}


def haystack(pieces: Iterable[object]) -> str:
    """Return texts as one line of folded words between spaces, so that a whole word is " word "."""
    return f" {' '.join(words for piece in pieces if piece and (words := _words(str(piece))))} "


# A page's title, a place's name and a state's stand in many rows.
@lru_cache(maxsize=20_000)
def _words(piece: str) -> str:
    """Return the folded words of a text between single spaces."""
    folded = text.fold(piece)
    return " ".join(folded.translate(_APART).split() if folded.isascii() else _WORD.findall(folded))


def says(hay: pd.Series, q: str) -> NDArray[np.bool_]:
    """Tell which rows hold every word of `q`.

    A word of Latin script matches whole words ("Subi" is not in "Subic") and, where no row has it whole, beginnings of
    words; scripts without spaces match anywhere.
    """
    mask = np.ones(len(hay), dtype=bool)
    for word in _WORD.findall(text.fold(q)):
        whole = _holds(hay, f" {word} ") if word.isascii() else _holds(hay, word)
        mask &= whole if whole.any() else _holds(hay, f" {word}")
    return mask


def _holds(hay: pd.Series, piece: str) -> NDArray[np.bool_]:
    return np.fromiter((piece in line for line in hay), dtype=bool, count=len(hay))


def meets(sets: pd.Series, wanted: Iterable[str]) -> NDArray[np.bool_]:
    """Tell which rows' sets hold any wanted word; no wanted word admits every row."""
    any_of = frozenset(wanted)
    if not any_of:
        return np.ones(len(sets), dtype=bool)
    return np.fromiter((not any_of.isdisjoint(held) for held in sets), dtype=bool, count=len(sets))


def pairs(involved: Iterable[str], acting: Collection[str] = (), acted_on: Collection[str] = ()) -> frozenset[str]:
    """Return the unordered pairs of states between which something happened, as "CHN-PHL".

    They are those that stood across from one another: one is reported to have acted on the other. Where nobody's part is
    known, or nobody acted on another, they are all pairs of those involved.
    """
    every = list(combinations(sorted(involved), 2))
    across = [(a, b) for a, b in every if (a in acting and b in acted_on) or (b in acting and a in acted_on)]
    return frozenset("-".join(pair) for pair in across or every)


def of_states(involved: AbstractSet[str], view: View) -> bool:
    """Tell whether what these states have a part in is of the view's states, as its `match` means them.

    Any is one of them, all is each of them, between is two of them at least; no states admit everything.
    """
    least = {"any": 1, "all": len(view.states), "between": 2}[view.match]
    return len(involved & frozenset(view.states)) >= min(least, len(view.states))


def by_states(sets: Collection[AbstractSet[str]], view: View) -> NDArray[np.bool_]:
    """Tell which rows' states are of the view's, one after the other as `of_states` does."""
    if not view.states:
        return np.ones(len(sets), dtype=bool)
    return np.fromiter((of_states(involved, view) for involved in sets), dtype=bool)


def by_parties(frame: pd.DataFrame, view: View) -> NDArray[np.bool_]:
    """Tell which clashes are of the view's states in its role: between them are those of a pair of them."""
    if view.match == "between" and len(view.states) > 1:
        return meets(frame["pairs"], pairs(view.states))
    return by_states(frame[view.role], view)


def touches(first: pd.Series, last: pd.Series, start: dt.date | None, end: dt.date | None) -> NDArray[np.bool_]:
    """Tell which periods touch a range of days, both ends inclusive; a missing end is open, a missing first is unknown."""
    mask = np.ones(len(first), dtype=bool)
    if start:
        mask &= ~(last < np.datetime64(start)).to_numpy()
    if end:
        mask &= ~(first > np.datetime64(end)).to_numpy()
    return mask


def together(masks: dict[str, NDArray[np.bool_]], *, without: str = "") -> NDArray[np.bool_]:
    """Tell which rows pass every test, or every test but one (what a facet's counts are taken over).

    Raises KeyError where `without` names none of the tests.
    """
    if without and without not in masks:
        raise KeyError(without)
    kept = [mask for name, mask in masks.items() if name != without]
    return np.asarray(np.logical_and.reduce(kept), dtype=bool)


def by_place(places: pd.Series, view: View) -> NDArray[np.bool_]:
    """Tell which rows name the view's place; no place admits every row."""
    return (places == view.place).to_numpy() if view.place else np.ones(len(places), dtype=bool)
