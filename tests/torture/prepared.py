"""What is there before each command that is going to be killed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.torture import process

TODAY = date(2026, 11, 23)
HEADER = "客户编号,公司,联系人,手机,生日,最近联系,下次跟进,货物,备注\n"


def sheet(path: Path, rows: int, first: int = 0) -> None:
    """A sheet of so many customers with what hangs on them."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for n in range(first, first + rows):
            day = 1 + n % 28
            file.write(
                f"{n:06},第{n}号贸易公司,王{n},1380{n:07},1980-03-{day:02},2026-10-{day:02},"
                f"2026-12-{day:02},红木 {n % 9},要打木架 {n}\n"
            )


def nothing(rows: int) -> Callable[[Path], None]:
    """No database, and a sheet to take in."""
    return lambda folder: sheet(folder / "new.csv", rows)


def imported(rows: int, more: int = 0) -> Callable[[Path], None]:
    """A database with an import in it, and another sheet to take in: half of it is known."""

    def prepare(folder: Path) -> None:
        sheet(folder / "old.csv", rows)
        done(folder, "import", "old.csv", "--yes")
        if more:
            sheet(folder / "new.csv", more, rows - more // 2)

    return prepare


def undone(rows: int) -> Callable[[Path], None]:
    """The same with the import undone."""

    def prepare(folder: Path) -> None:
        imported(rows)(folder)
        done(folder, "undo", "--import", "1", "--yes")

    return prepare


def two_of_one(records: int) -> Callable[[Path], None]:
    """Two customers with a long history each, to be made one."""

    def prepare(folder: Path) -> None:
        with (folder / "history.csv").open("w", encoding="utf-8") as file:
            file.write("日期,客户名称,联系人,方式,内容,下次跟进\n")
            for n in range(records):
                name = ("王记家具", "王记家俱厂")[n % 2]
                day = f"2026-{1 + n % 9:02}-{1 + n % 28:02}"
                file.write(f"{day},{name},王{n % 7},电话,报价 {n},2026-12-{1 + n % 28:02}\n")
        done(folder, "add", "王记家具")
        done(folder, "add", "王记家俱厂", "number=77")
        done(folder, "import", "history.csv", "--yes")

    return prepare


def older(rows: int) -> Callable[[Path], None]:
    """A database of the first schema with customers in it."""

    def prepare(folder: Path) -> None:
        from tests.torture.oldest import build_oldest

        build_oldest(folder / "crm.db", rows)

    return prepare


def with_backup(rows: int, more: int = 0, *, damaged: bool = False) -> Callable[[Path], None]:
    """A backup good.zip of a database that went on after it, or was damaged since."""

    def prepare(folder: Path) -> None:
        imported(rows)(folder)
        done(folder, "backup", "good.zip")
        if more:
            sheet(folder / "more.csv", more, rows)
            done(folder, "import", "more.csv", "--yes")
        if damaged:
            (folder / "crm.db").write_bytes(b"this was a database once\n" * 999)

    return prepare


def done(folder: Path, *words: str) -> None:
    """Run a command to its end; it must succeed."""
    code = process.finish(process.start(folder, words))
    assert code in (0, 4), (folder / "said.txt").read_text()
