"""One line of an import's plan in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmtui.domain.customers import EDITABLE
from crmtui.domain.words import _
from crmtui.present import field_words, value_words
from crmtui.tui.importing_state import Job
from crmtui.tui.ink import Piece
from crmtui.tui.plan_lines import changes_of, kept_of, place

if TYPE_CHECKING:
    from crmtui.domain.importplan import ImportPlan, Problem, RowOutcome


def detail(job: Job, name: str, item: Any) -> list[Piece]:
    """The selected line in full, a piece for each paragraph."""
    plan = job.understood
    if name == "new":
        return [(text, "text") for text in new_details(plan, item)]
    if name == "updated":
        head = (f"{place(item)} · {item.customer}", "text!")
        return [head, *((text, "text") for text in changes_of(item.changes))]
    if name == "kept":
        head = (f"{place(item)} · {item.customer}", "text!")
        hint = _("Enter lets the file win in this row, b in all of them.")
        return [head, *((text, "text") for text in kept_of(item)), (hint, "dim")]
    if name == "doubles":
        numbered = [f"{n} {whom}" for n, whom in enumerate(item.candidates, 1)]
        return [(item.customer, "text!"), (item.why, "dim"), *((text, "near") for text in numbered)]
    if name == "problems":
        return [(item.message, "text"), *cells_of(job, item)]
    if name == "records":
        return [(item.summary, "text")]
    return [("\n".join(item.customers), "text")]


def new_details(plan: ImportPlan, index: int) -> list[str]:
    """Everything that is written about a new customer, a sentence for each part."""
    orders = plan.orders
    said = zip(orders.customer_columns, orders.customers[index], strict=True)
    made = [
        _("; ").join(
            f"{field_words(name)} {value_words(name, value)}"
            for name, value in said
            if value not in (None, "", 0) and name in EDITABLE and name != "kind"
        )
    ]
    ref = -index - 1
    people = [row for row in orders.contacts if row[0] == ref]
    names = [
        str(dict(zip(orders.contact_columns, row, strict=True)).get("name", "")) for row in people
    ]
    points = [point[4] for point in orders.points if point[0] == ref]
    if names or points:
        made.append(", ".join(part for part in (*names, *points) if part))
    own = [f"{key} {value}" for customer, key, value in orders.custom_values if customer == ref]
    return [*made, *([_("; ").join(own)] if own else [])]


def cells_of(job: Job, row: RowOutcome | Problem) -> list[Piece]:
    """The row as it stands in the file, each cell after its heading."""
    return [("; ".join(f"{name} {text}" for name, text in row_cells(job, row)), "dim")]


def row_cells(job: Job, row: RowOutcome | Problem) -> list[tuple[str, str]]:
    """Heading and content of every filled cell of a row."""
    from crmtui.domain.findings import shown
    from crmtui.domain.sheets import column_letters

    sheet = job.sheet(row.file, row.sheet)
    found = next((each for each in sheet.rows if each.line == row.row), None) if sheet else None
    mapping = next(
        (m for m in job.understood.sheets if (m.file, m.sheet) == (row.file, row.sheet)), None
    )
    if found is None or mapping is None:
        return []
    names = {column.letter: column.header or column.letter for column in mapping.columns}
    cells = ((column_letters(i), shown(cell)) for i, cell in enumerate(found.cells))
    return [(names.get(letter, letter), text) for letter, text in cells if text]
