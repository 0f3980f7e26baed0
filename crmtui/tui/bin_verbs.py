"""Deleting, erasing, and the screens of what was done and deleted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crmtui.domain.errors import CrmError
from crmtui.domain.words import _
from crmtui.tui import tasks
from crmtui.tui.screens.card import CardScreen
from crmtui.tui.tasks import Task

if TYPE_CHECKING:
    from crmtui.domain.deleting import Deletion
    from crmtui.domain.erasure import Person
    from crmtui.settings import Settings
    from crmtui.tui.screens.place import Place, Subject


def changes(place: Place) -> None:
    """Everything that was done, newest first."""
    from crmtui.tui.screens.changes import ChangesScreen

    place.crm.push_screen(ChangesScreen(place.crm))


def bin_(place: Place) -> None:
    """What was deleted."""
    from crmtui.tui.screens.bin import BinScreen

    place.crm.push_screen(BinScreen(place.crm))


# -- deleting -----------------------------------------------------------------------------------


def delete(place: Place, subject: Subject) -> None:
    """Ask, saying what goes with them, and put the customers into the bin."""
    from crmtui.actions import deleting
    from crmtui.present.deleting import going_words
    from crmtui.tui.screens.picking import Ask

    ids = place.marked_ids() or [subject.customer_id]
    going = place.desk.read(lambda conn: deleting.look(conn, "customer", ids), None)
    if going is None:
        return

    def answered(yes: bool | None) -> None:
        if yes:
            place.crm.run_worker(_delete(place, going), exit_on_error=False)

    question = "\n".join([_("Delete it? The bin keeps it for a while."), *going_words(going)])
    place.crm.push_screen(Ask(question, _("delete"), _("leave")), answered)


async def _delete(place: Place, going: Deletion) -> None:
    crm = place.crm
    mark = place.bookmark()
    work = partial(_write_deletion, crm.settings, crm.desk.session, going)
    try:
        await tasks.run(crm, Task(_("Deleting"), stoppable=False), work)
    except CrmError as error:
        crm.tell(error)
        return
    place.unmark()
    _leave_card(place)
    crm.refresh_data()
    if not isinstance(place, CardScreen):
        place.go_on(mark)
    names = _(", ").join(going.titles[:3])
    crm.say(_("Deleted: {what}. u brings it back.").format(what=names))


def _write_deletion(settings: Settings, session: str, going: Deletion, task: Task) -> None:
    from crmtui import wiring
    from crmtui.actions import deleting

    with wiring.unit_of_work(settings, source="tui", session=session, bulk=True) as uow:
        deleting.delete(uow, going.table, going.rows[going.table], going)


def _leave_card(place: Place) -> None:
    """A card of somebody who is no more is closed."""
    if isinstance(place, CardScreen) and place.is_current:
        place.back()


# -- erasing ------------------------------------------------------------------------------------


def erase(place: Place, subject: Subject) -> None:
    """Show what goes for good, ask for the name, and erase the customer or contact."""
    from crmtui.actions import erasing
    from crmtui.present.erasing import ahead_words
    from crmtui.tui.screens.picking import Prompt

    kind, row_id = "customer", subject.customer_id
    if isinstance(place, CardScreen) and (key := place.selected()) and key[0] == "contact":
        kind, row_id = key
    person = place.desk.read(lambda conn: erasing.look(conn, kind, row_id), None)
    if person is None:
        return

    def typed(text: str | None) -> None:
        if text is not None:
            place.crm.run_worker(_erase(place, person), exit_on_error=False)

    def wrong(text: str) -> str:
        try:
            erasing.confirmed(person, text)
        except CrmError as error:
            return str(error)
        return ""

    title = "\n".join([_("Erase for good? Type the name."), *ahead_words(person)])
    place.crm.push_screen(Prompt(title, check=wrong, done=_("erase")), typed)


async def _erase(place: Place, person: Person) -> None:
    from crmtui.tui.screens.telling import Telling

    crm = place.crm
    work = partial(_write_erasure, crm.settings, crm.desk.session, person)
    try:
        told = await tasks.run(crm, Task(_("Erasing"), stoppable=False), work)
    except CrmError as error:
        crm.tell(error)
        return
    place.unmark()
    if person.kind == "customer":
        _leave_card(place)
    crm.refresh_data()
    crm.push_screen(Telling(told))


def _write_erasure(settings: Settings, session: str, person: Person, task: Task) -> str:
    """Erase, and look through the backups; what is to be told of it."""
    from crmtui import backups, upkeep
    from crmtui.files import drafts
    from crmtui.present import erasing as words

    done = upkeep.erase(settings, person, "tui", session)
    drafts.forget(settings.db, person.customers)
    held = backups.holders(settings, person.uids)
    lines = [*words.erased_words(done), *words.mention_words(person)]
    return "\n".join([*lines, *words.backup_words(held.holding, held.closed)])
