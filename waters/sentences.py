"""What is said of waters: the one place that writes whose they are, from a lens and a day, for pages, files and decks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waters import lens as lenses
from waters.lens import AWARD, LENSES
from words import dates, states, text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from waters.areas import Across
    from waters.computed import Zone
    from waters.standing import Standing

UNSURE = "cannot be determined at this accuracy"
NO_STATE = "no state is found to claim"


def names(codes: Iterable[str], *, last: str = "and") -> str:
    """Return states as a sentence names them, by name: "China, the Philippines and Vietnam"."""
    return text.words([states.spoken(code) for code in sorted(codes, key=states.name)], last=last)


def seen(lens: str, day: dt.date | None) -> str:
    """Return a lens and its day in words: "as claimed, as of 30 June 2020"."""
    return f"{LENSES[lens].lower()}, as of {dates.words(day) if day else 'today'}"


def waters(codes: Iterable[str]) -> str:
    """Return what waters are called by the states that claim them."""
    who = names(codes)
    return f"Waters claimed by {who}" if who else f"Waters that {NO_STATE}"


def whose(standing: Standing, lens: str, day: dt.date | None) -> str:
    """Return whose waters a position is in under a lens on a day, as the end of a sentence."""
    if not lenses.applies(lens, day):
        return lenses.BEFORE_AWARD
    under = standing.under(lens, day)
    if under.setting.kind == "land":
        return "on land"
    words = _sure(under)
    if under.by_reading:
        words += f" ({names(under.by_reading)} by a reading: no limit is published)"
    if under.doubtful:
        words += f"; of {names(under.doubtful)} it {UNSURE}"
    return words


def _sure(under: Standing) -> str:
    if under.claimants:
        return f"in waters claimed by {names(under.claimants)}"
    if under.claimed_by_none:
        return f"in waters that {NO_STATE}"
    if under.doubtful:
        return "in waters claimed by no state for certain"
    if under.in_sea:
        return "no computed zone holds it, though land lies within 12 nm: zones there are not all computed"
    return "no computed zone reaches it"


def verdict(standing: Standing, day: dt.date | None) -> str:
    """Return what a position is and, at sea, which states' waters it is in under either lens."""
    ground = standing.under("claimed", day).setting
    if ground.kind == "land":
        return ground.sentence
    held = [f"{words}: {whose(standing, lens, day)}." for lens, words in LENSES.items()]
    return " ".join([ground.sentence, *held])


def of_zone(zone: Zone, standing: Standing, lens: str, day: dt.date | None) -> str:
    """Return whether a position lies inside a zone under a lens on a day, or that the award set the zone aside."""
    if not lenses.applies(lens, day):
        return lenses.BEFORE_AWARD
    if not zone.counts(lens, day):
        return AWARD["set_aside"]
    side = "inside" if zone in standing.inside else UNSURE
    return f"{side} ({AWARD['not_ruled']})" if lens == "award" and zone.award == "not_ruled" else side


def portions(across: Across) -> list[tuple[str, float]]:
    """Return an area's parts in words with their km², the largest of the claimed first; together they are the area."""
    claimed = [(names(portion.states) or NO_STATE, portion.km2) for portion in across.portions]
    rest = [("land", across.land_km2), ("not computed: outside the sea counted", across.outside_km2)]
    return [part for part in [*claimed, *rest] if round(part[1])]


def shared(across: Across, *, most: int = 3) -> str:
    """Return how an area is shared, as the end of a sentence: its largest parts, and how much the others are together."""
    parts = portions(across)
    largest = [f"{who} {_percent(km2 / across.km2)}" for who, km2 in parts[:most]]
    left = sum(km2 for _, km2 in parts[most:])
    return "; ".join([*largest, *([f"others {_percent(left / across.km2)}"] if left else [])])


def _percent(share: float) -> str:
    """Return a share that is not nothing in per cent, as what it is at most where it rounds to nothing."""
    words = f"{share:.0%}"
    return "under 1%" if words == "0%" else words
