"""Units of work for rows by the thousand: written once, and undone whole when they are cut off."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing

from crmtui import wiring
from crmtui.actions import customers
from crmtui.settings import Settings
from tests.store.looking import count, one
from tests.support import writer

_CUT_OFF = """
import os, sys
from pathlib import Path
from crmtui import wiring
from crmtui.settings import Settings

settings = Settings(db=Path(sys.argv[1]), config_path=Path(sys.argv[1] + ".toml"))
with wiring.unit_of_work(settings, bulk=True) as uow:
    uow.sql.execute("PRAGMA cache_size = 5")  # so that most pages are written long before the end
    uow.insert_many("tag", ("name",), [(f"tag {at}",) for at in range(20_000)])
    uow.sql.execute("UPDATE customer SET name = 'half done'")
    os._exit(9)
"""


def _journal_mode(settings: Settings) -> object:
    with wiring.reader(settings) as conn:
        return conn.execute("PRAGMA journal_mode").fetchone()[0]


def test_a_bulk_write_cut_off_in_the_middle_is_undone_by_whoever_looks_next(crm: Settings) -> None:
    with wiring.unit_of_work(crm) as uow:
        customers.add(uow, {"name": "金辉"}, today=crm.today())
    size = crm.db.stat().st_size
    ended = subprocess.run([sys.executable, "-c", _CUT_OFF, str(crm.db)], check=False)
    assert ended.returncode == 9
    assert crm.db.stat().st_size > size  # written, but not finished
    with wiring.reader(crm) as conn:
        assert conn.execute("SELECT name FROM customer").fetchall() == [("金辉",)]
        assert conn.execute("SELECT count(*) FROM tag").fetchone() == (0,)
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert crm.db.stat().st_size == size
    with wiring.unit_of_work(crm) as uow:
        assert uow.sql.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_bulk_write_is_beside_a_reader_as_any_other(crm: Settings) -> None:
    with wiring.reader(crm) as conn, wiring.unit_of_work(crm, bulk=True) as uow:
        assert uow.sql.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        uow.insert("tag", {"name": "VIP"})
        assert conn.execute("SELECT count(*) FROM tag").fetchone() == (0,)
    assert one(crm, "SELECT name FROM tag") == ("VIP",)


def test_a_bulk_write_leaves_the_write_ahead_log_switched_on(crm: Settings) -> None:
    with wiring.unit_of_work(crm, bulk=True) as uow:
        assert uow.sql.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        uow.insert("tag", {"name": "VIP"})
    assert count(crm, "tag") == 1
    assert _journal_mode(crm) == "wal"


def test_a_large_database_keeps_its_write_ahead_log_in_bulk(crm: Settings) -> None:
    with closing(writer(crm.db)) as raw:
        raw.execute("CREATE TABLE large AS SELECT zeroblob(9000000) AS bytes")
        raw.commit()
    with wiring.unit_of_work(crm, bulk=True) as uow:
        assert uow.sql.execute("PRAGMA journal_mode").fetchone() == ("wal",)
