"""States and administrations by ISO 3166-1 alpha-3: a code list is closed, so it is written here once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

NAMES = {
    "CHN": "China", "PHL": "Philippines", "VNM": "Vietnam", "MYS": "Malaysia", "TWN": "Taiwan", "IDN": "Indonesia",
    "BRN": "Brunei", "USA": "United States", "JPN": "Japan", "AUS": "Australia", "CAN": "Canada", "IND": "India",
    "RUS": "Russia", "GBR": "United Kingdom", "FRA": "France", "DEU": "Germany", "KOR": "South Korea",
    "SGP": "Singapore", "THA": "Thailand", "KHM": "Cambodia", "NZL": "New Zealand", "NLD": "Netherlands",
    "ITA": "Italy", "ESP": "Spain", "LAO": "Laos", "MMR": "Myanmar", "PRK": "North Korea", "UKR": "Ukraine",
    "HKG": "Hong Kong", "PAK": "Pakistan", "AZE": "Azerbaijan", "TUR": "Türkiye", "BEL": "Belgium", "KEN": "Kenya",
    "JOR": "Jordan", "NOR": "Norway", "COG": "Congo", "QAT": "Qatar", "EGY": "Egypt", "KWT": "Kuwait",
    "DOM": "Dominican Republic", "GHA": "Ghana", "JAM": "Jamaica", "ISR": "Israel", "LBN": "Lebanon", "IRN": "Iran",
    "ROU": "Romania", "SAU": "Saudi Arabia", "MDV": "Maldives", "ZAF": "South Africa", "LBR": "Liberia",
}  # fmt: skip

# The states and administrations that claim waters in the South China Sea, in the order in which they are listed.
CLAIMANTS = ("CHN", "PHL", "VNM", "MYS", "TWN", "IDN", "BRN")

_WITH_ARTICLE = {"PHL", "USA", "GBR", "NLD"}


def name(code: str) -> str:
    """Return a state's short name, or its code where the list has none."""
    return NAMES.get(code, code)


def ordered(codes: Collection[str]) -> tuple[str, ...]:
    """Return states in the order of the list, which a link has too."""
    return tuple(code for code in NAMES if code in codes)


def spoken(code: str) -> str:
    """Return a state's name as a sentence says it: "the Philippines"."""
    return f"the {name(code)}" if code in _WITH_ARTICLE else name(code)
