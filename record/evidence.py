"""Evidence: which reports stand behind a feature, and how many of them are independent.

Ten papers that reprint one wire are one origin: reports that the `origins` table connects count once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from words import states

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    import pandas as pd


class Report(NamedTuple):
    """One page or document, as its row has it, with what it says of the feature that it was asked for."""

    id: str
    url: str
    archive_url: str
    publisher: str
    publisher_class: str
    publisher_state: str
    voice: str
    title: str
    published: str
    retrieved: str
    language: str
    supports: str = ""

    @property
    def words(self) -> str:
        """The link's text: the page's title, or its publisher where the title is not known."""
        return self.title or f"{self.publisher} (title not recorded)"


def newest_first(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Return reports by the date they were published, the newest first; one without a date comes last."""
    return tuple(sorted(reports, key=lambda report: (report.published, report.id), reverse=True))


# Whose word an account is where it is not the state's own, by the data's word; {state} is the state as a sentence has it.
SPEAKERS = {
    "captain": "a captain from {state}",
    "fishers": "fishers from {state}",
    "press": "the press of {state}",
    "unnamed officials": "unnamed officials of {state}",
    "voice on the scene": "a voice on the scene, for {state}",
    "private group": "a private group or lawmaker of {state}",
    "digest": "a digest, for {state}",
    "relayed by the other side": "{state}, as the other side relays it",
}


def gathered(several: Iterable[Iterable[Report]]) -> tuple[Report, ...]:
    """Return the reports of several features, each once, the newest first."""
    return newest_first({report.id: report for reports in several for report in reports}.values())


class Account(NamedTuple):
    """What one state says of a feature, and the report that carries it.

    `speaker` tells whose word it really is where it is not the state's own: a captain's, the press's, the other side's.
    """

    state: str
    says: str
    report: Report
    speaker: str = ""

    @property
    def who(self) -> str:
        """Whose word it is, as a heading says it: "China", "A captain from Vietnam"."""
        if not self.speaker:
            return states.name(self.state)
        words = SPEAKERS.get(self.speaker, f"{self.speaker}, for {{state}}").format(state=states.spoken(self.state))
        return f"{words[:1].upper()}{words[1:]}"

    @property
    def lead(self) -> str:
        """The heading over it: "China says", "Fishers from Vietnam"."""
        return self.who if self.speaker else f"{self.who} says"


class Step(NamedTuple):
    """One step of "this report took it from that": the other report's id, or the words for an origin outside the set."""

    report: str
    from_report: str
    origin_title: str
    relation: str
    note: str


def _rows(table: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Return some columns of each row; a table without rows need not have them."""
    return zip(*(table[name].tolist() for name in columns), strict=True) if len(table) else iter(())


def connected(nodes: Iterable[Hashable], links: Iterable[tuple[Hashable, Hashable]]) -> dict[Hashable, int]:
    """Return the number of the part that each node of a graph is in; what links connect is one part.

    networkx was left aside: its import took a fifth of a second of every start, and one function of it was used.
    """
    beside: dict[Hashable, list[Hashable]] = {node: [] for node in nodes}
    for node, other in links:
        beside.setdefault(node, []).append(other)
        beside.setdefault(other, []).append(node)
    part: dict[Hashable, int] = {}
    for number, first in enumerate(beside):
        waiting = [first]
        while waiting:
            node = waiting.pop()
            if node not in part:
                part[node] = number
                waiting += beside[node]
    return part


@dataclass(frozen=True)
class Evidence:
    """Reports, citations, accounts and origins, looked up by (layer, feature id)."""

    reports: dict[str, Report]
    cited: dict[tuple[str, str], tuple[Report, ...]]
    said: dict[tuple[str, str], tuple[Account, ...]]
    steps: dict[str, tuple[Step, ...]]
    origin: dict[str, int]

    @classmethod
    def of(cls, tables: dict[str, pd.DataFrame]) -> Evidence:
        """Return the evidence that a package's tables hold."""
        columns = [name for name in Report._fields if name != "supports"]
        table = tables["reports"][columns].assign(
            retrieved=tables["reports"]["retrieved"].dt.strftime("%Y-%m-%d").fillna("")
        )
        reports = {row[0]: Report(*row) for row in table.itertuples(index=False, name=None)}
        cited: dict[tuple[str, str], list[Report]] = {}
        for layer, feature, report, supports in _rows(tables["citations"], "layer", "feature", "report", "supports"):
            cited.setdefault((layer, feature), []).append(Report(*reports[report][:-1], supports))
        said: dict[tuple[str, str], list[Account]] = {}
        for layer, feature, state, says, report, speaker in _rows(
            tables["accounts"], "layer", "feature", "state", "says", "report", "speaker"
        ):
            said.setdefault((layer, feature), []).append(Account(state, says, reports[report], speaker))
        steps: dict[str, list[Step]] = {}
        names = [*Step._fields, "from_origin"]
        links: list[tuple[Hashable, Hashable]] = []
        for *step, key in tables["origins"][names].itertuples(index=False, name=None):
            steps.setdefault(step[0], []).append(Step(*step))
            links.append((step[0], step[1] or ("origin", key)))
        origin = connected(reports, links)
        newest = {key: newest_first(found) for key, found in cited.items()}
        return cls(
            reports,
            newest,
            {key: tuple(sorted(found)) for key, found in said.items()},
            {key: tuple(found) for key, found in steps.items()},
            {report: origin[report] for report in reports},
        )

    def of_feature(self, layer: str, feature: str) -> tuple[Report, ...]:
        """Return the reports behind one feature, newest first."""
        return self.cited.get((layer, feature), ())

    def origins(self, reports: tuple[Report, ...]) -> int:
        """Return how many independent origins stand behind these reports."""
        return len({self.origin[report.id] for report in reports})

    def accounts(self, layer: str, feature: str) -> tuple[Account, ...]:
        """Return what each state says of one feature, in the order of their codes."""
        return self.said.get((layer, feature), ())

    def chain(self, report: str) -> list[Step]:
        """Return the steps from one report back to where its news came from, nearest first."""
        found: list[Step] = []
        waiting = [report]
        seen = {report}
        while waiting:
            for step in self.steps.get(waiting.pop(0), ()):
                found.append(step)
                if step.from_report and step.from_report not in seen:
                    seen.add(step.from_report)
                    waiting.append(step.from_report)
        return found
