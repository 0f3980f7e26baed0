"""What reads things from outside, each as a function of bytes that may raise only CrmError."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path

from crmtui import zh
from crmtui.domain import (
    birthdays,
    clean,
    dates,
    phones,
    quoted,
    repeatdays,
    repeats,
    repeatwords,
    search,
    sequences,
)
from crmtui.domain.errors import CrmError
from crmtui.domain.known import Known
from crmtui.domain.sheets import Workbook
from crmtui.domain.transfer import plan, plan_json
from crmtui.files import (
    backupfile,
    backupopen,
    biff,
    holidayfile,
    kinds,
    opendocument,
    sheets,
    zipped,
)
from crmtui.files.textkinds import Kind
from crmtui.reads import customers
from crmtui.settings import load
from tests.files import make

TODAY = date(2026, 11, 23)
MOST_STEPS = 50
Target = Callable[[bytes], None]


@cache
def folder() -> Path:
    """One folder of this process for the files under test, in memory where there is such a disk."""
    memory = Path("/dev/shm")
    place = memory if os.access(memory, os.W_OK) else None
    kept = tempfile.TemporaryDirectory(prefix="crmtui-fuzz-", dir=place)
    _KEPT.append(kept)  # goes with the process
    return Path(kept.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def _file(data: bytes, name: str) -> Path:
    path = folder() / name
    path.write_bytes(data)
    return path


def _text(data: bytes) -> str:
    """Text as an argument or a field may bring it, halves of characters too."""
    return data.decode("utf-8", "surrogateescape")


def _planned(book: Workbook) -> None:
    """What would become of it, to the last word."""
    known = Known(pinyin=zh.pinyin_keys, simplify=zh.simplify)
    plan_json(plan([book], known, TODAY))


def _sheet(name: str) -> Target:
    return lambda data: _planned(sheets.read(_file(data, name)))


def _book(kind: Kind, data: bytes) -> Path:
    """A workbook of these bytes; of what begins as XML one with this in it."""
    if kind is Kind.XLS or not data.startswith(b"<"):
        return _file(data, "book")
    write = make.xlsx if kind is Kind.XLSX else make.ods
    return write(folder() / "book", data.decode("utf-8", "replace"))


def _marks(kind: Kind) -> Target:
    """What this process itself reads of a workbook; calamine's part has a process of its own."""

    def read(data: bytes) -> None:
        path = _book(kind, data)
        if kinds.kind_of(path) is kind:
            zipped.unpacked_size(path) if kind is not Kind.XLS else biff.is_locked(path)
            marks = {Kind.XLSX: zipped.marks, Kind.ODS: opendocument.marks, Kind.XLS: biff.marks}
            marks[kind](path)

    return read


def _workbook(data: bytes) -> None:
    """A whole workbook through both processes; slow."""
    kind = Kind.ODS if data.startswith(b"<table") else Kind.XLSX
    _planned(sheets.read(_book(kind, data)))


def _dates(data: bytes) -> None:
    text = _text(data)
    for read in (
        lambda: dates.parse_when(text, TODAY),
        lambda: dates.parse_when(text, TODAY, past=True),
        lambda: dates.split_step(text, TODAY),
        lambda: birthdays.parse_birthday(text, TODAY),
    ):
        with suppress(CrmError):
            read()


def _repeats(data: bytes) -> None:
    text = _text(data)
    with suppress(CrmError):
        sequences.read_steps(text.splitlines() or [text])
    rule = repeatwords.parse_repeat(text, TODAY)
    first = repeatdays.first_date(rule, TODAY)
    if first is not None:
        anchored = repeatdays.anchored(rule, first)
        assert repeats.read(repeats.text_of(anchored)) == anchored
        for day in islice(repeatdays.dates(anchored, first - timedelta(1)), 5):
            assert day >= first


@cache
def _database() -> sqlite3.Connection:
    from tests import support

    path = folder() / "search.db"
    with closing(support.writer(path)) as raw:
        for name in ("南宁博纳红木家具", "Möbel Kraft", "單磊 100%_物流"):
            support.index(raw, support.add_customer(raw, name))
    return sqlite3.connect(path)


def _query(data: bytes) -> None:
    query = search.parse_query(_text(data), zh.simplify)
    customers.find(_database(), query, 5)
    customers.ids(_database(), query=query)
    customers.resolve(_database(), _text(data))


def _texts(data: bytes) -> None:
    """Single cells and fields: names, phones, cleaned text."""
    text = _text(data)
    shown = clean.clean(text)
    assert clean.clean(shown) == shown
    shown.encode()  # nothing is left that cannot be stored
    for kind in ("mobile", "phone", "email", "wechat"):
        phones.normal_point(kind, text)
    zh.pinyin_keys(shown, True)
    quoted.own_words(text)


def _settings(data: bytes) -> None:
    path = _file(data, "config.toml")
    env = {"CRMTUI_CONFIG": str(path), "HOME": str(folder()), "CRMTUI_DB": "x.db"}
    load(env=env).fingerprint()


def _holidays(data: bytes) -> None:
    holidayfile.parse(data.decode("utf-8", "replace"), Path("holidays.toml"))


def _backup(data: bytes) -> None:
    path = _file(data, "backup.crmbackup")
    if backupfile.kind_of(path) == backupfile.AGE:
        return
    with backupopen.unpacked(path, folder() / "crm.db", "") as found:
        backupopen.checked(found)


TARGETS: dict[str, Target] = {
    "csv": _sheet("book.csv"),
    "html": _sheet("book.xls"),
    "json": _sheet("book.json"),
    "vcard": _sheet("book.vcf"),
    "mail": _sheet("mail.eml"),
    "mbox": _sheet("box.mbox"),
    "xlsx": _marks(Kind.XLSX),
    "xls": _marks(Kind.XLS),
    "ods": _marks(Kind.ODS),
    "workbook": _workbook,
    "settings": _settings,
    "holidays": _holidays,
    "dates": _dates,
    "repeats": _repeats,
    "query": _query,
    "texts": _texts,
    "backup": _backup,
}


def run(name: str, data: bytes) -> None:
    """Give a target these bytes; whatever but CrmError comes out is a bug."""
    with suppress(CrmError):
        TARGETS[name](data)
