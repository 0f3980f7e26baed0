"""Looking stays light: what `today`, `find` and `show` load, seen from inside the process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from crmtui.settings import Settings
from tests.support import add_contact, add_customer, add_follow_up, index, writer

HEAVY = (
    "sqlmodel", "sqlalchemy", "pydantic", "alembic", "textual", "rich", "tomlkit", "pypinyin",
    "phonenumbers", "dateutil", "platformdirs", "python_calamine",
)  # fmt: skip
LOOKS = (
    ["today"], ["today", "--json"], ["find", "王"], ["find", "8833", "--json"],
    ["show", "1042"], ["show", "博纳", "--json"], ["--help"], ["config"], ["completion", "bash"],
)  # fmt: skip
PROBE = """
import sys
from crmtui.cli import app
code = app.main(sys.argv[1:])
sys.stderr.write("loaded:" + ",".join(sorted({name.partition(".")[0] for name in sys.modules})))
sys.exit(code)
"""


@pytest.fixture
def filled(crm: Settings) -> Settings:
    """A database with one customer who is due today and can be found."""
    conn = writer(crm.db)
    customer = add_customer(conn, "南宁博纳", number="1042", grade="A")
    add_contact(conn, customer, "王建华", {"mobile": "+8613812348833"})
    add_follow_up(conn, customer, "2026-11-23", "报价")
    index(conn, customer)
    conn.close()
    return crm


@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
def test_looking_loads_nothing_heavy(filled: Settings, words: list[str]) -> None:
    env = {
        **os.environ,
        "CRMTUI_DB": str(filled.db),
        "CRMTUI_CONFIG": str(filled.config_path),
        "CRMTUI_TODAY": "2026-11-23",
    }
    ran = subprocess.run(
        [sys.executable, "-c", PROBE, *words], env=env, capture_output=True, check=False
    )
    talk = ran.stderr.decode()
    assert ran.returncode == 0, talk
    assert ran.stdout
    loaded = set(talk.rpartition("loaded:")[2].split(","))
    assert loaded & set(HEAVY) == set()
    assert "crmtui.tui" not in talk


def test_opening_the_screens_loads_no_shell_commands() -> None:
    """The first paint does not wait for Typer."""
    probe = (
        "import sys\nfrom crmtui.cli import app\napp.main([])\n"
        "sys.exit(len({'typer', 'click'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", probe], stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert ran.returncode == 0
