"""Text that wants to be obeyed, in everything the database holds: nobody obeys it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from crmtui.cli.registry import COMMANDS
from tests.cli.conftest import Terminal
from tests.cli.hostile import HOSTILE, OBEYED, build

LOOKS = (
    ["today"], ["today", "--json"], ["week"], ["week", "--json"], ["month"], ["worklog"],
    ["worklog", "--json"], ["why", "id:1"], ["why", "id:1", "--json"], ["find", "name"],
    ["find", "name", "--json"], ["show", "id:1"], ["show", "id:1", "--json"], ["promises"],
    ["promises", "--json"], ["changes"], ["changes", "--json"], ["changes", "id:1"], ["bin"],
    ["undo", "--list"], ["undo", "--dry-run"], ["undo", "--op", "2", "--dry-run", "--json"],
    ["occasions"], ["occasions", "--json"], ["greet", "春节"], ["greet", "春节", "--json"],
    ["templates"], ["calendar"], ["calendar", "--json"], ["imports"], ["duplicates"],
    ["duplicates", "--json"], ["merge", "id:1", "id:2", "--dry-run"], ["profiles"], ["fields"],
    ["fields", "--json"], ["sequences"], ["backups"], ["doctor"], ["find", HOSTILE],
    ["show", HOSTILE], ["lunar", HOSTILE], ["verify", HOSTILE], ["import", HOSTILE],
    ["delete", "id:1", "--dry-run"], ["erase", "id:1", "--dry-run"],
)  # fmt: skip
WRITES = (
    ["add", HOSTILE], ["edit", "id:2", f"note={HOSTILE}"], ["log", "id:2", HOSTILE],
    ["plan", "id:2", "3d", HOSTILE], ["promise", "id:2", "3d", HOSTILE], ["archive", "id:2"],
    ["done", "id:2"], ["snooze", "id:2", "3d"], ["undo"], ["redo"], ["unmerge"], ["undo"],
    ["delete", "id:2"], ["bin"],
)  # fmt: skip
# These print nothing of what customers' data says, or are covered by the lists above and below.
ELSEWHERE = {"holidays", "config", "completion", "demo", "backup", "restore", "export"}
FORMATS = ("csv", "tsv", "json", "jsonl", "md", "html", "vcf", "ics", "xlsx")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database full of it."""
    path = tmp_path_factory.mktemp("hostile") / "crm.db"
    build(path)
    return path


@pytest.fixture
def hostile(bare: Terminal, full: Path) -> Terminal:
    """A shell on a copy of it."""
    shutil.copyfile(full, bare.db)
    return bare


def test_every_command_is_looked_at() -> None:
    seen = {words[0] for words in (*LOOKS, *WRITES)} | ELSEWHERE
    assert set(COMMANDS) - seen == set()


def test_looking_prints_nothing_that_is_obeyed(hostile: Terminal) -> None:
    assert [found for words in LOOKS if (found := _trouble(hostile, words))] == []


def test_writing_prints_nothing_that_is_obeyed(hostile: Terminal) -> None:
    assert [found for words in WRITES if (found := _trouble(hostile, words))] == []


def _trouble(shell: Terminal, words: list[str]) -> str:
    """What is wrong with what a command prints; '' where nothing is."""
    ran = shell(*words)
    if "went wrong inside" in ran.err:
        return f"{words}: {ran.err}"
    if "--json" in words and ran.out:
        json.loads(ran.out)
    found = OBEYED.search(ran.out) or OBEYED.search(ran.err)
    return f"{words}: {found}" if found else ""


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("what", ["customers", "contacts", "occasions", "all"])
def test_exports_are_only_text(hostile: Terminal, what: str, ending: str) -> None:
    target = hostile.folder / f"out.{ending}"
    ran = hostile("export", what, str(target))
    if ran.code == 2:
        assert not target.exists()  # this cannot be had in this form
        return
    assert ran.code == 0, ran.err
    for path in hostile.folder.glob(f"out*.{ending}"):
        _check(path, ending)


def _check(path: Path, ending: str) -> None:
    if ending == "xlsx":
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                assert b"<f>" not in book.read(name), "a formula"
        return
    text = path.read_text("utf-8-sig")
    if ending in ("json", "jsonl"):
        for line in text.split("\n") if ending == "jsonl" else [text]:
            assert not line or json.loads(line)
    elif ending in ("csv", "tsv"):
        for row in csv.reader(io.StringIO(text), delimiter="\t" if ending == "tsv" else ","):
            assert not any(cell.startswith(("=", "+1+", "@", "\t=")) for cell in row), row
    elif ending == "html":
        assert "<script" not in text
    elif ending == "vcf":
        assert text.count("BEGIN:VCARD") == len([x for x in text.splitlines() if x == "END:VCARD"])
    elif ending == "ics":
        lines = text.splitlines()
        assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")
    if ending in ("csv", "tsv", "md", "html"):
        assert OBEYED.search(text.replace("\r\n", "\n")) is None, OBEYED.search(text)


def test_an_import_takes_the_text_and_none_of_what_it_wants(bare: Terminal) -> None:
    headings = ("公司", "联系人", "手机", "备注", "标签", "省份", "货物", "产线")
    long = "长" * 100_000
    rows = [[HOSTILE] * len(headings), [f"甲{long}", f"a\x00b\u202e{long}", "13812348833", long]]
    sheet = bare.folder / f"客户\u202e{chr(27)}[31m.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    ran = bare("import", str(sheet), "--yes")
    assert ran.code in (0, 4), ran.err
    for words in (["find", "甲"], ["find", "王", "--json"], ["show", "id:1"], ["show", "id:2"]):
        assert _trouble(bare, words) == ""
    with closing(sqlite3.connect(bare.db)) as raw:
        (names,) = raw.execute("SELECT count(*) FROM customer").fetchone()
        kept = "\n".join(raw.iterdump())
    assert names == 2
    found = OBEYED.search(kept.replace("\r", ""))
    assert found is None, kept[max(0, found.start() - 80) : found.end() + 20]
