"""What a server loads before its first reader comes."""

from __future__ import annotations

import subprocess
import sys

from tests.browser.serving import ROOT

LOADED = """
import sys
from views.frame import turn
from views.map import chart
from views.pages import about, briefing, claims, explore, faulty, reporting, trends
from views.parts import add_to_briefing, desk_door, visitor
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"alembic", "psycopg", "sqlalchemy"}))
print(*sorted(name for name in sys.modules if name.startswith("desk.review") or name == "views.pages.desk"))
"""


def test_readers_pages_load_neither_the_desks_page_nor_its_database():
    # In a process of its own: other tests have loaded the desk.
    answer = subprocess.run([sys.executable, "-c", LOADED], check=True, cwd=ROOT, capture_output=True, text=True)
    assert answer.stdout.split() == []
