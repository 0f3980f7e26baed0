"""Which customer, and which planned step, a command is about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from crmtui.cli.cells import cut
from crmtui.cli.output import say
from crmtui.domain.errors import NothingFound, WrongUse
from crmtui.domain.folding import Simplify, unchanged
from crmtui.domain.words import _, ngettext

if TYPE_CHECKING:
    from crmtui.domain.customers import CustomerLine

MOST_LISTED = 20
MOST_QUOTED = 60  # cells of what was typed, in an answer to it


class NoCustomer(NothingFound):
    """Nobody fits what was typed."""

    def __init__(self, text: str) -> None:
        words = _("No customer fits “{text}”. “crmtui find {text}” searches notes and history too.")
        if text.strip()[:3].casefold() == "id:":
            words = _("There is no customer {text}. “crmtui find” and “crmtui today” say the ids.")
        super().__init__(words.format(text=quoted(text)))


class NoCustomerSaid(WrongUse):
    """Nothing says which customer is meant."""

    def __init__(self) -> None:
        super().__init__(_("Say which customer is meant: its number, id:12, or words."))


class SeveralCustomers(WrongUse):
    """More than one customer fits, so nothing was done."""

    def __init__(self, text: str, lines: Sequence[CustomerLine]) -> None:
        count = len(lines)
        words = ngettext(
            "{n} customer fits “{text}”; nothing was done. Say which, for example id:{id}:",
            "{n} customers fit “{text}”; nothing was done. Say which, for example id:{id}:",
            count,
        )
        head = words.format(
            n=f"{count}+" if count >= MOST_LISTED else count, text=quoted(text), id=lines[0].id
        )
        super().__init__("\n".join([head, *(f"  {described(line)}" for line in lines)]))


class NotAStep(WrongUse):
    """Something that cannot be a step's id."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _(
                "“{text}” is not the id of a planned step. “crmtui today” and “crmtui show” say "
                "the ids."
            ).format(text=text)
        )


class NoSuchStep(NothingFound):
    """No planned step has this id."""

    def __init__(self, step: int) -> None:
        super().__init__(
            _(
                "There is no planned step {id}. “crmtui today” and “crmtui show” say the ids."
            ).format(id=step)
        )


def chosen(conn: sqlite3.Connection, text: str) -> CustomerLine:
    """The one customer meant; NoCustomer or SeveralCustomers otherwise."""
    from crmtui.reads import customers

    if not text.strip():
        raise NoCustomerSaid()
    if (survivor := customers.merged_into(conn, text)) is not None:
        words = _("{text} was merged into {customer}.")
        say(words.format(text=quoted(text), customer=described(survivor)))
        return survivor
    matches = customers.resolve(conn, text, simplifier(text))
    if not matches:
        raise NoCustomer(text)
    if len(matches) > 1:
        raise SeveralCustomers(text, matches)
    return matches[0]


def all_chosen(conn: sqlite3.Connection, texts: Iterable[str]) -> list[CustomerLine]:
    """The customers these arguments mean, each once."""
    found = {line.id: line for line in (chosen(conn, text) for text in texts)}
    return list(found.values())


def names(lines: Iterable[CustomerLine]) -> str:
    """The names of customers, one after the other."""
    return _(", ").join(line.name for line in lines)


def quoted(text: str) -> str:
    """What was typed, short enough to be repeated in a sentence."""
    return cut(" ".join(text.split()), MOST_QUOTED)


def simplifier(text: str) -> Simplify:
    """How to simplify what was typed; its table is opened only where there is anything to."""
    if text.isascii():
        return unchanged
    from crmtui.zh import simplify

    return simplify


def described(line: CustomerLine) -> str:
    """A customer in one line that tells it from others of the same name."""
    parts = (
        f"id:{line.id}",
        line.number or "",
        line.name,
        line.contact,
        line.region,
        line.phone,
        _("archived") if line.archived else "",
    )
    return "  ".join(part for part in parts if part)


def named(line: CustomerLine) -> str:
    """A customer in a sentence."""
    return line.short_name or line.name


def step_id(text: str) -> int:
    """A planned step's id as typed: 42 or #42."""
    digits = text.removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 18):
        raise NotAStep(text)
    return int(digits)
