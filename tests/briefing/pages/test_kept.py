"""The pages of scenes that keep a subject: what was picked is on them, with its reports and under both lenses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing import draft as drafts
from briefing.mapsheet import compose
from briefing.pages.compose import deck
from briefing.pages.model import Map, Prose, Sides, Table, Timeline
from briefing.story import Briefing, InvalidBriefingError, Scene
from layers import layer
from question.view import View
from tests.briefing import kept_scenes
from tests.briefing.kept_scenes import SUMMER, scene
from waters import computed, sentences, standing

if TYPE_CHECKING:
    from briefing.pages.model import Block, Page
    from briefing.story import Length
    from layers.store import Store


def pages(store: Store, told: Scene, length: Length = "short") -> list[Page]:
    made = deck(store, Briefing(title="x", length=length, scenes=(told,)), sheet=compose.sheet)
    return [page for page in made.pages if page.scene == 1]


def table(blocks: tuple[Block, ...]) -> Table:
    (found,) = [block for block in blocks if isinstance(block, Table)]
    return found


def test_every_page_knows_its_scene_and_the_others_have_none(store: Store):
    made = kept_scenes.job(store).deck
    numbers = [page.scene for page in made.pages if page.role == "scene"]
    assert numbers == list(range(1, len(kept_scenes.SUBJECTS) + 1))
    assert {page.scene for page in made.pages if page.role != "scene"} == {0}


@pytest.mark.parametrize("identity", ["sabina-shoal", "2002-11-04-asean-china-declaration", "chn-mainland-baselines-1996"])
def test_what_is_picked_has_its_map_its_summary_and_its_reports(store: Store, identity: str):
    told = scene(store, "feature", {"selected": identity})
    page, *further = pages(store, told, "full")
    key = store.ids[identity]
    row = store.frames[key].loc[identity]
    card = layer(key).describe(row)
    assert told.title == card.title
    assert told.view.selected == identity
    assert key in told.view.layers
    assert isinstance(page.left[0], Map)
    assert any(isinstance(block, Prose) and card.summary[:60] in block.paragraphs[0] for block in page.right)
    assert table(page.right).rows[-1][1].words.count("[") == min(3, len(row["reports"]))
    sides = [block for page in further for block in page.left if isinstance(block, Sides)]
    assert [block.accounts for block in sides] == ([card.accounts] if card.accounts else [])


def test_a_picked_feature_that_the_filter_leaves_out_is_kept_without_the_filter(store: Store):
    told = scene(store, "feature", {"selected": "sabina-shoal", "q": "scarborough", "lens": "award"})
    assert (told.view.q, told.view.lens, told.view.selected) == ("", "award", "sabina-shoal")


def test_a_point_is_answered_under_both_lenses_as_the_claims_page_answers(store: Store):
    told = scene(store, "point", {"point": "115.867,9.733"})
    here = standing.at(computed.load(store.package), 115.867, 9.733)
    for lens in ("claimed", "award"):
        assert sentences.whose(here, lens, None) in told.caption
    page = pages(store, told)[0]
    listed = table(page.right)
    assert listed.headings[1:] == ("As claimed", "After the 2016 award")
    now = {zone for zone in (*here.inside, *here.undetermined) if zone.counts("claimed", None)}
    assert len(listed.rows) == len(now)
    assert all(row[0].link for row in listed.rows)
    assert page.left[0].view.point == (115.867, 9.733)


def test_a_point_on_land_is_said_to_be(store: Store):
    told = scene(store, "point", {"point": "121,15.5"})
    assert told.caption == sentences.verdict(standing.at(computed.load(store.package), 121, 15.5), None)
    (block,) = pages(store, told)[0].right
    assert isinstance(block, Prose)


def test_two_questions_show_the_same_ground_each_with_its_own_figures(store: Store):
    (page,) = pages(store, scene(store, "beside", SUMMER | {"beside": "2024-07-31"}))
    maps = [block for blocks in (page.left, page.right) for block in blocks if isinstance(block, Map)]
    assert page.even
    assert maps[0].view.at == maps[1].view.at is not None
    assert [str(drawn.view.end) for drawn in maps] == ["2024-08-31", "2024-07-31"]
    (page,) = pages(store, scene(store, "beside", {"beside": "award"}))
    maps = [block for blocks in (page.left, page.right) for block in blocks if isinstance(block, Map)]
    assert [drawn.view.lens for drawn in maps] == ["claimed", "award"]
    told = scene(store, "beside", {"beside": "award"}).caption
    for blocks in (page.left, page.right):
        assert table(blocks).note.split("All such waters: ")[1].split(", geodesic")[0] in told


def test_own_words_are_paragraphs_and_points(store: Store):
    told = scene(store, "text", {}).model_copy(update={"body": "One.\n- Two.\n• Three.\n\nFour."})
    blocks = pages(store, told)[0].left
    assert [(block.paragraphs, [cell.words for cell in block.points]) for block in blocks] == [
        (("One.",), []),
        ((), ["Two.", "Three."]),
        (("Four.",), []),
    ]


def test_key_points_are_the_briefers_where_some_are_written_else_the_datas(store: Store):
    told = scene(store, "points", SUMMER)
    drawn = told.model_copy(update={"body": ""})
    assert pages(store, told)[0].left == pages(store, drawn)[0].left
    own = pages(store, told.model_copy(update={"body": "Ours alone."}))[0].left[0]
    assert [cell.words for cell in own.points] == ["Ours alone."]


def test_a_timeline_is_cut_to_the_days_asked_for(store: Store):
    (line, note) = pages(store, scene(store, "timeline", SUMMER))[0].left
    assert isinstance(line, Timeline)
    assert (str(line.start), str(line.end)) == ("2024-06-01", "2024-08-31")
    assert isinstance(note, Prose)
    assert note.paragraphs[0].startswith(f"12 of {len(line.entries)} are named")


@pytest.mark.parametrize(
    ("kind", "query", "said"),
    [
        ("feature", {}, "a scene of the kind “feature” must pick a place, a development, a claim or another feature"),
        ("point", {}, "a scene of the kind “point” must ask about a point"),
        ("beside", {}, "a scene of the kind “beside” must say what it is compared with"),
    ],
)
def test_a_scene_without_its_subject_is_refused_in_one_sentence(store: Store, kind: str, query: dict[str, str], said: str):
    told = Scene.model_validate({"kind": kind, "query": query, "title": "x"})
    with pytest.raises(InvalidBriefingError, match=f"scene 1: {said}"):
        pages(store, told)


def test_a_question_that_finds_nothing_can_be_told_in_every_way(store: Store):
    view = View(states=("QAT",))
    for kind in ("points", "text", "timeline", "bar", "places", "map", "trend"):
        told = drafts.scene(store, view, kind)
        assert told.title
        assert pages(store, told)[0].left
