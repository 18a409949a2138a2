"""What a question finds, said in a few sentences: how many, when, where they gather, what changed, and in whose words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import notes, story, wording
from record import coverage, severity
from words import dates, states, text

if TYPE_CHECKING:
    from briefing.answers import Answers


def words(answers: Answers) -> str:
    """Return in a sentence or two how many clashes a question finds, when, and where they gather."""
    n, asked, when = len(answers.clashes), wording.narrowed(answers), wording.between(answers.view)
    lead = f"{wording.clashes(n, answers.view)}{asked}{',' * (', ' in asked)}"
    if not n:
        return wording.sentences(f"{lead} is on record{when}", notes.SILENCE)
    gathered = wording.concentrated(answers)
    return wording.sentences(f"{lead} {_said(answers, when)}{', ' * bool(gathered)}{gathered}", *_beyond(answers))


def _said(answers: Answers, when: str) -> str:
    """Return what is said of the clashes: that they happened then, or only touch those dates where some reach beyond."""
    n = len(answers.clashes)
    be = wording.verb(n, "is", "are")
    if not when:
        return f"{be} on record {wording.years(answers.clashes)}"
    if answers.reach.beyond:
        return f"{wording.verb(n, 'touches', 'touch')} {wording.touched(answers.view)}"
    return f"{be} reported to have happened{when}"


def _beyond(answers: Answers) -> list[str]:
    """Return of how many clashes it is known that they reach beyond the dates, and of how many that they may."""
    lie, view = answers.reach, answers.view
    # One that spans the dates is told of once, so that it is not taken for two.
    spanning = set(lie.earlier) & set(lie.later)
    counts = [len(spanning), len(lie.earlier) - len(spanning), len(lie.later) - len(spanning), len(lie.vague)]
    were, are = wording.verb(counts[1], "was", "were"), wording.verb(counts[3], "is", "are")
    begun = f"had begun before {dates.words(view.start)}" if view.start else ""
    went_on = f"went on after {dates.words(view.end)}" if view.end else ""
    said = (
        f"{begun} and {'went on after it' if view.start == view.end else went_on}",
        f"{begun} and {were} still under way",
        went_on,
        f"{are} dated to a month or a year that reaches beyond these dates",
    )
    whose = [wording.of_them(n, len(answers.clashes)) for n in counts]
    return [f"{subject} {words}" for subject, words, n in zip(whose, said, counts, strict=True) if n]


def key_points(answers: Answers) -> str:
    """Return what a reader needs first, a sentence or two a line: count, change, the gravest, whose words, harm."""
    row = answers.grave.iloc[0]
    points = (
        words(answers),
        wording.sentences(change(answers)),
        wording.sentences(f"the gravest: {row['title']}, {row['when']}, {severity.words(row['severity'])}"),
        notes.harm(answers.clashes),
        notes.voices(answers.clashes),
    )
    return text.plain("\n".join(filter(None, points)), longest=story.LONGEST_CAPTION)


def points(answers: Answers) -> list[str]:
    """Return three to five sentences: how many and where, what changed, the gravest, in whose words, how far it reaches."""
    told = [words(answers), wording.sentences(change(answers)), _gravest(answers), notes.voices(answers.clashes)]
    return [*filter(None, told), _reach(answers)]


def _gravest(answers: Answers) -> str:
    """Return the gravest clash and which states speak of it themselves; "" where nothing clashed."""
    if answers.grave.empty:
        return ""
    row = answers.grave.iloc[0]
    speaking = sorted(row["footing"].speaking, key=states.name)
    own = f"states' own words on it: {text.words([states.spoken(code) for code in speaking])}"
    return wording.sentences(
        f"the gravest: {row['title']}, {row['when']}, {severity.words(row['severity'])}", own if speaking else ""
    )


def _reach(answers: Answers) -> str:
    """Return how far the record reaches, with what that means for the question's dates."""
    package = answers.store.package
    # Where nothing is found, the first sentence says it already.
    silence = notes.SILENCE if len(answers.clashes) else ""
    note = coverage.note(package, answers.comparison.now.span.end)
    return wording.sentences(f"how far the record reaches: {coverage.words(package)}", note or silence)


def change(answers: Answers) -> str:
    """Return how many clashes began in the period and in those beside it."""
    now, n = answers.comparison.now, len(answers.comparison.now.bar.ids)
    others = [f"{len(one.bar.ids) or 'none'} {when}" for when, one in answers.comparison.others]
    return f"{wording.clashes(n, answers.view)} began {wording.during(now.span)}; {', '.join(others)}"
