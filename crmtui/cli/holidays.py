"""The command about days off: public holidays, make-up days, and the user's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui import present
from crmtui.cli import output
from crmtui.cli.output import Exit, put_json, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.errors import CrmError, WrongUse
from crmtui.domain.words import N_, _, ngettext

if TYPE_CHECKING:
    from crmtui.domain.workdays import DaysOff, HolidayYear
    from crmtui.files.holidayfile import OwnDays

FIRST_YEAR, LAST_YEAR = 1949, 2100


class BadYear(WrongUse):
    """Something that is not a year this calendar covers."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” is not a year from {first} to {last}.").format(
                text=text, first=FIRST_YEAR, last=LAST_YEAR
            )
        )


class CannotEdit(CrmError):
    """The file of the user's own days cannot be opened for editing."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _(
                "I cannot open {path} in an editor: {reason}. Open the file yourself, or name "
                "your editor in the environment variable EDITOR."
            ).format(path=path, reason=reason)
        )


class StillWrong(WrongUse):
    """The file of the user's own days was left with a mistake in it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "The mistake is still there: until it is mended (crmtui holidays --edit), or "
                "{path} is removed, no list of the day can be made."
            ).format(path=path)
        )


def holidays(
    ctx: typer.Context,
    year: Annotated[str, typer.Argument(metavar="YEAR", help=N_("Default: this year"))] = "",
    country: Annotated[
        str, typer.Option(metavar="CN", help=N_("Another country: two letters such as DE"))
    ] = "",
    edit: Annotated[
        bool, typer.Option("--edit", help=N_("Add days of your own, and peaks, in an editor"))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """Days off and the weekend days worked to make up for them."""
    shell: Shell = ctx.obj
    if edit:
        return _edit(shell)
    asked = _year(year) if year else shell.today.year
    from crmtui import almanac

    found = almanac.workdays(shell.settings, country.upper()).year(asked)
    shown = [day for day in found.days if found.announced or day.own]
    if as_json:
        put_json(
            [
                {
                    "date": day.on.isoformat(),
                    "name": day.name,
                    "off": day.off,
                    "workday": day.workday,
                }
                for day in shown
            ]
        )
    elif output.on_terminal():
        _show(found, shell.today)
    else:
        for day in shown:
            put_row((day.on, day.name, "off" if day.off else "workday"))
    if not found.announced:
        words = _("The days off of {year} are not announced yet.")
        say(words.format(year=asked))
    return Exit.DONE if found.days else Exit.NOTHING_FOUND


def _year(text: str) -> int:
    digits = text.strip().removesuffix("年")
    if not digits.isdecimal() or not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        raise BadYear(text)
    return int(digits)


def _show(found: HolidayYear, today: date) -> None:
    from crmtui.cli.table import Column, show
    from crmtui.domain.workdays import runs_of

    rows = [_run(run, today) for run in runs_of(found)]
    single = [day for day in found.days if day.own and not day.off]
    rows += [(day.name, _day(day.on, today), "", _("worked")) for day in single]
    if not found.announced:
        # What the law names, for orientation: how long it will last is not known.
        rows = [(name, days, "", _("expected")) for name, days, _length, _rest in rows]
    columns = (
        Column(_("holiday"), least=8, style="bold"),
        Column(_("days off")),
        Column(_("days"), right=True),
        Column(_("worked instead"), least=8, drop=1),
    )
    show(columns, rows)


def _run(run: DaysOff, today: date) -> tuple[str, str, str, str]:
    first, last = _day(run.first, today), _day(run.last, today)
    days = first if run.first == run.last else _("{first} – {last}").format(first=first, last=last)
    makeup = _(", ").join(_day(day, today) for day in run.makeup)
    return run.name, days, str(run.length), makeup


def _day(on: date, today: date) -> str:
    return present.date_words(on, today.replace(month=1, day=1, year=on.year))


def _edit(shell: Shell) -> int:
    path = shell.settings.holidays_path
    if not output.can_ask():
        say(_("Write your own days into this file: {path}").format(path=path))
        _make(path)
        output.put(str(path))
        return Exit.DONE
    _make(path)
    own = _edited(path)
    words = ngettext("{n} day of your own", "{n} days of your own", len(own.days))
    peaks = ngettext("{n} peak", "{n} peaks", len(own.peaks))
    say(
        _("{path}: {days}, {peaks}.").format(
            path=path, days=words.format(n=len(own.days)), peaks=peaks.format(n=len(own.peaks))
        )
    )
    return Exit.DONE


def _edited(path: Path) -> OwnDays:
    """What the file says after editing; a mistake is told, and can be mended at once."""
    from crmtui.files import holidayfile

    while True:
        _open(path)
        try:
            return holidayfile.read(path)
        except holidayfile.BadHolidayFile as error:
            say(str(error))
            if not output.ask(_("Edit it again?")):
                raise StillWrong(path) from error


def _make(path: Path) -> None:
    """Begin the file with an explanation where there is none."""
    from crmtui.domain.system_words import why
    from crmtui.files.holidayfile import TEMPLATE

    if path.exists():
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(_(TEMPLATE), encoding="utf-8")
    except OSError as error:
        raise CannotEdit(path, why(error)) from error


def _open(path: Path) -> None:
    from crmtui.cli.editor import NoEditor, edit

    try:
        edit(path)
    except NoEditor as error:
        raise CannotEdit(path, str(error)) from error
