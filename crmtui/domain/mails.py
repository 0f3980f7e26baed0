"""Mails of a mailbox as rows, and which addresses in them are the user's own."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from crmtui.domain.sheets import Row, Sheet

MAIL = "mail"  # the kind of a sheet whose rows are mails
FIELDS = (
    *("message_id", "moment", "sender", "sender_name"),
    *("receivers", "delivered_to", "subject", "text"),
)
_UIDS = uuid.UUID("5d0f0c1e-6d0a-5c0c-9b36-2f7d3f6a4a11")  # the name space of our mails' uids
_MOST = 3  # mails from which on a mailbox of its own tells whose it is


class Mail(NamedTuple):
    """One mail: addresses are in small letters, the moment on the sender's own clock."""

    row: int  # its place in the sheet
    message_id: str
    moment: dt.datetime | None
    sender: str
    sender_name: str
    receivers: tuple[str, ...]
    delivered_to: tuple[str, ...]
    subject: str
    text: str

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody it is from or to, each once."""
        return tuple(dict.fromkeys((self.sender, *self.receivers)))

    @property
    def summary(self) -> str:
        """What is kept of it: subject and text."""
        return f"{self.subject}\n{self.text}".strip()

    def uid(self, address: str, place: int = 0) -> str:
        """What the entry is known by that it becomes for this address, also the next time."""
        name = self.message_id or repr((self.moment, self.sender, self.subject, self.text))
        return str(uuid.uuid5(_UIDS, "\n".join((name, address, str(place or "")))))


def mails_of(sheet: Sheet) -> list[Mail]:
    """The mails in a sheet of that kind."""
    return [_mail(place, row) for place, row in enumerate(sheet.rows)]


def _mail(place: int, row: Row) -> Mail:
    identity, moment, sender, name, receivers, mailbox, subject, text = row.cells
    return Mail(
        place,
        str(identity or ""),
        moment if isinstance(moment, dt.datetime) else None,
        str(sender or ""),
        str(name or ""),
        tuple(str(receivers or "").split()),
        tuple(str(mailbox or "").split()),
        str(subject or ""),
        str(text or ""),
    )


def own_addresses(mailboxes: Sequence[Sequence[Mail]], others: Collection[str]) -> frozenset[str]:
    """The addresses met in the most mails, of all and of each mailbox; never one of `others`."""
    found = {_commonest([mail for mails in mailboxes for mail in mails], others)}
    found |= {_commonest(mails, others) for mails in mailboxes if len(mails) >= _MOST}
    return frozenset(found - {""})


def _commonest(mails: Iterable[Mail], others: Collection[str]) -> str:
    """The address most mails are from or to; '' where there is none."""
    met: Counter[str] = Counter()
    lain: Counter[str] = Counter()
    sent: Counter[str] = Counter()
    for mail in mails:
        met.update(set(mail.people + mail.delivered_to))
        lain.update(mail.delivered_to)
        sent[mail.sender] += 1
    for address in (*others, ""):
        met.pop(address, None)
    return max(met, key=lambda each: (met[each], lain[each], sent[each], each), default="")
