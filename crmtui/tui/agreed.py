"""What was agreed with a customer and is still open: next steps and promises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from crmtui.domain.cards import Card
from crmtui.domain.followups import FollowUp
from crmtui.domain.promises import Promise
from crmtui.domain.words import _
from crmtui.tui.card_lines import promise_line, step_line
from crmtui.tui.ink import Line
from crmtui.tui.screens.picking import Pick

if TYPE_CHECKING:
    from crmtui.domain.workdays import Workdays
    from crmtui.tui.screens.place import Place, Subject

Agreed: TypeAlias = FollowUp | Promise
WIDEST = 76  # columns of a small window


def open_steps(card: Card) -> list[FollowUp]:
    """The next steps still to be done."""
    return [step for step in card.follow_ups if step.status == "open"]


def open_promises(card: Card) -> list[Promise]:
    """The promises still to be kept."""
    return [promise for promise in card.promises if promise.is_open]


def has_come(promise: Promise, today: date, workdays: Workdays) -> bool:
    """Whether it is to be kept now: late, due, or for a day off before the next working day."""
    return promise.due_on < workdays.next(today + timedelta(days=1))


def is_named(each: Agreed, subject: Subject) -> bool:
    """Whether the selected line is there for this one."""
    named = subject.promise_id if isinstance(each, Promise) else subject.follow_up_id
    return each.id == named


def selected(place: Place, subject: Subject, among: Sequence[Agreed]) -> Agreed | None:
    """The one that the selected line is, where it is one."""
    if not place.on_step():
        return None
    return next((each for each in among if is_named(each, subject)), None)


def in_order(among: Sequence[Agreed], subject: Subject) -> list[Agreed]:
    """The one the line is there for first, then by the day."""
    return sorted(among, key=lambda each: (not is_named(each, subject), each.due_on))


def line_of(each: Agreed, today: date, width: int) -> Line:
    """A step or a promise in one line; a promise says that it is one."""
    if isinstance(each, FollowUp):
        return step_line(each, today, width)
    return promise_line(each._replace(what=words_of(each)), today, width)


def words_of(each: Agreed) -> str:
    """What was agreed; a promise says that it is one."""
    return each.what if isinstance(each, FollowUp) else _("promise: {what}").format(what=each.what)


def ask_which(
    place: Place,
    question: str,
    among: Sequence[Agreed],
    act: Callable[[Agreed], None],
    more: Sequence[tuple[Line, Callable[[], None]]] = (),
) -> None:
    """Let the user choose one of them, or something else."""
    today, width = place.desk.today, min(place.size.width, WIDEST) - 8

    def chosen(index: int | None) -> None:
        if index is None:
            return
        if index < len(among):
            act(among[index])
        else:
            more[index - len(among)][1]()

    lines = [*(line_of(each, today, width) for each in among), *(line for line, _act in more)]
    place.crm.push_screen(Pick(question, lines), chosen)


def name_of(card: Card) -> str:
    """What the customer is called for short."""
    return card.customer.short_name or card.customer.name
