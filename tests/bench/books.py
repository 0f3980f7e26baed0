"""The databases and sheets the benchmarks read, made once and kept under .bench."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench import database, sheets
from tests.house.tree import ROOT

FOLDER = ROOT / ".bench"
PER_CUSTOMER = 3  # interactions
FULL = (10, 3)  # interactions and planned steps per customer, of which one in four is open


def book(customers: int) -> Path:
    """A database with so many customers and three times as many interactions."""
    return _kept(
        f"customers-{customers}-{_digest(makers_of_books())}.db",
        lambda path: database.build(path, customers, customers * PER_CUSTOMER, customers // 5),
    )


def full_book(customers: int) -> Path:
    """A database of many years: ten interactions and three planned steps with each customer."""
    interactions, steps = (customers * each for each in FULL)
    return _kept(
        f"full-{customers}-{_digest(makers_of_books())}.db",
        lambda path: database.build(path, customers, interactions, steps),
    )


def makers_of_books() -> list[Path]:
    """What a book is made by: where one of them changes, it is made anew."""
    return [
        ROOT / "tests" / "bench" / "database.py",
        ROOT / "tests" / "bench" / "words.py",
        *sorted((ROOT / "migrations" / "versions").glob("*.py")),
        *sorted((ROOT / "crmtui" / "domain").glob("s*.py")),  # search, and what it is made of
    ]


def sheet(customers: int, suffix: str) -> Path:
    """A spreadsheet with so many customers, .csv or .xlsx."""
    makers = [ROOT / "tests" / "bench" / "sheets.py", ROOT / "tests" / "bench" / "words.py"]
    write = sheets.write_csv if suffix == ".csv" else sheets.write_xlsx
    return made("sheet", customers, suffix, write, makers)


def made(
    kind: str,
    customers: int,
    suffix: str,
    write: Callable[[Path, int], None],
    makers: Sequence[Path],
) -> Path:
    """A file of a kind that `write` makes; made anew where one of the makers changed."""
    name = f"{kind}-{customers}-{_digest(makers)}{suffix}"
    return _kept(name, lambda path: write(path, customers))


def _kept(name: str, make: Callable[[Path], None]) -> Path:
    """The file of this name, made now where it is not there yet."""
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / name
    if not path.exists():
        unfinished = path.with_name(f"unfinished-{name}")
        unfinished.unlink(missing_ok=True)
        make(unfinished)
        unfinished.rename(path)
        _drop_older(path)
    return path


def _drop_older(path: Path) -> None:
    """Remove what an earlier version of the makers left."""
    kind = path.stem.rpartition("-")[0]
    for older in FOLDER.glob(f"{kind}-*{path.suffix}*"):
        if not older.name.startswith(path.name):
            older.unlink(missing_ok=True)


def _digest(makers: Sequence[Path]) -> str:
    content = b"".join(path.read_bytes() for path in makers)
    return hashlib.sha256(content).hexdigest()[:8]
