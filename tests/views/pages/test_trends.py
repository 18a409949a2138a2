"""The Trends page: each bar and each row of a table leads to the clashes behind it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

from briefing.pages import charts
from layers import incidents, periods, trends
from question.view import View
from record import coverage, severity
from tests.colours import contrast
from tests.packages import CLASH
from tests.pages import address, markup, opened, said
from views.parts import bars as drawn
from words import text

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from layers.store import Store
    from tests.packages import Copy

SUMMER = {"states": "PHL", "from": "2024-06-01", "to": "2024-08-31"}
STATIC = Path(__file__).resolve().parents[3] / "views" / "static"
TITLES = ("year", "pair of states", "place", "type")


def shown(query: dict[str, str] | None = None) -> AppTest:
    """Open the page and see that nothing failed."""
    page = opened(query, path="trends")
    assert [one.value for one in page.exception] == []
    return page


def table(page: AppTest, name: str) -> dict[str, tuple[str, list[int]]]:
    """Return the link and the figures of each row of a table, by the row's name."""
    body = next(one.proto.body for one in page.html if f"<caption>Clashes by {name} and severity" in one.proto.body)
    rows = re.findall(r'<th scope="row"><a href="([^"]+)"[^>]*>([^<]+)</a></th>(.*?)</tr>', body)
    cells = r"<td[^>]*>(?:<b>)?([\d,]+)"
    return {
        unescape(words): (unescape(href), [int(n.replace(",", "")) for n in re.findall(cells, row)])
        for href, words, row in rows
    }


def led_to(store: Store, href: str) -> set[str]:
    """Return the clashes that Explore shows at a link."""
    view, complaints = store.parse(dict(parse_qsl(urlsplit(href).query)))
    assert complaints == []
    return set(incidents.filter(store.frames["incidents"], view).index)


def opens(page: AppTest, key: str, bar: str) -> AppTest:
    return page.selectbox(key=f"w-open-{key}").set_value(bar).run()


def test_it_counts_what_explore_counts(store: Store):
    found = incidents.filter(store.frames["incidents"], store.parse(SUMMER)[0])
    words = said(shown(SUMMER)).replace("</b>", "")
    assert f"<b>{len(found)} reported clashes involving the Philippines, 1 June to 31 August 2024." in words


def test_it_has_the_filters_of_explore_and_writes_the_same_address():
    page = shown(SUMMER)
    page = page.selectbox(key="w-severity").set_value(4).run()
    assert address(page) == SUMMER | {"severity": "4"}
    assert "w-layers" not in {one.key for one in page.button_group}


@pytest.mark.parametrize("name", TITLES)
def test_each_table_adds_up(name: str):
    for _, (*levels, total, tension) in table(shown(), name).values():
        assert len(levels) == len(severity.shown(severity.CLASH)) == len(severity.NAMES) - 1
        assert sum(levels) == total > 0
        assert sum(level * n for level, n in enumerate(levels, start=1)) == tension


def test_each_row_leads_to_at_least_the_clashes_that_it_counts(store: Store):
    page = shown({"states": "PHL,VNM", "from": "2023-01-01", "to": "2024-12-31", "types": "blocking,collision"})
    found = incidents.filter(store.frames["incidents"], store.parse(address(page))[0])
    counted = {"month": trends.by_time(found), "pair of states": trends.by_pair(found), "place": trends.by_place(found)}
    for name, bars in (counted | {"type": trends.by_type(found)}).items():
        rows = list(table(page, name).values())
        assert len(rows) == len(bars.bars) > 1
        for bar, (href, figures) in zip(bars.bars, rows, strict=True):
            # No question here asks for words and presence alone, so no column counts them.
            assert [0, *figures[:-2]] == list(bar.levels)
            assert set(bar.ids) == led_to(store, href)


@pytest.mark.parametrize("facet", ["time", "pair", "place", "type"])
def test_an_opened_bar_lists_its_clashes_each_a_link_that_picks_it(store: Store, facet: str):
    page = shown(SUMMER)
    found = incidents.filter(store.frames["incidents"], store.parse(SUMMER)[0])
    count = {"time": trends.by_time, "pair": trends.by_pair, "place": trends.by_place, "type": trends.by_type}[facet]
    bar = count(found).bars[-1]
    page = opens(page, facet, bar.key)
    panel = next(one.proto.body for one in page.html if "opened" in one.proto.body)
    links = [dict(parse_qsl(urlsplit(unescape(href)).query)) for href in re.findall(r'<li><a href="([^"]+)"', panel)]
    assert [link["selected"] for link in links] == list(bar.ids)
    assert all(set(bar.ids) == led_to(store, href) for href in re.findall(r'<p><a href="([^"]+)"', unescape(panel)))


