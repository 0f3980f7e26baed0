"""A row that may be a customer one has, beside the customers it may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from crmtui.domain.cards import Card
from crmtui.domain.customers import EDITABLE
from crmtui.domain.words import _
from crmtui.present import code_of, field_words, value_words
from crmtui.tui.importing_state import Job, place_of
from crmtui.tui.ink import Line
from crmtui.tui.plan_lines import place
from crmtui.tui.sides import Field

if TYPE_CHECKING:
    from crmtui.domain.importplan import RowOutcome, SheetMapping

SKIP, CREATE = "skip", "create"
CODED = frozenset({"grade", "stage"})


def answer_words(row: RowOutcome, said: str) -> str:
    """What was decided about a row."""
    if said == SKIP:
        return _("left out")
    if said == CREATE:
        return _("a customer of its own")
    if said in row.choices:
        return row.candidates[row.choices.index(said)]
    return ""


def doubt_line(row: RowOutcome, said: str) -> Line:
    """A row of the list, with what was decided about it."""
    words = answer_words(row, said)
    sign = " ✓ " if words else " ? "
    return (
        (sign, "done!" if words else "near!"),
        (f"{place(row)} · ", "faint"),
        (row.customer, "text"),
        (f"  → {words}" if words else f"  {row.why}", "done" if words else "dim"),
    )


def fields_of(job: Job, row: RowOutcome, cards: Sequence[Card | None]) -> list[Field]:
    """Every field the row speaks of, and what its candidates say of it."""
    mapping = mapping_of(job, row)
    if mapping is None:
        return []
    own = texts_of(job, row.file, row.sheet, row.row)
    others = [_other(job, choice, card) for choice, card in zip(row.choices, cards, strict=True)]
    words: dict[str, str] = {}
    for column in mapping.columns:
        if column.field and column.field != "running":
            key = _key(column.field, column.header)
            label = column.header if key == column.header.casefold() else _name(key)
            words.setdefault(key, column.words if key == column.field else label)
    for code in ("name", "contact.name", "phone", "region", "last_touch"):
        if any(other.get(code) for other in others):
            words.setdefault(code, _name(code))
    made = [
        Field(label, (own.get(code, ""), *(other.get(code, "") for other in others)))
        for code, label in words.items()
    ]
    told = [found for found in made if not found.empty]
    # What speaks for or against it stands on top, where there is always room.
    return sorted(told, key=lambda found: 0 if _compares(found) else 1)


def _compares(found: Field) -> bool:
    return bool(found.texts[0]) and any(found.texts[1:])


def mapping_of(job: Job, row: RowOutcome) -> SheetMapping | None:
    """How the sheet of a row was understood."""
    sheets = job.understood.sheets
    return next((m for m in sheets if (m.file, m.sheet) == (row.file, row.sheet)), None)


def _name(code: str) -> str:
    names = {
        "contact.name": _("contact"),
        "phone": _("phone"),
        "region": _("region"),
        "last_touch": _("last contact"),
    }
    return names.get(code) or (field_words(code) if code in EDITABLE else code)


def _key(field: str, header: str) -> str:
    """Phones of all kinds are one thing to compare; so are the parts of a region."""
    base = field.split(" ")[0]
    if base in ("point.mobile", "point.phone", "point.fax", "point.whatsapp"):
        return "phone"
    if base in ("province", "city", "region"):
        return "region"
    return header.casefold() if base in ("custom", "cargo", "frequency") else base


def _other(job: Job, choice: str, card: Card | None) -> Mapping[str, str]:
    if card is not None:
        return card_texts(card)
    line, _tab, rest = choice.removeprefix("row:").partition("\t")
    sheet, _tab, file = rest.partition("\t")
    return texts_of(job, file, sheet, int(line)) if line.isdecimal() else {}


def texts_of(job: Job, file: str, sheet: str, line: int) -> Mapping[str, str]:
    """What a row says of each field, as it stands in the file."""
    from crmtui.domain.findings import shown
    from crmtui.tui.importing_state import column_index

    raw = job.sheet(file, sheet)
    mapping = next((m for m in job.understood.sheets if (m.file, m.sheet) == (file, sheet)), None)
    row = next((each for each in raw.rows if each.line == line), None) if raw else None
    made: dict[str, list[str]] = {}
    for column in mapping.columns if mapping else ():
        index = column_index(column.letter)
        if row is not None and index < len(row.cells) and (text := shown(row.cells[index])):
            key = _key(column.field, column.header)
            code = code_of(key, text) if key in CODED else None
            made.setdefault(key, []).append(value_words(key, code) if code else text)
    return {key: " ".join(texts) for key, texts in made.items()}


def card_texts(card: Card) -> Mapping[str, str]:
    """What a customer's card says, by the same keys."""
    customer = card.customer
    made = {
        name: value_words(name, value)
        for name, value in zip(customer._fields, customer, strict=True)
        if isinstance(value, str) and name not in ("province", "city")
    }
    made["region"] = customer.region
    made["contact.name"] = ", ".join(c.name for c in card.contacts if c.name)
    made["contact.position"] = ", ".join(c.position for c in card.contacts if c.position)
    points = [point for contact in card.contacts for point in contact.points]
    phones = [p.value for p in points if p.kind in ("mobile", "phone", "fax", "whatsapp")]
    made["phone"] = " ".join(phones)
    for kind in ("email", "wechat", "qq", "dingtalk"):
        made[f"point.{kind}"] = " ".join(p.value for p in points if p.kind == kind)
    made["tags"] = " ".join(card.tags)
    if customer.last_touch_on:
        made["last_touch"] = customer.last_touch_on.isoformat()
    for own in card.custom:
        made[(own.field.label or own.field.key).casefold()] = own.value
    return made


def answers_for_rest(job: Job, how: str) -> dict[tuple[str, str, int], str]:
    """One answer for all rows that are open yet; 'first': the likeliest customer of each."""
    made = {}
    for row in job.doubts():
        first = row.choices[0] if row.choices else SKIP
        made[place_of(row)] = first if how == "first" else how
    return made
