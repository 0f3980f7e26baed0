"""Mails through the program itself: each once, at every customer it is from or to, and found."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crmtui.cli.app import main
from tests.files.mails import ME, mail, mbox

TABLE = (
    "编号,客户名称,联系人,邮箱\n1,王记家具,王伟,Wang@wangji.example\n"
    "2,德隆化工,孙明,sun@delong.example\n"
)


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database of two customers."""
    monkeypatch.setenv("CRMTUI_TODAY", "2026-11-23")
    table = tmp_path / "客户.csv"
    table.write_text(TABLE, encoding="utf-8")
    assert taken(tmp_path / "crm.db", table) == 0
    return tmp_path / "crm.db"


def taken(db: Path, *arguments: str | Path) -> int:
    """Run an import that asks nothing; gives its exit code."""
    return main(["--db", str(db), "import", *map(str, arguments), "--yes"])


def entries(db: Path) -> list[tuple[str, ...]]:
    """Customer, contact, day, time, direction and text of every entry."""
    sql = (
        'SELECT c.name, p.name, i."on", i.time, i.kind, i.direction, i.summary FROM interaction i '
        "JOIN customer c ON c.id = i.customer_id JOIN contact p ON p.id = i.contact_id "
        "ORDER BY i.time, i.summary, c.id"
    )
    with closing(sqlite3.connect(db)) as raw:
        return raw.execute(sql).fetchall()


def box(folder: Path) -> Path:
    """Mails from and to customers, two of one day, and others."""
    return mbox(
        folder / "Inbox",
        mail(1, "王伟 <wang@wangji.example>", ME, "询价", "cargo from 广州"),
        mail(2, ME, "wang@wangji.example, sun@delong.example", "Re", "lane\n\n> cargo from 广州"),
        mail(3, "wang@wangji.example", ME, "询价", "a second one of the day"),
        mail(4, "news@spam.example", ME),
        mail(5, "news@spam.example", ME),
        mail(6, "stranger@x.example", ME),
    )


def test_each_mail_is_an_entry_at_every_customer_it_is_of(db: Path, tmp_path: Path) -> None:
    assert taken(db, box(tmp_path)) == 4
    day = ("2026-11-01", "10:30", "email")
    assert entries(db) == [
        ("王记家具", "王伟", *day, "out", "Re\nlane"),
        ("德隆化工", "孙明", *day, "out", "Re\nlane"),
        ("王记家具", "王伟", *day, "in", "询价\na second one of the day"),
        ("王记家具", "王伟", *day, "in", "询价\ncargo from 广州"),
    ]


def test_any_word_of_a_mail_finds_the_customer(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken(db, box(tmp_path))
    capsys.readouterr()
    main(["--db", str(db), "find", "lane"])
    assert "德隆化工" in capsys.readouterr().out
    main(["--db", str(db), "find", "cargo"])
    found = capsys.readouterr().out
    assert "王记家具" in found
    assert "德隆化工" not in found


def test_the_same_mails_change_nothing_even_from_elsewhere(db: Path, tmp_path: Path) -> None:
    taken(db, box(tmp_path))
    before = entries(db)
    copies = tmp_path / "copies"
    copies.mkdir()
    for number, sender in ((1, "王伟 <wang@wangji.example>"), (3, "wang@wangji.example")):
        text = "cargo from 广州" if number == 1 else "a second one of the day"
        (copies / f"{number}.eml").write_bytes(mail(number, sender, ME, "询价", text))
    assert taken(db, box(tmp_path), copies) == 4
    assert entries(db) == before


def test_mails_of_nobody_known_are_told_by_address_the_most_frequent_first(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = mbox(
        tmp_path / "a.mbox",
        mail(1, "stranger@x.example", ME),
        *(mail(n, "news@spam.example", ME) for n in (2, 3)),
    )
    capsys.readouterr()
    main(["--db", str(db), "import", str(path), "--dry-run", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["new"] == 0
    assert [problem["found"] for problem in told["problems"]] == [
        "news@spam.example",
        "stranger@x.example",
    ]
    assert "2 mails" in told["problems"][0]["message"]
    assert taken(db, path) == 4
    assert entries(db) == []


def test_customers_of_the_same_import_are_known(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    (folder / "客户.csv").write_text(TABLE, encoding="utf-8")
    box(folder)
    assert taken(tmp_path / "new.db", folder) == 4
    assert len(entries(tmp_path / "new.db")) == 4


def test_ones_own_address_can_be_named(db: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail(1, "second@corp.example", "sun@delong.example, other@corp.example"))
    taken(db, path, "--me-address", "Second@corp.example")
    assert [entry[5] for entry in entries(db)] == ["out"]


@pytest.mark.parametrize(
    ("date", "code"), [("Tue, 24 Nov 2026 01:00:00 +1400", 0), ("Fri, 27 Nov 2026 10:00", 4)]
)
def test_a_clock_ahead_of_ours(db: Path, tmp_path: Path, date: str, code: int) -> None:
    head = f"From: sun@delong.example\nTo: {ME}\nDate: {date}\nMessage-ID: <1>\n\nx"
    (tmp_path / "a.eml").write_text(head)
    assert taken(db, tmp_path / "a.eml") == code
    assert [entry[2] for entry in entries(db)] == ["2026-11-23"] * (code == 0)


def test_a_mail_from_the_customer_ends_a_sequence_and_undo_brings_it_back(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    still = "SELECT customer_id FROM follow_up WHERE status = 'open' ORDER BY id"
    for who in ("王记", "德隆"):
        assert main(["--db", str(db), "plan", who, "--sequence", "报价跟进"]) == 0
    with closing(sqlite3.connect(db)) as raw, raw:
        raw.execute("UPDATE follow_up SET sequence = replace(sequence, '2026-11-23', '2026-10-20')")
    assert taken(db, box(tmp_path)) == 4
    assert "3 open steps were closed" in capsys.readouterr().err
    assert _rows(db, still) == [(2,)] * 3
    assert main(["--db", str(db), "undo", "--import", "2", "--yes"]) == 0
    assert _rows(db, still) == [(1,)] * 3 + [(2,)] * 3


def _rows(db: Path, sql: str) -> list[tuple[int, ...]]:
    with closing(sqlite3.connect(db)) as raw:
        return raw.execute(sql).fetchall()
