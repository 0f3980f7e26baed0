"""Beginning a greeting round: for which day, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from crmtui.domain.errors import CrmError
from crmtui.domain.greetings import is_festival
from crmtui.domain.rounds import Target, festival_day, greeting_for
from crmtui.domain.segments import parse_segment
from crmtui.domain.wordings import Wording
from crmtui.domain.words import _
from crmtui.tui.greet_lines import Choice, Item, choice_line, choices, title
from crmtui.tui.screens.picking import Pick, Prompt

if TYPE_CHECKING:
    import sqlite3

    from crmtui.tui.screens.place import Place, Subject

DAYS = 7  # of the birthdays that are greeted for at once


def greet(place: Place, subject: Subject) -> None:
    """Greet the marked customers, else the selected one."""
    ids = place.marked_ids() or [subject.customer_id]
    _ask_day(place, lambda choice: _open(place, choice, ids))


def greet_round(place: Place) -> None:
    """Greet everybody, or a part of the customers."""

    def chosen(choice: Choice) -> None:
        hint = _("grade:A,B tag:展会 region:广东 or any words; empty: everybody")
        prompt = Prompt(_("Whom to greet?"), "", hint, check=_wrong)

        def answered(text: str | None) -> None:
            if text is not None:
                _open(place, choice, None, text)

        place.crm.push_screen(prompt, answered)

    _ask_day(place, chosen)


def _wrong(text: str) -> str:
    try:
        parse_segment(text)
    except CrmError as error:
        return str(error)
    return ""


def _ask_day(place: Place, then: Callable[[Choice], None]) -> None:
    today = place.desk.today
    offered = choices(today)

    def answered(index: int | None) -> None:
        if index is not None:
            then(offered[index])

    lines = [choice_line(choice, today) for choice in offered]
    place.crm.push_screen(Pick(_("What to greet for?"), lines), answered)


def _open(place: Place, choice: Choice, ids: Sequence[int] | None, text: str = "") -> None:
    from crmtui.tui.screens.greeting import GreetScreen

    try:
        items, were = _items(place, choice, ids, text)
    except CrmError as error:
        place.crm.tell(error)
        return
    if not items:
        said = _("All of them were greeted for this day already.") if were else ""
        place.crm.say(said or _("There is nobody to greet."))
        return
    place.crm.push_screen(GreetScreen(place.crm, title(choice.kind), items, were))


def _items(
    place: Place, choice: Choice, ids: Sequence[int] | None, text: str
) -> tuple[list[Item], int]:
    """The messages to go through, and how many were greeted before."""
    from crmtui import zh
    from crmtui.reads import greetings as reads
    from crmtui.reads.segments import members

    desk, settings = place.desk, place.crm.settings
    segment = parse_segment(text)

    def read(conn: sqlite3.Connection) -> tuple[list[Target], int]:
        among = ids
        if among is None and (any(segment) or is_festival(choice.kind)):
            among = members(conn, segment, zh.simplify)
        if not is_festival(choice.kind):
            return reads.for_occasions(conn, choice.kind, desk.today, DAYS, among)
        day = festival_day(choice.kind, desk.today)
        return reads.for_festival(conn, choice.kind, day, among or [], first_only=False)

    nobody: tuple[list[Target], int] = ([], 0)
    found, were = desk.read(read, nobody)
    shipped: tuple[Wording, ...] = ()
    own = desk.read(reads.wordings, shipped)
    language = "zh" if settings.lang == "zh_CN" else "en"
    return [Item(greeting_for(each, own, settings.me, language)) for each in found], were
