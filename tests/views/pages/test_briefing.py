"""The Briefing page: draft, keep, order, edit, save and open; the question goes along; bad files get one clear sentence."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from briefing import draft, making, story
from briefing.formats import WRITERS
from briefing.mapsheet import compose
from briefing.marks import Mark
from briefing.pages.compose import deck
from briefing.slides import layout
from briefing.story import Briefing, InvalidBriefingError
from briefing.workshop import CANCELLED, Workshop
from files import records
from question.view import At, Point, View
from tests.asgi import get
from tests.packages import CLASH
from tests.pages import address, markup, opened, said
from tests.questions import LAYERS
from views.parts import add_to_briefing, export, scene_kinds, slide_pictures
from words import text

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from layers.store import Store

SUMMER = {"states": "PHL", "from": "2024-06-01", "to": "2024-08-31"}


def fine(page: AppTest) -> AppTest:
    assert [one.value for one in page.exception] == []
    return page


def press(page: AppTest, label: str, number: int = 0) -> AppTest:
    """Press the nth button of a label."""
    return fine([one for one in page.button if one.label == label][number].click().run())


def held(page: AppTest) -> Briefing:
    found: Briefing = page.session_state["briefing"]
    return found


def titles(page: AppTest) -> list[str]:
    return [scene.title for scene in held(page).scenes]


@pytest.fixture
def drafted() -> AppTest:
    """Return the page with a briefing drafted from the summer of 2024."""
    return press(fine(opened(SUMMER, path="briefing")), "Draft a briefing")


def test_the_page_without_a_scene_says_how_to_begin_and_offers_no_file():
    page = fine(opened(path="briefing"))
    assert page.info[0].value.startswith("No scene yet.")
    assert [one.disabled for one in page.get("download_button")] == [True]
    assert [one.disabled for one in page.button if one.label == "Make the file"] == [True]


def test_a_draft_is_that_of_the_present_filter(store: Store, drafted: AppTest):
    expected = draft.draft(store, store.parse(SUMMER)[0], length="short")
    assert held(drafted) == expected
    shown = said(drafted)
    for number, scene in enumerate(expected.scenes, start=1):
        assert f"{number}. {text.plain(scene.title, longest=90)}" in shown


def test_a_full_draft_and_where_sources_stand_are_a_choice(store: Store):
    page = press(fine(opened(SUMMER, path="briefing")), "Draft a full briefing")
    assert held(page) == draft.draft(store, store.parse(SUMMER)[0])
    page = fine(page.selectbox(key="w-b-length").set_value("short").run())
    page = fine(page.selectbox(key="w-b-sources").set_value("file").run())
    page = fine(page.text_area(key="w-b-points").set_value("First.\nSecond.").run())
    assert (held(page).length, held(page).sources, held(page).points) == ("short", "file", "First.\nSecond.")


def test_the_present_filter_stands_in_words_over_the_page(store: Store):
    page = fine(opened(SUMMER, path="briefing"))
    assert store.parse(SUMMER)[0].sentence() in said(page)


def test_the_question_goes_along_from_page_to_page_and_back():
    page = fine(opened(SUMMER))
    places = {info["url_pathname"]: key for key, info in page._registered_pages.items()}
    for path in ("briefing", "about", "trends", ""):
        for key in list(page.query_params):
            del page.query_params[key]
        page._page_hash = places[path]
        page = fine(page.run())
        assert address(page) == (SUMMER if path != "about" else {})


def test_clearing_the_filters_is_not_undone_by_what_was_asked_before():
    page = fine(opened(SUMMER))
    page = press(page, "Clear all filters")
    assert address(page) == {}
    assert address(fine(page.run())) == {}


def test_scenes_go_up_and_down(drafted: AppTest):
    before = titles(drafted)
    page = press(drafted, "Down", 0)
    assert titles(page) == [before[1], before[0], *before[2:]]
    page = press(page, "Up", len(before) - 1)
    assert titles(page) == [before[1], before[0], *before[2:-2], before[-1], before[-2]]
    assert [one.disabled for one in page.button if one.label == "Up"] == [True] + [False] * (len(before) - 1)
    assert [one.disabled for one in page.button if one.label == "Down"] == [False] * (len(before) - 1) + [True]


def test_a_scene_is_doubled_beside_itself_and_removed(drafted: AppTest):
    before = titles(drafted)
    page = press(drafted, "Duplicate", 1)
    assert titles(page) == [*before[:2], before[1], *before[2:]]
    page = press(page, "Remove", 0)
    assert titles(page) == [before[1], before[1], *before[2:]]


def test_title_caption_and_notes_are_edited_in_place_and_move_with_the_scene(drafted: AppTest):
    page = fine(drafted.text_input(key="w-title-0").set_value("Our own title").run())
    page = fine(page.text_area(key="w-caption-0").set_value("Our caption.").run())
    page = fine(page.text_area(key="w-notes-0").set_value("Say this.\nThen that.").run())
    page = press(page, "Down", 0)
    moved = held(page).scenes[1]
    assert (moved.title, moved.caption, moved.notes) == ("Our own title", "Our caption.", "Say this.\nThen that.")
    assert page.text_input(key="w-title-1").value == "Our own title"


def test_the_lines_of_the_briefing_are_kept(drafted: AppTest):
    page = fine(drafted.text_input(key="w-b-author").set_value("Desk for maritime affairs").run())
    page = fine(page.text_input(key="w-b-handling").set_value("Internal use only").run())
    page = fine(page.text_input(key="w-b-as_of").set_value("2024-09-02").run())
    found = held(page)
    assert (found.author, found.handling, found.as_of) == (
        "Desk for maritime affairs",
        "Internal use only",
        dt.date(2024, 9, 2),
    )


@pytest.mark.parametrize("key", ["w-b-title", "w-title-0"])
def test_a_title_that_is_emptied_stays_and_the_reason_is_said(drafted: AppTest, key: str):
    before = held(drafted)
    page = fine(drafted.text_input(key=key).set_value("  ").run())
    assert held(page) == before
    assert page.toast[0].value.endswith("expected some words\\.")
    assert page.text_input(key=key).value != "  "


def test_drafting_again_replaces_or_adds_as_the_button_says(drafted: AppTest):
    before = titles(drafted)
    page = press(drafted, "Put its scenes behind them")
    assert titles(page) == before * 2
    page = press(page, f"Replace the {2 * len(before)} scenes")
    assert titles(page) == before
    page = press(page, "Begin with none")
    assert titles(page) == []
    assert held(page).title == add_to_briefing.UNTITLED


def test_lines_that_were_written_outlive_a_new_draft(drafted: AppTest):
    page = fine(drafted.text_input(key="w-b-title").set_value("For the minister").run())
    page = fine(page.text_input(key="w-b-handling").set_value("Internal use only").run())
    page = press(page, f"Replace the {len(titles(page))} scenes")
    assert (held(page).title, held(page).handling) == ("For the minister", "Internal use only")


def test_more_scenes_than_a_briefing_holds_are_refused_in_words(drafted: AppTest):
    many = held(drafted).model_copy(update={"scenes": (held(drafted).scenes * story.MOST_SCENES)[: story.MOST_SCENES]})
    drafted.session_state["briefing"] = many
    page = press(fine(drafted.run()), "Duplicate", 0)
    assert held(page) == many
    assert f"at most {story.MOST_SCENES}" in page.toast[0].value


def upload(page: AppTest, content: bytes) -> AppTest:
    return fine(page.get("file_uploader")[0].set_value([("briefing.json", content, "application/json")]).run())


def test_a_saved_briefing_opens_as_it_was_saved(drafted: AppTest):
    saved = story.write(held(drafted)).encode()
    page = upload(fine(opened(path="briefing")), saved)
    page = press(page, "Open it")
    assert held(page) == held(drafted)


def test_opening_a_file_says_what_it_would_replace(drafted: AppTest):
    page = upload(drafted, story.write(Briefing(title="Another")).encode())
    before = titles(page)
    page = press(page, f"Open it in place of the {len(before)} scenes")
    assert held(page) == Briefing(title="Another")


BAD: dict[str, tuple[Any, str]] = {
    "no JSON": (b"{", "The file is no briefing: it is not JSON"),
    "no UTF-8": (b"\xff\xfe{}", "The file is no briefing: it is not UTF-8 text."),
    "a list": (b"[]", "The file is no briefing: expected an object"),
    "no title": ({"scenes": []}, "“title”"),
    "an unknown kind": ({"title": "x", "scenes": [{"kind": "video", "query": {}, "title": "y"}]}, "scene 1, “kind”"),
    "an unknown place": (
        {"title": "x", "scenes": [{"kind": "map", "query": {"place": "atlantis"}, "title": "y"}]},
        "atlantis",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_sentence_and_changes_nothing(drafted: AppTest, name: str):
    content, expected = BAD[name]
    before = held(drafted)
    page = upload(drafted, content if isinstance(content, bytes) else json.dumps(content).encode())
    (error,) = page.error
    assert text.markdown(expected) in error.value
    assert held(page) == before
    assert not [one for one in page.button if one.label.startswith("Open it")]


def test_keeping_a_view_adds_a_scene_with_its_words_from_the_data(store: Store):
    view = View(states=("PHL",), at=At(115.8, 9.7, 8))
    found = add_to_briefing.kept(Briefing(title="x"), view, "map")
    (scene,) = found.scenes
    assert scene.query == view.query()
    assert scene.title
    assert scene.caption
    assert scene.notes
    assert found.data_version == store.package.version
    again = add_to_briefing.kept(found, view, "trend", title="Our title")
    assert [one.kind for one in again.scenes] == ["map", "trend"]
    assert again.scenes[1].title == "Our title"


def test_a_picked_clash_is_kept_as_a_scene_of_its_own(store: Store):
    (scene,) = add_to_briefing.kept(Briefing(title="x"), View(selected=CLASH), "clash").scenes
    assert scene.view.selected == CLASH
    assert scene.title == store.frames["incidents"].loc[CLASH, "title"]


def test_a_full_briefing_takes_no_further_view():
    scene = add_to_briefing.kept(Briefing(title="x"), View(), "map").scenes[0]
    full = Briefing(title="x", scenes=(scene,) * story.MOST_SCENES)
    with pytest.raises(InvalidBriefingError, match=f"at most {story.MOST_SCENES}"):
        add_to_briefing.kept(full, View(), "map")


def test_every_kind_of_file_that_can_be_written_is_offered():
    assert set(export.KINDS) == set(WRITERS)


@pytest.fixture(scope="module")
def one_map(store: Store) -> Briefing:
    return Briefing(title="Summer of 2024", scenes=draft.draft(store, store.parse(SUMMER)[0]).scenes[:1])


@pytest.mark.slow
@pytest.mark.parametrize("suffix", export.KINDS)
def test_each_kind_of_file_is_named_by_its_filter_or_the_briefing_and_by_the_data_version(
    store: Store, one_map: Briefing, suffix: str
):
    steps: list[float] = []
    view = store.parse(SUMMER)[0]

    def tell(done: float, _words: str) -> None:
        steps.append(done)

    data = export.KINDS[suffix].holds == "data"
    files = making.of_data(store, view, suffix, tell) if data else making.of_deck(store, one_map, suffix, tell)
    stem = making.named(records.about(store, view).filter) if data else "summer-of-2024"
    assert files[0].name == f"{stem}-data-{store.package.version}{suffix}"
    assert all(len(file.content) > 100 for file in files)
    assert steps == sorted(steps)
    assert steps[-1] == 1.0


def made(page: AppTest) -> AppTest:
    """Press the button that makes a file, and look again when that has come to its end."""
    page = press(page, "Make the file")
    assert page.session_state[export.KEY].wait()
    return fine(page.run())


def test_a_file_that_cannot_be_made_is_said_in_one_sentence():
    page = fine(opened({"layers": "none"}, path="briefing"))
    page = fine(page.selectbox(key="w-file").set_value(".geojson").run())
    page = made(page)
    assert len(page.error) == 1
    assert "the view shows no layer" in page.error[0].value


def test_a_made_file_is_offered_for_download(drafted: AppTest):
    page = fine(drafted.selectbox(key="w-file").set_value(".csv").run())
    page = made(page)
    labels = [one.label for one in page.get("download_button")]
    assert len([label for label in labels if label.startswith("Download ")]) == 2
    assert "Save the briefing (JSON)" in labels


def test_a_file_of_what_has_been_changed_since_is_not_offered(drafted: AppTest):
    page = made(fine(drafted.selectbox(key="w-file").set_value(".geojson").run()))
    page.query_params["states"] = "VNM"
    page = fine(page.run())
    assert [one.label for one in page.get("download_button") if one.label.startswith("Download ")] == []
    assert "make it again" in page.caption.values[-2] + page.caption.values[-1]


def test_a_file_that_is_being_made_can_be_given_up(drafted: AppTest, monkeypatch: pytest.MonkeyPatch):
    with closing(Workshop("tests.briefing.odd_jobs")) as shop:
        # What makes nothing of it, and does not end.
        monkeypatch.setattr("views.parts.making.WORKSHOP", shop)
        monkeypatch.setitem(export.KINDS, "wait", export.Kind("Never", "briefing"))
        page = press(fine(fine(drafted.run()).selectbox(key="w-file").set_value("wait").run()), "Make the file")
        assert not page.session_state[export.KEY].ended
        # Nobody else waits for it.
        assert get("/healthz").status == 200
        fine(opened(SUMMER))
        page = press(page, "Cancel")
        assert page.session_state[export.KEY].wait()
        page = fine(page.run())
        assert text.markdown(CANCELLED) in [one.value for one in page.caption]
        assert [one.label for one in page.button if one.label == "Cancel"] == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Reported clashes, June to August 2024", "reported-clashes-june-to-august-2024"),
        ("Bãi Cỏ Mây: ../../etc", "bai-co-may-etc"),
        ("仁爱礁", "soundings"),
        ("x" * 400, "x" * making.LONGEST_NAME),
    ],
)
def test_a_files_name_is_plain_whatever_the_title_is(title: str, name: str):
    assert making.named(title) == name


def test_hostile_words_of_a_briefing_are_shown_as_words(drafted: AppTest):
    harm = "<img src=x onerror=alert(1)> $x$ :red[y] [z](javascript:x)"
    page = fine(drafted.text_input(key="w-title-0").set_value(harm).run())
    assert "<img" not in markup(page)
    assert text.escape(harm) in markup(page)


def test_a_kept_view_shows_all_layers_that_explore_shows(store: Store):
    (scene,) = add_to_briefing.kept(Briefing(title="x"), View(layers=LAYERS[:2]), "map").scenes
    assert scene.view.layers == LAYERS[:2]


def test_a_scene_is_inserted_at_a_place_and_taken_back(store: Store, drafted: AppTest):
    before = titles(drafted)
    page = fine(drafted.selectbox(key="w-insert-kind").set_value("points").run())
    page = fine(page.number_input(key=f"w-insert-place-{len(before) + 1}").set_value(2).run())
    page = press(page, "Insert")
    expected = draft.scene(store, store.parse(SUMMER)[0], "points")
    assert held(page).scenes[1] == expected
    assert titles(page) == [before[0], expected.title, *before[1:]]
    page = press(page, "Undo")
    assert titles(page) == before
    assert [one.disabled for one in page.button if one.label == "Undo"] == [True]


def test_every_change_is_undone_in_turn_and_no_more_than_were_made(drafted: AppTest):
    states = [held(drafted)]
    page = press(drafted, "Down", 0)
    states.append(held(page))
    page = fine(page.text_input(key="w-title-0").set_value("Ours").run())
    states.append(held(page))
    page = press(page, "Remove", 1)
    for state in reversed(states):
        page = press(page, "Undo")
        assert held(page) == state


def test_a_scene_goes_to_the_place_that_is_typed(drafted: AppTest):
    before = titles(drafted)
    page = fine(drafted.number_input(key="w-place-0").set_value(4).run())
    assert titles(page) == [*before[1:4], before[0], *before[4:]]
    assert page.number_input(key="w-place-3").value == 4


def test_how_many_slides_there_are_is_what_a_deck_has(store: Store, drafted: AppTest):
    slides = slide_pictures.slides(store, held(drafted))
    assert len(slides) == len(layout.slides(deck(store, held(drafted), sheet=compose.sheet)))
    assert f"{len(held(drafted).scenes)} scenes make {len(slides)} slides" in said(drafted)
    shown = [image.caption for element in drafted.get("image") for image in element.proto.imgs]
    assert shown == [f"Slide {at}" for at, slide in enumerate(slides, start=1) if slide.scene]


def test_an_edit_draws_that_slide_anew_and_leaves_the_others(store: Store, drafted: AppTest):
    def pictures(page: AppTest) -> list[bytes]:
        return [slide_pictures.png(slide) for slide in slide_pictures.slides(store, held(page)) if slide.scene]

    before = pictures(drafted)
    page = fine(drafted.text_input(key="w-title-1").set_value("Our own title").run())
    after = pictures(page)
    assert [one != other for one, other in zip(before, after, strict=True)] == [False, True, *[False] * (len(before) - 2)]


def test_own_words_and_key_points_are_written_on_the_page(drafted: AppTest):
    page = fine(drafted.selectbox(key="w-insert-kind").set_value("text").run())
    page = fine(page.number_input(key=f"w-insert-place-{len(titles(page)) + 1}").set_value(1).run())
    page = press(page, "Insert")
    page = fine(page.text_area(key="w-body-0").set_value("Ours.\n- A point.").run())
    assert (held(page).scenes[0].kind, held(page).scenes[0].body) == ("text", "Ours.\n- A point.")


def noting(page: AppTest, kind: str, **fields: str) -> AppTest:
    """Open the form of the first scene's map, fill it and send it."""
    page = fine(page.toggle(key="w-marking-0").set_value(True).run())
    page = fine(page.get("button_group")[-1].set_value([kind]).run()) if kind != "text" else page
    for field, value in fields.items():
        page.text_input(key=f"w-mark-{field}-0").set_value(value)
    return press(page, "Put it on the map")


