"""Two customers, or contacts, that may be one: as a pair in a list, and field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmtui.domain.merging import BOTH, JOINED, KEEP, OTHER
from crmtui.domain.words import _, ngettext
from crmtui.present import field_words, table_words, value_words
from crmtui.present.duplicates import why_words
from crmtui.tui import sides
from crmtui.tui.ink import Line, joined
from crmtui.tui.widgets.rows import Key

if TYPE_CHECKING:
    from crmtui.domain.duplicates import Pair, Side
    from crmtui.domain.merging import FieldPick, MergePlan

Row = tuple[Key | None, Line]
SURE = 90  # from here on a pair is all but certain
_CHOSEN = {KEEP: frozenset({0}), OTHER: frozenset({1}), BOTH: frozenset({0, 1})}


def side_name(side: Side, kind: str) -> str:
    """One of the two as it is named above its fields."""
    if kind == "contact":
        return f"{side.name or _('(no name)')} · {side.customer}"
    return f"{side.number or ''} {side.name}".strip()


def head(plan: MergePlan, width: int) -> list[Line]:
    """The names above the two sides: who stays, and who goes into it."""
    names = [side_name(side, plan.kind) for side in (plan.keep, plan.other)]
    what = sides.head([_("stays"), _("goes into it")], 0, width)
    return [what, sides.head(names, 0, width)]


def rows_of(plan: MergePlan, width: int) -> list[Row]:
    """The fields: those in which the two differ first, then those in which they agree."""
    made: list[Row] = []
    differing = [(i, pick) for i, pick in enumerate(plan.fields) if pick.differs]
    agreeing = [pick for pick in plan.fields if not pick.differs]
    for index, pick in differing:
        made += [(("field", index), line) for line in sides.lines_of(_field(pick), width)]
    if not differing:
        made.append((None, (("   " + _("The two say the same everywhere."), "dim"),)))
    if agreeing:
        made += [(None, ()), (None, ((_("the same in both"), "faint"),))]
    for pick in agreeing:
        made += [(None, line) for line in sides.lines_of(_field(pick), width)]
    return made


def _field(pick: FieldPick) -> sides.Field:
    texts = tuple(value_words(pick.field, value) for value in (pick.keep, pick.other))
    return sides.Field(pick.label or field_words(pick.field), texts, _CHOSEN[pick.source])


def next_choice(pick: FieldPick) -> str:
    """What comes after the present choice: the other side, for texts also both."""
    order = (KEEP, OTHER, BOTH) if pick.field in JOINED else (KEEP, OTHER)
    at = order.index(pick.source) if pick.source in order else -1
    return order[(at + 1) % len(order)]


def moves(plan: MergePlan) -> Line:
    """What comes along from the one that goes."""
    parts = [
        (f"{moved.rows:,} {table_words(moved.table)}", "text") for moved in plan.moves if moved.rows
    ]
    for stays, goes in plan.people:
        words = _("{goes} becomes {stays}") if goes != stays else _("{stays} is one person")
        parts.append((words.format(goes=goes, stays=stays), "near"))
    if plan.referrals:
        words = ngettext("{n} referral", "{n} referrals", plan.referrals)
        parts.append((words.format(n=plan.referrals), "text"))
    if not parts:
        return ((" " + _("Nothing else hangs on the one that goes."), "dim"),)
    return ((" " + _("Comes along:") + " ", "dim"), *joined(parts))


def pair_lines(pair: Pair) -> list[Line]:
    """A pair of the list: both names, then what speaks for and against it."""
    names = [side_name(side, pair.kind) for side in (pair.one, pair.other)]
    where = [side.region for side in (pair.one, pair.other)]
    head: Line = (
        (f" {pair.score:>3} ", "plan!" if pair.score >= SURE else "near!"),
        (names[0], "text"),
        (f" {where[0]}", "faint"),
        ("  =  ", "plan"),
        (names[1], "text"),
        (f" {where[1]}", "faint"),
    )
    return [head, (("     ", ""), (why_words(pair.why), "dim"))]
