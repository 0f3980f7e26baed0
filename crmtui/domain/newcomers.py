"""A table in which every row is plainly a new customer of its own: written down column by column.

What nearly every first import is. Row by row (customerplan, settling) the same comes out, slower.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, compress
from operator import itemgetter
from typing import Any

from crmtui.domain.bookreading import Read
from crmtui.domain.bycolumn import ByColumn
from crmtui.domain.customerplan import Census
from crmtui.domain.customertable import CustomerTable
from crmtui.domain.deciding import Decider
from crmtui.domain.drafts import Layout
from crmtui.domain.importplan import ImportOptions, NewInteraction, Ref
from crmtui.domain.known import Known
from crmtui.domain.orderbook import OrderBook, evenly
from crmtui.domain.points import PointText
from crmtui.domain.registry import Called, Registry
from crmtui.domain.sheettouch import touch_of
from crmtui.domain.titles import with_title


def are_newcomers(read: Read, known: Known) -> bool:
    """Whether nobody is known and every row has a name and a number of its own, and no more."""
    if known.keys or len(read.customers) != 1:
        return False
    if read.histories or read.steps or read.days or read.mails:
        return False
    (table,) = read.customers.values()
    names, numbers = (table.fields.get(field, [""]) for field in ("name", "number"))
    if "" in names or "" in numbers or len(set(numbers)) < len(table.lines):
        return False
    identified = "uid" in table.fields or "uid" in table.contact
    return not (identified or table.others or any(table.next_on))


def take_newcomers(
    read: Read, layout: Layout, registry: Registry, options: ImportOptions
) -> Census:
    """The census of such a table, with everything about its customers written down."""
    (table,) = read.customers.values()
    book, helper = OrderBook(layout), registry.known_all.helper
    decider = Decider(registry, read.ledger, options)
    census = Census(registry, book, read.ledger, read.customers, decider)
    census.first_contacts = _enter_people(table, book)
    census.dated = _enter_touches(table, census.first_contacts, book)
    _enter_own(table, book)
    helper.newcomers(table.fields, book.orders([]))
    exact, loose = helper.keys(table.fields["name"])
    called = list(map(Called, table.fields["number"], table.fields["name"]))
    refs = registry.enter(called, exact, loose)
    registry.enter_points(refs, table.contact.get("name") or [""] * len(called), table.points)
    _enter_customers(table, exact, book)
    return census


def _refs(table: CustomerTable) -> range:
    return range(-1, -len(table.lines) - 1, -1)


def _columns(
    names: Sequence[str], columns: Mapping[str, list[str]], count: int
) -> list[Sequence[str]]:
    nothing = [""] * count
    return [columns.get(name, nothing) for name in names]


def _enter_customers(table: CustomerTable, keys: Sequence[str], book: OrderBook) -> None:
    count = len(table.lines)
    kinds = [table.kind(row) for row in range(count)] if table.alone else [table.kind(0)] * count
    spread: list[int | None] = [None] * count
    silent = [row for row, on in enumerate(table.last_on) if not on]
    for row, per_mille in zip(silent, evenly(len(silent)), strict=True):
        spread[row] = per_mille
    told = [[""] * count, table.fields["number"], table.fields["name"], kinds, keys, spread]
    fields = _columns(book.layout.fields, table.fields, count)
    book.by_column["customers"] = ByColumn([*told, *fields], tuple)


def _enter_people(table: CustomerTable, book: OrderBook) -> list[Ref | None]:
    """Contacts with their points and birthdays; gives each row's contact, None without one."""
    columns = _columns(book.layout.contact, table.contact, len(table.lines))
    people = zip(*columns, strict=True)
    told = zip(columns[0], table.points, table.birthdays, people, strict=True)
    there = [bool(name or points or days or any(more)) for name, points, days, more in told]
    owners = list(compress(_refs(table), there))
    columns = [list(compress(column, there)) for column in columns]
    if book.layout.titled and owners:
        titled = [with_title(person, book.layout.contact) for person in zip(*columns, strict=True)]
        columns = list(zip(*titled, strict=True))
    book.by_column["contacts"] = ByColumn([owners, [1] * len(owners), *columns], tuple)
    given = iter(range(-1, -len(owners) - 1, -1))
    contacts = [next(given) if has else None for has in there]
    _enter_points(table, contacts, book)
    for ref, contact, days in zip(_refs(table), contacts, table.birthdays, strict=True):
        for day in days:
            book.add_birthday(ref, contact, day)
    return contacts


def _enter_points(table: CustomerTable, contacts: Sequence[Ref | None], book: OrderBook) -> None:
    owners = [ref for ref, points in zip(_refs(table), table.points, strict=True) for _ in points]
    people = [who for who, points in zip(contacts, table.points, strict=True) for _ in points]
    points = list(chain.from_iterable(table.points))
    told = [list(map(itemgetter(at), points)) for at in range(len(PointText._fields))]
    book.by_column["points"] = ByColumn([owners, people, *told], tuple)


def _enter_touches(
    table: CustomerTable, contacts: Sequence[Ref | None], book: OrderBook
) -> dict[Ref, str]:
    """The last contacts as the whole history; gives their days by customer."""
    days = list(filter(None, table.last_on))
    told: dict[str, Sequence[Any]] = {
        "customer": list(compress(_refs(table), table.last_on)),
        "contact": list(compress(contacts, table.last_on)),
        "on": days,
        "summary": list(compress(table.last_text, table.last_on)),
    }
    same = touch_of(0, None, "", "")._asdict()
    made = [told.get(name) or [value] * len(days) for name, value in same.items()]
    book.by_column["interactions"] = ByColumn(made, NewInteraction._make)
    return dict(zip(told["customer"], days, strict=True))


def _enter_own(table: CustomerTable, book: OrderBook) -> None:
    """Values of the user's own fields, tags and stages."""
    refs = _refs(table)
    values = [
        [(ref, key, value) for ref, value in zip(refs, column, strict=True)]
        for key, column in table.custom.items()
    ]
    book.custom_values = [one for row in zip(*values, strict=True) for one in row if one[2]]
    book.tags = [(ref, tag) for ref, tags in zip(refs, table.tags, strict=True) for tag in tags]
    stages = table.fields.get("stage", ())
    book.stages = [(ref, "", stage) for ref, stage in zip(refs, stages, strict=False) if stage]
