"""Dates in a text by a grammar of its own: where each stands, which days it means, and how that was reckoned.

Month and day names of every language come from the CLDR by Babel. dateparser was left aside: its search reads hull numbers
as years, and on a span that the grammar has already found nothing is left for it to parse.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale

from desk import tables
from desk.page import shadow
from words import dates as spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from words.dates import Precision

LANGUAGES = ("en", "vi", "id", "ms", "fil", "th", "fr", "es", "de")
MINGUO, BUDDHIST, REIWA = 1911, 543, 2018
YEARS = range(1900, 2100)
DASH = r"\s*-\s*"


@dataclass(frozen=True)
class Mention:
    """A date in a text: where it stands, its days and precision, how it was reckoned, and whether it names its year.

    `step` is the number of days from the event told before ("two days earlier"), and the days are then not known yet.
    """

    start: int
    end: int
    first: dt.date
    last: dt.date
    precision: Precision
    reasoning: str
    year_given: bool = True
    step: int | None = None

    @property
    def known(self) -> str:
        """Its first day as far as it is known: a day, a month or a year."""
        return self.first.isoformat()[: {"year": 4, "month": 7}.get(self.precision, 10)]

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last day that the words may mean."""
        return spoken.period(self.first, self.last, self.precision)


@lru_cache(maxsize=16)
def names(kind: str, language: str) -> dict[str, int]:
    """Return the names of months (1 to 12) or days (0 is Monday) in a language, as a page's shadow has them, lower case."""
    found: dict[str, int] = {}
    for each in dict.fromkeys((language if language in LANGUAGES else "en", "en")):
        locale = Locale.parse(each)
        for width in ("wide", "abbreviated"):
            table = locale.months["format"][width] if kind == "months" else locale.days["format"][width]
            for number, name in dict(table).items():
                plain = shadow(str(name)).lower().rstrip(".")
                if not plain.isdecimal() and len(plain) > 2:
                    found.setdefault(plain, int(number))
    found |= {str(name): int(number) for name, number in tables.table("dates")[f"other_{kind}"].get(language, {}).items()}
    return found | ({"sept": 9} if kind == "months" else {})


def _alternatives(kind: str, language: str) -> str:
    return "|".join(re.escape(name) for name in sorted(names(kind, language), key=len, reverse=True))


