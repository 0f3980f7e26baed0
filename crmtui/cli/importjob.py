"""One import of the shell: its files, what was said of them, and the plan made of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crmtui.cli import importwishes, output
from crmtui.cli.output import say
from crmtui.cli.progress import Progress
from crmtui.cli.shell import Shell
from crmtui.domain.database_errors import DatabaseMissing
from crmtui.domain.words import _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from crmtui.actions.aside import Aside
    from crmtui.domain.importplan import ImportOptions, ImportPlan, UnclearDates
    from crmtui.domain.leftout import LeftOut
    from crmtui.domain.profiles import Profile
    from crmtui.domain.sheets import Workbook
    from crmtui.files.gathering import Source

SAMPLES = 3


@dataclass(slots=True)
class Job:
    """What is to be imported and how; `compare` makes a plan of it, as often as needed."""

    shell: Shell
    sources: Sequence[Source]
    options: ImportOptions
    told: importwishes.Wanted
    encoding: str = ""
    delimiter: str = ""
    rejects: Path | None = None  # where rows that are left out go
    force: bool = False  # also in place of a file that is there
    profile: Profile | None = None  # that was used
    remembered: Profile | None = None  # that is to be kept once all is done
    left_out: tuple[LeftOut, ...] = ()  # those rows, of the newest plan
    aside: Aside | None = None  # works for the newest plan, where it is a big one
    _said: set[str] = field(default_factory=set)

    def begin(self, notes: Sequence[str]) -> None:
        """Say what was noticed of the files, and look whether what is left out has a place."""
        for note in notes:
            say(note)
        self.check_rejects()

    def compare(self, progress: Progress) -> ImportPlan:
        """What importing these would do."""
        from crmtui.actions import aside

        files = [source.path for source in self.sources]
        self.aside = aside.early(files, self.shell.settings.db)
        # The books are let go with their plan made: both would not fit into an import's memory.
        profiles = self._profiles()
        if self.told.profile and (known := importwishes.named(profiles, self.told.profile)):
            self.encoding = self.encoding or known.encoding
        books = self._books(progress)
        options, self.profile = importwishes.applied(self.options, self.told, books, profiles)
        if self.profile:
            self._say_once(importwishes.used_words(self.profile, self.told.profile))
        if self.told.profile:
            from crmtui.domain.profiles import profile_of

            self.remembered = profile_of(self.told.profile, options, self.encoding, books)
        plan = self._plan(books, options, progress)
        if self.rejects is not None:
            from crmtui.domain.leftout import left_out

            self.left_out = left_out(books, plan)
        return plan

    def _say_once(self, words: str) -> None:
        if words not in self._said:
            self._said.add(words)
            say(words)

    def _profiles(self) -> list[Profile]:
        """The remembered profiles; none where there is no database yet."""
        from crmtui.reads import profiles

        try:
            with self.shell.looking() as conn:
                return profiles.profiles(conn)
        except DatabaseMissing:
            return []

    def _books(self, progress: Progress) -> list[Workbook]:
        from crmtui.files import gathering

        report = progress.phase(_("Reading"))
        encoding, delimiter = self.encoding or None, self.delimiter or None
        books = []
        for number, source in enumerate(self.sources):
            report(number, len(self.sources))
            books.append(gathering.read(source, encoding=encoding, delimiter=delimiter))
        report(len(self.sources), len(self.sources))
        return books

    def _plan(
        self, books: list[Workbook], options: ImportOptions, progress: Progress
    ) -> ImportPlan:
        from crmtui import wiring
        from crmtui.domain import transfer

        today = self.shell.today
        with wiring.known(self.shell.settings) as known:
            known = replace(known, helper=self.aside or known.helper)
            return transfer.plan(books, known, today, options, progress.phase(_("Comparing")))

    def check_rejects(self) -> None:
        """Say before anything is written that rows cannot be written out there."""
        if self.rejects is not None:
            from crmtui.files import rejects

            sources = [source.path for source in self.sources]
            rejects.check_place(self.rejects, sources, force=self.force)

    def write_rejects(self) -> None:
        """Write the rows that are left out, where that was asked for."""
        if self.rejects is None or not self.left_out:
            return
        from crmtui.files import rejects

        rows = sum(len(sheet.rows) for sheet in self.left_out)
        files = rejects.write(self.rejects, self.left_out, force=self.force)
        words = ngettext(
            "{n} row that was left out is in {files}, with the reason beside it.",
            "{n} rows that were left out are in {files}, with the reasons beside them.",
            rows,
        )
        say(words.format(n=rows, files=output.listed(files)))

    def ask_date_order(self, plan: ImportPlan) -> bool:
        """Ask what 3/8 means where nothing tells; True where it was said."""
        if not plan.unclear or self.options.date_order:
            return False
        for unclear in plan.unclear:
            say(_unclear_words(unclear))
        order = output.choose(
            _("Is the day first (d), as in 31/12, or the month (m), as in 12/31?"), ("d", "m")
        )
        if order:
            self.options = replace(self.options, date_order="dmy" if order == "d" else "mdy")
        return bool(order)

    def keep_profile(self) -> None:
        """Remember how the files were read, where that was asked for."""
        from crmtui.actions import profiles

        if self.remembered is None and self.profile is None:
            return
        with self.shell.keeping() as uow:
            if self.remembered is not None:
                profiles.save(uow, self.remembered)
            elif self.profile is not None:
                profiles.used(uow, self.profile.name)
        if self.remembered is not None:
            words = _("Remembered as the profile “{name}”, for files with the same headings.")
            say(words.format(name=self.remembered.name))


def _unclear_words(unclear: UnclearDates) -> str:
    samples = _(", ").join(unclear.samples[:SAMPLES])
    return _(
        "{sheet}, column {column}: nothing tells whether day or month comes first: {samples}"
    ).format(sheet=unclear.sheet, column=unclear.column, samples=samples)
