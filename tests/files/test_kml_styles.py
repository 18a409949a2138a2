"""The looks of placemarks: read as XML, against the map's palette."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from files.write import write
from layers import layer, palette
from question.view import View
from tests.questions import LAYERS

if TYPE_CHECKING:
    from pathlib import Path

    from layers.store import Store

ALL = View(layers=LAYERS, severity=0)
ORDER = ("name", "description", "TimeSpan", "styleUrl", "ExtendedData")


def looks(store: Store, path: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Return the colours of each placemark as #rrggbb, by folder and id, by the part of its style."""
    write(store, ALL, path, lambda _done, _words: None)
    document = ET.parse(path).getroot()[0]
    shared = {
        style.get("id", ""): {part.tag.split("}")[1]: part[0].text or "" for part in style}
        for style in document.findall("{*}Style")
    }
    return {
        (str(folder.get("id")), str(mark.get("id"))): shared[str(mark.findtext("{*}styleUrl")).removeprefix("#")]
        for folder in document.findall("{*}Folder")
        for mark in folder.findall("{*}Placemark")
    }


def rgb(colour: str) -> str:
    return f"#{colour[6:8]}{colour[4:6]}{colour[2:4]}"


def test_every_placemark_looks_as_the_map_draws_it(store: Store, tmp_path: Path):
    styles = looks(store, tmp_path / "all.kml")
    frames = {key: layer(key).filter(store.frames[key], ALL) for key in LAYERS}
    assert set(styles) == {(key, identity) for key, frame in frames.items() for identity in frame.index}
    for identity, level in frames["incidents"]["severity"].items():
        assert rgb(styles["incidents", str(identity)]["IconStyle"]) == palette.severity(level)
    for key in ("claims", "limits"):
        for identity, claimant in frames[key]["claimant"].items():
            assert rgb(styles[key, str(identity)]["LineStyle"]) == palette.claimant(claimant).colour.lower()
    numbers = {feature.id: feature.numbers["n"] for feature in layer("overlaps").draw(frames["overlaps"], ALL)}
    for identity, number in numbers.items():
        assert rgb(styles["overlaps", identity]["PolyStyle"]) == palette.overlaps(number)
    assert {rgb(styles["developments", str(i)]["IconStyle"]) for i in frames["developments"].index} == {palette.DEVELOPMENT}


def test_a_style_stands_where_kml_has_it(store: Store, tmp_path: Path):
    looks(store, tmp_path / "all.kml")
    for mark in ET.parse(tmp_path / "all.kml").iter("{http://www.opengis.net/kml/2.2}Placemark"):
        tags = [child.tag.split("}")[1] for child in mark]
        assert [tag for tag in tags if tag in ORDER] == [tag for tag in ORDER if tag in tags]
        assert "styleUrl" in tags
