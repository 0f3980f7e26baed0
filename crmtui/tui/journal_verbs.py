"""Undo and redo: what this window did at once, what was done elsewhere after asking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from crmtui.actions import undo as actions
from crmtui.domain.changes import OperationLine, Reversal
from crmtui.domain.errors import CrmError
from crmtui.domain.words import _, ngettext
from crmtui.present import operation_words
from crmtui.reads import journal
from crmtui.tui import taking_back
from crmtui.tui.change_lines import local
from crmtui.tui.screens.picking import Ask

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.screens.place import Place
    from crmtui.tui.screens.work import Work

Then = Callable[[], None]


def nothing() -> None:
    """What follows where nothing else has to be done."""


def undo(place: Place | Work[Any], then: Then = nothing) -> None:
    """Take back the newest operation; `then` follows once that is done."""
    session = place.desk.session
    newest = place.desk.read(lambda conn: journal.last_undoable(conn, None), None)
    if newest is None:
        place.crm.say(_("There is nothing to undo."))
    elif newest.session == session:
        _undo(place, newest, then)
    else:
        _ask_elsewhere(place, newest, session, then)


def _ask_elsewhere(
    place: Place | Work[Any], newest: OperationLine, session: str, then: Then
) -> None:
    """The newest operation is not ours: name it, and ours if there is one."""
    own = place.desk.read(lambda conn: journal.last_undoable(conn, session), None)
    if own is not None:
        # What was done here last is what the user means; the journal keeps both apart.
        _undo(place, own, then)
        return
    what = operation_words(newest.verb, newest.summary)
    when = local(newest.at)
    question = _("This was done elsewhere ({source}, {when}): {what}. Undo it?").format(
        source=newest.source, when=f"{when:%m-%d %H:%M}", what=what
    )

    def answered(yes: bool | None) -> None:
        if yes:
            _undo(place, newest, then)

    place.crm.push_screen(Ask(question, _("undo"), _("leave")), answered)


def _undo(place: Place | Work[Any], operation: OperationLine, then: Then) -> None:
    """Take it back at once; an import is shown first, for much may hang on it."""
    if operation.verb == "import":
        taking_back.ask(place.crm, operation.id, then)
    else:
        _reverse(place, lambda uow, today: actions.undo(uow, operation.id), then)


def redo(place: Place) -> None:
    """Do again what was undone in this window last."""
    taking_back.again(place.crm, told)


def _reverse(
    place: Place | Work[Any], act: Callable[[UnitOfWork, date], Reversal], then: Then = nothing
) -> None:
    async def work() -> None:
        try:
            made = await place.crm.write(act)
        except CrmError as error:
            place.crm.tell(error)
        else:
            place.crm.say(told(made))
            _go_back(place, made)
            then()

    place.crm.run_worker(work(), exit_on_error=False)


def _go_back(place: Place | Work[Any], made: Reversal) -> None:
    """Select the customer with whom something was taken back, where it was one."""
    from crmtui.tui.screens.place import Place

    ids = {int(topic[9:]) for topic in made.topics if topic.startswith("customer:")}
    if len(ids) == 1 and isinstance(place, Place):
        place.go_back_to(*ids)


def told(made: Reversal) -> str:
    """What undoing came to, with what had to stay as it is."""
    words = _("Done again: {what}") if made.again else _("Taken back: {what}")
    words = words.format(what=operation_words(made.verb, made.summary))
    if made.kept:
        words += "\n" + ngettext(
            "{n} thing was kept because it was changed or used since: {names}",
            "{n} things were kept because they were changed or used since: {names}",
            len(made.kept),
        ).format(n=len(made.kept), names=", ".join(made.kept[:5]))
    if made.failed:
        words += "\n" + _("Could not be taken back: {names}").format(
            names=", ".join(made.failed[:5])
        )
    return words
