"""Pairs that may be one, and two side by side, as tables, lines and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from crmtui import present
from crmtui.cli import output
from crmtui.cli.cells import aligned, cut
from crmtui.cli.output import put, put_json, put_row, say
from crmtui.cli.table import room
from crmtui.domain.errors import WrongUse
from crmtui.domain.merging import BOTH, CHOICES, CUSTOM, OTHER, NoSuchField
from crmtui.domain.words import _, ngettext
from crmtui.present.duplicates import why_words

if TYPE_CHECKING:
    from crmtui.domain.duplicates import Pair, Side
    from crmtui.domain.merging import FieldPick, MergePlan

_SIGNS = {OTHER: "←", BOTH: "+"}
_FIELD_CELLS = 16  # of a field's name beside the two values
_LEAST_CELLS = 12  # of a value


class BadTake(WrongUse):
    """A --take that is not field=side."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” is not understood: write --take FIELD=other, =keep or =both.").format(
                text=text
            )
        )


def show_pairs(pairs: Sequence[Pair], *, as_json: bool) -> None:
    """Pairs as a table on a terminal, tab-separated elsewhere, or as JSON."""
    if as_json:
        put_json([_pair_shape(pair) for pair in pairs])
    elif not output.on_terminal():
        for pair in pairs:
            one, other = pair.one, pair.other
            put_row((pair.score, f"id:{one.id}", one.number, _named(pair, one),
                     f"id:{other.id}", other.number, _named(pair, other), _why(pair)))  # fmt: skip
    elif pairs:
        _show_table(pairs)


def _show_table(pairs: Sequence[Pair]) -> None:
    from crmtui.cli.table import Column, show

    columns = (
        Column("%", right=True),
        Column("id", right=True, style="dim"),
        Column("", least=8, style="bold"),
        Column("id", right=True, style="dim"),
        Column("", least=8, style="bold"),
        Column(_("why"), least=12),
    )
    show(columns, ((str(pair.score), str(pair.one.id), _titled(pair, pair.one),
                    str(pair.other.id), _titled(pair, pair.other), _why(pair))
                   for pair in pairs))  # fmt: skip


def _named(pair: Pair, side: Side) -> str:
    """A customer's name; of a contact with the customer's."""
    if pair.kind == "customer":
        return side.name
    return f"{side.name or '–'} · {side.customer}"


def _titled(pair: Pair, side: Side) -> str:
    return f"{side.number} {side.name}" if pair.kind == "customer" and side.number else _named(
        pair, side
    )  # fmt: skip


def _why(pair: Pair) -> str:
    words = why_words(pair.why)
    return _("{why} (noted as not the same)").format(why=words) if pair.not_same else words


def _pair_shape(pair: Pair) -> dict[str, object]:
    return {
        "kind": pair.kind,
        "score": pair.score,
        "one": _side_shape(pair.one),
        "other": _side_shape(pair.other),
        "why": [{"code": each.code, "what": each.text} for each in pair.why],
        "why_words": why_words(pair.why),
        "not_same": pair.not_same,
    }


def _side_shape(side: Side) -> dict[str, object]:
    return {
        "id": side.id,
        "number": side.number,
        "name": side.name,
        "region": side.region,
        "phone": side.phone,
        "customer_id": side.customer_id,
        "customer": side.customer,
    }


def choices(plan: MergePlan, takes: Iterable[str]) -> dict[str, str]:
    """What --take chooses: field -> side; fields by code, by word, or by a label of the user's."""
    made: dict[str, str] = {}
    fields = {pick.field: pick for pick in plan.fields}
    own = {pick.label: pick.field for pick in plan.fields if pick.label}
    for text in takes:
        for part in text.split(","):
            name, equals, side = part.rpartition("=")
            if not equals or side.strip() not in CHOICES:
                raise BadTake(part)
            name = name.strip()
            field = present.field_of(name, fields) or own.get(name, CUSTOM + name)
            if field not in fields:
                raise NoSuchField(name, [f for f, pick in fields.items() if pick.differs])
            made[field] = side.strip()
    return made


def show_plan(plan: MergePlan, *, as_json: bool) -> None:
    """Two side by side on stdout: as lines on a terminal, tab-separated elsewhere, or as JSON."""
    if as_json:
        put_json(plan_shape(plan))
    elif output.on_terminal():
        for line in _lines(plan):
            put(line)
    else:
        for pick in plan.fields:
            put_row((pick.field, _text(pick, pick.keep), _text(pick, pick.other),
                     _text(pick, pick.merged), pick.source))  # fmt: skip


def say_plan(plan: MergePlan) -> None:
    """Two side by side, before it is asked."""
    for line in _lines(plan):
        say(line)


def _lines(plan: MergePlan) -> Iterator[str]:
    rows = [("", "", _head(plan, plan.keep), "", _head(plan, plan.other))]
    rows += [
        (
            "≠" if pick.differs else "",
            cut(_field(pick), _FIELD_CELLS),
            _text(pick, pick.keep) or "–",
            _SIGNS.get(pick.source, ""),
            _text(pick, pick.other) or "–",
        )
        for pick in plan.fields
    ]
    each = max((room() - _FIELD_CELLS - 10) // 2, _LEAST_CELLS)
    cutting = (_FIELD_CELLS, _FIELD_CELLS, each, 1, each)
    yield from aligned([[cut(c, n) for c, n in zip(row, cutting, strict=True)] for row in rows])
    yield _("≠ they differ · ← taken from the right · + both are kept")
    if plan.moves:
        moved = _(", ").join(f"{present.table_words(m.table)} ({m.rows})" for m in plan.moves)
        yield _("Comes along: {what}").format(what=moved)
    for stays, goes in plan.people:
        yield _("One person: {stays} = {goes}").format(stays=stays or "–", goes=goes or "–")
    if plan.referrals:
        yield ngettext(
            "{n} customer referred by it is then referred by the one that stays.",
            "{n} customers referred by it are then referred by the one that stays.",
            plan.referrals,
        ).format(n=plan.referrals)


def _head(plan: MergePlan, side: Side) -> str:
    words = _("stays: {who}") if side is plan.keep else _("goes: {who}")
    return words.format(who=f"id:{side.id} {side.name or '–'}")


def _field(pick: FieldPick) -> str:
    return pick.label or present.field_words(pick.field)


def _text(pick: FieldPick, value: object) -> str:
    return present.value_words(pick.field, value).replace("\n", " / ")


def plan_shape(plan: MergePlan) -> dict[str, object]:
    """A merge as JSON."""
    return {
        "kind": plan.kind,
        "keep": _side_shape(plan.keep),
        "other": _side_shape(plan.other),
        "fields": [
            {
                "field": pick.field,
                "keep": pick.keep,
                "other": pick.other,
                "merged": pick.merged,
                "source": pick.source,
                "differs": pick.differs,
            }
            for pick in plan.fields
        ],
        "moves": {move.table: move.rows for move in plan.moves},
        "people": [list(pair) for pair in plan.people],
        "referrals": plan.referrals,
    }
