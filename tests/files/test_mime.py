"""Single mails: their addresses, days and words, in every way programs put them."""

from __future__ import annotations

import base64
import datetime as dt
import quopri
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmtui.domain.sheets import Row
from crmtui.files import mime
from crmtui.files.mailwords import header_text
from crmtui.files.sheets import read
from tests.files.mails import ME, mail

HEAD = b"From: Ada <ada@x.example>\nTo: me@corp.example\nDate: Mon, 2 Nov 2026 10:30:00 +0800\n"


def only(path: Path, data: bytes) -> Row:
    """The one row of a mail's file."""
    path.write_bytes(data)
    (sheet,) = read(path).sheets
    (row,) = sheet.rows
    return row


def test_a_mail_is_a_row_of_what_it_says(tmp_path: Path) -> None:
    data = mail(
        1, "王伟 <Wang@Wangji.example>", f"Kim <{ME}>, sun@delong.example", text="lane 40HQ"
    )
    cells = only(tmp_path / "a.eml", data).cells
    assert cells[:5] == (
        "<1@corp.example>",
        dt.datetime(2026, 11, 1, 10, 30),
        "wang@wangji.example",
        "王伟",
        f"{ME} sun@delong.example",
    )
    assert cells[6:] == ("询价", "lane 40HQ")


def test_the_day_is_that_of_the_senders_own_clock(tmp_path: Path) -> None:
    data = HEAD.replace(b"10:30:00 +0800", b"23:30:00 -0800") + b"\nx"
    assert only(tmp_path / "a.eml", data).cells[1] == dt.datetime(2026, 11, 2, 23, 30)


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        (b"=?GB2312?B?xOO6ww==?=", "你好"),
        (b"=?gb2312?Q?=C4=E3=BA=C3?= =?gb2312?Q?_x?=", "你好 x"),
        # one character cut in two words
        (b"=?utf-8?B?5L0=?= =?utf-8?B?oOWlvQ==?=", "你好"),
        (b"=?GB18030?B?gTCBMA==?= ok", "\x80 ok"),
        ("你好".encode("gb18030") * 6, "你好" * 6),
        ("你好".encode(), "你好"),
        (b"=?x-unknown?Q?plain?=", "plain"),
        (b"Re:  two\n\tlines", "Re: two lines"),
    ],
)
def test_headers_are_read_as_they_were_meant(raw: bytes, meant: str) -> None:
    assert header_text(raw) == meant


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("text/plain; charset=gb2312", "货物 朱镕基".encode("gb18030"), "货物 朱镕基"),
        (
            "text/plain",
            "货物清单，请确认，谢谢您的支持".encode("gb18030"),
            "货物清单，请确认，谢谢您的支持",
        ),
        ("text/plain; charset=us-ascii", "货物".encode(), "货物"),
        ("text/plain; charset=punycode", b"a-b", "a-b"),
        ("text/html", b"<style>p{}</style><p>one&nbsp;<b>t</b>wo<br>three", "one two\nthree"),
        ("text/html", '<meta charset="big5"><p>貨物'.encode("big5"), "貨物"),
    ],
)
def test_texts_of_every_character_set(kind: str, body: bytes, text: str) -> None:
    assert mime.read(HEAD + f"Content-Type: {kind}\n\n".encode() + body).text == text


@pytest.mark.parametrize("way", ["base64", "quoted-printable"])
def test_texts_of_every_encoding(way: str) -> None:
    body = "货物, cargo\n第二行".encode()
    packed = base64.encodebytes(body) if way == "base64" else quopri.encodestring(body)
    head = f"Content-Transfer-Encoding: {way}\n\n".encode()
    assert mime.read(HEAD + head + packed).text == "货物, cargo\n第二行"


def test_the_plain_form_is_taken_and_attachments_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail(1, "a@x.example", ME, text="plain", page="<p>page</p>", attached=2))
    book = read(path)
    assert book.sheets[0].rows[0].cells[-1] == "plain"
    assert "2 attachments" in book.notes[0]


def test_a_mail_of_a_page_alone_is_read_beside_a_plain_footer() -> None:
    parts = b"--b\nContent-Type: text/html\n\n<p>cargo\n--b\n\nlist footer\n--b--\n"
    found = mime.read(HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n' + parts)
    assert found.text == "cargo\nlist footer"


def test_addresses_inside_of_names_are_none() -> None:
    text = "\"'boss@fake.example' via List\" <list@x.example>, (old@x.example) new@x.example"
    assert mime.addresses(text) == ["list@x.example", "new@x.example"]


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=300),
    st.sampled_from(["utf-8", "gb18030"]),
)
def test_what_a_program_writes_is_read_back(subject: str, text: str, charset: str) -> None:
    found = mime.read(mail(1, "a@x.example", ME, subject, text + "\n", charset=charset))
    assert found.subject == subject
    assert found.text == text.strip()
