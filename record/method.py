"""How the record was made and what it leaves out, sentence by sentence: the About page and a deck's end read them here."""

from __future__ import annotations

from record import severity

RESTS = "Every feature rests on at least one public page."
ORIGINS = "Reports that reprint one wire or rewrite one statement count as one independent origin."
TITLES = "A title states only what every account on record agrees on, or says whose word it is."
ACCOUNTS = (
    "What states say of a clash stands side by side, summed up in our words. A part in a clash (who acted, who was acted "
    "on) follows the account that gives it, and that account is named."
)
PRECISION = "Dates and positions carry their precision."
MONTHS = "A clash known to the month counts in its month and in no day; one known to the year counts in its year alone."
DISTANCES = "Distances are geodesic on WGS 84."
CLAIMS = (
    "Claims are drawn as their states published them, lines as lines and areas as areas; drawing a claim does not endorse "
    "it, and no name implies a view on title."
)
SEVERITY = "Severity is a rule over recorded facts, never an opinion: the gravest recorded type or harm sets the level."
SILENCE = "Silence is no calm."


def reach(coverage: str) -> str:
    """Return what the record holds and what it misses; `coverage` says how far it reaches, in words."""
    return (
        "The record holds what was found in public pages, most of them in English; it is "
        f"{coverage}. What nobody reported, and what was not found, is missing. Counts compare reporting, not "
        "danger."
    )


def severity_rule() -> list[tuple[int, str, str]]:
    """Return the rule's steps: each level, its name, and what sets it."""
    return [(step.level, step.name, step.set_by) for step in severity.STEPS]