def test_a_note_is_put_on_a_map_at_a_position_or_a_place_and_taken_away(store: Store, drafted: AppTest):
    page = noting(drafted, "text", at="9.733, 115.867", words="Look here")
    assert held(page).scenes[0].marks == (Mark(kind="text", at=(115.867, 9.733), words="Look here"),)
    page = noting(page, "text", at="Sabina Shoal", words="And here")
    row = store.frames["places"].loc["sabina-shoal"]
    assert held(page).scenes[0].marks[1].at == pytest.approx((row["lon_deg"], row["lat_deg"]), abs=1e-5)
    page = press(page, "Take away", 0)
    assert [mark.words for mark in held(page).scenes[0].marks] == ["And here"]


@pytest.mark.parametrize(
    ("at", "said_why"),
    [
        ("", "Where the note stands is missing"),
        ("Atlantis", "is neither a position nor a place of this data set by that name"),
        ("99.5, 200", "99"),
    ],
)
def test_a_note_without_a_position_says_what_is_wrong_and_changes_nothing(drafted: AppTest, at: str, said_why: str):
    before = held(drafted)
    page = noting(drafted, "text", at=at, words="Lost")
    assert any(said_why in warning.value.replace("\\", "") for warning in page.warning)
    assert held(page) == before


def test_each_kind_that_a_view_can_be_kept_as_has_a_name_and_makes_a_scene(store: Store):
    views = (
        View(),
        View(selected=CLASH),
        View(selected="sabina-shoal"),
        View(point=Point(115.867, 9.733)),
        View(beside="award"),
    )
    offered = {kind for view in views for kind in scene_kinds.offered(view)}
    assert offered == set(story.KINDS) == set(scene_kinds.WORDS)
    for view in views:
        for kind in scene_kinds.offered(view)[:2]:
            assert add_to_briefing.kept(Briefing(title="x"), view, kind).scenes[0].kind == kind


