"""What can be done with backups on the screen: all of it in the writer, with a bar."""

from __future__ import annotations

import os
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmtui.domain.backup_errors import PassphraseNeeded, PassphrasesDiffer
from crmtui.domain.backups import BEFORE_IMPORT, BackupFile
from crmtui.domain.errors import CrmError
from crmtui.domain.words import _
from crmtui.tui import tasks
from crmtui.tui.backup_lines import name_of
from crmtui.tui.screens.picking import Ask
from crmtui.tui.tasks import Task

if TYPE_CHECKING:
    from crmtui.backups.restoring import Ready, Restored
    from crmtui.tui.app import CrmApp
    from crmtui.tui.screens.backups import BackupsScreen
    from crmtui.tui.screens.place import Place

Report = Callable[[int, int], None]


def backups(place: Place) -> None:
    """The backups."""
    from crmtui.tui.screens.backups import BackupsScreen

    place.crm.push_screen(BackupsScreen(place.crm))


async def before_import(crm: CrmApp) -> None:
    """Back up before an import, unless a backup holds everything; raises what is in the way."""
    from crmtui import backups as keeping

    def work(task: Task) -> keeping.Made | None:
        return keeping.before(crm.settings, BEFORE_IMPORT, task.report)

    made = await tasks.run(crm, Task(_("Backing up")), work)
    if made is not None:
        if made.note and keeping.first_today(crm.settings, crm.desk.today):
            crm.say(made.note)
        crm.keeper.look()


def ask_without(crm: CrmApp, error: CrmError, then: Callable[[], object]) -> None:
    """Whether to import all the same where no backup could be made."""

    def answered(yes: bool | None) -> None:
        if yes:
            then()

    question = _("{problem} Import without a backup?").format(problem=error)
    crm.push_screen(Ask(question, _("import it"), _("leave")), answered)


def make(screen: BackupsScreen) -> None:
    """Make a backup now."""
    from crmtui.files import backupauto

    crm = screen.crm
    if not crm.settings.backup.encrypt:
        screen.go(_make(screen, ""))
        return
    try:
        screen.go(_make(screen, backupauto.passphrase_of(crm.settings.backup)))
    except PassphraseNeeded:
        _ask_twice(crm, lambda typed: screen.go(_make(screen, typed)))


async def _make(screen: BackupsScreen, passphrase: str) -> None:
    from crmtui import backups as keeping

    def work(task: Task) -> keeping.Made:
        return keeping.make(screen.crm.settings, None, passphrase, task.report)

    made = await tasks.run(screen.crm, Task(_("Backing up")), work)
    words = _("Made and tried: {name}").format(name=name_of(made.file))
    screen.read(f"{words} {made.note}".strip())


def verify(screen: BackupsScreen, found: BackupFile) -> None:
    """Look a backup through."""
    _open(screen, found, lambda passphrase: _verify(screen, found, passphrase))


async def _verify(screen: BackupsScreen, found: BackupFile, passphrase: str) -> None:
    from crmtui import backups as keeping

    crm, path = screen.crm, Path(found.path)

    def work(task: Task) -> BackupFile:
        return keeping.verify(crm.settings, path, passphrase, progress=task.report)

    try:
        await tasks.run(crm, Task(_("Checking")), work)
    except CrmError as error:
        screen.read(str(error), "late")
    else:
        screen.read(_("{name} is good.").format(name=path.name))


def rehearse(screen: BackupsScreen, found: BackupFile) -> None:
    """Restore a backup into a temporary place, and use it there."""
    _open(screen, found, lambda passphrase: _rehearse(screen, found, passphrase))


async def _rehearse(screen: BackupsScreen, found: BackupFile, passphrase: str) -> None:
    from crmtui.backups import rehearsing

    crm, path = screen.crm, Path(found.path)

    def work(task: Task) -> rehearsing.Rehearsal:
        return rehearsing.rehearse(crm.settings, path, passphrase, _phases(task))

    try:
        seen = await tasks.run(crm, Task(_("Rehearsing")), work)
    except CrmError as error:
        screen.read(str(error), "late")
        return
    words = _("Rehearsed with {name}: restored into a temporary place, {customers} customers.")
    said = words.format(name=path.name, customers=f"{seen.customers:,}")
    if seen.found:
        said += " " + _("“{name}” was searched for and found in it.").format(name=seen.found)
    screen.read(said)


