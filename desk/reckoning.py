"""What a match of the grammar means: its days, its precision, and in plain words how that was reckoned."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING

from desk.grammar import Mention, names
from words import dates as spoken

if TYPE_CHECKING:
    import re

    from desk.grammar import Grammar
    from words.dates import Precision

MINGUO, BUDDHIST, REIWA = 1911, 543, 2018


def dated(  # noqa: PLR0913 -- what a date is made of, by name
    match: re.Match[str], first: dt.date, precision: Precision, why: str, *, last: dt.date | None = None, given: bool = True
) -> Mention:
    """Return the date that a match is, with how it was reckoned."""
    text = " ".join(match.group().split())
    reasoning = f"“{text}”{why} → {spoken.words(first, last, precision)}"
    return Mention(match.start(), match.end(), first, last or first, precision, reasoning, given)


def _year(parts: dict[str, str | None]) -> int | None:
    year = int(parts["y"] or 0) or None if parts.get("y") else None
    return year - BUDDHIST if year and year > 2400 else year


def _nearest(month: int, day: int, grammar: Grammar) -> dt.date:
    """Return the latest such day that is not after publication. Raises ValueError where the page has no date."""
    if not grammar.published:
        raise ValueError("no date of publication")
    for year in (grammar.published.year, grammar.published.year - 1):
        if day <= calendar.monthrange(year, month)[1] and dt.date(year, month, day) <= grammar.published:
            return dt.date(year, month, day)
    return dt.date(grammar.published.year, month, day)


def on_page(grammar: Grammar) -> str:
    """Return that a date was counted from the page's own day, where it has one."""
    return f" + published {spoken.words(grammar.published)}" if grammar.published else ""


def _written(match: re.Match[str], grammar: Grammar) -> Mention:
    parts = match.groupdict()
    month, day = names("months", grammar.language)[match["month"].lower()], int(match["d"])
    year = _year(parts)
    if year:
        note = ", Buddhist year" if int(match["y"]) > 2400 else ""
        return dated(match, dt.date(year, month, day), "day", note)
    return dated(match, _nearest(month, day, grammar), "day", on_page(grammar), given=False)


def _span(match: re.Match[str], grammar: Grammar) -> Mention:
    months, parts = names("months", grammar.language), match.groupdict()
    month = months[match["month"].lower()]
    month1 = months[parts["month1"].lower()] if parts.get("month1") else month
    year = _year(parts)
    last = dt.date(year, month, int(match["d"])) if year else _nearest(month, int(match["d"]), grammar)
    first = dt.date(last.year - (month1 > month), month1, int(match["d1"]))
    if first >= last:
        raise ValueError("no span")
    return dated(match, first, "day", "" if year else on_page(grammar), last=last, given=bool(year))


def _month(match: re.Match[str], grammar: Grammar) -> Mention:
    month, year = names("months", grammar.language)[match["month"].lower()], _year(match.groupdict())
    first = dt.date(year, month, 1) if year else _nearest(month, 1, grammar)
    return dated(match, first, "month", "" if year else on_page(grammar), given=bool(year))


def _year_alone(match: re.Match[str], _grammar: Grammar) -> Mention:
    return dated(match, dt.date(int(match["y"]), 1, 1), "year", "")


def _iso(match: re.Match[str], _grammar: Grammar) -> Mention:
    return dated(match, dt.date(int(match["y"]), int(match["m"]), int(match["d"])), "day", "")


def _numbers(match: re.Match[str], grammar: Grammar) -> Mention:
    a, b, parts = int(match["a"]), int(match["b"]), match.groupdict()
    order = True if a > 12 else False if b > 12 else grammar.day_first
    if order is None and a != b:
        raise ValueError("either order")
    day, month = (a, b) if order is not False else (b, a)
    year = _year(parts)
    note = " day first" if order is not False else " month first"
    if year:
        return dated(
            match, dt.date(year, month, day), "day", note + ", as the page's other dates prove" * (grammar.language == "en")
        )
    return dated(match, _nearest(month, day, grammar), "day", note + on_page(grammar), given=False)