@pytest.mark.parametrize(
    ("path", "query", "kind"),
    [
        ("", {"selected": "sabina-shoal"}, "feature"),
        ("", {"selected": "chn-mainland-baselines-1996"}, "feature"),
        ("", {"selected": CLASH}, "clash"),
        ("", {"point": "115.867,9.733"}, "point"),
        ("", {"beside": "award"}, "beside"),
        ("", {}, "map"),
        ("claims", {"point": "115.867,9.733"}, "point"),
        ("claims", {"selected": "sabina-shoal"}, "feature"),
        ("claims", {}, "claims"),
        ("trends", SUMMER, "trend"),
    ],
)
def test_what_is_open_is_what_is_kept_unless_another_kind_is_chosen(path: str, query: dict[str, str], kind: str):
    page = fine(opened(query, path=path))
    (choice,) = [box for box in page.selectbox if box.label == "Keep it as"]
    assert choice.value == kind


def test_an_opened_bar_of_trends_can_be_kept(store: Store):
    page = fine(opened(SUMMER, path="trends"))
    page = fine(page.selectbox(key="w-open-place").set_value("sabina-shoal").run())
    assert [box.value for box in page.selectbox if box.label == "Keep it as"] == ["trend", "bar"]
    view = replace(store.parse(SUMMER)[0], place="sabina-shoal")
    (scene,) = add_to_briefing.kept(Briefing(title="x"), view, "bar").scenes
    assert scene.view == view
