"""A briefing: scenes in order, saved to and opened from one JSON file.

pydantic checks the file (it is installed with frictionless already); jsonschema was left aside because it would need the
shape written twice, as a schema and as the classes below.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 -- pydantic reads the annotation
from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["map", "places", "trend", "clash", "claims", "developments"]


class Scene(BaseModel):
    """One scene: a View's URL keys and values, how it is laid out, and the briefer's own words."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    kind: Kind
    query: dict[str, str]
    title: str
    caption: str = ""
    notes: str = ""


class Briefing(BaseModel):
    """Scenes in order, with the lines that stand on every one of them."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    title: str
    author: str = ""
    handling: str = ""
    as_of: dt.date | None = None
    scenes: tuple[Scene, ...] = ()
