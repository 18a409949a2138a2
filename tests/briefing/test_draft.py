"""A drafted briefing: its sentences are whole, and every figure in them is the filter's own."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import story, wording
from briefing.answers import Answers
from briefing.draft import draft
from briefing.mapsheet import compose
from briefing.pages.compose import deck
from briefing.slides import layout
from layers import incidents
from layers.periods import Span
from layers.store import store
from question.view import MATCHES, View, parse
from tests.examples import percent
from tests.questions import views
from words import states

if TYPE_CHECKING:
    from briefing.story import Briefing, Scene
    from layers.store import Store
    from tests.packages import Copy

SUMMER = View(states=("PHL",), start=dt.date(2024, 6, 1), end=dt.date(2024, 8, 31))
# What no sentence of ours may hold, whatever the counts.
BROKEN = re.compile(
    r"\b0 (clash|incident)|\b1 (clashes|incidents|reports|independent origins)|[a-z]  |\.\.|,,|, \.|\(\)|\bnan\b"
    r"|\bNaT\b|<NA>"
)


def scenes(briefing: Briefing, kind: str) -> list[Scene]:
    return [scene for scene in briefing.scenes if scene.kind == kind]


def test_a_filter_becomes_a_story_in_order(store: Store):
    kinds = [scene.kind for scene in draft(store, SUMMER).scenes]
    assert kinds == ["map", "places", "trend", "clash", "clash", "clash", "claims", "developments"]


def test_the_situation_is_said_with_its_count_its_dates_and_where_most_of_it_was(store: Store):
    briefing = draft(store, SUMMER)
    found = incidents.filter(store.frames["incidents"], SUMMER)
    place, most = found["place_name"].value_counts().index[0], found["place_name"].value_counts().iloc[0]
    assert briefing.title == "Reported clashes involving the Philippines, June to August 2024"
    assert briefing.scenes[0].title == (
        f"{len(found)} clashes involving the Philippines, June to August 2024; one reaches beyond the dates"
    )
    assert briefing.scenes[0].caption.startswith(
        f"{len(found)} clashes involving the Philippines touch 1 June to 31 August 2024, most of them at {place} ({most})."
    )


def test_one_that_had_begun_before_is_counted_on_the_map_and_said(store: Store):
    briefing = draft(store, SUMMER)
    assert "One of them had begun before 1 June 2024 and went on after 31 August 2024." in briefing.scenes[0].caption
    assert "One that had begun earlier is not counted here." in scenes(briefing, "trend")[0].caption


def test_the_gravest_come_first_then_those_of_more_harm_and_of_equals_the_newer(store: Store):
    picked = [scene.view.selected for scene in scenes(draft(store, SUMMER), "clash")]
    found = incidents.filter(store.frames["incidents"], SUMMER)
    harm = found[["killed", "injured", "missing", "vessels_sunk"]].fillna(0)
    order = sorted(
        found.index,
        key=lambda one: (-found["severity"][one], *(-n for n in harm.loc[one]), -found["date_start"][one].toordinal()),
    )
    assert picked == order[:3]


def test_the_gravest_on_record_are_those_that_cost_most_lives(store: Store):
    picked = [scene.view.selected for scene in scenes(draft(store, View()), "clash")]
    assert picked[:2] == ["1988-03-14-johnson-south-reef-battle", "1974-01-19-paracels-battle"]


def test_what_spans_a_day_is_said_to_and_not_to_have_happened_on_it(store: Store):
    day = dt.date(2024, 6, 17)
    first = draft(store, View(start=day, end=day)).scenes[0]
    assert first.title == "3 clashes, 17 June 2024; two reach beyond the day"
    assert first.caption.startswith("3 clashes touch 17 June 2024, ")
    assert "happened" not in first.caption
    # One that spans the day is told of once: told of twice it would read as two.
    assert "One of them had begun before 17 June 2024 and went on after it." in first.caption
    assert first.caption.count("went on after") == first.caption.count("had begun") == 1
    assert "One of them is dated to a month or a year that reaches beyond these dates." in first.caption


def test_a_development_that_spans_the_period_is_on_record_for_it(store: Store):
    view = View(start=dt.date(2024, 6, 20), end=dt.date(2024, 6, 25), states=("VNM",))
    (scene,) = scenes(draft(store, view), "developments")
    assert scene.title == "1 development involving Vietnam, 20 to 25 June 2024"
    assert scene.caption.startswith("The latest to begin, 14 June to 17 July 2024: ")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ({"states": "CHN,PHL", "match": "between", "from": "2024-06-01", "to": "2024-08-31", "types": "flares"},
         r"\d developments involving China and the Philippines, June to August 2024"),
        ({"states": "VNM"}, r"\d+ developments involving Vietnam"),
        ({}, r"\d+ developments on record"),
        ({"states": "BRN", "from": "2024-03-01", "to": "2024-03-31"}, "No development involving Brunei, March 2024"),
    ],
)  # fmt: skip
def test_developments_are_counted_with_what_narrows_them_and_no_more(store: Store, query: dict[str, str], title: str):
    (scene,) = scenes(draft(store, parse(query)[0]), "developments")
    assert re.fullmatch(title, scene.title)


def test_pairs_are_said_as_states_are(store: Store):
    assert draft(store, View(pairs=("CHN-VNM",))).title == "Reported clashes between China and Vietnam"
    both = draft(store, View(pairs=("CHN-PHL", "CHN-VNM"))).title
    assert both == "Reported clashes between China and the Philippines and between China and Vietnam"


def test_the_map_of_a_short_draft_says_not_again_what_the_slide_before_it_says(store: Store):
    briefing = draft(store, SUMMER, length="short")
    assert briefing.points.startswith(draft(store, SUMMER).scenes[0].caption)
    assert briefing.scenes[0].caption == ""


@pytest.mark.slow
def test_a_short_draft_has_ten_slides_and_one_of_a_day_four(store: Store):
    day = dt.date(2024, 6, 17)
    for view, most in ((SUMMER, 10), (View(), 10), (View(states=("VNM",)), 10), (View(start=day, end=day), 4)):
        briefing = draft(store, view, length="short")
        made = layout.slides(deck(store, briefing, sheet=compose.sheet))
        assert len(made) == most
        assert 3 <= len(briefing.points.splitlines()) <= 5
    # Where nothing clashed and nothing else is on record, a map says so.
    assert [scene.kind for scene in draft(store, View(states=("QAT",)), length="short").scenes] == ["map"]


def test_the_notes_hold_each_states_words_its_evidence_and_a_caution(store: Store):
    for scene in scenes(draft(store, SUMMER), "clash"):
        row = store.frames["incidents"].loc[scene.view.selected]
        assert [account.says for account in row["accounts"] if account.says.rstrip(".") not in scene.notes] == []
        assert f"{len(row['reports'])} reports, {row['origins']} independent origin" in scene.notes
        assert "Take care: The position is known to within " in scene.notes


def test_a_side_of_whom_no_account_was_found_is_named_in_the_notes(store: Store):
    frame = store.frames["incidents"]
    silent = next(row for row in frame.itertuples() if row.any - {account.state for account in row.accounts})
    told = draft(store, View(q=silent.id, types=tuple(silent.kinds)))
    notes = next(scene.notes for scene in scenes(told, "clash") if scene.view.selected == silent.id)
    assert re.search(r"No account by [\w ]+ was found\.", notes)


@pytest.mark.parametrize(
    ("query", "titles", "caption"),
    [
        (
            {"states": "QAT"},
            ["No clash involving Qatar", "No clash began from October to December 2025; none in the 3"],
            "No clash involving Qatar is on record. Silence is no calm: what nobody reported is missing.",
        ),
        (
            {"from": "2024-06-17", "to": "2024-06-17", "severity": "5"},
            [
                "1 clash of severity 5 or more, 17 June 2024",
                "The one reported clash was at Second Thomas Shoal",
                "1 clash began",
            ],
            "1 clash of severity 5 or more is reported to have happened on 17 June 2024, at Second Thomas Shoal.",
        ),
        (
            {"place": "south-china-sea", "states": "AUS"},
            ["2 clashes involving Australia, at the South China Sea", "Both reported clashes were in"],
            "2 clashes involving Australia, at the South China Sea, are on record from 2022 to 2025.",
        ),
    ],
)
def test_the_empty_the_single_and_the_double_case_are_grammatical(
    store: Store, query: dict[str, str], titles: list[str], caption: str
):
    briefing = draft(store, parse(query)[0])
    assert [scene.title[: len(title)] for scene, title in zip(briefing.scenes, titles, strict=False)] == titles
    assert briefing.scenes[0].caption == caption


def test_where_nothing_clashed_no_scene_shows_nothing(store: Store):
    assert [scene.kind for scene in draft(store, View(states=("QAT",))).scenes] == ["map", "trend", "developments"]


def test_the_lines_of_the_briefer_are_kept_and_one_that_is_too_long_is_refused(store: Store):
    day = dt.date(2024, 8, 31)
    briefing = draft(store, SUMMER, title="For the minister", author="Duty desk", handling="Internal", as_of=day)
    assert (briefing.title, briefing.author, briefing.handling, briefing.as_of) == (
        "For the minister",
        "Duty desk",
        "Internal",
        day,
    )
    assert briefing.data_version == store.package.version
    with pytest.raises(story.InvalidBriefingError, match="“handling”: expected at most 240 characters"):
        draft(store, SUMMER, handling="x" * 241)


def test_a_title_that_would_not_stand_on_two_lines_gives_way_to_a_shorter_one(store: Store):
    view = View(states=("CHN", "PHL", "VNM", "MYS"), types=("blocking", "ramming", "water_cannon"), severity=2, q="shoal")
    briefing = draft(store, view)
    assert briefing.title == "Reported clashes in the South China Sea: a selection"
    assert re.fullmatch(r"\d+ clashes under this filter", briefing.scenes[0].title)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        (
            {"from": "2024-06-01", "to": "2024-08-31"},
            r"\d+ clashes began from June to August 2024; \d+ in the 3 months before, ",
        ),
        (
            {"from": "2024-01-01", "to": "2024-12-31"},
            r"\d+ clashes began from January to December 2024; \d+ in the year before",
        ),
        (
            {"from": "2000-09-01", "to": "2022-03-04"},
            r"\d+ clashes began from 1 September 2000 to 4 March 2022; \d+ in as many days",
        ),
        (
            {"from": "2024-06-17", "to": "2024-06-17"},
            r"1 clash began on 17 June 2024; none on the day before, none a year earlier",
        ),
    ],
)
def test_the_trend_sets_a_period_beside_others_that_do_not_overlap_with_it(store: Store, query: dict[str, str], title: str):
    (scene,) = scenes(draft(store, parse(query)[0]), "trend")
    assert re.match(title, scene.title)
    assert ("a year earlier" in scene.title) == (query["to"][:4] == "2024" and query["from"][5:] != "01-01")


@pytest.mark.parametrize(
    ("codes", "whose"),
    [
        ((), "two states or more"),
        (("PHL",), "the Philippines and another state or more"),
        (("CHN", "PHL"), "two states or more, China or the Philippines among them"),
        (("CHN", "PHL", "all"), "China and the Philippines"),
        (("CHN", "PHL", "between"), "China and the Philippines"),
        (("CHN", "PHL", "VNM", "between"), "two or more of China, the Philippines and Vietnam"),
    ],
)
def test_waters_are_said_to_be_claimed_by_those_who_were_asked_for(store: Store, codes: tuple[str, ...], whose: str):
    match = next((code for code in codes if code in MATCHES), "any")
    (scene,) = scenes(draft(store, View(states=states.ordered(codes), match=match)), "claims")
    assert re.match(rf"[\d,]+ km² of the sea are claimed at once by {whose}\. ", scene.caption)


def test_a_list_inside_one_filter_needs_no_comma_after_it(store: Store):
    caption = draft(store, View(types=("flares", "laser"))).scenes[0].caption
    assert re.match(r"\d+ clashes of flares or laser are on record from ", caption)


@percent(60)
@given(st.data())
def test_any_question_is_drafted_in_whole_sentences_with_the_filters_own_counts(store: Store, data: st.DataObject):
    view = data.draw(views(places=list(store.frames["places"].index), words=["", "ayungin", "navy", "仁爱礁"]))
    briefing = draft(store, view)
    n = len(incidents.filter(store.frames["incidents"], view))
    lead = wording.clashes(n, view)
    for scene in briefing.scenes:
        assert scene.title
        assert store.parse(scene.query)[1] == []
        assert not BROKEN.search(f"{scene.title}\n{scene.caption}\n{scene.notes}")
        assert scene.caption == "" or scene.caption.endswith((".", "…"))
    assert briefing.scenes[0].title.casefold().startswith(lead)
    assert briefing.scenes[0].caption.casefold().startswith(lead)
    assert story.read(story.write(briefing), store=store) == briefing


@percent(60)
@given(st.data())
def test_the_period_holds_what_the_map_shows_less_what_had_begun_or_may_have(store: Store, data: st.DataObject):
    view = data.draw(views().filter(lambda view: bool(view.start and view.end)))
    found = Answers(store, view)
    now = found.comparison.now
    assert len(found.clashes) == len(now.bar.ids) + len(now.unsure) + len(found.earlier)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(dt.date(2024, 6, 1), dt.date(2024, 8, 31)), "from June to August 2024"),
        (Span(dt.date(2024, 6, 1), dt.date(2024, 6, 30)), "in June 2024"),
        (Span(dt.date(2024, 6, 17), dt.date(2024, 6, 17)), "on 17 June 2024"),
        (Span(dt.date(2024, 6, 3), dt.date(2024, 7, 2)), "from 3 June to 2 July 2024"),
    ],
)
def test_a_period_follows_its_verb(span: Span, words: str):
    assert wording.during(span) == words


@pytest.mark.parametrize(
    ("place", "language", "words"),
    [
        ("sabina-shoal", "en", "at Sabina Shoal"),
        ("south-china-sea", "en", "in the South China Sea"),
        ("paracel-islands", "en", "at the Paracel Islands"),
        ("northwest-of-luzon", "en", "in waters north-west of Luzon"),
        ("west-capella-site", "en", "at the West Capella drill site (block ND2)"),
        ("atlantis", "en", "at atlantis"),
    ],
)
def test_a_place_follows_its_verb(store: Store, place: str, language: str, words: str):
    assert wording.where(store, place, language) == words


def test_a_place_in_another_language_is_named_as_that_language_does(store: Store):
    assert wording.where(store, "sabina-shoal", "zh") == f"at {store.names('zh')['sabina-shoal']}"
    assert wording.where(store, "south-china-sea", "vi") == f"in {store.names('vi')['south-china-sea']}"


@pytest.mark.parametrize(
    ("n", "whole", "words"),
    [(1, 1, "it"), (2, 2, "both of them"), (12, 12, "all of them"), (3, 12, "three of them"), (0, 4, "none of them")],
)
def test_a_part_is_the_subject_of_a_sentence(n: int, whole: int, words: str):
    assert wording.of_them(n, whole) == words


def test_a_package_of_hostile_words_is_drafted_within_the_bounds_of_a_file(hostile: Copy, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOUNDINGS_DATA", str(hostile.path))
    known = store()
    briefing = draft(known, View())
    assert story.read(story.write(briefing), store=known) == briefing
    assert "\u202e" not in story.write(briefing)
