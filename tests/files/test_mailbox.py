"""Many mails in one file, and what counts as one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmtui.files import mailbox
from crmtui.files.mailbox import split
from crmtui.files.sheets import read
from crmtui.files.textkinds import Kind, text_kind
from tests.files.mails import ME, mail, mbox

LINE = b"From a@x.example Mon Nov  2 10:30:00 2026\n"


def test_every_mail_of_a_box_is_a_row(tmp_path: Path) -> None:
    path = mbox(tmp_path / "Inbox", *(mail(n, "a@x.example", ME, f"No {n}") for n in range(5)))
    (sheet,) = read(path).sheets
    assert (sheet.kind, sheet.name) == ("mail", "Inbox")
    assert [(row.line, row.cells[6]) for row in sheet.rows] == [
        (n + 1, f"No {n}") for n in range(5)
    ]


def test_a_line_that_begins_with_from_is_no_new_mail(tmp_path: Path) -> None:
    text = "Hello\nFrom Monday on we ship at 10:30\nFrom here: 10:30\nbye"
    path = mbox(tmp_path / "a.mbox", mail(1, "a@x.example", ME, text=text))
    (row,) = read(path).sheets[0].rows
    assert row.cells[-1] == text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.binary(max_size=80).map(lambda b: b.replace(b"From ", b"from ")), min_size=1),
    st.integers(1, 60),
)
def test_boxes_are_cut_alike_however_they_arrive(bodies: list[bytes], piece: int) -> None:
    mails = [b"Subject: x\n\n" + body.replace(b"\r", b"") + b"\n" for body in bodies]

    class Slowly(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            return super().read(piece)

    data = b"".join(LINE + one for one in mails)
    assert [each.replace(b"\n>From ", b"\nFrom ") for each in split(Slowly(data))] == mails


def test_of_a_huge_mail_only_the_beginning_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "MOST_MESSAGE", 1000)
    found = list(
        split(io.BytesIO(LINE + b"Subject: x\n\n" + b"y" * 5_000_000 + b"\n" + LINE + b"A: b"))
    )
    assert [len(each) for each in found] == [1000, 4]


@pytest.mark.parametrize(
    ("head", "suffix", "kind"),
    [
        (b"Return-Path: <a@x>\r\nReceived: from x\r\n\tby y\r\nFrom: a@x\r\n\r\n", "", Kind.MAIL),
        (b"From: a\nTo: b\n\nx", ".eml", Kind.MAIL),
        (b"From: a\nTo: b\n\nx", ".csv", Kind.TEXT),
        (LINE + b"Subject: x\n", "", Kind.MBOX),
        (b"From - Mon Nov 02 10:30:00 2026\r\nX-Mozilla-Status: 0001\r\n", "", Kind.MBOX),
        (b"From,To,Date\n1,2,10:30\n", ".csv", Kind.TEXT),
        (b"From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\n"
         b'Content-Type: multipart/related; boundary="a"\n\n', ".mht", Kind.HTML),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n"
         b"Content-Type: multipart/related\n\n", ".xls", Kind.HTML),
        (b"begin:vcard\nVERSION:3.0\n", "", Kind.VCARD),
        (b"\xef\xbb\xbf BEGIN:VCARD\n", ".vcf", Kind.VCARD),
        (b'[{"name": "x"}]', ".txt", Kind.JSON),
        (b'{"format": "crmtui", "version": 1}', ".json", Kind.OWN_JSON),
        (b"[ID],[Name]\n", ".csv", Kind.TEXT),
        (b"nonsense", ".json", Kind.JSON),
    ],
)  # fmt: skip
def test_the_beginning_tells_what_a_file_is(head: bytes, suffix: str, kind: Kind) -> None:
    assert text_kind(head, suffix) is kind
