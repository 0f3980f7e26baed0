"""Backups the shell makes by itself: before an import, and once a day after a change."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui.cli import output
from crmtui.cli.output import say
from crmtui.cli.progress import late
from crmtui.domain.errors import CrmError
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.backups import Made
    from crmtui.settings import Settings


def before_import(settings: Settings, *, ask: bool) -> bool:
    """Back up what is there; where that cannot be done, whether to go on all the same.

    Not `ask`: it goes on with a warning, as --yes says.
    """
    from crmtui import backups
    from crmtui.domain.backups import BEFORE_IMPORT

    try:
        with ExitStack() as stack:
            made = backups.before(settings, BEFORE_IMPORT, late(stack, _("Backing up")))
    except CrmError as error:
        say(str(error))
        if ask:
            return output.ask(_("Import without a backup?"))
        say(_("Importing without a backup."))
        return True
    if made is not None:
        _tell(made)
    return True


def _tell(made: Made) -> None:
    if made.note:
        say(made.note)
    say(_("Backed up first: {name}").format(name=Path(made.file.path).name))


def daily(settings: Settings) -> None:
    """The backup of the day after the first change of a day, where a person is at the terminal.

    A script is not held up by it. What goes wrong is told, once a day, and is no failure.
    """
    if not output.on_terminal(sys.stderr):
        return
    from crmtui import backups

    now = datetime.now()
    if not backups.due(settings, now):
        return
    try:
        with ExitStack() as stack:
            made = backups.automatic(settings, now, late(stack, _("Backing up, once a day")))
    except KeyboardInterrupt:
        say("\n" + _("The backup of the day was stopped; the change before it is kept."))
        return
    except CrmError as error:
        if backups.first_today(settings, now.date()):
            say(str(error))
        return
    if made is not None and made.note and backups.first_today(settings, now.date()):
        say(made.note)
