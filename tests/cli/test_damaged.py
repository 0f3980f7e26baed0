"""A database that is damaged in whatever way is said to be, with the way back, by every command."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.cli.conftest import Terminal

COMMANDS = (
    ["find", "王"], ["show", "1042"], ["today"], ["add", "新"], ["log", "1042", "x"], ["changes"],
    ["import", "{sheet}", "--yes"], ["export", "all", "{out}"], ["undo"], ["duplicates"],
)  # fmt: skip
Damage = Callable[[Path], None]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def _in_the_beginning(path: Path) -> None:
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def _in_the_schema(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[150:4096] = Random(1).randbytes(4096 - 150)
    path.write_bytes(data)


def _everywhere(path: Path) -> None:
    """Noise in every page but the first, which tells where the others are."""
    data, random = bytearray(path.read_bytes()), Random(2)
    for page in range(4096, len(data), 4096):
        data[page : page + 2048] = random.randbytes(2048)
    path.write_bytes(data)


def _text(path: Path) -> None:
    path.write_text("客户,电话\n" * 500, encoding="utf-8")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


DAMAGES: dict[str, Damage] = {
    "emptied": _empty,
    "cut short": _cut,
    "its beginning is gone": _in_the_beginning,
    "noise in its first page": _in_the_schema,
    "noise in all others": _everywhere,
    "a text file": _text,
}


@pytest.fixture
def backed_up(sh: Terminal) -> Terminal:
    """A shell on a database of which there is a backup."""
    assert sh("backup").code == 0
    (sh.folder / "客户.csv").write_text("公司,手机\n甲,13812348833\n", encoding="utf-8")
    return sh


def _all(shell: Terminal) -> list[tuple[list[str], int, str]]:
    sheet, out = shell.folder / "客户.csv", shell.folder / "out.json"
    ran = []
    for words in COMMANDS:
        full = [word.format(sheet=sheet, out=out) for word in words]
        done = shell(*full)
        assert "went wrong inside" not in done.err and "Traceback" not in done.err, done
        ran.append((full, done.code, done.err))
    return ran


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_command_says_that_it_is_damaged_and_how_to_go_back(
    backed_up: Terminal, damage: str
) -> None:
    DAMAGES[damage](backed_up.db)
    before = backed_up.db.read_bytes()
    for words, code, said in _all(backed_up):
        assert code == 1, words
        assert "damaged" in said, (words, said)
        assert "crmtui restore" in said, (words, said)
    assert backed_up.db.read_bytes() == before
    assert backed_up("doctor").code == 1


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_way_back_leads_back(backed_up: Terminal, damage: str) -> None:
    DAMAGES[damage](backed_up.db)
    (backup,) = (backed_up.folder / "backups").glob("*.zip")
    assert backed_up("restore", str(backup), "--yes").code == 0
    assert "南宁" in backed_up("find", "博纳").out


def test_an_empty_file_that_nobody_backed_up_is_a_new_database(bare: Terminal) -> None:
    bare.db.write_bytes(b"")
    assert bare("add", "新").code == 0


def test_of_a_lost_database_the_way_back_is_said(backed_up: Terminal) -> None:
    backed_up.db.unlink()
    (backup,) = (backed_up.folder / "backups").glob("*.zip")
    assert backup.name in backed_up.fails(1, "find", "博纳")


def test_a_folder_in_its_place_is_said_to_be_one(bare: Terminal) -> None:
    bare.db.mkdir()
    for words in COMMANDS[:5]:
        assert "folder" in bare.fails(1, *words)


def test_without_its_log_it_is_as_it_was_before(backed_up: Terminal) -> None:
    """What was in a write-ahead log that is gone is gone; the rest is whole."""
    with closing(sqlite3.connect(backed_up.db)) as looking:
        looking.execute("SELECT count(*) FROM customer").fetchone()
        assert backed_up("add", "新").code == 0
        whole = backed_up.db.read_bytes()
    for ending in ("", "-wal", "-shm"):
        Path(f"{backed_up.db}{ending}").unlink(missing_ok=True)
    backed_up.db.write_bytes(whole)
    assert backed_up("find", "博纳").code == 0


@pytest.mark.parametrize("seed", range(6))
def test_bytes_flipped_anywhere_crash_nothing(backed_up: Terminal, seed: int) -> None:
    random = Random(seed)
    data = bytearray(backed_up.db.read_bytes())
    for _ in range(random.choice((1, 4, 64))):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    backed_up.db.write_bytes(data)
    _all(backed_up)


def test_a_day_that_is_none_is_named(sh: Terminal) -> None:
    with closing(sqlite3.connect(sh.db)) as raw:
        raw.execute("""UPDATE interaction SET "on" = '2026-1s-28'""")
        raw.execute("UPDATE customer SET last_touch_on = '2026-1s-28'")
        raw.commit()
    for words in (["find", "博纳"], ["show", "1042"]):
        said = sh.fails(1, *words)
        assert "2026-1s-28" in said and "damaged" in said