def test_an_opened_pair_leads_to_just_its_clashes(store: Store):
    page = opens(shown(), "pair", "CHN-VNM")
    frame = incidents.filter(store.frames["incidents"], View())
    pair = next(bar for bar in trends.by_pair(frame).bars if bar.key == "CHN-VNM")
    assert f"China and Vietnam: {len(pair.ids)} clashes" in said(page)
    assert 'href="./?states=CHN,VNM&amp;match=between"' in markup(page)
    assert " more that " not in said(page)


def test_an_opened_pair_leads_to_just_its_clashes_where_a_part_is_asked_for(store: Store):
    query = {"states": "CHN", "role": "target"}
    page = opens(shown(query), "pair", "CHN-VNM")
    view = store.parse(query)[0]
    found = incidents.filter(store.frames["incidents"], view)
    pair = next(bar for bar in trends.by_pair(found).bars if bar.key == "CHN-VNM")
    shows = incidents.filter(store.frames["incidents"], trends.at_pair(view, "CHN-VNM"))
    assert tuple(shows.index) == pair.ids
    assert 'href="./?states=CHN&amp;role=target&amp;pairs=CHN-VNM"' in markup(page)


def test_a_long_bar_lists_every_one_of_its_clashes(store: Store):
    page = opens(shown(), "place", "scarborough-shoal")
    panel = next(one.proto.body for one in page.html if "opened" in one.proto.body)
    longest = trends.by_place(incidents.filter(store.frames["incidents"], View())).bars[0]
    assert len(longest.ids) > 50
    assert panel.count("<li>") == len(longest.ids)


def test_a_bar_that_a_filter_takes_away_is_closed():
    page = opens(shown(), "place", "second-thomas-shoal")
    assert "opened" in markup(page)
    page = page.selectbox(key="w-place").set_value("scarborough-shoal").run()
    assert [one.value for one in page.exception] == []
    assert "opened" not in markup(page)


def test_what_the_bars_of_time_leave_out_is_said(store: Store):
    query = {"from": "2022-04-01", "to": "2022-12-31"}
    found = incidents.filter(store.frames["incidents"], store.parse(query)[0])
    bars = trends.by_time(found, start=store.parse(query)[0].start)
    assert len(bars.coarse) == len(bars.earlier) == 1
    captions = " ".join(one.value for one in shown(query).caption)
    assert "1 clash known only to the year and 1 clash that began before these dates" in captions


def test_a_period_stands_beside_the_one_before_and_a_year_earlier(store: Store):
    page = shown(SUMMER)
    compared = periods.compare(store.package, store.frames["incidents"], store.parse(SUMMER)[0])
    assert compared.sentence() in said(page)
    for one in compared.periods:
        assert f">{one.span.words}</a>" in said(page)
        assert set(one.bar.ids) == led_to(store, f"?states=PHL&began={one.span.start}..{one.span.end}")
        assert f"began={one.span.start}..{one.span.end}" in unescape(markup(page))
    term = compared.now.bar.terms[4]
    assert f"{term.n} \N{MULTIPLICATION SIGN} 4 = {4 * term.n}" in said(page)
    assert "Period: the dates chosen." in said(page)


def test_without_dates_the_period_is_named_and_how_it_was_chosen():
    assert "Period: the last three whole months of the dense part of the record." in said(shown())


def test_a_comparison_past_the_dense_part_says_how_far_the_record_goes(store: Store):
    assert coverage.words(store.package) not in said(shown())
    assert coverage.words(store.package) in said(shown({"from": "2026-01-01"}))


def test_what_is_new_is_listed_with_its_reports_and_corrections(store: Store):
    page = shown({"from": "2025-10-01"})
    view = store.parse({"from": "2025-10-01"})[0]
    assert view.start
    news = periods.news(store.package, store.frames["incidents"], view, view.start)
    assert [one.value for one in page.subheader][-1] == "New since 1 October 2025"
    labels = [one.label for one in page.expander]
    assert f"{len(news.clashes.bar.ids)} clashes that began" in labels
    assert f"{len(news.reports)} reports published" in labels
    assert f"{len(news.corrections)} corrections to the whole record" in labels
    assert all(f"selected={identity}" in markup(page) for identity in news.clashes.bar.ids)
    assert f'href="{text.escape(news.reports[0].url)}"' in markup(page)
    assert text.escape(news.corrections.iloc[0]["why"]) in markup(page)


def test_an_empty_result_says_what_to_relax_and_does_it(store: Store):
    page = shown(SUMMER | {"severity": "7"})
    assert "<b>0 reported clashes</b>" in markup(page)
    assert page.info[0].value.startswith("No reported clash meets these filters. Without the ")
    drop = next(button for button in page.button if button.label.startswith("Drop the "))
    page = drop.click().run()
    assert len(incidents.filter(store.frames["incidents"], store.parse(address(page))[0])) > 0
    assert not page.info


