"""Data and links that would do harm if anything on the way took them for markup, script or a path."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from record import reading
from tests.packages import CLASH, duplicate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.reading import Reader
    from tests.packages import Copy

pytestmark = pytest.mark.browser

IMAGE = "<img src=x onerror=window.__hurt=1>"
TEXTS = (
    IMAGE,
    "`${window.__hurt=1}`",
    "</script><script>window.__hurt=1</script>",
    "C:\\2019 \\` \\u003cimg",
    "\u202eright to left\u202c\u200f",
    "'+(window.__hurt=1)+'\"+(window.__hurt=1)+\"",
    "{{7*7}} [x](javascript:window.__hurt=1)",
)
# Columns that hold a person's words.
WORDS = {
    "incidents": ("title", "summary", "damage", "position_note"),
    "parties": ("agency",),
    "accounts": ("says",),
    "developments": ("title", "summary"),
    "places": ("name", "group", "significance", "note"),
    "names": ("name",),
    "reports": ("publisher", "title"),
    "citations": ("supports",),
    "origins": ("origin_title", "note"),
    "corrections": ("old", "new", "why"),
}
LONGEST_TITLE = 120
BEYOND = 100_000


@pytest.fixture(scope="module")
def hostile(serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Serve a package every free text of which starts with something that would do harm."""
    copy = duplicate(reading.SHIPPED, tmp_path_factory.mktemp("hostile") / "data")
    for table, columns in WORDS.items():
        rows = copy.rows(table)
        for number, row in enumerate(rows):
            row.update({column: _spoilt(row[column], number, column) for column in columns})
            if table == "reports":
                # The bare text: a summary with eight words of a report's title in a row would pass for copied.
                row["title"] = TEXTS[number % len(TEXTS)]
        if table == "incidents":
            next(row for row in rows if row["id"] == CLASH)["title"] = f"{IMAGE} at the shoal"
            rows[0]["summary"] = f"{IMAGE} {'endless ' * (BEYOND // 8)}"
        copy.write(table, rows)
    collection = copy.claims()
    for number, feature in enumerate(collection["features"]):
        for column in ("name", "instrument", "summary"):
            feature["properties"][column] = _spoilt(feature["properties"][column], number, column)
    copy.write_claims(collection)
    assert copy.faults() == []
    return serve(copy.path)


def test_hostile_words_are_shown_and_never_run(hostile: str, reader_of: Callable[..., Reader]) -> None:
    reader = reader_of(hostile)
    reader.opens()
    unhurt(reader)
    ids = {layer: [one["id"] for one in reader.api(layer)] for layer in ("incidents", "developments", "places", "claims")}
    picked = [CLASH, *(ids[layer][number] for layer in ids for number in range(2))]
    for identity in picked:
        reader.opens(f"?selected={identity}")
        expect(reader.dossier.locator("h2").first).not_to_be_empty()
        unhurt(reader)
    reader.opens(f"?selected={CLASH}")
    expect(reader.dossier.locator("h2").first).to_have_text(f"{IMAGE} at the shoal")
    assert reader.sides.count() == 2
    for language in ("zh", "vi"):
        reader.opens(f"?names={language}&at=114.2,10.5,9")
        expect(reader.map.locator(".mark.place span").filter(has_text=IMAGE).first).to_be_visible()
        unhurt(reader)
    reader.watch.quiet()


def test_hostile_words_do_no_harm_on_the_other_pages(hostile: str, reader_of: Callable[..., Reader]) -> None:
    reader = reader_of(hostile)
    with urlopen(f"{hostile}/api/incidents.geojson?selected={CLASH}") as answer:
        features = json.load(answer)["features"]
    report = next(one for one in features if one["id"] == CLASH)["properties"]["reports"][0]["id"]
    for path in ("trends", "reporting", f"reporting?report={report}", "about"):
        reader.page.goto(f"{hostile}/{path}")
        expect(reader.page.locator("h1").first).to_be_visible()
        reader.settles()
        unhurt(reader)
    reader.watch.quiet()


