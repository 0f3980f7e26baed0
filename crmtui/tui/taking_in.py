"""Taking in a spreadsheet behind the screen: read and compare, then write; both in the writer."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from crmtui.domain.database_errors import DatabaseMissing

if TYPE_CHECKING:
    from datetime import date

    from crmtui.domain.importplan import ImportPlan, ImportResult
    from crmtui.domain.sheets import Workbook
    from crmtui.settings import Settings

Report = Callable[[int, int], None]
MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class Understood:
    """A file as it was read, and what importing it would do."""

    books: tuple[Workbook, ...]
    plan: ImportPlan


def path_of(text: str) -> Path:
    """A path as typed, pasted or dropped: quotes, file:// and escaped spaces taken off."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    elif os.sep == "/":
        text = text.replace("\\ ", " ").replace("\\(", "(").replace("\\)", ")")
    return Path(text).expanduser()


def look(settings: Settings, today: date, path: Path, encoding: str, report: Report) -> Understood:
    """Read the file and compare it with what is known; writes nothing."""
    from crmtui.files import sheets

    books = (sheets.read(path, encoding=encoding or None),)
    return Understood(books, _plan(settings, today, books, report))


def _plan(
    settings: Settings, today: date, books: tuple[Workbook, ...], report: Report
) -> ImportPlan:
    from crmtui import wiring
    from crmtui.domain import transfer
    from crmtui.domain.importplan import ImportOptions
    from crmtui.domain.known import Known
    from crmtui.reads import matching

    with ExitStack() as stack:
        try:
            known = matching.known(stack.enter_context(wiring.reader(settings)))
        except DatabaseMissing:
            known = Known()
        return transfer.plan(books, known, today, ImportOptions(), report)


def take(
    settings: Settings, session: str, today: date, found: Understood, report: Report
) -> ImportResult:
    """Write it in one transaction; where the database changed meanwhile, compare again first."""
    from crmtui import wiring
    from crmtui.actions import transfer
    from crmtui.domain.errors_import import PlanOutdated

    plan = found.plan
    for tries in range(MOST_TRIES):
        ready = transfer.prepare(plan, report)
        try:
            with wiring.unit_of_work(settings, source="tui", session=session, bulk=True) as uow:
                return transfer.apply(uow, ready, today, report)
        except PlanOutdated:
            if tries == MOST_TRIES - 1:
                raise
            plan = _plan(settings, today, found.books, report)
    raise AssertionError("the last try either wrote or raised")
