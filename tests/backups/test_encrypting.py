"""Backups behind a passphrase: in the age format, tried like the others."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from crmtui import backups
from crmtui.backups import restoring
from crmtui.domain.backup_errors import PassphraseNeeded, WrongPassphrase
from crmtui.domain.backups import GOOD, UNTRIED
from crmtui.settings import Settings
from tests.backups.book import add, flip, names

SECRET = "correct 马 battery 电池"


def test_a_backup_behind_a_passphrase_from_making_to_putting_back(
    book: Settings, tmp_path: Path
) -> None:
    made = backups.make(book, passphrase=SECRET).file
    path = Path(made.path)
    data = path.read_bytes()
    # What any age tool looks for.
    assert path.name.endswith(".crmbak.zip.age") and data.startswith(b"age-encryption.org/v1\n")
    assert "博纳".encode() not in data
    assert not [each for each in path.parent.iterdir() if each.suffix in (".zip", ".db")]
    (listed,) = backups.listed(book)
    assert (listed.health, listed.encrypted) == (GOOD, True)
    with pytest.raises(PassphraseNeeded):
        backups.verify(book, path)
    with pytest.raises(WrongPassphrase):
        backups.verify(book, path, "another")
    add(book, "远大物流")
    with restoring.prepared(book, path, SECRET) as ready:
        restoring.restore(book, ready)
    assert names(book) == ["南宁博纳"]
    assert [each.path for each in backups.holders(book, {"x"}).closed] == [made.path]
    flip(path, len(data) // 2)
    assert UNTRIED in {each.health for each in backups.listed(book)}


def test_the_age_tool_opens_it_where_there_is_one(book: Settings, tmp_path: Path) -> None:
    age = shutil.which("age")
    if age is None or os.name != "posix":
        pytest.skip("the age tool is not installed here")
    import pexpect

    path = backups.make(book, passphrase=SECRET).file.path
    out = tmp_path / "opened.zip"
    child = pexpect.spawn(age, ["--decrypt", "-o", str(out), path], encoding="utf-8")
    child.expect("passphrase")
    child.sendline(SECRET)
    child.expect(pexpect.EOF, timeout=60)
    with zipfile.ZipFile(out) as opened:
        assert opened.testzip() is None
