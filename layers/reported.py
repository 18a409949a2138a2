"""Reports by what they say: the words that one is found by, and the features that it describes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from layers import layer
from question import filtering, layer_keys
from words import states

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from layers.store import Store
    from record.evidence import Report

Pair = tuple[str, str]


@lru_cache(maxsize=2)
def described(store: Store) -> dict[str, list[Pair]]:
    """Return the (layer, feature id) pairs that each report describes, by the report's id; to be read and never changed."""
    pairs: dict[str, list[Pair]] = {}
    for pair, reports in store.package.evidence.cited.items():
        for report in reports:
            pairs.setdefault(report.id, []).append(pair)
    return pairs


def drawn(store: Store, report: str) -> list[Pair]:
    """Return those of a report's pairs whose layer is one of the map's."""
    return [pair for pair in described(store).get(report, []) if pair[0] in layer_keys.every()]


def says(store: Store, reports: Sequence[Report], typed: str) -> NDArray[np.bool_]:
    """Tell which reports hold every word of a search: in what they are, what they say or where they lead.

    That is the title, the publisher, whose words and what kind they are, the address and those of copies; what the report is
    cited for and the account that it carries; and of each feature that it describes the title and its place in every
    language.
    """
    words = _words(store)
    return filtering.says(pd.Series([words[report.id] for report in reports], dtype=object), typed)


@lru_cache(maxsize=2)
def _words(store: Store) -> dict[str, str]:
    evidence = store.package.evidence
    cited: dict[str, list[str]] = {}
    for reports in evidence.cited.values():
        for report in reports:
            cited.setdefault(report.id, []).append(report.supports)
    for accounts in evidence.said.values():
        for account in accounts:
            cited.setdefault(account.report.id, []).append(account.says)
    features = _features(store)
    return {
        report.id: filtering.haystack(
            [
                *(report.id, report.title, report.publisher, states.name(report.voice), report.publisher_class),
                *(report.url, report.archive_url, *cited.get(report.id, ())),
                *(features.get(pair, "") for pair in described(store).get(report.id, ())),
            ]
        )
        for report in evidence.reports.values()
    }


def _features(store: Store) -> dict[Pair, str]:
    """Return each feature's title with the names that its places have in any language."""
    names = store.package.tables["names"].groupby("place")["name"].agg(" ".join).to_dict()
    words: dict[Pair, str] = {}
    for key in layer_keys.every():
        frame, title = store.frames[key], layer(key).DATA.title
        held = frame["places"] if "places" in frame else [()] * len(frame)
        own = frame.get("place", frame.index)
        for identity, called, place, places in zip(frame.index, frame[title], own, held, strict=True):
            named = (names.get(one, "") for one in {place, *places})
            words[key, identity] = " ".join([str(called), *named])
    return words
