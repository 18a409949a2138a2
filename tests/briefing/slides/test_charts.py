"""Charts as ink: an axis that holds its bars, bars as long as their figures, and names that keep clear of each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import fonts
from briefing.mapsheet.sheet import Path, Words
from briefing.pages.model import Chart
from briefing.slides import charts

WIDTH, HEIGHT = 520.0, 300.0
SHARE = {"start": 0.0, "middle": 0.5, "end": 1.0}
MONTHS = tuple(f"{month} 2024" for month in ("January", "February", "September", "November", "December"))


def chart(*values: float, names: tuple[str, ...] = (), horizontal: bool = False, series: int = 1) -> Chart:
    labels = names or tuple(f"Place {number}" for number in range(len(values)))
    rows = tuple((f"{level} Severity", f"#{level}{level}0000", tuple(values)) for level in range(1, series + 1))
    return Chart("A chart", labels, rows, horizontal=horizontal)


def rects(drawn: Chart) -> list[tuple[float, float, float]]:
    """Return the filled bars as (x, width, height)."""
    found = []
    for item in charts.sheet(drawn, WIDTH, HEIGHT).items:
        if isinstance(item, Path) and item.pen.fill:
            xs, ys = zip(*item.rings[0], strict=True)
            found.append((min(xs), max(xs) - min(xs), max(ys) - min(ys)))
    return found


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=30))
def test_an_axis_holds_its_highest_bar_in_few_even_steps(values: list[int]):
    axis = charts.scale(chart(*map(float, values)))
    assert axis.last >= max(values)
    assert axis.last % axis.step == 0
    assert axis.last - axis.step < max(*values, 1)
    assert axis.last / axis.step <= charts.MOST_STEPS + 1
    assert str(axis.step).rstrip("0") in {"1", "2", "5"}


@pytest.mark.parametrize("horizontal", [False, True])
def test_bars_are_as_long_as_their_figures(*, horizontal: bool):
    lengths = [width if horizontal else height for _, width, height in rects(chart(1, 2, 4, horizontal=horizontal))]
    assert lengths[1] == pytest.approx(2 * lengths[0])
    assert lengths[2] == pytest.approx(4 * lengths[0])


def test_a_figure_of_nothing_draws_no_bar():
    assert len(rects(chart(0, 3, 0))) == 1


@pytest.mark.parametrize("horizontal", [False, True])
@pytest.mark.parametrize("series", [1, 7])
@pytest.mark.parametrize(
    "names", [MONTHS, ("仁爱礁", "Bãi Cỏ Mây", "x" * 90, "A name of several words that runs on and on", "Q")]
)
def test_no_words_of_a_chart_meet_or_leave_it(names: tuple[str, ...], series: int, *, horizontal: bool):
    drawn = chart(3, 0, 12, 7, 1204, names=names, horizontal=horizontal, series=series)
    boxes = []
    for item in charts.sheet(drawn, WIDTH, HEIGHT).items:
        if isinstance(item, Words):
            width = fonts.width(item.text, item.size_pt, bold=item.bold)
            left, base = item.at[0] - width * SHARE[item.anchor], item.at[1]
            boxes.append((left, base - 0.75 * item.size_pt, left + width, base + 0.1 * item.size_pt, item.text))
    for left, top, right, bottom, _ in boxes:
        assert left >= -1
        assert top >= 0
        assert right <= WIDTH + 1
        assert bottom <= HEIGHT
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3], (one, other)


def test_sums_that_would_touch_are_left_to_the_axis():
    def figures(drawn: Chart) -> list[str]:
        return [
            item.text
            for item in charts.sheet(drawn, WIDTH, HEIGHT).items
            if isinstance(item, Words) and item.text == "1,204"
        ]

    assert len(figures(chart(*([1204.0] * 9)))) == 9
    assert not figures(chart(*([1204.0] * 30)))


def test_months_are_cut_short_where_their_names_would_meet():
    many = chart(*([1.0] * 25), names=MONTHS * 5)
    assert charts.shortened(many, WIDTH).categories[:3] == ("Jan 2024", "Feb 2024", "Sep 2024")
    assert charts.shortened(chart(1, 1, 1, 1, 1, names=MONTHS), WIDTH).categories == MONTHS


def test_the_sum_of_each_bar_stands_at_its_end():
    told = [item.text for item in charts.sheet(chart(2, 5, series=2), WIDTH, HEIGHT).items if isinstance(item, Words)]
    assert {"4", "10"} <= set(told)
