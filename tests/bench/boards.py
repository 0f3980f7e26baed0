"""The board and the worklog over a book of many years, beside a look-up."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

from tests.bench.books import full_book
from tests.bench.database import TODAY
from tests.bench.measure import CRMTUI, Figure, environment, in_turn, median, run

AGAINST_FIND = "crmtui find 王"


def boards(customers: int, home: Path, runs: int) -> list[Figure]:
    """`week`, `month` and `worklog` where 800 steps fall on a day; the worklog reads them all."""
    ours, env = [CRMTUI, "--db", str(full_book(customers))], environment(home)
    friday = (TODAY - timedelta(days=3)).isoformat()
    commands = (["find", "王"], ["week"], ["month"], ["worklog", friday])
    acts = [partial(run, [*ours, *words], env) for words in commands]
    find, week, month, log = (median(found) for found in in_turn(runs, *acts, warm=2))
    return [
        Figure("crmtui week", week, find, 4, AGAINST_FIND, customers),
        Figure("crmtui month", month, find, 4, AGAINST_FIND, customers),
        Figure("crmtui worklog DAY", log, find, 6, AGAINST_FIND, customers),
    ]
