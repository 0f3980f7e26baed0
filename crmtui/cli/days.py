"""The commands about days: occasions, lunar."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui import present
from crmtui.cli import output
from crmtui.cli.output import Exit, put_json, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _, ngettext

if TYPE_CHECKING:
    from datetime import date

    from crmtui.reads.occasions import DayOf, Near

EVERY = 10**9
MOST_DAYS = 400


class UnknownKind(WrongUse):
    """A kind of occasion that there is not."""

    def __init__(self, text: str, known: str) -> None:
        super().__init__(
            _("There is no kind of day “{text}”. There are: {known}.").format(
                text=text, known=known
            )
        )


class UnknownGrade(WrongUse):
    """A grade that there is not."""

    def __init__(self, text: str) -> None:
        super().__init__(_("A grade is A, B, C or D, not “{text}”.").format(text=text))


def grades_of(text: str) -> tuple[str, ...]:
    """'A,B' -> ('A', 'B'); raises UnknownGrade."""
    found = tuple(part.strip().upper() for part in re.split("[,，、 ]+", text) if part.strip())
    for grade in found:
        if grade not in ("A", "B", "C", "D"):
            raise UnknownGrade(grade)
    return found


def occasions(
    ctx: typer.Context,
    days: Annotated[
        int, typer.Option("--days", "-d", min=0, max=MOST_DAYS, metavar="N", help=N_("How far"))
    ] = 30,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help=N_("At most so many; 0: all"))
    ] = 0,
    kind: Annotated[
        str, typer.Option(metavar="KIND", help=N_("birthday, wedding, founding, contract_end …"))
    ] = "",
    grade: Annotated[str, typer.Option(metavar="A,B", help=N_("Only these grades"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """Birthdays and other days to come, soonest first, each in both calendars."""
    from crmtui.reads import occasions as reading

    shell: Shell = ctx.obj
    kinds = (_kind(kind),) if kind else ()
    with shell.looking() as conn:
        found = list(
            reading.coming(
                conn, shell.today, days, limit or EVERY, grades=grades_of(grade), kinds=kinds
            )
        )
    count = sum(len(each.rows) for each in found)
    if as_json:
        _put_json(found, shell.today)
    elif output.on_terminal():
        _show(found, shell.today)
    else:
        for row in _lines(found, shell.today):
            put_row(row)
    if not count:
        words = ngettext("No day within {n} day.", "No day within {n} days.", days)
        say(words.format(n=days))
        return Exit.NOTHING_FOUND
    if limit and count == limit:
        say(_("Perhaps there are more: --limit 0 shows all."))
    return Exit.DONE


def _kind(text: str) -> str:
    code = present.code_of("occasion", text)
    if code is None:
        from crmtui.domain.occasions import KINDS

        raise UnknownKind(text, ", ".join(KINDS))
    return code


def _turns(row: Near, each: DayOf, year: int) -> int | None:
    return year - row.year if row.year is not None and year >= row.year else None


def _put_json(found: list[DayOf], today: date) -> None:
    """All as one list, a line each.

    Put together by hand: of thousands of rows, making a dictionary of each takes longer than
    finding them.
    """
    from json.encoder import encode_basestring as quoted

    change = getattr(sys.stdout, "reconfigure", None)
    if change is not None:
        change(encoding="utf-8", errors="replace")

    def text(value: str) -> str:
        return quoted(value) if value else "null"

    lines: list[str] = []
    for each in found:
        same, year = _same_json(each, today), each.year
        for row in each.rows:
            turns = _turns(row, each, year)
            lines.append(
                f'{{"id": {row.id}, "kind": {quoted(row.kind)}, {same}, '
                f'"turns": {"null" if turns is None else turns}, "label": {text(row.label)}, '
                f'"customer": {{"id": {row.customer_id}, "name": {quoted(row.customer)}, '
                f'"grade": {text(row.grade)}}}, "contact": {text(row.contact)}}}'
            )
    output.put("[" + ",\n ".join(lines) + "]")


def _same_json(each: DayOf, today: date) -> str:
    """What is the same of all that is kept on a day for the same stored day."""
    import json

    from crmtui.present.days import lunar_of, own_day_words, rule_code, rule_words

    key, on = each.key, each.on
    made = {
        "calendar": key.calendar,
        "on": on.isoformat(),
        "lunar": own_day_words(key) if key.calendar == "lunar" else lunar_of(on),
        "rule": rule_words(key, on, today) or None,
        "rule_code": rule_code(key, on),
        "days": (on - today).days,
    }
    return json.dumps(made, ensure_ascii=False)[1:-1]


def _lines(found: list[DayOf], today: date) -> Iterator[tuple[str | int | None, ...]]:
    """Customer id, occasion id, day, kind, days ahead, customer, grade, contact, dates, years."""
    from crmtui.present.days import both_words

    for each in found:
        year, words = each.year, both_words(each.key, each.on, today)
        for row in each.rows:
            yield (
                f"id:{row.customer_id}",
                row.id,
                each.on.isoformat(),
                row.kind,
                (each.on - today).days,
                row.customer,
                row.grade,
                row.contact,
                words,
                _turns(row, each, year),
            )


def _show(found: list[DayOf], today: date) -> None:
    from crmtui.cli.table import Column, show
    from crmtui.present.days import beside_words

    rows = []
    for each in found:
        year, words = each.year, beside_words(each.key, each.on, today)
        day = present.date_words(each.on, today)
        ahead = present.day_words(each.on, today)
        for row in each.rows:
            what = row.label or present.occasion_kind_words(row.kind)
            turns = _turns(row, each, year)
            rows.append(
                (day, ahead, row.grade, row.short_name or row.customer, row.contact, what,
                 str(turns or ""), words, _special(row, each, turns))
            )  # fmt: skip
    if rows:
        columns = (
            Column(_("date")),
            Column("", drop=3),
            Column("", drop=4),
            Column(_("customer"), least=8, style="bold"),
            Column(_("contact"), least=6),
            Column(_("what"), least=8),
            Column(_("years"), right=True),
            Column(_("lunar date"), least=8, drop=2, style="dim"),
            Column("", drop=1, style="magenta"),
        )
        show(columns, rows)


def _special(row: Near, each: DayOf, turns: int | None) -> str:
    """A round birthday, or a zodiac year of one's own."""
    if not turns:
        return ""
    from crmtui.domain.occasions import Occasion
    from crmtui.present.days import round_words

    key = each.key
    whole = Occasion(
        row.id, row.customer_id, row.contact_id, row.kind, key.calendar, key.month, key.day,
        key.leap, row.year, None,
    )  # fmt: skip
    return round_words(whole, each.on)