def _era(match: re.Match[str], offset: int, what: str) -> Mention:
    year = int(match["y"]) + offset
    month, day = int(match["m"] or 0), int(match["d"] or 0)
    precision: Precision = "day" if day else "month" if month else "year"
    return dated(match, dt.date(year, month or 1, day or 1), precision, f", {what} year {match['y']} = {year}")


def _minguo(match: re.Match[str], _grammar: Grammar) -> Mention:
    return _era(match, MINGUO, "Minguo")


def _reiwa(match: re.Match[str], _grammar: Grammar) -> Mention:
    return _era(match, REIWA, "Reiwa")


def _cjk(match: re.Match[str], grammar: Grammar) -> Mention:
    parts = match.groupdict()
    month, day = int(parts.get("m") or 0), int(parts.get("d") or 0)
    if parts.get("y"):
        precision: Precision = "day" if day else "month" if month else "year"
        return dated(match, dt.date(int(match["y"]), month or 1, day or 1), precision, "")
    back = 0 if parts.get("rel") == "今年" else 1 if parts.get("rel") else None
    if back is not None and grammar.published:
        first = dt.date(grammar.published.year - back, month, day or 1)
    else:
        first = _nearest(month, day or 1, grammar)
    return dated(match, first, "day" if day else "month", on_page(grammar), given=back is not None)


def _cjk_span(match: re.Match[str], grammar: Grammar) -> Mention:
    parts = match.groupdict()
    month1, month = int(match["m1"]), int(parts["m"] or match["m1"])
    last = dt.date(int(match["y"]), month, int(match["d"])) if parts["y"] else _nearest(month, int(match["d"]), grammar)
    return dated(match, dt.date(last.year, month1, int(match["d1"])), "day", "", last=last, given=bool(parts["y"]))


def _near_day(match: re.Match[str], grammar: Grammar) -> Mention:
    """Read a day of the month alone: the latest such day that is not after publication."""
    if not grammar.published:
        raise ValueError("no date of publication")
    day, month = int(match["d"]), grammar.published.replace(day=1)
    if day > grammar.published.day:
        month = (month - dt.timedelta(days=1)).replace(day=1)
    return dated(match, month.replace(day=day), "day", on_page(grammar), given=False)


def _vi(match: re.Match[str], grammar: Grammar) -> Mention:
    year, month, day = _year(match.groupdict()), int(match["m"]), int(match["d"])
    first = dt.date(year, month, day) if year else _nearest(month, day, grammar)
    return dated(match, first, "day", "" if year else on_page(grammar), given=bool(year))


def _vi_month(match: re.Match[str], _grammar: Grammar) -> Mention:
    return dated(match, dt.date(int(match["y"]), int(match["m"]), 1), "month", "")


def _on_weekday(match: re.Match[str], number: int, grammar: Grammar) -> Mention:
    if not grammar.published:
        raise ValueError("no date of publication")
    day = grammar.published - dt.timedelta(days=(grammar.published.weekday() - number) % 7)
    words = match.group().lower()
    if words.startswith(("上", "先")) or match.groupdict().get("week"):
        # The week before the page's own, which begins on a Monday.
        day = grammar.published - dt.timedelta(days=grammar.published.weekday() + 7 - number)
    elif words.startswith("last ") and day == grammar.published:
        day -= dt.timedelta(days=7)
    return dated(match, day, "day", on_page(grammar), given=False)


def _weekday(match: re.Match[str], grammar: Grammar) -> Mention:
    # Babel counts the days from Monday, as Python does.
    return _on_weekday(match, names("days", grammar.language)[match["weekday"].lower()], grammar)


def _zh_weekday(match: re.Match[str], grammar: Grammar) -> Mention:
    order = "月火水木金土日" if "曜" in match.group() else "一二三四五六日"
    return _on_weekday(match, order.index(match["cjk"].replace("天", "日")), grammar)


READERS = {
    "span": _span, "cjk_span": _cjk_span, "minguo": _minguo, "reiwa": _reiwa, "cjk": _cjk, "cjk_month": _cjk,
    "near_day": _near_day,
    "iso": _iso, "numbers": _numbers, "written": _written, "vi": _vi, "vi_month": _vi_month, "month": _month,
    "weekday": _weekday,
    "zh_weekday": _zh_weekday, "year": _year_alone,
}  # fmt: skip
