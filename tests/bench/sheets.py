"""A rep's spreadsheet of any length: 15 columns, every row a customer, CSV or XLSX."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.bench import words

HEADER = (
    *("客户编号", "客户名称", "简称", "联系人", "职务", "手机", "电话", "微信", "省份", "城市"),
    *("等级", "生日", "货物", "最后联系日期", "备注"),
)
NEWEST = date(2026, 11, 20)
PREFIXES = ("138", "139", "136", "158", "186", "177")


def rows(count: int, seed: int = 20261123) -> Iterator[tuple[str, ...]]:
    """The rows below the header; the same each time."""
    random = Random(seed)
    for number in range(1, count + 1):
        name, (province, city) = words.company(random), words.place(random)
        mobile = f"{random.choice(PREFIXES)}{random.randrange(10**8):08d}"
        born = date(1955, 1, 1) + timedelta(days=random.randrange(16000))
        yield (
            f"{number:06d}",
            name,
            words.short(name),
            words.person(random),
            random.choice(words.POSITIONS),
            mobile,
            f"0{random.randrange(20, 30)}-{random.randrange(10**8):08d}" if number % 3 == 0 else "",
            f"wx_{mobile[-6:]}" if number % 2 else "",
            province,
            city,
            random.choice(("A", "B", "C", "")),
            born.isoformat() if number % 5 < 3 else "",
            random.choice(words.CARGO),
            (NEWEST - timedelta(days=random.randrange(500))).isoformat(),
            words.note(random) if number % 3 == 0 else "",
        )


def write_csv(path: Path, count: int) -> None:
    """The sheet as UTF-8 CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows(count))


def write_xlsx(path: Path, count: int) -> None:
    """The sheet as a workbook of text cells."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("客户")
    sheet.append(HEADER)
    for row in rows(count):
        sheet.append([cell or None for cell in row])
    book.save(path)
