"""Writing a planned import: all of it in one unit of work, or nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui.actions import complete, running
from crmtui.actions.aside import FEWEST_ASIDE, Aside
from crmtui.actions.bulk import check_references
from crmtui.actions.importindex import NewIndex
from crmtui.actions.importrows import RowWriter
from crmtui.domain.clean import in_numbers, readable
from crmtui.domain.errors_import import PlanOutdated
from crmtui.domain.importplan import ImportPlan, ImportResult, Progress
from crmtui.domain.quiet import no_collecting
from crmtui.domain.transfer import plan_json
from crmtui.files.digests import sha256
from crmtui.reads import matching

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ReadyImport:
    """A plan with everything that can be made before the database is locked."""

    plan: ImportPlan
    index: NewIndex
    files: tuple[tuple[str, str], ...]  # name and SHA-256


def prepare(
    plan: ImportPlan,
    progress: Progress | None = None,
    *,
    fewest_aside: int = FEWEST_ASIDE,
    aside: Aside | None = None,
) -> ReadyImport:
    """Look up all the pinyin, and the files once more; writes nothing.

    From `fewest_aside` new customers on another process is given that and more to do; `aside` is
    one that helped with the plan.
    """
    with no_collecting():
        index = NewIndex(plan.orders, fewest_aside, aside)
    files = tuple((readable(Path(name).name), sha256(Path(name))) for name in plan.files)
    if progress:
        progress(len(plan.orders.customers), len(plan.orders.customers))
    return ReadyImport(plan, index, files)


def apply(
    uow: UnitOfWork, ready: ReadyImport, today: date, progress: Progress | None = None
) -> ImportResult:
    """Write the planned rows; raises PlanOutdated where the database changed since the plan.

    `progress` is told the rows written so far and their number in all.
    """
    plan = ready.plan
    if matching.fingerprint(uow.sql) != plan.fingerprint:
        raise PlanOutdated()
    uow.describe("import", ", ".join(name for name, _sha in ready.files))
    waiting = running.waiting(uow)
    with no_collecting():
        _write(uow, ready, today, progress)
    came = running.answered_by(uow, waiting, today)
    batch = uow.next_id("import_batch")
    result = ImportResult(batch, uow.operation_id, **plan.written, came=came)
    _note_batch(uow, ready, result)
    return result


def _write(uow: UnitOfWork, ready: ReadyImport, today: date, progress: Progress | None) -> None:
    """Write all rows, while the search index is made."""
    orders, index = ready.plan.orders, ready.index
    check_references(orders)
    writer = RowWriter(uow, orders, today, progress)
    index.begin(uow, writer.expected)
    writer.name_own()
    written = {t: rows for t, rows in writer.expected.items() if t not in index.tables}
    make_indexes = uow.without_indexes(written)
    made = writer.write(writer.customers(index.sort_keys))
    for batch in writer.batches():
        if batch.table in index.tables:
            index.leave(uow, batch)
        else:
            writer.write(batch)
    make_indexes()
    index.write(uow, made, writer.meter)
    writer.updates()
    complete.write(uow, orders, writer.meter)
    index.close()


def _note_batch(uow: UnitOfWork, ready: ReadyImport, result: ImportResult) -> None:
    files = [{"name": name, "sha256": sha} for name, sha in ready.files]
    uow.insert(
        "import_batch",
        {
            "operation_id": uow.operation_id,
            "at": uow.now,
            "files": json.dumps(files, ensure_ascii=False),
            # With samples of the file's own cells, as they were.
            "result": in_numbers(json.dumps(plan_json(ready.plan, result), ensure_ascii=False)),
        },
    )
