"""Speaker notes: what a page shows, in which words each state puts it, how well it is evidenced, what to be careful of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from briefing import wording
from layers import incident_rows, incidents
from waters import measure
from waters.lens import SENTENCES
from words import states, text

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from briefing.answers import Answers
    from briefing.story import Kind
    from question.view import View

SUMMED = "What a state says is summed up in our words after the report named, not quoted."
SILENCE = "silence is no calm: what nobody reported is missing"
NO_WATERS = "Whose claims a position lies in is not told: the computed waters cannot be shown with this data package."
COUNTS = "counts compare reporting, not danger"
HARM = ["killed", "injured", "missing", "vessels_sunk"]


def nothing(view: View) -> str:
    """Return the sentence on a question that finds nothing."""
    return f"No {view.unit[0]} is on record under this filter. Silence is no calm: what nobody reported is missing."


class Told(NamedTuple):
    """The four things that a speaker needs to know of a page, in plain sentences; "" where there is nothing to say."""

    shows: str
    whose_words: str
    evidence: str
    care: str


_HEADINGS = Told("What it shows", "In whose words", "How well evidenced", "Take care")


def written(told: Told) -> str:
    """Return the notes of one scene: a paragraph for each of the four."""
    return "\n".join(f"{heading}: {words}" for heading, words in zip(_HEADINGS, told, strict=True) if words)


def _map(answers: Answers) -> Told:
    beside = [text.count(len(answers.claims), "claim instrument"), text.count(len(answers.developments), "development")]
    return Told(
        wording.sentences(
            f"reported {answers.view.unit[1]} as marks, shaded by the gravest severity; a number says how many were "
            "at a place or close together",
            f"beside them {text.words(beside)}, claims as their states published them",
        ),
        voices(answers.clashes),
        evidence(answers.clashes, answers.view),
        wording.sentences(doubt(answers.clashes), "drawing a line as its state published it endorses nothing", COUNTS),
    )


def _places(answers: Answers) -> Told:
    return Told(
        wording.sentences(
            f"{answers.view.unit[1]} by the place that the reports name: one bar a place, its shades the severities"
        ),
        voices(answers.clashes),
        evidence(answers.clashes, answers.view),
        wording.sentences(
            f"a place says where {wording.article(answers.view.unit[0])} was reported, not whose it is",
            doubt(answers.clashes),
        ),
    )


def _trend(answers: Answers) -> Told:
    compared = answers.comparison
    parts = [f"{term.n:,} of severity {term.severity}" for term in reversed(compared.now.bar.terms) if term.n]
    return Told(
        wording.sentences(
            f"{answers.view.unit[1]} by when they began; the period is {compared.now.span.words} ({compared.chosen})",
            f"in it {text.words(parts)}" if parts else "",
        ),
        "",
        "",
        wording.sentences(
            f"the sum of severities is a count in which a graver {answers.view.unit[0]} weighs more, and no more than that",
            COUNTS,
            compared.note,
        ),
    )


def _clash(answers: Answers) -> Told:
    row = answers.selected
    card = incidents.describe(row)
    said = [f"{account.who}, by {account.report.publisher}: {account.says}" for account in card.accounts]
    silent = text.words([states.spoken(code) for code in card.silent], last="or")
    return Told(
        wording.sentences(f"{row['title']}, {row['when']}", row["summary"]),
        wording.sentences(*said, f"no account by {silent} was found" if silent else "", SUMMED if said else ""),
        wording.sentences(f"it rests on {row['footing'].words}"),
        wording.sentences(
            f"the position is known to within {measure.distance_words(row['precision_m'])} ({row['position_basis']})",
            f"the date is known to the {row['date_precision']} only" if row["date_precision"] != "day" else "",
            "figures of harm are what reports say, not what was verified" if row[HARM].fillna(0).gt(0).any() else "",
            f"what is counted of it: {row['harm_of']}" if row["harm_of"] else "",
            "who did what is disputed; a part reads as reported by the state named" if _disputed(row) else "",
        ),
    )


def _disputed(row: pd.Series) -> bool:
    return any(party.role_disputed for party in row["parties"])


def _claims(answers: Answers) -> Told:
    if answers.store.without_waters:
        return Told(NO_WATERS, SENTENCES[answers.view.lens], "", answers.store.without_waters)
    return Told(
        wording.sentences(
            "the sea by how many states claim it: darker is more",
            f"then the waters that {wording.gravest(len(answers.grave), answers.view)} happened in"
            if len(answers.grave)
            else "",
        ),
        SENTENCES[answers.view.lens],
        wording.sentences("each zone rests on an instrument, and each instrument stands with the report that carries it"),
        wording.sentences(
            "drawing a claim does not endorse it, and states differ on the award",
            "where neighbours have published no agreed limit each claim is drawn to its full reach",
            "a position that may be off by more than its distance from a limit cannot be determined",
        ),
    )


def _developments(answers: Answers) -> Told:
    rows = answers.developments
    single = int((rows["origins"] == 1).sum())
    return Told(
        wording.sentences(
            f"{text.count(len(rows), 'development')} that touch the dates asked for" if len(rows) else "",
        ),
        "",
        wording.sentences(f"{wording.number(single)} of {len(rows):,} {_rests(single)}" if single else ""),
        wording.sentences("a development stands in the words of its reports, and no cause of any clash is implied"),
    )


def harm(rows: pd.DataFrame) -> str:
    """Return what harm the reports of some clashes add up to, as far as they give figures."""
    words = incident_rows.harm_words(rows)
    return f"Harm, as far as reported: {words}. Reports do not count every side's." if words else ""


def voices(rows: pd.DataFrame) -> str:
    """Return for how many clashes two states or more speak for themselves, one state alone, and none."""
    told = [sorted(footing.speaking) for footing in rows["footing"]]
    alone = Counter(codes[0] for codes in told if len(codes) == 1).most_common()
    groups = [("of two states or more", sum(len(codes) > 1 for codes in told))]
    groups += [(f"of {states.spoken(code)} alone", n) for code, n in alone]
    said = [f"{whose} for {n:,}" for whose, n in groups if n]
    none = [f"of no state for {told.count([]):,}"] if [] in told else []
    return wording.sentences(f"states' own words on record: {'; '.join([*said, *none])}") if told else ""


def evidence(rows: pd.DataFrame, view: View) -> str:
    """Return how many reports there are of what a view finds, and how many of these rest on one origin."""
    reports = {report.id for reports in rows["reports"] for report in reports}
    single = int((rows["origins"] == 1).sum())
    weak = int(rows["weak"].sum())
    rest = f"{wording.number(single)} of the {view.unit[1]} {_rests(single)} only"
    doubtful = (
        f"{wording.number(weak)} {wording.verb(weak, 'rests on a weak page', 'rest on weak pages')} alone" if weak else ""
    )
    counted = f"{text.count(len(reports), 'report')} of {wording.clashes(len(rows), view)}"
    return wording.sentences(counted, rest, doubtful) if reports else ""


def _rests(number: int) -> str:
    return f"{wording.verb(number, 'rests', 'rest')} on one independent origin"


def doubt(rows: pd.DataFrame) -> str:
    """Return how well the positions and dates of some clashes are known."""
    if rows.empty:
        return SILENCE
    coarse = int((rows["date_precision"] != "day").sum())
    dated = (
        f"; {wording.number(coarse)} {wording.verb(coarse, 'is', 'are')} dated to a month or a year only" if coarse else ""
    )
    return f"positions are known to within {measure.distance_words(rows['precision_m'].max())} or better{dated}"


NOTES: dict[Kind, Callable[[Answers], Told]] = {
    "map": _map,
    "places": _places,
    "trend": _trend,
    "clash": _clash,
    "claims": _claims,
    "developments": _developments,
}
