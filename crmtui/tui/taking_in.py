"""Taking in files behind the screen: read, compare, write, take back; all in the writer."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui.domain.clean import readable
from crmtui.domain.database_errors import DatabaseMissing
from crmtui.domain.words import _
from crmtui.tui.importing_state import Job, planned

if TYPE_CHECKING:
    from datetime import date

    from crmtui.domain.importplan import ImportOptions, ImportPlan, ImportResult
    from crmtui.domain.sheets import Workbook
    from crmtui.settings import Settings
    from crmtui.tui.tasks import Task

MOST_TRIES = 3
SAMPLE_BYTES = 64 * 1024
ENCODINGS = "utf-8 gb18030 big5 utf-16 cp1252 cp1250 cp1251 cp1254 cp932 cp949 cp874 cp1258".split()


def look(settings: Settings, today: date, job: Job, task: Task) -> Job:
    """Read the files where they are not read yet, and compare them with what is known."""
    books = job.books
    if not books:
        books = read_books(job, task)
        job = _with_profile(settings, job, books)
    task.words = _("Comparing with your customers")
    return planned(job, books, _plan(settings, today, books, job.options, task))


def _with_profile(settings: Settings, job: Job, books: Sequence[Workbook]) -> Job:
    """The job as a remembered profile for files with these headings says it."""
    from crmtui import wiring
    from crmtui.domain import profiles
    from crmtui.reads import profiles as reads

    try:
        with wiring.reader(settings) as conn:
            found = profiles.profile_for(reads.profiles(conn), books)
    except DatabaseMissing:
        return job
    if found is None:
        return job
    options = profiles.with_profile(job.options, found, books)
    return replace(job, options=options, profile=found.name)


def read_books(job: Job, task: Task) -> tuple[Workbook, ...]:
    """Every file of the job, folders by the files in them; what was left out is noted."""
    from crmtui.files import gathering

    task.words = _("Reading")
    books = []
    with gathering.gathered(job.paths) as found:
        for number, source in enumerate(found.sources):
            task.report(number, len(found.sources))
            encoding = job.encodings.get(readable(source.path.name))
            books.append(gathering.read(source, encoding=encoding))
        task.report(len(books), len(books))
    if found.notes:
        books[0] = replace(books[0], notes=(*found.notes, *books[0].notes))
    return tuple(books)


def _plan(
    settings: Settings,
    today: date,
    books: Sequence[Workbook],
    options: ImportOptions,
    task: Task,
) -> ImportPlan:
    from crmtui import wiring
    from crmtui.domain import transfer

    with wiring.known(settings) as known:
        return transfer.plan(books, known, today, options, task.report)


def take(
    settings: Settings, session: str, today: date, job: Job, task: Task
) -> tuple[Job, ImportResult]:
    """Write it in one transaction; where the database changed meanwhile, compare again first."""
    from crmtui.domain.errors_import import PlanOutdated

    for tries in range(MOST_TRIES):
        try:
            return job, _write(settings, session, today, job, task)
        except PlanOutdated:
            if tries == MOST_TRIES - 1:
                raise
            job = look(settings, today, job, task)
    raise AssertionError("the last try either wrote or raised")


def _write(settings: Settings, session: str, today: date, job: Job, task: Task) -> ImportResult:
    from crmtui import wiring
    from crmtui.actions import profiles, transfer

    task.words = _("Preparing")
    ready = transfer.prepare(job.understood)
    try:
        with wiring.unit_of_work(settings, source="tui", session=session, bulk=True) as uow:
            task.words = _("Taking in")
            result = transfer.apply(uow, ready, today, task.report)
            if job.profile:
                with suppress(profiles.NoProfile):
                    profiles.used(uow, job.profile)
            task.report(task.done, task.total)  # the last moment to stop
            task.closing = True
            return result
    except BaseException:
        ready.index.close()  # a second process that helps would wait for more
        raise


def readings(path: Path) -> list[tuple[str, str]]:
    """How the beginning of a text file reads in each encoding it may be in: (name, words)."""
    with path.open("rb") as file:
        start = file.read(SAMPLE_BYTES)
    made = []
    for name in ENCODINGS:
        text = start.decode(name, "replace")
        at = next((i for i, sign in enumerate(text) if ord(sign) > 127), 0)
        made.append((name, " ".join(text[max(0, at - 8) : at + 24].split())))
    return made
