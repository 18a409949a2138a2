"""The map of decks, documents and pictures: what it shows, where it looks, and that nothing on it hides anything else."""

from __future__ import annotations

import math
from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from briefing.mapsheet import compose, labels, overlays, severity_marks
from layers import incidents, laid, layer, marks_of, palette
from question.view import View
from tests import questions
from tests.briefing import sheets
from tests.colours import contrast
from tests.examples import percent
from tests.questions import LAYERS
from waters import measure
from words import states, text

if TYPE_CHECKING:
    from briefing.box import Box
    from layers.store import Store

WHAT = list(product(sheets.QUESTIONS, sheets.SIZES))


def shown(store: Store, query: dict[str, str], key: str) -> int:
    return len(layer(key).filter(store.frames[key], store.parse(query)[0]))


# ---- nothing hides anything ----
@pytest.mark.slow
@pytest.mark.parametrize(("question", "size"), WHAT)
def test_no_words_meet_and_none_leave_the_sheet(store: Store, question: str, size: tuple[float, float]):
    sheet = sheets.sheet(store, sheets.QUESTIONS[question], size)
    boxes = [(line.text, labels.box(line)) for line in sheets.words(sheet)]
    assert sheets.overlaps(boxes) == []
    assert [name for name, b in boxes if b.left < 0 or b.top < 0 or b.right > size[0] or b.bottom > size[1]] == []


@pytest.mark.slow
@pytest.mark.parametrize(("question", "size"), WHAT)
def test_no_name_lies_on_a_mark_or_outside_the_map(store: Store, question: str, size: tuple[float, float]):
    sheet = sheets.sheet(store, sheets.QUESTIONS[question], size)
    frame, marked = sheets.frame(sheet), sheets.discs(sheet)
    for line in sheets.names(sheet):
        box = labels.box(line)
        assert frame.holds((box.left, box.top))
        assert frame.holds((box.right, box.bottom))
        assert [disc.id for disc in marked if sheets.covers(disc, box)] == []


@pytest.mark.parametrize(("question", "size"), WHAT)
def test_no_mark_hides_another_or_reaches_over_the_frame(store: Store, question: str, size: tuple[float, float]):
    sheet = sheets.sheet(store, sheets.QUESTIONS[question], size)
    frame, marked = sheets.frame(sheet), sheets.discs(sheet, "incidents", "developments")
    assert [disc.id for disc in marked if not frame.holds(disc.at, margin=disc.radius_pt)] == []
    assert [(a.id, b.id) for a, b in combinations(marked, 2) if math.dist(a.at, b.at) < max(a.radius_pt, b.radius_pt)] == []
    round_ones = [disc for disc in marked if not disc.diamond]
    assert [(a.id, b.id) for a, b in combinations(round_ones, 2) if math.dist(a.at, b.at) <= a.radius_pt + b.radius_pt] == []


@pytest.mark.parametrize(("question", "size"), WHAT)
def test_the_legend_stands_beside_the_map_and_on_the_sheet(store: Store, question: str, size: tuple[float, float]):
    sheet = sheets.sheet(store, sheets.QUESTIONS[question], size)
    frame = sheets.frame(sheet)
    points = [at for path in sheets.paths(sheet, "legend", "inset") for ring in path.rings for at in ring]
    points += [(disc.at[0] - disc.radius_pt, disc.at[1] + disc.radius_pt) for disc in sheets.discs(sheet, "legend")]
    points += [(labels.box(line).left, labels.box(line).bottom) for line in sheets.words(sheet) if line.layer == "legend"]
    assert min(x for x, _ in points) > frame.right
    assert max(x for x, _ in points) <= size[0]
    assert max(y for _, y in points) <= size[1]
    assert min(y for _, y in points) >= 0


@pytest.mark.slow
@percent(40)
@given(view=questions.views())
def test_whatever_is_asked_words_do_not_meet_and_paths_stay_on_the_map(store: Store, view: View):
    sheet = sheets.drawn(store, view, (600, 400))
    assert sheets.overlaps((line.text, labels.box(line)) for line in sheets.words(sheet)) == []
    frame = sheets.frame(sheet)
    drawn = [path for path in sheets.paths(sheet) if path.layer not in {"legend", "inset"}]
    assert [path for path in drawn for ring in path.rings for at in ring if not frame.holds(at, margin=-0.02)] == []


# ---- what is on it ----
@percent(40)
@given(view=questions.views())
def test_the_marks_count_as_many_clashes_as_the_filters_admit_on_the_sheet(store: Store, view: View):
    sheet = sheets.drawn(store, view, (600, 400))
    counted = sum(int(disc.number.replace(",", "") or 1) for disc in sheets.discs(sheet, "incidents"))
    total = len(incidents.filter(store.frames["incidents"], view)) if "incidents" in view.layers else 0
    if not total:
        # And no key of what is not there.
        assert (counted, "by severity" in sheets.read(sheet)) == (0, False)
        return
    assert counted <= total
    said = f"{counted:,} of {total:,} lie on this sheet" if counted < total else text.count(total, *view.unit)
    assert said in sheets.read(sheet)