@dataclass(frozen=True)
class Grammar:
    """What dates on one page look like: its language, its day of publication, and the order of day and month."""

    language: str
    published: dt.date | None
    day_first: bool | None

    def rules(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Return the grammar's rules in order: a longer form before one that it contains."""
        return _rules(self.language)


@lru_cache(maxsize=16)
def _rules(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    month, day = f"(?P<month>{_alternatives('months', language)})\\.?", r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
    weekday = _alternatives("days", language)
    thang = r"(?:(?:ngày|mùng)\s+)?"
    year = r"(?P<y>(?:19|20|25)\d\d)"
    to = r"(?:\s*-\s*|\s+(?:to|and|until|hingga|sampai|đến|hanggang|ถึง)\s+)"
    rules = [
        ("span", rf"\b(?P<d1>[0-3]?\d){to}{day}\s+{month}(?:,?\s+{year})?\b"),
        ("span", rf"\b{month}\s+(?P<d1>[0-3]?\d){to}{day}(?:,\s*{year})?\b"),
        (
            "span",
            rf"\b(?P<d1>[0-3]?\d)\s+(?P<month1>{_alternatives('months', language)}){to}{day}\s+{month}(?:,?\s+{year})?\b",
        ),
        (
            "cjk_span",
            r"(?:(?P<y>\d{4})年)?(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日?(?:至|到|-|~|〜|から)(?:(?P<m>\d{1,2})月)?(?P<d>\d{1,2})日",
        ),
        ("minguo", r"(?:中华)?民国(?P<y>\d{2,3})年(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?)?"),
        ("reiwa", r"令和(?P<y>\d{1,2})年(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?)?"),
        ("cjk", r"(?P<y>\d{4})年(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?)?"),
        ("cjk", r"(?P<rel>今年|去年|昨年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日"),
        ("cjk_month", r"(?P<rel>今年|去年|昨年)(?P<m>\d{1,2})月(?!\d)"),
        ("near_day", r"本月(?P<d>\d{1,2})日"),
        ("near_day", r"(?:昨|今|前)(?:天|日|晚)?\((?P<d>\d{1,2})日?\)"),
        ("near_day", r"(?<![\d月年.:])(?P<d>\d{1,2})日(?!本|元|间|均|程|時点)"),
        ("cjk", r"(?P<y>\d{4})년(?:\s*(?P<m>\d{1,2})월(?:\s*(?P<d>\d{1,2})일)?)?"),
        ("cjk", r"(?P<m>\d{1,2})월\s*(?P<d>\d{1,2})일"),
        ("near_day", r"(?<![\d월년.:])(?P<d>\d{1,2})일(?!\s*(?:간|동안|까지|부터))"),
        ("iso", r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"),
        ("iso", r"\b(?P<y>(?:19|20)\d\d)[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)\b"),
        ("numbers", r"(?<![\d/.-])(?P<a>[0-3]?\d)(?P<mark>[/.-])(?P<b>[0-3]?\d)(?P=mark)(?P<y>(?:19|20|25)\d\d)(?!\d)"),
        ("written", rf"\b{thang}{day}\s+(?:de\s+|ng\s+|of\s+)?{month},?\s+{year}\b"),
        ("written", rf"\b{month}\s+{day},?\s+{year}\b"),
        ("vi", rf"\b{thang}(?P<d>[0-3]?\d)\s+tháng\s+(?P<m>\d{{1,2}})(?:\s*(?:năm|,)?\s*{year})?"),
        ("written", rf"\b{thang}{day}\s+(?:ng\s+|of\s+)?{month}(?![\w-])(?:\s+of that year)?"),
        ("written", rf"\b{month}\s+{day}\b(?!\s*(?:ships|boats|vessels|people|%|:|\d))"),
        ("vi_month", rf"\btháng\s+(?P<m>\d{{1,2}})(?:\s*(?:/|năm)\s*{year})"),
        ("month", rf"\b(?:(?:late|early|mid)[ -])?{month},?\s+{year}\b"),
    ]
    if language in {"vi", "id", "ms", "fil"}:
        rules += [
            (
                "numbers",
                r"(?<![\d/.,:-])(?P<a>[0-3]?\d)(?P<mark>[/-])(?P<b>[01]?\d)(?![\d/:%-]|[.,]\d|\s*(?:người|kapal|tàu|m\b|km))",
            )
        ]
    if language == "th":
        rules += [("written", rf"{day}\s*{month}\s*(?:พ\.?ศ\.?\s*)?{year}"), ("written", rf"(?<!\d){day}\s*{month}")]
    rules += [
        ("weekday", rf"\b(?:last |this |hari |araw ng )?(?P<weekday>{weekday})\b(?!\s*(?:news|edition|paper))"),
        ("zh_weekday", r"(?:上周|上星期|本周|周|星期|礼拜)(?P<cjk>[一二三四五六日天])(?![个次年])"),
        ("zh_weekday", r"(?P<cjk>[月火水木金土日])曜日"),
        (
            "month",
            (
                r"\b(?:in|during|throughout|pada(?: bulan)?|bulan|sepanjang|noong|since|end of|late|early)\s+"
                rf"(?:(?:late|early|mid)[ -])?{month}(?![\w-])(?!\s+\d)"
            ),
        ),
        ("year", r"\b(?:in|since|during|noong|pada(?: tahun)?|tahun|năm|until|of|from)\s+(?P<y>(?:19|20)\d\d)\b(?![\d-])"),
    ]
    return tuple((name, re.compile(shadow(rule), re.IGNORECASE)) for name, rule in rules)


def day_first(text: str, language: str, published: dt.date | None) -> bool | None:
    """Tell whether 3/4 is the third of April, by what the page itself proves; None where nothing does.

    A number above twelve proves its own order; a page in another language than English is day first.
    """
    first = second = 0
    for a, b in re.findall(r"(?<![\d/.-])([0-3]?\d)[/.-]([0-3]?\d)[/.-](?:19|20|25)\d\d(?!\d)", text):
        first += int(a) > 12 >= int(b)
        second += int(b) > 12 >= int(a)
    if bool(first) != bool(second):
        return bool(first)
    if language != "en":
        return True
    if published:
        for a, b, y in re.findall(r"(?<![\d/.-])([0-3]?\d)[/.-]([0-3]?\d)[/.-]((?:19|20)\d\d)(?!\d)", text):
            if (
                int(y) == published.year
                and int(a) != int(b)
                and published.day in {int(a), int(b)}
                and published.month in {int(a), int(b)}
            ):
                return int(a) == published.day
    return None


def mentions(text: str, grammar: Grammar) -> list[Mention]:
    """Return the dates of a text's shadow in order; of forms that overlap, the one whose rule comes first."""
    found: list[Mention] = []
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return not any(start < last and first < end for first, last in taken)

    for name, rule in grammar.rules():
        for match in rule.finditer(text):
            if free(*match.span()):
                # What no calendar has is no date, and no part of it is one.
                taken.append(match.span())
                mention = _read(name, match, grammar)
                found += [mention] if mention else []
    for each in _relative(text, grammar):
        if free(each.start, each.end):
            taken.append((each.start, each.end))
            found.append(each)
    return _years(sorted(found, key=lambda mention: mention.start))


def _years(found: list[Mention]) -> list[Mention]:
    """Return dates with "of that year" read from the date before."""
    return [_that_year(mention, found[at - 1] if at else None) for at, mention in enumerate(found)]


def _that_year(mention: Mention, before: Mention | None) -> Mention:
    if not before or "of that year" not in mention.reasoning:
        return mention
    first = mention.first.replace(year=before.first.year)
    return replace(
        mention, first=first, last=first, year_given=True, reasoning=f"“of that year”, {before.first.year} → {first}"
    )


def _read(name: str, match: re.Match[str], grammar: Grammar) -> Mention | None:
    """Return what one match of a rule means, or None where it is no day of any calendar."""
    try:
        return READERS[name](match, grammar)
    except (ValueError, KeyError):
        return None


def _mention(  # noqa: PLR0913 -- what a date is made of, by name
    match: re.Match[str], first: dt.date, precision: Precision, why: str, *, last: dt.date | None = None, given: bool = True
) -> Mention:
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


def _on_page(grammar: Grammar) -> str:
    return f" + published {spoken.words(grammar.published)}" if grammar.published else ""


def _written(match: re.Match[str], grammar: Grammar) -> Mention:
    parts = match.groupdict()
    month, day = names("months", grammar.language)[match["month"].lower()], int(match["d"])
    year = _year(parts)
    if year:
        note = ", Buddhist year" if int(match["y"]) > 2400 else ""
        return _mention(match, dt.date(year, month, day), "day", note)
    return _mention(match, _nearest(month, day, grammar), "day", _on_page(grammar), given=False)


def _span(match: re.Match[str], grammar: Grammar) -> Mention:
    months, parts = names("months", grammar.language), match.groupdict()
    month = months[match["month"].lower()]
    month1 = months[parts["month1"].lower()] if parts.get("month1") else month
    year = _year(parts)
    last = dt.date(year, month, int(match["d"])) if year else _nearest(month, int(match["d"]), grammar)
    first = dt.date(last.year - (month1 > month), month1, int(match["d1"]))
    if first >= last:
        raise ValueError("no span")
    return _mention(match, first, "day", "" if year else _on_page(grammar), last=last, given=bool(year))


def _month(match: re.Match[str], grammar: Grammar) -> Mention:
    month, year = names("months", grammar.language)[match["month"].lower()], _year(match.groupdict())
    first = dt.date(year, month, 1) if year else _nearest(month, 1, grammar)
    return _mention(match, first, "month", "" if year else _on_page(grammar), given=bool(year))


def _year_alone(match: re.Match[str], _grammar: Grammar) -> Mention:
    return _mention(match, dt.date(int(match["y"]), 1, 1), "year", "")


def _iso(match: re.Match[str], _grammar: Grammar) -> Mention:
    return _mention(match, dt.date(int(match["y"]), int(match["m"]), int(match["d"])), "day", "")


def _numbers(match: re.Match[str], grammar: Grammar) -> Mention:
    a, b, parts = int(match["a"]), int(match["b"]), match.groupdict()
    order = True if a > 12 else False if b > 12 else grammar.day_first
    if order is None and a != b:
        raise ValueError("either order")
    day, month = (a, b) if order is not False else (b, a)
    year = _year(parts)
    note = " day first" if order is not False else " month first"
    if year:
        return _mention(
            match, dt.date(year, month, day), "day", note + ", as the page's other dates prove" * (grammar.language == "en")
        )
    return _mention(match, _nearest(month, day, grammar), "day", note + _on_page(grammar), given=False)


def _era(match: re.Match[str], offset: int, what: str) -> Mention:
    year = int(match["y"]) + offset
    month, day = int(match["m"] or 0), int(match["d"] or 0)
    precision: Precision = "day" if day else "month" if month else "year"
    return _mention(match, dt.date(year, month or 1, day or 1), precision, f", {what} year {match['y']} = {year}")


def _minguo(match: re.Match[str], _grammar: Grammar) -> Mention:
    return _era(match, MINGUO, "Minguo")


def _reiwa(match: re.Match[str], _grammar: Grammar) -> Mention:
    return _era(match, REIWA, "Reiwa")


def _cjk(match: re.Match[str], grammar: Grammar) -> Mention:
    parts = match.groupdict()
    month, day = int(parts.get("m") or 0), int(parts.get("d") or 0)
    if parts.get("y"):
        precision: Precision = "day" if day else "month" if month else "year"
        return _mention(match, dt.date(int(match["y"]), month or 1, day or 1), precision, "")
    back = 0 if parts.get("rel") == "今年" else 1 if parts.get("rel") else None
    if back is not None and grammar.published:
        first = dt.date(grammar.published.year - back, month, day or 1)
    else:
        first = _nearest(month, day or 1, grammar)
    return _mention(match, first, "day" if day else "month", _on_page(grammar), given=back is not None)


def _cjk_span(match: re.Match[str], grammar: Grammar) -> Mention:
    parts = match.groupdict()
    month1, month = int(match["m1"]), int(parts["m"] or match["m1"])
    last = dt.date(int(match["y"]), month, int(match["d"])) if parts["y"] else _nearest(month, int(match["d"]), grammar)
    return _mention(match, dt.date(last.year, month1, int(match["d1"])), "day", "", last=last, given=bool(parts["y"]))


def _near_day(match: re.Match[str], grammar: Grammar) -> Mention:
    """Read a day of the month alone: the latest such day that is not after publication."""
    if not grammar.published:
        raise ValueError("no date of publication")
    day, month = int(match["d"]), grammar.published.replace(day=1)
    if day > grammar.published.day:
        month = (month - dt.timedelta(days=1)).replace(day=1)
    return _mention(match, month.replace(day=day), "day", _on_page(grammar), given=False)


def _vi(match: re.Match[str], grammar: Grammar) -> Mention:
    year, month, day = _year(match.groupdict()), int(match["m"]), int(match["d"])
    first = dt.date(year, month, day) if year else _nearest(month, day, grammar)
    return _mention(match, first, "day", "" if year else _on_page(grammar), given=bool(year))


def _vi_month(match: re.Match[str], _grammar: Grammar) -> Mention:
    return _mention(match, dt.date(int(match["y"]), int(match["m"]), 1), "month", "")


def _on_weekday(match: re.Match[str], number: int, grammar: Grammar) -> Mention:
    if not grammar.published:
        raise ValueError("no date of publication")
    day = grammar.published - dt.timedelta(days=(grammar.published.weekday() - number) % 7)
    if match.group().lower().startswith("last ") and day == grammar.published:
        day -= dt.timedelta(days=7)
    return _mention(match, day, "day", _on_page(grammar), given=False)


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


def _relative(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield days counted from publication ("yesterday"), and steps from the event told before ("two days earlier")."""
    if not grammar.published:
        return
    for language in tables.languages(grammar.language):
        for word, offset in tables.table("dates")["offsets"].get(language, {}).items():
            edge = r"\b" if word.isascii() else ""
            for match in re.finditer(f"{edge}{re.escape(shadow(word))}{edge}", text, re.IGNORECASE):
                yield _mention(match, grammar.published + dt.timedelta(days=offset), "day", _on_page(grammar), given=False)
        for rule in tables.table("dates")["earlier"].get(language, ()):
            for match in tables.compiled((rule,)).finditer(text):
                step = _step(match, language)
                if step:
                    mention = _mention(
                        match, grammar.published, "day", f" = {step:+d} from the event told before", given=False
                    )
                    yield replace(mention, step=step)


def _step(match: re.Match[str], language: str) -> int:
    parts = match.groupdict()
    if parts.get("back1") or parts.get("on1"):
        return -1 if parts.get("back1") else 1
    count = number(parts["n"] or "", language)
    return 0 if count is None else -count if parts.get("back") else count


def number(words: str, language: str) -> int | None:
    """Return a number written in digits or in the words of a page's languages; None where it is neither."""
    plain = words.strip().lower().replace(",", "")
    if plain.isdecimal():
        return int(plain)
    for each in tables.languages(language):
        value = {shadow(word).lower(): size for word, size in tables.table("dates")["numbers"].get(each, {}).items()}.get(
            plain
        )
        if value is not None:
            return int(value)
    return None


def of_a_word(text: str, mention: Mention, language: str) -> bool:
    """Tell whether a date is the day of a statement, a paper or a plan, by the words around it."""
    before = text[max(0, mention.start - 45) : mention.start]
    behind = text[mention.end : mention.end + 30]
    if re.match(r" local time|, local time", behind):
        return False
    if (
        language == "ja"
        and before.endswith("は")
        and behind.startswith("、")
        and re.search(r"(?:発表|表明|発言|批判|主張|公表)した|明らかにした|述べた", text)
    ):
        return True
    return bool(tables.pattern("dates", "word_before", language).search(before)) or bool(
        tables.pattern("dates", "word_behind", language).search(behind)
    )
