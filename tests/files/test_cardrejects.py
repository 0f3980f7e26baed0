"""Cards and mails that an import left out come back in a kind of file that keeps them."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmtui.domain.errors_import import RejectsEnding
from crmtui.domain.importplan import ImportOptions, ImportPlan
from crmtui.domain.known import Known
from crmtui.domain.leftout import LeftOut, left_out
from crmtui.domain.sheets import Workbook
from crmtui.domain.transfer import plan
from crmtui.files import rejects, sheets
from crmtui.files.mailbox import read_mbox
from tests.imports import TODAY

FIRST = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:王伟\r\nTEL;TYPE=CELL:13800000001\r\nEND:VCARD\r\n"
SECOND = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:王伟\r\nitem1.TEL:13800000002\r\nitem1.X-ABLABEL:家里的\r\n"
    "BDAY:1980-02-03\r\nCATEGORIES:物流,VIP\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB\r\n"
)


def planned(*books: Workbook, create: bool = False) -> ImportPlan:
    options = ImportOptions(duplicates="create" if create else "skip")
    return plan(books, Known(), TODAY, options)


def left(*books: Workbook) -> tuple[LeftOut, ...]:
    return left_out(books, planned(*books))


def address_book(path: Path, encoding: str = "utf-8", second: str = SECOND) -> Workbook:
    path.write_bytes((FIRST + second + "END:VCARD\r\n").encode(encoding))
    return sheets.read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_card_comes_back_whole_with_the_reason_in_it(tmp_path: Path, encoding: str) -> None:
    found = left(address_book(tmp_path / "in.vcf", encoding))
    path = tmp_path / "out.vcf"
    rejects.write(path, found, force=False)
    written = path.read_bytes()
    inside = "utf-8" if encoding == "utf-16" else encoding
    assert written.startswith(SECOND.encode(inside))
    assert written.count(b"BEGIN:VCARD") == written.count(b"X-CRMTUI-PROBLEM") == 1
    assert "王伟" in written.split(b"X-CRMTUI-PROBLEM")[1].decode()
    again = sheets.read(path)
    (row,) = again.sheets[0].rows
    (other,) = (row for row in address_book(tmp_path / "in.vcf", encoding).sheets[0].rows[1:])
    assert row.cells == other.cells
    assert planned(again, create=True).counts["new"] == 1


def test_a_card_left_out_twice_has_one_reason(tmp_path: Path) -> None:
    book = address_book(tmp_path / "in.vcf", second=SECOND + "X-CRMTUI-PROBLEM:old\r\n")
    path = tmp_path / "out.vcf"
    rejects.write(path, left(book), force=False)
    written = path.read_bytes()
    assert written.count(b"X-CRMTUI-PROBLEM") == 1
    assert b"PROBLEM:old" not in written


def test_cards_without_an_end_keep_to_themselves(tmp_path: Path) -> None:
    path = tmp_path / "in.vcf"
    path.write_text(FIRST + SECOND + FIRST.replace("王伟", "李娜"), encoding="utf-8")
    found = left(sheets.read(path))
    rejects.write(tmp_path / "out.vcf", found, force=False)
    written = (tmp_path / "out.vcf").read_text(encoding="utf-8")
    assert "李娜" not in written
    assert written.endswith("END:VCARD\n")


def test_a_card_as_a_row_keeps_birthday_and_tags(tmp_path: Path) -> None:
    (found,) = left(address_book(tmp_path / "in.vcf"))
    shown = dict(zip(found.headings, found.rows[0], strict=True))
    assert (shown["生日"], shown["标签"]) == ("1980-02-03", "物流、VIP")


@pytest.mark.parametrize("name", ["out.docx", "out.pdf", "out.vcf"])
def test_a_kind_of_file_that_cannot_hold_them_is_refused_at_once(tmp_path: Path, name: str) -> None:
    with pytest.raises(RejectsEnding):
        rejects.check_place(tmp_path / name, [tmp_path / "in.csv"], force=False)


MAILS = """From x Mon Nov  2 10:00:00 2026
From: =?utf-8?b?546L5Lyf?= <wang@bona.cn>
To: me@own.cn
Date: Mon, 02 Nov 2026 10:00:00 +0800
Message-ID: <1@x>
Subject: one

text

From x Mon Nov  2 11:00:00 2026
From: me@own.cn
To: wang@bona.cn
Date: Mon, 02 Nov 2026 11:00:00 +0800
Message-ID: <2@x>
Subject: two

text
"""


def test_whose_mails_were_left_out_is_a_table_to_fill_in(tmp_path: Path) -> None:
    path = tmp_path / "in.mbox"
    path.write_text(MAILS)
    book = read_mbox(path)
    options = ImportOptions(own_addresses=frozenset({"me@own.cn"}))
    (found,) = left_out([book], plan([book], Known(), TODAY, options))
    assert found.rows == (("", "王伟", "wang@bona.cn"),)
    target = tmp_path / "left.csv"
    rejects.write(target, [found], force=False)
    filled = target.read_text(encoding="utf-8-sig").replace("\n,王伟", "\n博纳物流,王伟")
    target.write_text(filled, encoding="utf-8-sig")
    made = planned(sheets.read(target))
    assert made.counts["new"] == 1
    assert not made.problems
