"""The questions about how a sheet is to be read: fields, headings, encoding, dates, profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmtui.actions import profiles
from crmtui.domain.importplan import ColumnMapping, SheetMapping
from crmtui.domain.words import _
from crmtui.tui import importing_state as state
from crmtui.tui import importing_verbs, sheet_lines, taking_in
from crmtui.tui.ink import Line
from crmtui.tui.screens.picking import Pick, Prompt
from crmtui.tui.screens.picking_field import PickField
from crmtui.tui.screens.raw_rows import RawRows

if TYPE_CHECKING:
    from crmtui.tui.screens.import_sheets import SheetsScreen

DATE_ORDERS = ("", "dmy", "mdy")


def field(screen: SheetsScreen, sheet: SheetMapping, column: ColumnMapping) -> None:
    """Which field a column holds."""

    def chosen(target: str | None) -> None:
        if target is not None:
            screen.become(state.mapped(screen.job, sheet, column, target))

    screen.app.push_screen(PickField(sheet.kind, column), chosen)


def heading(screen: SheetsScreen, sheet: SheetMapping) -> None:
    """On which row the headings stand."""
    raw = screen.job.sheet(sheet.file, sheet.sheet)
    if raw is None:
        return

    def chosen(line: int | None) -> None:
        if line is not None:
            screen.become(state.headed(screen.job, sheet.sheet, line))

    screen.app.push_screen(RawRows(raw, sheet.header_row), chosen)


def encoding(screen: SheetsScreen, sheet: SheetMapping) -> None:
    """In which encoding a text file is to be read."""
    book = screen.job.book(sheet.file)
    if book is None or not book.encoding:
        screen.crm.say(
            _("Only text files have an encoding; this one says by itself how to read it.")
        )
        return
    choices = taking_in.readings(book.path)
    importing_verbs.ask_encoding(
        screen,
        choices,
        lambda chosen: screen.become(state.read_as(screen.job, sheet.file, chosen)),
    )


def date_order(screen: SheetsScreen) -> None:
    """What 3/8 means, where the files do not say it themselves."""
    words = (
        _("As the columns themselves show it"),
        _("Day first: 3/8 is 3 August"),
        _("Month first: 3/8 is 8 March"),
    )
    lines: list[Line] = [((text, "text"),) for text in words]

    def chosen(index: int | None) -> None:
        if index is not None:
            screen.become(state.dated(screen.job, DATE_ORDERS[index]))

    now = DATE_ORDERS.index(screen.job.options.date_order)
    title = "\n".join(sheet_lines.unclear_words(screen.job)) or _("Dates such as 3/8")
    screen.app.push_screen(Pick(title, lines, now), chosen)


def profile(screen: SheetsScreen) -> None:
    """Under which name to remember the columns; files with the same headings are then so read."""

    def named(name: str | None) -> None:
        if name is not None:
            screen.go(_keep(screen, name))

    def check(name: str) -> str:
        return "" if name.strip() else _("Give it a name.")

    title = _("Remember how these columns are read, for files with the same headings")
    prompt = Prompt(title, screen.job.profile, _("a name, such as 展会名单"), check=check)
    screen.app.push_screen(prompt, named)


async def _keep(screen: SheetsScreen, name: str) -> None:
    kept = state.remembered(screen.job, name.strip())
    await screen.crm.write(lambda uow, today: profiles.save(uow, kept))
    words = _("Remembered under “{name}”; such files are read so from now on.")
    screen.crm.say(words.format(name=kept.name))
    screen.named(kept.name)
