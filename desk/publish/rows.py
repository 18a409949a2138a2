"""The rows that a decision makes: its report, the feature or what it adds to one, citation, accounts, origins."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from desk.publish import identity
from desk.publish.base import publisher
from desk.review import parties, sheet
from desk.review.needs import NEW, missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desk.publish.base import Base, Row
    from desk.store.shown import Decided

WIDE = {"sea_area", "island_group", "area", "strait", "coast", "city", "port"}
# A place whose precision the record does not give is known to a nautical mile.
NEAR_M = "1852"
EMPTY = "(empty)"


class Made(NamedTuple):
    """A row for a table; `replaces` is the id of the row that it takes the place of, "" where it is new."""

    table: str
    row: Row
    replaces: str = ""


class Change(NamedTuple):
    """What a decision does to a feature: its layer and id, added or changed, and what of it."""

    layer: str
    feature: str
    change: str
    what: str


class Unpublishable(Exception):  # noqa: N818 -- it says what it is of
    """A decision that cannot become rows, in one sentence."""


def of(decided: Decided, base: Base, added: Mapping[str, str], today: str) -> tuple[list[Made], list[Change]]:
    """Return the rows of a decision and what they change; nothing where the record has them already.

    `added` has the layers of the features that the same publication adds, by id. Raises Unpublishable.
    """
    fields, verdict = decided.fields, decided.verdict
    wanting = missing(verdict, decided.target, fields)
    if wanting:
        raise Unpublishable(" ".join(wanting))
    feature = identity.feature(verdict, fields) if verdict in NEW else str(decided.target)
    layer = NEW.get(verdict) or base.layer(feature) or added.get(feature, "")
    if not layer:
        raise Unpublishable(f"The record has no clash or development {feature} any more: match it again.")
    there = base.report(sheet.words(fields, "address"))
    report = there["id"] if there else identity.report(fields)
    key = {"layer": layer, "feature": feature, "report": report}
    cited = any(key.items() <= row.items() for row in base.tables["citations"])
    if verdict in NEW and base.of(layer, feature):
        if cited:
            return [], []
        raise Unpublishable(f"The record has {feature} already: decide that the page adds a report to it, or name it anew.")
    made = [] if there else [Made("reports", _report(fields, base, report, decided.came))]
    made += [] if cited else [Made("citations", key | {"supports": _supports(fields)})]
    made += [] if there else [Made("origins", row) for row in _origins(fields, base, key)]
    more, what = _of_verdict(decided, base, key, today)
    made += more
    change = [Change(layer, feature, "added" if verdict in NEW else "changed", what)] if made and what is not None else []
    return made, change


def _of_verdict(decided: Decided, base: Base, key: Row, today: str) -> tuple[list[Made], str | None]:
    """Return the rows that only this verdict makes, and what they change of the feature."""
    fields, feature = decided.fields, key["feature"]
    if decided.verdict == "new clash":
        made = [Made("incidents", _incident(fields, base, feature)), *_parties(fields, feature)]
        return [*made, *_accounts(fields, base, key)], ""
    if decided.verdict == "new development":
        return [Made("developments", _development(fields, feature)), *_accounts(fields, base, key)], ""
    if decided.verdict == "adds the other side's account":
        return list(_accounts(fields, base, key)), "accounts, citations"
    if decided.verdict == "corrects":
        return _corrected(decided, base, key, today)
    return [], "citations"


def _supports(fields: Mapping[str, Any]) -> str:
    return sheet.words(fields, "supports") or sheet.words(fields, "summary")


def _report(fields: Mapping[str, Any], base: Base, report: str, came: str) -> Row:
    name = str(sheet.value(fields, "publisher"))
    _, state, voice = publisher(base, name)
    published = str(sheet.value(fields, "published") or "")
    return {
        "id": report,
        "url": sheet.words(fields, "address"),
        "archive_url": "",
        "publisher": name,
        "publisher_class": sheet.words(fields, "publisher_class"),
        "publisher_state": sheet.words(fields, "publisher_state") or state,
        "voice": sheet.words(fields, "voice") or voice,
        "title": str(sheet.value(fields, "headline") or ""),
        "published": published,
        "published_precision": {10: "day", 7: "month", 4: "year"}.get(len(published), ""),
        "retrieved": came,
        "language": str(sheet.value(fields, "language")),
    }


def _origins(fields: Mapping[str, Any], base: Base, key: Row) -> Iterator[Row]:
    for item in sheet.taken(fields, "origins"):
        name, via = str(item["value"]), item["more"].get("via")
        # The same wire on the same event is one origin, whoever took it over; on another event it is another.
        there = base.origin(key["layer"], key["feature"], identity.slug(name.removesuffix(" leak")))
        origin = there["from_origin"] if there else f"{identity.slug(name) or identity.short(name)}-{key['feature']}"
        yield {
            "id": f"{key['report']}--{origin}",
            "report": key["report"],
            "from_report": "",
            "from_origin": origin,
            "origin_title": there["origin_title"] if there else name,
            "relation": str(item["more"].get("relation", "cites")),
            "note": f"By way of {via}." if via else "",
        }


def _days(fields: Mapping[str, Any]) -> Row:
    when = sheet.more(fields, "when")
    start = str(when["start"])
    return {
        "date_start": identity.day(start),
        "date_end": str(when.get("end") or ""),
        "date_precision": {10: "day", 7: "month", 4: "year"}[len(start)],
    }


def _incident(fields: Mapping[str, Any], base: Base, feature: str) -> Row:
    harm = {item["more"]["column"]: str(item["value"]) for item in sheet.taken(fields, "harm")}
    return {
        "id": feature,
        "title": sheet.words(fields, "title"),
        **_days(fields),
        "place": str(sheet.value(fields, "place")),
        **_position(fields, base),
        "types": ";".join(sorted({str(item["value"]) for item in sheet.taken(fields, "types")})),
        **{column: harm.get(column, "") for column in ("killed", "injured", "missing", "vessels_sunk")},
        "harm_of": sheet.words(fields, "harm_of"),
        "damage": sheet.words(fields, "damage"),
        "summary": sheet.words(fields, "summary"),
        "status": sheet.words(fields, "status") or "reported",
        "weak": "true" if fields.get("weak") else "false",
    }


def _position(fields: Mapping[str, Any], base: Base) -> Row:
    place = base.places.get(str(sheet.value(fields, "place")))
    if place is None:
        raise Unpublishable(f"The record has no place “{sheet.value(fields, 'place')}”: choose one that it has.")
    position = sheet.more(fields, "position")
    if position:
        return {
            "lon_deg": f"{position['lon_deg']:.5f}",
            "lat_deg": f"{position['lat_deg']:.5f}",
            "position_basis": str(position["basis"]),
            "precision_m": str(round(position["precision_m"])),
            "position_note": sheet.words(fields, "position_note"),
        }
    wide = place["kind"] in WIDE
    return {
        "lon_deg": place["lon_deg"],
        "lat_deg": place["lat_deg"],
        "position_basis": "general area" if wide else "named feature",
        "precision_m": place["precision_m"] or NEAR_M,
        "position_note": sheet.words(fields, "position_note") or "The report names the place and gives no position.",
    }


def _parties(fields: Mapping[str, Any], feature: str) -> Iterator[Made]:
    ships = sheet.taken(fields, "vessels")
    for party in parties.parties(fields):
        mine = sorted({str(ship["value"]) for ship in ships if parties.owner(fields, ship) == party})
        told = {"incident": feature, **party._asdict(), "vessels": ";".join(mine)}
        # Who acted on whom is told by accounts; a desk that has not weighed them says it of both.
        yield Made("parties", told | {"role": "both", "role_reported_by": "", "role_disputed": "false"})


def _accounts(fields: Mapping[str, Any], base: Base, key: Row) -> Iterator[Made]:
    told = Counter(str(item["value"]) for item in sheet.taken(fields, "accounts"))
    for state in sorted(told):
        row = {**key, "state": state, "says": sheet.words(fields, f"says:{state}")}
        row["speaker"] = sheet.words(fields, f"speaker:{state}")
        same = {"layer": key["layer"], "feature": key["feature"], "state": state}
        there = next((each for each in base.tables["accounts"] if same.items() <= each.items()), None)
        if there and there["report"] != key["report"]:
            raise Unpublishable(
                f"The record has an account of {state} on {key['feature']} already, by {there['report']}: "
                "decide that the page adds a report, or corrects it."
            )
        if not there:
            yield Made("accounts", row)


def _development(fields: Mapping[str, Any], feature: str) -> Row:
    return {
        "id": feature,
        "title": sheet.words(fields, "title"),
        **_days(fields),
        "kind": sheet.words(fields, "development_kind"),
        "states": ";".join(sorted({str(item["value"]) for item in sheet.taken(fields, "states")})),
        "place": str(sheet.value(fields, "place") or ""),
        "also_places": ";".join(sorted({str(item["value"]) for item in sheet.taken(fields, "also_places")})),
        "summary": sheet.words(fields, "summary"),
        "linked_claims": "",
        "linked_incidents": "",
    }


def _corrected(decided: Decided, base: Base, key: Row, today: str) -> tuple[list[Made], str | None]:
    column, new = sheet.words(decided.fields, "column"), sheet.words(decided.fields, "new")
    row = base.of(key["layer"], key["feature"])
    if row is None or column not in row or column == "id":
        raise Unpublishable(f"{key['feature']} has no column {column} that can be corrected in the record.")
    if row[column] == new:
        return [], None
    if not decided.why:
        raise Unpublishable("Say why it is corrected.")
    correction = {
        "id": f"{key['feature']}-{column.replace('_', '-')}-{today.replace('-', '')}",
        "date": today,
        "table": key["layer"],
        "row": key["feature"],
        "column": column,
        "old": row[column] or EMPTY,
        "new": new,
        "why": decided.why,
        "report": key["report"],
    }
    return [Made(key["layer"], {column: new}, key["feature"]), Made("corrections", correction)], column
