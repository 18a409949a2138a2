"""The looks of a KML file's placemarks: a shared style a class, as the map draws it; KML has no dashes.

GDAL writes none that pyogrio could ask for, so lxml puts them into what GDAL wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from files import styles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

KML = "{http://www.opengis.net/kml/2.2}"
# What may stand behind a placemark's style, in the order that KML gives.
BEHIND = ("Region", "ExtendedData", "Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Model")


def put(path: Path, layers: Mapping[str, pd.DataFrame]) -> None:
    """Give every placemark of a file its style; `layers` has the rows of each folder, in the file's order."""
    tree = etree.parse(path, etree.XMLParser(strip_cdata=False, huge_tree=True, resolve_entities=False, no_network=True))
    document = tree.getroot().find(f"{KML}Document")
    folders = {folder.get("id"): folder for folder in document.iterfind(f"{KML}Folder")}
    place = 1 + max(document.index(child) for name in ("name", "description") for child in document.findall(f"{KML}{name}"))
    for key, rows in layers.items():
        classes = styles.classes(key, rows)
        for of in sorted(set(classes)):
            document.insert(place, _style(f"{key}-{of or 'all'}", styles.style(key, of)))
            place += 1
        for placemark, of in zip(folders[key].iterfind(f"{KML}Placemark") if classes else (), classes, strict=True):
            _name(placemark, f"#{key}-{of or 'all'}")
    tree.write(path, encoding="UTF-8", xml_declaration=True)


def _name(placemark: etree._Element, address: str) -> None:
    """Put the address of a style where KML has it in a placemark: before its data and geometry."""
    reference = etree.Element(f"{KML}styleUrl")
    reference.text = address
    after = [number for number, child in enumerate(placemark) if etree.QName(child).localname in BEHIND]
    placemark.insert(after[0] if after else len(placemark), reference)


def _style(name: str, style: styles.Style) -> etree._Element:
    element = etree.Element(f"{KML}Style", id=name)
    parts = {
        "IconStyle": {"color": _colour(style.colour), "scale": f"{style.size}"},
        "LineStyle": {"color": _colour(style.colour), "width": f"{style.width_px}"},
        "PolyStyle": {"color": _colour(style.colour, style.fill)},
    }
    for part, values in parts.items():
        holder = etree.SubElement(element, f"{KML}{part}")
        for tag, value in values.items():
            etree.SubElement(holder, f"{KML}{tag}").text = value
    return element


def _colour(colour: str, opacity: float = 1.0) -> str:
    """Return "#RRGGBB" as KML has a colour: opacity, blue, green, red."""
    red, green, blue = (colour[i : i + 2].lower() for i in (1, 3, 5))
    return f"{round(opacity * 255):02x}{blue}{green}{red}"
