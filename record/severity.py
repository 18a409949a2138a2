"""Severity: a rule over recorded facts, never an opinion. The About page prints this table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection


class Step(NamedTuple):
    """One step of the rule: the level, its name, and the incident types that reach it."""

    level: int
    name: str
    types: tuple[str, ...]
    harm: str = ""
    means: str = ""

    @property
    def set_by(self) -> str:
        """What sets the level, in words: the types of clash and the harm, and what they mean where that needs saying."""
        set_by = ", ".join([*map(type_words, self.types), *filter(None, [self.harm])])
        return f"{set_by}: {self.means}" if self.means else set_by


STEPS = (
    Step(0, "Words or presence only", ("passage", "presence"), means="no act against another reported"),
    Step(1, "Presence", ("standoff", "survey_standoff"), means="shadowing at close quarters, a swarm, a survey"),
    Step(2, "Obstruction", ("blocking", "harassment")),
    Step(3, "Hazard without contact", ("air_intercept", "flares", "laser")),
    Step(4, "Force or contact", ("cable_cutting", "collision", "ramming", "water_cannon")),
    Step(
        5,
        "Boarding, seizure, detention or injury",
        ("boarding", "detention", "fishery_arrest", "seizure"),
        "someone injured",
    ),
    Step(6, "Shots fired or a vessel sunk", ("shooting", "sinking"), "a vessel sunk"),
    Step(7, "Death", (), "someone killed"),
)
# From here on an incident is a clash; below it stand words and presence, which are shown where they are asked for.
CLASH = 1
NAMES = {step.level: step.name for step in STEPS}
TYPES = tuple(sorted(word for step in STEPS for word in step.types))
_LEVEL = {word: step.level for step in STEPS for word in step.types}


def shown(least: int) -> dict[int, str]:
    """Return the levels and names that a question shows which asks for `least` or more: 0 only where it asks for 0."""
    return {level: name for level, name in NAMES.items() if level >= min(least, CLASH)}


def unit(least: int) -> tuple[str, str]:
    """Return what one and several are called of what has the level `least` or more: no passage is called a clash."""
    return ("incident", "incidents") if least < CLASH else ("clash", "clashes")


def words(level: int) -> str:
    """Return a level as a sentence has it: "severity 4 of 7", and of level 0 that it is no clash."""
    return f"severity {level} of 7" if level >= CLASH else f"{NAMES[level].lower()}: not counted as a clash"


def short(level: int) -> str:
    """Return a level beside a title: "severity 4", or that it is words or presence only."""
    return f"severity {level}" if level >= CLASH else NAMES[level].lower()


def type_words(word: str) -> str:
    """Return a type as a reader sees it: "water_cannon" reads "water cannon"."""
    return word.replace("_", " ")


def severity(types: Collection[str], *, killed: int = 0, injured: int = 0, sunk: int = 0) -> tuple[int, str]:
    """Return the level, 0 to 7, and the recorded fact that sets it, in plain words.

    Level 0 is no act against another reported: it takes types of that level alone and no harm. An unknown type counts as
    presence: a word that the rule does not know must not raise an alarm, and none is left out of what is shown.
    """
    vessels = "vessel sunk" if sunk == 1 else "vessels sunk"
    harm = ((7, killed, "killed"), (6, sunk, vessels), (5, injured, "injured"))
    facts = [(_LEVEL.get(word, 1), type_words(word)) for word in sorted(types)]
    facts += [(level, f"{number} {word}") for level, number, word in harm if number]
    level = max((fact[0] for fact in facts), default=1)
    return level, ", ".join(words for reached, words in facts if reached == level) or "presence"
