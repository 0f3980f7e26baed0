"""Mails in files: one each (.eml), many in one (mbox), or a folder of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import BinaryIO

from crmtui.domain.clean import clean, neutral, readable
from crmtui.domain.file_errors import FileNotReadable
from crmtui.domain.mails import FIELDS, MAIL
from crmtui.domain.quoted import own_words
from crmtui.domain.sheets import Row, Sheet, Workbook
from crmtui.domain.source_errors import MailboxTooLarge
from crmtui.domain.system_words import why
from crmtui.domain.words import ngettext
from crmtui.files import mime

MOST_MESSAGE = 16 << 20  # bytes of one mail that are looked at: its text stands before them
MOST_READ = 40_000  # characters of one mail's text in which quotations are looked for
MOST_WORDS = 4_000  # characters of one mail's text that are kept
MOST_TEXT = 300_000_000  # bytes of all texts together
MOST_MAILS = 200_000
_PIECE = 1 << 20
_LONGEST_SEPARATOR = 2_000
# Only what looks like the line that begins a mail, with an hour in it, above a header.
SEPARATOR = re.compile(
    rb"\nFrom [^\n]{1,900}?[0-9]:[0-9]{2}[^\n]{0,900}\n(?=>?[!-9;-~]{1,76}:|>?From )"
)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mails(path: Path, files: Sequence[Path]) -> Workbook:
    """These files of one mail each, as one mailbox known under this path."""
    return _book(path, map(_one, files))


def read_mbox(path: Path) -> Workbook:
    """All mails of one file; it may be far larger than the memory."""
    try:
        with path.open("rb") as file:
            return _book(path, split(file))
    except OSError as problem:
        raise FileNotReadable(path.name, why(problem)) from None


def _one(path: Path) -> bytes:
    """The first part of a mail's file, which holds all of nearly every one."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_MESSAGE)
    except OSError as problem:
        raise FileNotReadable(path.name, why(problem)) from None


def split(file: BinaryIO) -> Iterator[bytes]:
    """The mails of an mbox, each bounded, without the lines between them."""
    kept: list[bytes] = []
    size, begun, rest = 0, False, b"\n"
    piece = b"\n"
    while piece:
        piece = file.read(_PIECE)
        data = rest + piece
        # A separator may be cut off at the end: the last lines wait for what follows them. The
        # first byte is the one before, by which the beginning of a line is known.
        safe = max(1, len(data) - _LONGEST_SEPARATOR) if piece else len(data)
        at = 1
        for found in SEPARATOR.finditer(data):
            start = found.start() + 1
            if start >= safe:
                break
            _keep(kept, data[at:start], size)
            if begun:
                yield _whole(kept)
            kept, size, begun, at = [], 0, True, found.end()
        end = max(at, safe)
        _keep(kept, data[at:end], size)
        size += end - at
        rest = data[end - 1 :]
    if begun or size:
        yield _whole(kept)


def _keep(kept: list[bytes], data: bytes, size: int) -> None:
    if data and size < MOST_MESSAGE:
        kept.append(data[: MOST_MESSAGE - size])


def _whole(kept: list[bytes]) -> bytes:
    return _QUOTED_FROM.sub(rb"\1", b"".join(kept))


def _book(path: Path, messages: Iterable[bytes]) -> Workbook:
    rows: list[Row] = []
    attachments = size = 0
    for number, data in enumerate(messages, 1):
        mail = mime.read(data)
        if number > MOST_MAILS:
            raise MailboxTooLarge(path.name, len(rows))
        if not (mail.sender or mail.receivers):
            continue
        row = _row(number, mail)
        rows.append(row)
        attachments += mail.attachments
        size += len(str(row.cells[-1])) * 2
        if size > MOST_TEXT:
            raise MailboxTooLarge(path.name, len(rows))
    name = readable(path.name)
    notes = [_attachment_words(name, attachments)] if attachments else []
    sheet = Sheet(readable(path.stem), rows, kind=MAIL, fields=FIELDS)
    return Workbook(path, (sheet,), notes=tuple(notes))


def _attachment_words(name: str, count: int) -> str:
    return ngettext(
        "“{name}”: {count} attachment is not taken in; the text of its mail is.",
        "“{name}”: {count} attachments are not taken in; the texts of their mails are.",
        count,
    ).format(name=name, count=count)


def _row(number: int, mail: mime.Mail) -> Row:
    """A mail's cells, as FIELDS names them."""
    text = clean(own_words(mail.text[:MOST_READ]))
    cells = (
        neutral(clean(mail.message_id)),
        _moment(mail.date) or _moment(mail.received),
        mail.sender,
        neutral(clean(mail.sender_name)),
        " ".join(mail.receivers),
        " ".join(mail.delivered_to),
        neutral(clean(mail.subject))[:300],
        text[:MOST_WORDS],
    )
    return Row(number, cells)


def _moment(text: str) -> dt.datetime | None:
    """The day and hour on the sender's own clock; None where the header does not tell them."""
    try:
        return parsedate_to_datetime(text[:200]).replace(tzinfo=None)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
