"""A rectangle of a sheet or a slide, in points from the left top corner, x to the right and y downwards."""

from __future__ import annotations

from typing import NamedTuple

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle: its left top corner and its size, in points."""

    left: float
    top: float
    width: float
    height: float

    @classmethod
    def between(cls, left: float, top: float, right: float, bottom: float) -> Box:
        """Return the rectangle that has these edges."""
        return cls(left, top, right - left, bottom - top)

    @classmethod
    def around(cls, at: Point, reach: float) -> Box:
        """Return the square whose edges stand `reach` points off its middle."""
        return cls(at[0] - reach, at[1] - reach, 2 * reach, 2 * reach)

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """The left, top, right and bottom edges."""
        return self.left, self.top, self.right, self.bottom

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """The corners, clockwise from the left top."""
        left, top, right, bottom = self.edges
        return (left, top), (right, top), (right, bottom), (left, bottom)

    @property
    def middle(self) -> Point:
        """The point half way across and half way down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, at: Point, *, margin: float = 0.0) -> bool:
        """Tell whether a point lies inside, at least `margin` points from every edge."""
        x, y = at
        return self.left + margin <= x <= self.right - margin and self.top + margin <= y <= self.bottom - margin