@percent(30)
@given(view=questions.views())
def test_every_clash_is_on_the_sheet_where_only_filters_say_where_to_look(store: Store, view: View):
    asked = View(states=view.states, start=view.start, end=view.end, types=view.types, severity=view.severity)
    sheet = sheets.drawn(store, asked, (600, 400))
    counted = sum(int(disc.number or 1) for disc in sheets.discs(sheet, "incidents"))
    assert counted == len(incidents.filter(store.frames["incidents"], asked))


def test_a_mark_takes_the_gravest_severity_and_opens_a_report_of_its_clash(store: Store):
    frame = store.frames["incidents"]
    gravest = frame["severity"].max()
    sheet = sheets.sheet(store, {})
    marked = sheets.discs(sheet, "incidents")
    assert {disc.pen.fill for disc in marked} <= set(palette.SEVERITY)
    assert palette.severity(gravest) in {disc.pen.fill for disc in marked}
    for disc in marked:
        row = frame.loc[disc.id]
        assert disc.link in {report.url for report in row["reports"]}
        assert row["title"][:60] in disc.words
        assert row["when"] in disc.words


def test_more_clashes_make_a_larger_mark(store: Store):
    marked = sheets.discs(sheets.sheet(store, {}), "incidents")
    sizes = sorted((int(disc.number or 1), disc.radius_pt) for disc in marked)
    assert sizes[0][0] == 1
    assert sizes[-1][0] > 20
    assert [radius for _, radius in sizes] == sorted(radius for _, radius in sizes)


def test_the_picked_clash_is_rimmed_in_the_middle_of_a_ring_of_its_precision(store: Store):
    sheet = sheets.sheet(store, {"selected": sheets.CLASH})
    row = store.frames["incidents"].loc[sheets.CLASH]
    disc = next(disc for disc in sheets.discs(sheet, "incidents") if disc.id == sheets.CLASH)
    ring = next(path for path in sheets.paths(sheet, "incidents") if path.id == f"ring-{sheets.CLASH}")
    assert disc.pen.stroke == palette.INK
    assert measure.distance_words(float(row["precision_m"])) in sheets.read(sheet)
    radii = [math.dist(disc.at, at) for at in ring.rings[0]]
    assert max(radii) == pytest.approx(min(radii), rel=0.02)
    assert min(radii) > disc.radius_pt


def test_only_the_layers_that_are_asked_for_are_drawn(store: Store):
    for key in LAYERS:
        sheet = sheets.sheet(store, {"layers": key})
        drawn = {disc.layer for disc in sheets.discs(sheet)} | {path.layer for path in sheets.paths(sheet)}
        assert drawn & set(LAYERS) == {key}
    bare = sheets.sheet(store, {"layers": "none"})
    assert {path.layer for path in sheets.paths(bare)} == {"sea", "land", "graticule", "neatline", "legend"}
    assert sheets.names(bare) == []


def test_every_layer_of_the_map_has_a_drawing():
    looks = [layer(key).LOOK for key in LAYERS]
    assert {look.ground for look in looks} - {""} == set(overlays.GROUND)
    assert {look.marks for look in looks} - {""} == set(overlays.MARKS)
    assert laid(reversed(LAYERS)) == ("overlaps", "limits", "claims", "incidents", "developments", "places")


def test_the_legend_names_just_the_claimants_whose_lines_are_on_the_sheet(store: Store):
    for query in sheets.QUESTIONS.values():
        sheet = sheets.sheet(store, query)
        ids = {path.id for path in sheets.paths(sheet, "claims")}
        claimants = {store.frames["claims"].loc[identity, "claimant"] for identity in ids}
        said = {line.text for line in sheets.words(sheet) if line.layer == "legend"}
        assert {state for state in palette.CLAIMANTS if states.name(state) in said} == claimants


def test_a_claim_keeps_its_colour_and_dash_and_an_area_is_faintly_filled(store: Store):
    sheet = sheets.sheet(store, sheets.SUMMER)
    line = next(path for path in sheets.paths(sheet, "claims") if path.id == "chn-nine-dash-line")
    assert line.pen.stroke == palette.CLAIMANTS["CHN"].colour
    dash = [float(length) for length in palette.CLAIMANTS["CHN"].dash.split()]
    assert line.pen.dash_pt[0] / line.pen.dash_pt[1] == pytest.approx(dash[0] / dash[1])
    area = [path for path in sheets.paths(sheet, "claims") if path.id == "phl-kalayaan-pd1596"]
    assert [(path.closed, bool(path.pen.fill), bool(path.pen.stroke)) for path in area] == [
        (True, True, False),
        (False, False, True),
    ]
    assert area[0].pen.fill_opacity < 0.1


