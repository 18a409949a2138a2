"""The grammar of dates: what a date looks like in each language, and what is known of the page that it stands in.

Month and day names of every language come from the CLDR by Babel. dateparser was left aside: its search reads hull numbers
as years, and on a span that the grammar has already found nothing is left for it to parse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale

from desk import tables
from desk.page import shadow
from words import dates as spoken

if TYPE_CHECKING:
    import datetime as dt

    from words.dates import Precision

LANGUAGES = ("en", "vi", "id", "ms", "fil", "th", "fr", "es", "de")
YEARS = range(1900, 2100)
# Behind a weekday these say that it was in the week before the page's own.
LAST_WEEK = (
    r"(?P<week>(?:of )?last week|the week before|(?:pekan|minggu) (?:lalu|lepas|kemarin)|tuần (?:trước|qua)"
    r"|(?:noong |ng )?nakaraang linggo)\b"
)
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
        # A year of three digits before a month is the Republic's, as Taiwan's papers write it.
        ("minguo", r"(?<![\d.])(?P<y>1[0-3]\d)年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?"),
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
        (
            "weekday",
            rf"\b(?:last |this |hari |araw ng )?(?P<weekday>{weekday})\b(?:\s+{LAST_WEEK})?(?!\s*(?:news|edition|paper))",
        ),
        ("zh_weekday", r"(?:上周|上个?星期|上个?礼拜|本周|周|星期|礼拜)(?P<cjk>[一二三四五六日天])(?![个次年])"),
        ("zh_weekday", r"(?:先周の?)?(?P<cjk>[月火水木金土日])曜日"),
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
