"""A chart as a native chart: its figures in a workbook of its own, its colours the model's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from briefing import fonts
from briefing.slides import charts
from briefing.slides.model import RULE

if TYPE_CHECKING:
    from briefing.pages.model import Chart
    from briefing.slides.model import Plot

GAP_PERCENT = 47
TOTAL = "Total"
# No-break space: what is nothing but white space is dropped where XML is read.
UNNAMED = "\u00a0"
# What the theme calls the ink of our pages, and the quieter one.
_FIRM, _QUIET = MSO_THEME_COLOR.TEXT_1, MSO_THEME_COLOR.TEXT_2
_TYPES = {
    (False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    (False, True): XL_CHART_TYPE.COLUMN_STACKED,
    (True, False): XL_CHART_TYPE.BAR_CLUSTERED,
    (True, True): XL_CHART_TYPE.BAR_STACKED,
}


def add(slide: Any, placed: Plot) -> Any:  # noqa: ANN401 -- pptx ships no types
    """Put a chart on a slide and return its frame."""
    chart = charts.shortened(placed.chart, placed.box.width)
    stacked = len(chart.series) > 1
    kind = _TYPES[chart.horizontal, stacked]
    summed = stacked and charts.roomy(chart, placed.box.width)
    frame = slide.shapes.add_chart(kind, *(Pt(length) for length in placed.box), _data(chart, summed=summed))
    native = frame.chart
    native.font.size, native.font.color.theme_color = Pt(charts.LABEL.size_pt), _QUIET
    native.has_title = False
    native.has_legend = stacked
    if stacked:
        native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    for axis in native._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):  # noqa: SLF001
        # python-pptx numbers axes below nothing, which the schema does not allow.
        axis.set("val", axis.get("val").lstrip("-"))
    _axes(native, chart, placed.box.width, stacked=stacked)
    plot = native.plots[0]
    plot.gap_width, plot.vary_by_categories = GAP_PERCENT, False
    for series, (_, colour, _) in zip(plot.series, chart.series, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(colour)
    if not stacked:
        _figures(plot)
    if summed:
        _totals(native)
    return frame


def _totals(native: Any) -> None:  # noqa: ANN401
    """Write the sums beyond the bars: at the foot of a last series that is not painted.

    Stacked bars can carry no figure outside themselves in any other way. The key writes nothing for the series: told to
    leave it out, LibreOffice leaves out another where bars lie. Its name stands in the workbook.
    """
    *_, last = native.plots[0].series
    last._element.find(f"{qn('c:tx')}//{qn('c:v')}").text = UNNAMED  # noqa: SLF001 -- a series' name is read alone
    last.format.fill.background()
    labels = last.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.INSIDE_BASE
    labels.number_format, labels.number_format_is_linked = "#,##0;;", False
    labels.font.size, labels.font.color.theme_color = Pt(charts.LABEL.size_pt), _FIRM


def _data(chart: Chart, *, summed: bool) -> CategoryChartData:
    data = CategoryChartData(number_format="General")
    data.categories = [_cell(name) for name in chart.categories]
    for name, _, values in chart.series:
        data.add_series(_cell(name), values)
    if summed:
        data.add_series(TOTAL, charts.sums(chart))
    return data


def _cell(words: str) -> str:
    """Return words as the chart's workbook may hold them: none that it would take for a formula."""
    line = fonts.one_line(" ".join(words.split()))
    return f" {line}" if line.startswith(("=", "{=")) else line


def _axes(native: Any, chart: Chart, width_pt: float, *, stacked: bool) -> None:  # noqa: ANN401
    scale = charts.scale(chart)
    names, values = native.category_axis, native.value_axis
    names.format.line.color.theme_color = _QUIET
    names.has_major_gridlines = False
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, scale.last, scale.step
    values.has_major_gridlines = stacked
    values.format.line.fill.background()
    if stacked:
        values.major_gridlines.format.line.color.rgb = _rgb(RULE)
    else:
        # The bars carry their figures.
        values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    if chart.horizontal:
        names.reverse_order = True
        # The figures stay at the foot; python-pptx 1.0 writes "autoZero" whatever its `crosses` is set to.
        values._element.find(qn("c:crosses")).set("val", "max")  # noqa: SLF001
    else:
        _upright(names, charts.every(chart, width_pt))


def _upright(axis: Any, step: int) -> None:  # noqa: ANN401
    """Write the names under the bars: level where each has room, else each upright, since LibreOffice knows no step."""
    axis.tick_labels.font.size, axis.tick_labels.font.color.theme_color = Pt(charts.LABEL.size_pt), _QUIET
    body = axis._element.find(f".//{qn('a:bodyPr')}")  # noqa: SLF001 -- pptx has no name for either
    body.set("rot", "0" if step == 1 else "-5400000")
    body.set("vert", "horz")


def _figures(plot: Any) -> None:  # noqa: ANN401
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.color.theme_color = Pt(charts.LABEL.size_pt), _FIRM


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour[1:]))
