"""The first start: ways to begin with an empty database, and the demo."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from crmtui.domain.errors import CrmError
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp


def is_empty(crm: CrmApp) -> bool:
    """Whether there is no customer yet."""
    from crmtui.reads import customers

    with suppress(CrmError):
        return crm.desk.read(customers.count, 0) == 0
    return False


def ask(crm: CrmApp) -> None:
    """Offer the ways to begin."""
    from crmtui.tui.screens.start import StartScreen

    def begun(way: str | None) -> None:
        from crmtui.tui import verbs
        from crmtui.tui.screens.place import Place

        if way == "demo":
            crm.run_worker(_open_demo(crm), exit_on_error=False)
        elif way and isinstance(crm.screen, Place):
            verbs.run(crm.screen, way)

    crm.push_screen(StartScreen(), begun)
    _tell_of_backup(crm)


def _tell_of_backup(crm: CrmApp) -> None:
    """An empty database that was backed up was not always empty: say how to get it back."""
    from crmtui import backups

    if last := backups.newest_good(crm.settings):
        words = _(
            "There is nobody here, but there is a backup of {at}. Esc, then b, shows the backups "
            "and puts one back."
        )
        crm.notify(words.format(at=f"{last.made_at:%Y-%m-%d %H:%M}"), timeout=20, markup=False)


async def _open_demo(crm: CrmApp) -> None:
    """Make up customers in a database that is thrown away, and go on in it."""
    from crmtui.actions.demo import fill
    from crmtui.settings.demo import demo_settings
    from crmtui.tui.desk import Desk

    crm.say(_("Making up customers …"))
    crm.folder, settings = demo_settings(crm.settings)
    crm.close_desk()
    crm.settings = settings
    crm.desk = Desk(settings)
    try:
        await crm.write(fill)
    except CrmError as error:
        crm.tell(error)