def test_what_a_link_says_that_is_not_understood_is_warned_of():
    assert len(shown({"pony": "1", "severity": "9"}).warning) == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    [
        {"from": "0001-01-01", "to": "9999-12-31"},
        {"from": "9999-12-31"},
        {"to": "1975-01-01"},
        {"q": "cable", "names": "zh"},
        {"states": "CHN", "role": "target"},
        {"place": "second-thomas-shoal", "selected": CLASH, "at": "115.8,9.7,8"},
    ],
    ids=str,
)
def test_a_question_at_the_edge_opens_without_a_failure(query: dict[str, str]):
    shown(query)


def test_explore_leads_here_with_the_same_question():
    page = opened(SUMMER)
    assert './trends?states=PHL&from=2024-06-01&to=2024-08-31"' in said(page)


def test_hostile_texts_are_shown_as_texts(monkeypatch: pytest.MonkeyPatch, hostile: Copy):
    monkeypatch.setenv("SOUNDINGS_DATA", str(hostile.path))
    page = opens(shown(), "place", hostile.rows("incidents")[0]["place"])
    assert "zqx" in markup(page)
    for harm in ("<img", "<script", "</script", "\u202e", "\u2066", 'href="javascript'):
        assert harm not in markup(page)


SHORT = {"states": "PHL", "from": "2024-06-10", "to": "2024-06-24"}


def test_few_days_are_shown_by_day_with_the_months_around_them(store: Store):
    page = shown(SHORT)
    view, _ = store.parse(SHORT)
    days = table(page, "day")
    assert "17 June 2024" in days
    for href, _ in days.values():
        assert led_to(store, href) <= set(incidents.filter(store.frames["incidents"], view).index)
    months = table(page, "month around these days")
    assert len(months) > 6
    assert {"June 2024", "December 2023"} <= set(months) or "January 2024" in months
    for href, figures in months.values():
        assert len(led_to(store, href)) == figures[-2]
    assert "those that hold the days asked for have a blue edge" in " ".join(one.value for one in page.caption)


@pytest.mark.parametrize("query", [SUMMER, {}, {"from": "2024-06-17"}, {"from": "0001-01-01", "to": "0001-01-09"}])
def test_more_days_than_a_months_are_shown_by_month_or_year(query: dict[str, str]):
    assert "month around these days" not in markup(shown(query))


def test_a_day_alone_does_not_fill_the_days_that_were_asked_for(store: Store):
    view, _ = store.parse(SHORT)
    rows = incidents.filter(store.frames["incidents"], view)
    span = periods.short(view)
    assert span is not None
    chart = drawn.in_time(trends.by_time(rows, "day", start=view.start), "day", view, span=span).to_dict()
    assert chart["encoding"]["x"]["scale"]["domain"] == ["2024-06-10", "2024-06-25"]


def test_shades_are_stacked_one_way_everywhere(store: Store):
    view, _ = store.parse(SUMMER)
    rows = incidents.filter(store.frames["incidents"], view)
    for chart in (
        drawn.in_time(trends.by_time(rows), "month", view),
        drawn.ranked(trends.by_pair(rows), str, view, name="Pair", most=16),
    ):
        assert chart.to_dict()["encoding"]["order"]["sort"] == "ascending"
    levels = [series[0] for series in charts.series(trends.by_time(rows).bars)]
    assert levels == sorted(levels)


def test_every_column_of_a_table_has_a_heading():
    heads = re.findall(r"<th scope=\"(?:col|colgroup)\"[^>]*>(.*?)</th>", markup(shown(SUMMER)))
    assert heads
    assert all(re.sub("<.*?>", "", head).strip() for head in heads)


def test_quiet_figures_stand_out_from_the_page_by_four_and_a_half():
    (opacity,) = map(float, re.findall(r"\.figures \.none \{ opacity: ([.\d]+)", (STATIC / "page.css").read_text()))
    config = (STATIC.parents[1] / ".streamlit" / "config.toml").read_text()
    papers, inks = (re.findall(rf'^{name} = "(#\w+)"', config, re.MULTILINE) for name in ("backgroundColor", "textColor"))
    for paper, ink in zip(papers, inks, strict=True):
        mixed = [
            round(opacity * int(ink[at : at + 2], 16) + (1 - opacity) * int(paper[at : at + 2], 16)) for at in (1, 3, 5)
        ]
        assert contrast("#" + "".join(f"{part:02x}" for part in mixed), paper) >= 4.5
