"""Mails as programs write them, and boxes of them."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

CHINA = dt.timezone(dt.timedelta(hours=8))
ME = "me@corp.example"


def mail(
    number: int,
    sender: str,
    to: str,
    subject: str = "询价",
    text: str = "你好",
    *,
    page: str = "",
    charset: str = "utf-8",
    attached: int = 0,
    day: int = 1,
) -> bytes:
    """A mail of November 2026."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Date"] = format_datetime(dt.datetime(2026, 11, day, 10, 30, tzinfo=CHINA))
    made["Message-ID"] = f"<{number}@corp.example>"
    if text or not page:
        made.set_content(text, charset=charset)
        if page:
            made.add_alternative(page, subtype="html")
    else:
        made.set_content(page, subtype="html", charset=charset)
    for at in range(attached):
        made.add_attachment(
            b"\0" * 999, maintype="application", subtype="pdf", filename=f"报价{at}.pdf"
        )
    return bytes(made)


def mbox(path: Path, *mails: bytes) -> Path:
    """One file of these mails, as mail programs keep them."""
    separator = b"From ada@corp.example Mon Nov  2 10:30:00 2026\n"
    quoted = [one.replace(b"\nFrom ", b"\n>From ") for one in mails]
    path.write_bytes(b"".join(separator + one.rstrip(b"\n") + b"\n\n" for one in quoted))
    return path