def _phases(task: Task) -> Callable[[str], Report]:
    def phase(words: str) -> Report:
        task.words, task.done, task.total = words, 0, 0
        return task.report

    return phase


def restore(screen: BackupsScreen, found: BackupFile) -> None:
    """Show what putting a backup back would change, ask, do it, and read everything again."""
    _open(screen, found, lambda passphrase: _look_ahead(screen, found, passphrase))


async def _look_ahead(screen: BackupsScreen, found: BackupFile, passphrase: str) -> None:
    """Unpack and check it in a place that is kept until the question is answered."""
    from crmtui.backups import restoring
    from crmtui.tui.screens.putting_back import PutBackScreen

    crm = screen.crm
    with ExitStack() as stack:

        def look(task: Task) -> Ready:
            path, phases = Path(found.path), _phases(task)
            return stack.enter_context(restoring.prepared(crm.settings, path, passphrase, phases))

        ready = await tasks.run(crm, Task(_("Unpacking")), look)
        unpacked = stack.pop_all()

    def answered(yes: bool | None) -> None:
        if yes:
            screen.go(_put_back(screen, ready, unpacked))
        else:
            unpacked.close()

    crm.push_screen(PutBackScreen(ready), answered)


async def _put_back(screen: BackupsScreen, ready: Ready, unpacked: ExitStack) -> None:
    from crmtui.backups import restoring

    crm = screen.crm
    with unpacked:
        if ready.damaged:
            crm.desk.close()  # a file that is put aside must not be open here

        def work(task: Task) -> Restored:
            return restoring.restore(crm.settings, ready, _phases(task))

        done = await tasks.run(crm, Task(_("Putting back")), work)
    _begin_anew(crm)
    screen.read(_told(ready.source, done))


def _begin_anew(crm: CrmApp) -> None:
    """Read everything again; what this window did before belongs to another past."""
    crm.close_desk()
    crm.desk.session = os.urandom(8).hex()
    crm.refresh_data()


def _told(path: Path, done: Restored) -> str:
    words = _("{name} is put back, and it is whole.").format(name=path.name)
    if done.before is not None:
        back = _("{name}, the newest here, takes it back.")
        words += " " + back.format(name=name_of(done.before))
    if done.aside is not None:
        kept = _("The damaged database is kept as {path}.")
        words += " " + kept.format(path=done.aside)
    return words


def _open(
    screen: BackupsScreen, found: BackupFile, act: Callable[[str], Coroutine[Any, Any, None]]
) -> None:
    """Do something with a backup, once its passphrase is known; '' for one that has none."""
    from crmtui.files import backupauto
    from crmtui.tui.screens.putting_back import PassphraseScreen

    passphrase = ""
    if found.encrypted:
        try:
            passphrase = backupauto.passphrase_of(screen.crm.settings.backup)
        except PassphraseNeeded:
            title = _("Passphrase of {name}").format(name=name_of(found))
            screen.crm.push_screen(
                PassphraseScreen(title), lambda typed: screen.go(act(typed)) if typed else None
            )
            return
    screen.go(act(passphrase))


def _ask_twice(crm: CrmApp, then: Callable[[str], object]) -> None:
    """A new passphrase, typed twice."""
    from crmtui.tui.screens.putting_back import PassphraseScreen

    def first(typed: str | None) -> None:
        if typed:
            crm.push_screen(
                PassphraseScreen(_("The same once more")), lambda again: second(typed, again)
            )

    def second(typed: str, again: str | None) -> None:
        if again is None:
            return
        if again != typed:
            crm.tell(PassphrasesDiffer())
        else:
            then(typed)

    crm.push_screen(PassphraseScreen(_("Passphrase for the backup")), first)