def test_a_field_of_a_hundred_thousand_letters_is_cut(hostile: str, reader_of: Callable[..., Reader]) -> None:
    reader = reader_of(hostile)
    reader.opens()
    longest = max(reader.api(), key=lambda one: len(one["properties"]["summary"]))
    assert len(longest["properties"]["summary"]) > BEYOND - 100
    reader.opens(f"?selected={longest['id']}")
    assert len(reader.dossier.inner_text()) < 20_000
    assert not reader.page.evaluate("document.scrollingElement.scrollWidth > innerWidth")
    unhurt(reader)


def test_a_hostile_link_is_answered_in_words(base: str, reader_of: Callable[..., Reader]) -> None:
    reader = reader_of(base)
    asked = {
        "q": IMAGE,
        "states": 'PHL"><script>window.__hurt=1</script>',
        "selected": "../../etc/passwd",
        "place": "`${window.__hurt=1}`",
        "from": "2024-13-45",
        "at": "1,2",
        "layers": "__proto__",
        "names": "constructor",
        "severity": "99999999999999999999",
        IMAGE: "x",
    }
    reader.opens(f"?{urlencode(asked)}", marks=False)
    unhurt(reader)
    said = " ".join(reader.page.get_by_test_id("stAlert").all_inner_texts())
    for key in ("states", "selected", "place", "from", "at", "layers", "names", "severity"):
        assert f"“{key}=" in said
    assert IMAGE in said
    assert f"matching “{IMAGE}”" in reader.summary.inner_text()
    no_traceback(reader)
    reader.watch.quiet()


def test_a_package_with_faults_is_a_page_that_lists_them(
    serve: Callable[[Path], str], reader_of: Callable[..., Reader], tmp_path: Path
) -> None:
    copy = duplicate(reading.SHIPPED, tmp_path / "data")
    spoil(copy)
    reader = reader_of(serve(copy.path))
    for path in ("", "trends", "reporting", "about"):
        reader.page.goto(f"{reader.base}/{path}")
        expect(reader.page.get_by_role("heading", name="This data package cannot be shown")).to_be_visible()
        reader.settles()
        no_traceback(reader)
        unhurt(reader)
    listed = reader.page.get_by_role("table").inner_text()
    for words in (
        "reports.csv",
        "url",
        "javascript:window.__hurt=1",
        "incidents.csv",
        "2024-02-31",
        "nowhere-at-all",
        IMAGE,
    ):
        assert words in listed
    with pytest.raises(HTTPError) as refused, urlopen(f"{reader.base}/api/incidents.geojson"):
        pass
    assert refused.value.code == 503
    assert "cannot be shown" in json.load(refused.value)["error"]
    refused.value.close()


def spoil(copy: Copy) -> None:
    """Put five faults into three tables."""
    reports = copy.rows("reports")
    copy.cell("reports", reports[0]["id"], url="javascript:window.__hurt=1")
    incidents = copy.rows("incidents")
    copy.cell("incidents", incidents[0]["id"], date_start="2024-02-31")
    copy.cell("incidents", incidents[1]["id"], place="nowhere-at-all")
    copy.cell("incidents", incidents[2]["id"], status=IMAGE)
    copy.cell("places", copy.rows("places")[0]["id"], lat_deg="91")


def unhurt(reader: Reader) -> None:
    """Check that no text has become a script or an element, in the page or in a frame of it."""
    for frame in reader.page.frames:
        assert frame.evaluate("[typeof window.__hurt, document.querySelectorAll('img[src=x]').length]") == ["undefined", 0]
    assert reader.watch.errors == []


def no_traceback(reader: Reader) -> None:
    """Check that the page shows no error of the program's."""
    assert reader.page.get_by_test_id("stException").count() == 0
    assert "Traceback" not in reader.page.locator("body").inner_text()


def _spoilt(value: str, number: int, column: str) -> str:
    text = f"{TEXTS[number % len(TEXTS)]} {value or ''}".strip()
    return text[:LONGEST_TITLE] if column == "title" else text