def test_a_picked_claim_is_drawn_heavier(store: Store):
    plain = next(p for p in sheets.paths(sheets.sheet(store, {}), "claims") if p.id == "chn-nine-dash-line")
    picked = sheets.sheet(store, {"selected": "chn-nine-dash-line", "at": "113.0,12.0,5"})
    assert next(p for p in sheets.paths(picked, "claims") if p.id == "chn-nine-dash-line").pen.width_pt > plain.pen.width_pt


@pytest.mark.parametrize("language", ["en", "zh", "vi"])
def test_names_are_in_the_chosen_language(store: Store, language: str):
    sheet = sheets.sheet(store, {"names": language})
    found = {line.text for line in sheets.names(sheet)}
    assert len(found) > 15
    assert {name.removesuffix(" +") for name in found} <= set(store.names(language).values())
    wanted = {"en": "Scarborough Shoal", "zh": "南中国海", "vi": "Biển Đông"}
    assert wanted[language] in found


def test_the_busiest_place_gives_its_name_to_the_largest_mark(store: Store):
    sheet = sheets.sheet(store, sheets.SUMMER)
    bold = {line.text for line in sheets.names(sheet) if line.bold}
    assert {"Second Thomas Shoal", "Sabina Shoal", "Scarborough Shoal"} <= bold


def _nearest(box: Box, at: tuple[float, float]) -> tuple[float, float]:
    return min(max(at[0], box.left), box.right), min(max(at[1], box.top), box.bottom)


@pytest.mark.slow
@pytest.mark.parametrize("query", [sheets.SUMMER, {"states": "VNM"}, {"states": "MYS"}])
@pytest.mark.parametrize("size", [(560.0, 390.0), (960.0, 600.0)])
def test_a_name_beside_a_number_is_that_of_a_place_with_so_many(
    store: Store, query: dict[str, str], size: tuple[float, float]
):
    view = store.parse(query)[0]
    clashes = incidents.filter(store.frames["incidents"], view)
    names, counts = store.names("en"), clashes["place"].value_counts()
    whole = {names[place]: int(n) for place, n in counts.items()}
    sheet = compose.sheet(store, view, width_pt=size[0], height_pt=size[1])
    discs = sheets.discs(sheet, "incidents")
    for line in (line for line in sheets.names(sheet) if line.bold):
        disc = min(discs, key=lambda disc: math.dist(disc.at, _nearest(labels.box(line), disc.at)) - disc.radius_pt)
        name, n = line.text.removesuffix(" +"), int(disc.number.replace(",", "") or 1)
        assert n > whole[name] if line.text.endswith(" +") else n == whole[name], line.text
    assert sum(int(disc.number.replace(",", "") or 1) for disc in discs) <= len(clashes)
    marks = [mark for mark in marks_of("incidents", clashes, view) if clashes.loc[mark.id, "gathered_at"]]
    assert {clashes.loc[mark.id, "place"]: mark.n for mark in marks} == dict(
        clashes["gathered_at"].value_counts().drop("", errors="ignore")
    )


def test_developments_stand_for_every_placed_one_on_the_sheet(store: Store):
    sheet = sheets.sheet(store, {})
    counted = sum(int(disc.number or 1) for disc in sheets.discs(sheet, "developments"))
    assert counted == int(store.frames["developments"]["lon_deg"].notna().sum())


def test_the_sheet_says_its_projection_its_sources_and_its_data_version(store: Store):
    sheet = sheets.sheet(store, {})
    assert sheet.projection.startswith("Lambert azimuthal equal-area projection centred on 13°")
    assert sheet.credit == f"Land: Natural Earth 1:10m. Data: Soundings {store.package.version}."
    said = sheets.read(sheet)
    assert " ".join(sheet.credit.split()) in said
    assert "Lambert azimuthal equal-area" in said
    assert "nm" in said
    assert "N" in {line.text for line in sheets.words(sheet)}


def test_a_close_map_shows_where_it_lies_and_a_whole_one_does_not(store: Store):
    assert sheets.paths(sheets.sheet(store, {"selected": sheets.CLASH}), "inset")
    assert not sheets.paths(sheets.sheet(store, {}), "inset")


def test_shapes_are_no_finer_than_the_sheet_can_show(store: Store):
    sheet = sheets.sheet(store, {}, (960, 540))
    assert sum(len(ring) for path in sheets.paths(sheet) for ring in path.rings) < 9_000


def test_one_question_makes_one_sheet(store: Store):
    view, _ = store.parse(sheets.SUMMER)
    assert sheets.drawn(store, view, (960, 540)) == sheets.drawn(store, view, (960, 540))


def test_numbers_and_names_can_be_read_on_their_ground():
    for level in range(8):
        disc = severity_marks.disc(severity_marks.Spot((0, 0), 2, level, ""), 1)
        assert contrast(disc.ink, disc.pen.fill) >= 3
    for ground in (palette.SEA, palette.LAND, palette.PAPER):
        assert contrast(palette.INK, ground) >= 7
        assert contrast(palette.WATER, ground) >= 4.5
        assert contrast(palette.QUIET, ground) >= 4.5
