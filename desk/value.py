"""A proposed value: what it is, the quote that proves it, and the rule that made it from the quote."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

LONGEST_QUOTE = 500
# What values are proposed for, in the order in which an editor reads them.
FIELDS = (
    "kind",
    "when",
    "place",
    "also_places",
    "position",
    "types",
    "harm",
    "states",
    "agencies",
    "vessels",
    "accounts",
    "origins",
    "headline",
    "publisher",
    "published",
    "language",
)


@dataclass(frozen=True)
class Value:
    """A value of one field; its quote is the page's text from `start` to `end`.

    `rule` names the rule, `reasoning` says in plain words how the value follows; `more` are the field's other parts
    (an account has its state, a date its precision), `others` further candidates, most likely first.
    """

    field: str
    value: Any
    start: int
    end: int
    rule: str
    reasoning: str
    more: dict[str, Any] = dataclasses.field(default_factory=dict)
    others: tuple[Any, ...] = ()
