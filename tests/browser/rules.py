"""axe-core, and what of its findings nobody may be left with."""

from __future__ import annotations

from typing import Any

from tests.browser.serving import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}


def grave(outcome: dict[str, Any]) -> list[str]:
    """Return what of an outcome of axe is serious or worse: each rule with the element that breaks it."""
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in outcome["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]
