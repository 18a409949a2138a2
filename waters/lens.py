"""Legal lenses: which of the computed zones count. States differ on the second one, and both pages and files say so."""

from __future__ import annotations

import datetime as dt

# The award in PCA case 2013-19.
AWARD_DAY = dt.date(2016, 7, 12)
BEFORE_AWARD = "the award is of 12 July 2016"
LENSES = {"claimed": "As claimed", "award": "After the 2016 award"}
SENTENCES = {
    "claimed": (
        "As claimed: each state's own assertions, computed from its instruments, the dashed line joined up among them. "
        "That a line is drawn says nothing of its merit."
    ),
    "award": (
        "After the 2016 award: no rights from the dashed line, no Spratly feature with an EEZ, 12 nm around high-tide "
        "features whoever owns them, nothing around low-tide elevations. China and Taiwan reject the award; the "
        "Philippines and others uphold it. It did not rule on the Paracels, on Pratas or on who owns any island: what "
        "it left open is drawn as claimed."
    ),
}
# How a zone stands in the award: kept, left open, or found without effect.
AWARD = {
    "stands": "not affected by the award",
    "not_ruled": "not ruled on by the award",
    "set_aside": "without effect under the award",
}


def applies(lens: str, day: dt.date | None) -> bool:
    """Tell whether a lens can be asked about a day: nothing is after the award before it was made; None asks for today."""
    return lens != "award" or day is None or day >= AWARD_DAY
