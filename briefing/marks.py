"""The briefer's own notes on a map: arrows, rings and words at positions in WGS 84 degrees, kept in the briefing's file."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from words import text

MarkKind = Literal["arrow", "ring", "text"]
# More notes than this hide the map that they stand on, and longer ones do not stand on a line of it.
MOST_MARKS = 20
LONGEST_WORDS = 60
# A ring from the size of a harbour to that of the sea.
LEAST_KM, MOST_KM = 0.1, 2_000.0


def _line(value: object) -> object:
    return " ".join(text.plain(value, longest=2 * LONGEST_WORDS).split()) if isinstance(value, str) else value


Lon = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Lat = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]


class Mark(BaseModel):
    """One note: `at` is where it stands, [longitude, latitude], and an arrow goes from there `to` what it points at.

    A ring lies `km` kilometres around its middle. Words of one that is no text are free to be left out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: MarkKind
    at: tuple[Lon, Lat]
    to: tuple[Lon, Lat] | None = None
    km: Annotated[float, Field(ge=LEAST_KM, le=MOST_KM, allow_inf_nan=False)] | None = None
    words: Annotated[str, StringConstraints(max_length=LONGEST_WORDS), BeforeValidator(_line)] = ""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Hold a note to what its kind needs, and to no more."""
        for kind, field, meaning in (("arrow", "to", "the position that it points at"), ("ring", "km", "its radius")):
            given = getattr(self, field) is not None
            if given != (self.kind == kind):
                has = f"has “{field}”, {meaning}" if self.kind == kind else f"has no “{field}”: {kind}s alone have"
                raise ValueError(f"a note of the kind “{self.kind}” {has}")
        if self.kind == "text" and not self.words:
            raise ValueError("a note of the kind “text” has “words”")
        if self.to == self.at:
            raise ValueError("an arrow points at another position than its own")
        return self
