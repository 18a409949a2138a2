"""Complaints about a question, as many of them as a person reads."""

from __future__ import annotations

import re

from words import text

MOST_COMPLAINTS = 5
QUOTED = re.compile("“[^”]*”")


def briefly(complaints: list[str], whose: str) -> list[str]:
    """Return the first complaints, how many more there are, and of what: nobody reads twenty sentences of one link."""
    more = len(complaints) - MOST_COMPLAINTS
    if more < 2:
        return complaints
    others = ", ".join(quoted[0] for quoted in map(QUOTED.search, complaints[MOST_COMPLAINTS:]) if quoted)
    return [*complaints[:MOST_COMPLAINTS], f"{whose} other {text.count(more, 'fault')}: {others}."]
