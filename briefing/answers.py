"""What a question finds, worked out once for the draft, the pages and the notes, so that their figures cannot differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from layers import claims, developments, incidents, overlaps, periods, reach, trends
from question.beside import other
from waters import computed, standing

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from layers.reach import Reach
    from layers.store import Store
    from question.view import View
    from waters.standing import Standing

MOST_GRAVE = 3


@dataclass(frozen=True)
class Answers:
    """A question and the answers to it: what the map and its table show under the same question."""

    store: Store
    view: View

    @cached_property
    def clashes(self) -> gpd.GeoDataFrame:
        """The reported clashes, newest first."""
        return incidents.filter(self.store.frames["incidents"], self.view)

    @cached_property
    def grave(self) -> gpd.GeoDataFrame:
        """The three gravest clashes, in the order of `incidents.gravest`."""
        return incidents.gravest(self.clashes, most=MOST_GRAVE)

    @cached_property
    def claims(self) -> gpd.GeoDataFrame:
        """The claim instruments."""
        return claims.filter(self.store.frames["claims"], self.view)

    @cached_property
    def developments(self) -> gpd.GeoDataFrame:
        """The developments that touch the question's dates, newest first: what its map shows."""
        return developments.filter(self.store.frames["developments"], self.view)

    @cached_property
    def places(self) -> tuple[trends.Bar, ...]:
        """The clashes by place, most first."""
        return trends.by_place(self.clashes).bars

    @cached_property
    def comparison(self) -> periods.Comparison:
        """The question's period beside the one before and the same a year earlier."""
        return periods.compare(self.store.package, self.store.frames["incidents"], self.view)

    @cached_property
    def earlier(self) -> gpd.GeoDataFrame:
        """The clashes that had begun before the question's first day and were still under way."""
        return self.clashes.loc[list(self.reach.earlier)]

    @cached_property
    def reach(self) -> Reach:
        """How the clashes lie to the question's dates."""
        return reach.of(self.clashes, self.view)

    @cached_property
    def shares(self) -> tuple[computed.Share, ...]:
        """The counted sea by the exact set of states that claim it, as far as it is of the question's states."""
        return tuple(overlaps.shares(computed.load(self.store.package), self.view))

    @cached_property
    def shared(self) -> tuple[computed.Share, ...]:
        """The same of what two states or more claim, or just so many as the question says."""
        return tuple(computed.shared(self.shares, self.view.claimants))

    def standing(self, row: pd.Series, lens: str) -> Standing:
        """What the computed zones say of a clash's position under a lens, on the question's last day."""
        found: Standing = row["standing"]
        return found.under(lens, self.view.end)

    @cached_property
    def spot(self) -> Standing:
        """What the computed zones say of the point that the question asks about. Raises ValueError where it names none."""
        if self.view.point is None:
            raise ValueError("the question asks about no point")
        return standing.at(computed.load(self.store.package), *self.view.point)

    @cached_property
    def sides(self) -> tuple[View, ...]:
        """The question and the one that it is compared with, if any."""
        compared = other(self.view)
        return (replace(self.view, beside=""), *([compared] if compared else []))

    @cached_property
    def pair(self) -> tuple[Answers, ...]:
        """The answers to both."""
        return tuple(Answers(self.store, view) for view in self.sides)

    @property
    def picked(self) -> pd.Series:
        """The feature that the question picks, of whatever layer."""
        return self.store.frames[self.store.ids[self.view.selected]].loc[self.view.selected]

    @property
    def selected(self) -> pd.Series:
        """The clash that the question picks."""
        return self.store.frames["incidents"].loc[self.view.selected]
