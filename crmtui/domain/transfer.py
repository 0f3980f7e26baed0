"""Tables from outside -> an ImportPlan: what is new, what changes, what cannot be decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crmtui.domain.importplan import (
    ColumnMapping,
    ImportOptions,
    ImportPlan,
    ImportResult,
    LookAlike,
    Problem,
    Progress,
    RowOutcome,
    SheetMapping,
)
from crmtui.domain.known import Known
from crmtui.domain.sheets import Workbook

__all__ = [
    "ColumnMapping",
    "ImportOptions",
    "ImportPlan",
    "ImportResult",
    "Known",
    "LookAlike",
    "Problem",
    "RowOutcome",
    "SheetMapping",
    "plan",
    "plan_json",
]


def plan(
    books: Sequence[Workbook],
    known: Known,
    today: date,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """What importing these files would do to the database behind `known`; writes nothing."""
    raise NotImplementedError


def plan_json(plan: ImportPlan, result: ImportResult | None = None) -> dict[str, object]:
    """The plan (dry run) or, with a result, what was done, as the documented JSON object."""
    return {
        "batch": result.batch if result else None,
        "dry_run": result is None,
        "new": plan.counts["new"],
        "updated": plan.counts["updated"],
        "same": plan.counts["same"],
        "duplicates": plan.counts["duplicate"],
        "problems": [
            {
                "file": p.file,
                "sheet": p.sheet,
                "row": p.row,
                "column": p.column,
                "found": p.found,
                "message": p.message,
            }
            for p in plan.problems
        ],
        **(
            plan.written
            if result is None
            else {
                "customers": result.customers,
                "contacts": result.contacts,
                "interactions": result.interactions,
            }
        ),
    }
