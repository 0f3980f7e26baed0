"""Writing a planned import: all of it in one unit of work, or nothing."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from crmtui.actions.bulk import check_references
from crmtui.actions.importdocs import Names, NewTexts
from crmtui.actions.importrows import RowWriter
from crmtui.domain.clean import readable
from crmtui.domain.errors_import import PlanOutdated
from crmtui.domain.importplan import ImportPlan, ImportResult, Progress
from crmtui.domain.quiet import no_collecting
from crmtui.domain.search import SearchDoc
from crmtui.domain.transfer import plan_json
from crmtui.files.digests import sha256
from crmtui.reads import matching

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork


DOCS_AT_ONCE = 10_000
# Made while SQLite is busy; more would only take memory.
DOCS_AHEAD, BATCHES_AHEAD = 3, 2
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadyImport:
    """A plan with everything that can be made before the database is locked."""

    plan: ImportPlan
    names: Names
    files: tuple[tuple[str, str], ...]  # name and SHA-256


def prepare(plan: ImportPlan, progress: Progress | None = None) -> ReadyImport:
    """Look up all the pinyin, and the files once more; writes nothing."""
    with no_collecting():
        names = Names(plan.orders)
    files = tuple((readable(Path(name).name), sha256(Path(name))) for name in plan.files)
    if progress:
        progress(len(plan.orders.customers), len(plan.orders.customers))
    return ReadyImport(plan, names, files)


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
    with no_collecting():
        _write(uow, ready, today, progress)
    written = plan.written
    result = ImportResult(batch=uow.next_id("import_batch"), operation=uow.operation_id, **written)
    _note_batch(uow, ready, result)
    return result


def _write(uow: UnitOfWork, ready: ReadyImport, today: date, progress: Progress | None) -> None:
    """Write all rows. SQLite sorts new indexes beside us, while we make what comes next."""
    orders = ready.plan.orders
    check_references(orders)
    writer = RowWriter(uow, orders, today, progress)
    writer.name_own()
    with ThreadPoolExecutor(max_workers=1) as beside:
        make_indexes = uow.without_indexes({"customer": len(orders.customers)})
        made = writer.write(writer.customers(ready.names.sort_keys))
        indexed = beside.submit(make_indexes)
        batches = _Ahead(writer.batches(), BATCHES_AHEAD)
        texts = NewTexts(orders, ready.names)
        indexed.result()
        make_indexes = uow.without_indexes(writer.expected)
        for batch in batches:
            writer.write(batch)
        indexed = beside.submit(make_indexes)
        documents = _Ahead(_documents(made, texts), DOCS_AHEAD)
        indexed.result()
    for part in documents:
        uow.docs(part)
        writer.meter.add(len(part))
    writer.updates()


class _Ahead(Iterator[T]):
    """Things of which some are made in advance, and each is let go once it was given."""

    def __init__(self, things: Iterator[T], count: int) -> None:
        self._made = deque(islice(things, count))
        self._things = things

    def __next__(self) -> T:
        return self._made.popleft() if self._made else next(self._things)


def _documents(made: range, texts: NewTexts) -> Iterator[dict[int, SearchDoc]]:
    """The search documents of new customers by id, some thousands at a time."""
    for start in range(0, len(made), DOCS_AT_ONCE):
        part = made[start : start + DOCS_AT_ONCE]
        yield dict(zip(part, texts.docs(start, start + len(part)), strict=True))


def _note_batch(uow: UnitOfWork, ready: ReadyImport, result: ImportResult) -> None:
    files = [{"name": name, "sha256": sha} for name, sha in ready.files]
    uow.insert(
        "import_batch",
        {
            "operation_id": uow.operation_id,
            "at": uow.now,
            "files": json.dumps(files, ensure_ascii=False),
            "result": json.dumps(plan_json(ready.plan, result), ensure_ascii=False),
        },
    )
