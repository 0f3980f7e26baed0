"""Mails -> entries in the histories of the customers they are from or to, each only once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from crmtui.domain.contactdates import future_words
from crmtui.domain.findings import Findings
from crmtui.domain.headers import Column
from crmtui.domain.historyplan import Histories
from crmtui.domain.importplan import NewInteraction, Ref, SheetMapping
from crmtui.domain.known import Known
from crmtui.domain.ledger import Ledger
from crmtui.domain.mails import Mail, mails_of, own_addresses
from crmtui.domain.sheets import Sheet
from crmtui.domain.words import _, ngettext

_EARLIEST = 1971  # clocks that were never set say 1970


class Mailbox(NamedTuple):
    """The mails of one sheet."""

    file: str
    sheet: str
    mails: list[Mail]


Owner = tuple[Ref, Ref]  # a customer, and its contact who has the address
Owners = Mapping[str, Sequence[Owner]]  # by address


def read_mailbox(sheet: Sheet, file: str, ledger: Ledger) -> tuple[int, Mailbox]:
    """The mails of a sheet, and their source in the ledger."""
    findings = Findings(file, sheet.name, [row.line for row in sheet.rows], ranked=True)
    columns = [Column(-1, "address", _("mail address")), Column(-1, "moment", _("date"))]
    return ledger.enter(findings, columns), Mailbox(file, sheet.name, mails_of(sheet))


def customers_of(boxes: Iterable[Mailbox], known: Known) -> set[Ref]:
    """The known customers some mail is from or to."""
    met = {address for box in boxes for mail in box.mails for address in mail.people}
    return {p.customer_id for p in known.points if p.kind == "email" and p.normal in met}


def plan_mails(
    boxes: Mapping[int, Mailbox],
    histories: Histories,
    known: Known,
    today: dt.date,
    own: Collection[str],
) -> list[SheetMapping]:
    """Every mail of a customer into its history; those of nobody known are reported.

    `own`: the user's own addresses; where there are none, they are told by the mails.
    """
    owners = _owners(histories, known)
    own = own or own_addresses([box.mails for box in boxes.values()], owners)
    found = {
        (source, mail.row): (mail, _uids(mail, owners, own))
        for source, box in boxes.items()
        for mail in box.mails
    }
    wanted = [uid for _mail, uids in found.values() for each in uids.values() for uid in each]
    there = set(known.recorded(wanted)) if wanted else set()
    strangers: Counter[tuple[int, str]] = Counter()
    first: dict[tuple[int, str], int] = {}
    for (source, row), (mail, uids) in found.items():
        if not uids:
            stranger = source, _stranger(mail, own)
            strangers[stranger] += 1
            first.setdefault(stranger, row)
            histories.census.ledger.note(source, row, "not_taken", stranger[1])
        else:
            _record(source, mail, uids, own, there, histories, today)
    for (source, address), count in strangers.most_common():
        words = _stranger_words(address, count)
        row = first[source, address]
        histories.census.ledger.report(source, row, "address", address, words)
    return [_mapping(box, own) for box in boxes.values()]


def _owners(histories: Histories, known: Known) -> Owners:
    """Who has which address: known customers, and the new ones of this import."""
    found: dict[str, list[Owner]] = {}
    for point in known.points:
        if point.kind == "email":
            found.setdefault(point.normal, []).append((point.customer_id, point.contact_id))
    for customer, contact, kind, _label, _value, normal in histories.census.book.points:
        if kind == "email" and normal:
            found.setdefault(normal, []).append((customer, contact))
    return found


def _uids(mail: Mail, owners: Owners, own: Collection[str]) -> dict[Owner, list[str]]:
    """Whose history the mail belongs into, each customer once, and by what it is known there."""
    found: dict[Ref, tuple[Owner, list[str]]] = {}
    for address in mail.people:
        if address in own:
            continue
        for place, owner in enumerate(owners.get(address, ())):
            known_by = found.setdefault(owner[0], (owner, []))[1]
            known_by.append(mail.uid(address, place))
    return dict(found.values())


def _stranger(mail: Mail, own: Collection[str]) -> str:
    """Whom a mail of nobody known is from or, sent by the user, to."""
    return next((address for address in mail.people if address not in own), mail.sender)


def _record(
    source: int,
    mail: Mail,
    uids: Mapping[Owner, list[str]],
    own: Collection[str],
    there: set[str],
    histories: Histories,
    today: dt.date,
) -> None:
    """The mail into each history that does not have it yet."""
    ledger = histories.census.ledger
    if (day := _day(mail.moment, today)) is None:
        ledger.report(source, mail.row, "moment", mail.subject, _undated_words(mail.moment))
        ledger.note(source, mail.row, "not_taken", mail.sender)
        return
    missing = {owner: names for owner, names in uids.items() if there.isdisjoint(names)}
    for owner, names in missing.items():
        histories.add(_entry(mail, owner, day, names[0], outgoing=mail.sender in own))
        there.update(names)
    ledger.note(source, mail.row, "new" if missing else "same")


def _entry(mail: Mail, owner: Owner, day: dt.date, uid: str, *, outgoing: bool) -> NewInteraction:
    assert mail.moment is not None
    return NewInteraction(
        customer=owner[0],
        contact=owner[1],
        on=day.isoformat(),
        time=mail.moment.strftime("%H:%M"),
        kind="email",
        direction="out" if outgoing else "in",
        summary=mail.summary,
        outcome="",
        rep=mail.sender_name if outgoing else "",
        origin="mail",
        touch=None,
        uid=uid,
    )


def _day(moment: dt.datetime | None, today: dt.date) -> dt.date | None:
    """The mail's day; None where it has none that can be. East of here it may be tomorrow."""
    if moment is None or moment.year < _EARLIEST or moment.date() > today + dt.timedelta(days=1):
        return None
    return min(moment.date(), today)


def _undated_words(moment: dt.datetime | None) -> str:
    if moment is None or moment.year < _EARLIEST:
        return _("This mail does not say when it was sent, so it was not taken in.")
    return future_words(moment.date().isoformat())


def _stranger_words(address: str, count: int) -> str:
    return ngettext(
        "{n} mail was not taken in: no customer has the address “{address}”. Add the address to a "
        "contact, then import again.",
        "{n} mails were not taken in: no customer has the address “{address}”. Add the address to "
        "a contact, then import again.",
        count,
    ).format(n=count, address=address)


def _mapping(box: Mailbox, own: Collection[str]) -> SheetMapping:
    return SheetMapping(box.file, box.sheet, "history", 0, len(box.mails), note=_own_words(own))


def _own_words(own: Collection[str]) -> str:
    if not own:
        return ""
    return _(
        "Mails from {addresses} are recorded as yours, all others as the customer's. If that is "
        "not right, name your address with --me-address."
    ).format(addresses=", ".join(sorted(own)))
