"""Data packages to spoil: a small one cut from the shipped rows, and copies whose cells a test edits."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from record import derived, hashes, reading
from record.reading import parts
from waters import derive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from record.faults import Fault

ROOT = Path(__file__).resolve().parents[1]
# The small package's computed files are kept here between runs: `make clean` removes them.
KEPT = ROOT / "build" / "small-package"
Row = dict[str, str]
CLASH = "2024-06-17-second-thomas-shoal-boarding"
SEED = "2025-09-26-rusi-airborne-analysis"
DEAL = "2023-01-01-russia-china-airborne-deal"
SEVERAL = 12
# Two zones that overlap, so that the small package has waters of its own.
ZONES = {"phl-kalayaan-polygon", "mys-shelf"}


class Copy:
    """A package in a directory of its own, edited a row at a time; its hashes follow unless a test says otherwise."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self, table: str) -> list[Row]:
        with (self.path / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def write(self, table: str, rows: Iterable[Row], *, seal: bool = True) -> None:
        kept = list(rows)
        with (self.path / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns(table), lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)
        if seal:
            self.seal()

    def cell(self, table: str, identity: str, **cells: str) -> None:
        rows = self.rows(table)
        mine = [row for row in rows if row["id"] == identity]
        assert mine, f"{identity} is no row of {table}"
        mine[0].update(cells)
        self.write(table, rows)

    def add(self, table: str, like: Callable[[Row], bool], **cells: str) -> None:
        rows = self.rows(table)
        self.write(table, [*rows, next(row for row in rows if like(row)) | cells])

    def drop(self, table: str, which: Callable[[Row], bool]) -> None:
        rows = self.rows(table)
        kept = [row for row in rows if not which(row)]
        assert len(kept) < len(rows)
        self.write(table, kept)

    def claims(self) -> dict[str, Any]:
        collection: dict[str, Any] = json.loads((self.path / "claims.geojson").read_text(encoding="utf-8"))
        return collection

    def write_claims(self, collection: dict[str, Any]) -> None:
        (self.path / "claims.geojson").write_text(json.dumps(collection), encoding="utf-8")
        self.seal()

    def seal(self) -> None:
        hashes.refresh(self.path)

    def faults(self) -> list[Fault]:
        return reading.check(self.path)


def columns(table: str) -> list[str]:
    resource = next(resource for resource in reading.schema()["resources"] if resource["name"] == table)
    return [field["name"] for field in resource["schema"]["fields"]]


def duplicate(source: Path, target: Path) -> Copy:
    shutil.copytree(source, target)
    return Copy(target)


def cut(target: Path) -> Path:
    """Cut the shipped package down to a dozen clashes, the seed's developments, and all that these stand on."""
    whole = duplicate(reading.SHIPPED, target)
    rows = {name: whole.rows(name) for name in _tables()}
    developments = [row for row in rows["developments"] if row["id"] in {CLASH, SEED, DEAL}]
    linked = {part for row in developments for part in parts(row["linked_incidents"])} | {CLASH}
    coarse = [row["id"] for row in rows["incidents"] if row["date_precision"] != "day"][:3]
    ids = {"incidents": {*[row["id"] for row in rows["incidents"][:SEVERAL]], *coarse, *linked}}
    ids["developments"] = {row["id"] for row in developments}
    wanted = {row["place"] for row in rows["incidents"] if row["id"] in ids["incidents"]}
    wanted |= {part for row in developments for part in (row["place"], *parts(row["also_places"])) if part}
    above = {row["id"]: row["part_of"] for row in rows["places"]}
    ids["places"] = wanted | {above[place] for place in wanted if above[place]}
    collection = whole.claims()
    named = {part for row in developments for part in parts(row["linked_claims"])}
    kept = [row for row in rows["zones"] if row["id"] in ZONES]
    named |= {part for row in kept for column in ("lines", "cut_by", "instruments") for part in parts(row[column])}
    collection["features"] = [f for n, f in enumerate(collection["features"]) if n % 5 == 0 or f["id"] in named]
    ids["claims"] = {feature["id"] for feature in collection["features"]}
    rows["citations"] = [row for row in rows["citations"] if row["feature"] in ids.get(row["layer"], ())]
    rows["accounts"] = [row for row in rows["accounts"] if row["feature"] in ids[row["layer"]]]
    rows["parties"] = [row for row in rows["parties"] if row["incident"] in ids["incidents"]]
    rows["names"] = [row for row in rows["names"] if row["place"] in ids["places"]]
    for name in ("incidents", "developments", "places"):
        rows[name] = [row for row in rows[name] if row["id"] in ids[name]]
    reports = {row["report"] for row in rows["citations"]}
    for feature in collection["features"]:
        if feature["properties"]["coordinate_report"] not in reports:
            feature["properties"]["coordinate_report"] = None
    rows["zones"] = [row for row in kept if _stands(row, ids)]
    rows["findings"] = [row for row in rows["findings"] if row["place"] in ids["places"] and row["report"] in reports]
    rows["corrections"] = [row for row in rows["corrections"] if row["report"] in reports]
    rows["origins"] = [
        row for row in rows["origins"] if row["report"] in reports and (row["from_report"] in reports or row["from_origin"])
    ]
    rows["reports"] = [row for row in rows["reports"] if row["id"] in reports]
    for row in rows["names"]:
        row["report"] = row["report"] if row["report"] in reports else ""
    for name, kept in rows.items():
        whole.write(name, kept, seal=False)
    whole.write_claims(collection)
    compute_waters(target)
    whole.seal()
    return target


def compute_waters(package: Path) -> None:
    """Compute a package's zones and cells, or take those that an earlier run or another process computed from the same."""
    made_from = json.dumps(derive.inputs(reading.read(package)), sort_keys=True).encode()
    # Of the claims more counts than the inputs name: whose baselines are archipelagic.
    made_from += (package / "claims.geojson").read_bytes()
    code = b"".join(path.read_bytes() for path in sorted((ROOT / "waters").glob("*.py")))
    kept = KEPT / hashlib.sha256(made_from + code).hexdigest()[:16]
    kept.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(kept.with_suffix(".lock")):
        if not kept.is_dir():
            derive.derive(package)
            making = kept.with_suffix(".making")
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            for name in derived.COMPUTED:
                shutil.copy(package / name, making)
            making.rename(kept)
    for name in derived.COMPUTED:
        shutil.copy(kept / name, package)


def _stands(zone: Row, ids: dict[str, set[str]]) -> bool:
    """Tell whether all that a zone names was kept."""
    claims = {part for column in ("lines", "cut_by", "instruments") for part in parts(zone[column])}
    return claims <= ids["claims"] and set(parts(zone["features"])) <= ids["places"]


def _tables() -> list[str]:
    return [r["name"] for r in reading.schema()["resources"] if r["path"].endswith(".csv")]


HOSTILE = (
    "zqx<img src=x onerror=alert(1)>",
    "zqx`${alert(1)}`",
    r"zqx C:\2019 \u0041",
    "zqx</script><script>alert(1)</script>",
    "zqx" + "x" * 100_000,
    "zqx\u202egnp.exe\u2066\u200f",
    "zqx{{7*7}}$:red[a](javascript:x)'\"",
)


def poison(copy: Copy) -> None:
    """Put a hostile text into every free-text cell of a package: each that the schema lets hold any words."""
    turn = 0
    for resource in reading.schema()["resources"]:
        if "schema" not in resource:
            continue
        bound = {str(key["fields"]) for key in resource["schema"].get("foreignKeys", [])}
        keys = resource["schema"].get("primaryKey") or []
        bound |= {"column"} | set([keys] if isinstance(keys, str) else keys)
        free = [f for f in resource["schema"]["fields"] if f["type"] == "string" and f["name"] not in bound]
        free = [f for f in free if not {"pattern", "enum"} & set(f.get("constraints", {}))]
        if resource["name"] == "claims":
            collection = copy.claims()
            cells = [feature["properties"] for feature in collection["features"]]
        else:
            cells = copy.rows(resource["name"])
        for number, row in enumerate(cells):
            for field in free:
                turn += 1
                # The long text once a column: more would only make the test slow.
                word = HOSTILE[turn % len(HOSTILE)] if number else HOSTILE[4]
                short = field.get("constraints", {}).get("maxLength", 200 if number else 1_000_000)
                row[field["name"]] = word[:short]
        if resource["name"] == "claims":
            copy.write_claims(collection)
        else:
            copy.write(resource["name"], cells, seal=False)
    copy.seal()
