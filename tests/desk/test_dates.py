"""Dates: what each form means on a page of a day, and what is no date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from desk import dates
from desk.grammar import Grammar
from desk.page import shadow

if TYPE_CHECKING:
    from desk.grammar import Mention

TUESDAY = dt.date(2024, 6, 18)


def found(text: str, language: str = "en", published: dt.date | None = TUESDAY) -> list[Mention]:
    plain = shadow(text)
    return dates.mentions(plain, Grammar(language, published, dates.day_first(plain, language, published)))


@pytest.mark.parametrize(
    ("language", "text", "first", "last", "precision"),
    [
        ("en", "they met on Monday off the shoal", "2024-06-17", "2024-06-17", "day"),
        ("en", "on 17 June 2024", "2024-06-17", "2024-06-17", "day"),
        ("en", "on June 17, 2024", "2024-06-17", "2024-06-17", "day"),
        ("en", "from 3 to 9 May 2024", "2024-05-03", "2024-05-09", "day"),
        ("en", "from 28 May to 2 June 2024", "2024-05-28", "2024-06-02", "day"),
        ("en", "agreed in March to buy", "2024-03-01", "2024-03-01", "month"),
        ("en", "in November", "2023-11-01", "2023-11-01", "month"),
        ("en", "yesterday", "2024-06-17", "2024-06-17", "day"),
        ("zh", "菲船18日上午进入", "2024-06-18", "2024-06-18", "day"),
        ("zh", "船20日上午", "2024-05-20", "2024-05-20", "day"),
        ("zh", "中華民國113年6月17日", "2024-06-17", "2024-06-17", "day"),
        ("zh", "112年12月間", "2023-12-01", "2023-12-01", "month"),
        ("zh", "上周一", "2024-06-10", "2024-06-10", "day"),
        ("zh", "本周一", "2024-06-17", "2024-06-17", "day"),
        ("ja", "先週の金曜日", "2024-06-14", "2024-06-14", "day"),
        ("en", "on Monday last week", "2024-06-10", "2024-06-10", "day"),
        ("id", "Senin pekan lalu", "2024-06-10", "2024-06-10", "day"),
        ("vi", "thứ hai tuần trước", "2024-06-10", "2024-06-10", "day"),
        ("zh", "昨（17）日", "2024-06-17", "2024-06-17", "day"),
        ("zh", "去年9月16日", "2023-09-16", "2023-09-16", "day"),
        ("ja", "令和6年6月17日", "2024-06-17", "2024-06-17", "day"),
        ("vi", "hôm 12-6, tàu", "2024-06-12", "2024-06-12", "day"),
        ("vi", "ngày 3 tháng 6 năm 2024", "2024-06-03", "2024-06-03", "day"),
        ("id", "pada Kamis (13/6)", "2024-06-13", "2024-06-13", "day"),
        ("ms", "pada bulan Mei 2024", "2024-05-01", "2024-05-01", "month"),
        ("fil", "noong Biyernes", "2024-06-14", "2024-06-14", "day"),
        ("th", "17 มิถุนายน 2567", "2024-06-17", "2024-06-17", "day"),
        ("ko", "2024년 6월 17일", "2024-06-17", "2024-06-17", "day"),
    ],
)
def test_each_form_means_its_days(language: str, text: str, first: str, last: str, precision: str):
    mention = found(text, language)[-1]
    assert (mention.first.isoformat(), mention.last.isoformat(), mention.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "vessel 2013 of the coast guard",
        "CCG 1979 and CCG 2031",
        "extension 1995",
        "15-21.4N 117-58.9E",
        "a parcel of 12/13 nets",
    ],
)
def test_hull_numbers_positions_and_fractions_are_no_dates(text: str):
    assert found(text) == []


def test_a_relative_day_shows_its_reasoning():
    assert found("on Monday")[0].reasoning == "“Monday” + published 18 June 2024 → 17 June 2024"


def test_the_page_itself_proves_the_order_of_day_and_month():
    assert dates.day_first("03/09/2026 and 28/08/2026", "en", None) is True
    assert dates.day_first("10/06/2026 and 10/19/2025", "en", None) is False
    assert dates.day_first("03/09/2026", "en", None) is None
    assert dates.day_first("03/09/2026", "vi", None) is True


def test_an_order_that_nothing_proves_is_no_date():
    assert found("on 03/09/2023 it sailed", published=None) == []


def test_a_day_that_no_calendar_has_is_no_date():
    assert found("on 31 June 2024") == []


def test_that_year_is_the_year_of_the_date_before():
    mentions = found("on 5 March 2023, and on 17 June of that year")
    assert [each.first.isoformat() for each in mentions] == ["2023-03-05", "2023-06-17"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ministry said on Monday"),
        ("en", "delivered by the end of June 2024"),
        ("zh", "发言人17日表示"),
        ("zh", "截至17日"),
    ],
)
def test_the_day_of_a_word_or_a_plan_is_told_apart(language: str, text: str):
    plain = shadow(text)
    assert all(dates.of_a_word(plain, mention, language) for mention in found(text, language))


def test_steps_count_from_the_event_told_before():
    assert [each.step for each in found("Two days earlier flares were shot") if each.step] == [-2]
    assert [each.step for each in found("Sehari kemudian kapal itu datang", "id") if each.step] == [1]