def lunar(
    ctx: typer.Context,
    day: Annotated[
        list[str] | None,
        typer.Argument(metavar="DATE|LUNAR", help=N_("2026-11-23, 3月8日, 农历八月十五, 中秋")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """A day in the other calendar: solar to lunar, or lunar to solar."""
    from crmtui.domain.conversion import converted
    from crmtui.domain.lunar import lunar_words
    from crmtui.present.days import year_words

    shell: Shell = ctx.obj
    found = converted(" ".join(day or ()), shell.today)
    text = lunar_words(found.lunar.month, found.lunar.day, found.lunar.leap)
    if as_json:
        put_json(
            {
                "solar": found.solar.isoformat(),
                "lunar": {
                    "year": found.lunar.year,
                    "month": found.lunar.month,
                    "day": found.lunar.day,
                    "leap": found.lunar.leap,
                    "text": text,
                },
            }
        )
    elif output.on_terminal():
        output.put(_page(found.solar, f"{year_words(found.lunar.year)}{text}", shell.today))
    else:
        put_row((found.solar, found.lunar.year, text))
    if found.asked_for is not None:
        from crmtui.present.days import own_day_words, rule_words

        words = _("{day}: {rest}").format(
            day=own_day_words(found.asked_for),
            rest=rule_words(found.asked_for, found.solar, shell.today),
        )
        say(words)
    if found.uncertain:
        say(
            _(
                "The observatories are not sure of the month this day is in: it may begin a day "
                "earlier or later."
            )
        )
    return Exit.DONE


def _page(solar: date, lunar_text: str, today: date) -> str:
    from crmtui.domain.festivals import festival_words, festivals_on, term_on

    parts = [
        f"{solar.isoformat()} {present.weekday_words(solar)}",
        lunar_text,
        present.day_words(solar, today),
        term_on(solar),
        *(festival_words(each.code) for each in festivals_on(solar)),
    ]
    return " · ".join(part for part in parts if part)
