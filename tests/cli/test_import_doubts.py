"""Possible duplicates and rows that are left out, from the shell."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

KNOWN = """编号,客户名称,城市,联系人,手机,等级
1,宁波市国林电子有限公司,宁波,王伟,13800138000,A
2,王记家具有限公司,,李娜,13900139000,B
"""
DOUBTFUL = """客户名称,城市,联系人,手机
宁波国林电子,宁波,陈晨,13700137000
Ningbo Guolin,,Jack,
杭州某某食品,,,
"""


@pytest.fixture
def known(bare: Terminal) -> Terminal:
    """A shell with two customers and a file that is in doubt about them."""
    (bare.folder / "known.csv").write_text(KNOWN, encoding="utf-8")
    (bare.folder / "b.csv").write_text(DOUBTFUL, encoding="utf-8")
    assert bare("import", str(bare.folder / "known.csv"), "--yes").code == 0
    return bare


def count(sh: Terminal) -> int:
    """The customers there are."""
    with closing(sqlite3.connect(sh.db)) as db:
        (found,) = db.execute("SELECT count(*) FROM customer").fetchone()
    return int(found)


def files(sh: Terminal, *names: str) -> list[str]:
    return [str(sh.folder / name) for name in names]


def test_yes_alone_leaves_doubts_out_and_tells_each_once(known: Terminal) -> None:
    source, left = files(known, "b.csv", "left.csv")
    ran = known("import", source, "--yes", "--rejects", left)
    assert ran.code == 4
    assert "1 new · 0 updated · 0 the same · 2 possible duplicates · 0 not taken · 0 problems" in (
        ran.err
    )
    assert ran.err.count("宁波国林电子 may be") == 1
    assert ran.err.count("row 2") == 1
    rows = Path(left).read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows] == ["客户名称", "宁波国林电子", "Ningbo Guolin"]
    assert left in ran.err


def test_a_file_that_is_there_stops_before_anything_is_written(known: Terminal) -> None:
    source, left = files(known, "b.csv", "known.csv")
    before = known.db.read_bytes()
    said = known.fails(2, "import", source, "--yes", "--rejects", left)
    assert "--force" in said
    assert known.db.read_bytes() == before
    assert Path(left).read_text(encoding="utf-8") == KNOWN


@pytest.mark.parametrize(("how", "customers"), [("create", 5), ("update", 3)])
def test_all_at_once(known: Terminal, how: str, customers: int) -> None:
    (source,) = files(known, "b.csv")
    assert known("import", source, "--yes", "--duplicates", how).code == 0
    assert count(known) == customers
    again = known("import", source, "--yes", "--duplicates", how, "--json")
    assert (again.json["new"], again.json["updated"]) == (0, 0)


def test_wrong_words_are_said(known: Terminal) -> None:
    (source,) = files(known, "b.csv")
    assert "--duplicates" in known.fails(2, "import", source, "--yes", "--duplicates", "nix")
    assert "terminal" in known.fails(2, "import", source, "--yes", "--duplicates", "ask")


def test_what_stays_as_edited_is_said(known: Terminal) -> None:
    known("edit", "1", "grade=C")
    (source,) = files(known, "known.csv")
    ran = known("import", source, "--dry-run")
    assert "C" in ran.out
    assert "stays, not A" in ran.out
    assert known("import", source, "--yes", "--overwrite").code == 0
    assert known("show", "1", "--json").json["grade"] == "A"


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are Unix only")
@pytest.mark.parametrize(
    ("answers", "code", "customers"),
    [
        (["1", "c"], 0, 4),
        (["s", "s"], 4, 3),
        (["a", "c"], 0, 5),
        (["x", "9", "1", "s"], 4, 3),
        (["q"], 1, 2),
    ],
)
def test_one_by_one(known: Terminal, answers: list[str], code: int, customers: int) -> None:
    import pexpect

    child = pexpect.spawn(
        sys.executable,
        ["-m", "crmtui", "import", *files(known, "b.csv")],
        encoding="utf-8",
        timeout=60,
    )
    for answer in answers:
        child.expect("q stop: ")
        child.sendline(answer)
    if code != 1:
        child.expect(r"Take in .* rows?\? \[y/N\]")
        child.sendline("y")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code
    assert count(known) == customers
