"""How many examples hypothesis draws: all of a profile's, or a part of them where one example costs much.

`make check` runs the profile "check" and `make test` the profile "thorough" (tests/conftest.py); a number that stood fixed
beside a test would hold for both.
"""

from __future__ import annotations

import math

from hypothesis import settings


def percent(part: int) -> settings:
    """Return the setting of a test that draws so many examples for each hundred of the profile's, two at least."""
    # pytest names the profile before it reads a test module.
    return settings(max_examples=max(2, math.ceil(settings().max_examples * part / 100)))
