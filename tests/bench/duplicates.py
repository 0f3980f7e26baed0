"""Looking for doubled customers among very many, as a whole process."""

from __future__ import annotations

from pathlib import Path

from tests.bench.books import book
from tests.bench.measure import CRMTUI, Figure, environment, median, run, run_weighed

MOST_SECONDS, MOST_MEMORY = 20.0, 800.0


def duplicates(customers: int, home: Path, runs: int) -> list[Figure]:
    """Customers, and contacts, of one database; once before, so that it is up to date."""
    program = [CRMTUI, "--db", str(book(customers))]
    env = environment(home)
    run([*program, "find", "王"], env, (0, 3))
    of_customers = [run_weighed([*program, "duplicates"], env) for _round in range(runs)]
    of_contacts = [run([*program, "duplicates", "--contacts"], env) for _round in range(runs)]
    took = median(seconds for seconds, _memory in of_customers)
    heaviest = max(memory for _seconds, memory in of_customers)
    limit, floor = "20 s", MOST_SECONDS
    return [
        Figure("doubled customers", took, floor, 1.0, limit, customers),
        Figure("doubled contacts", median(of_contacts), floor, 1.0, limit, customers),
        Figure("memory of that", heaviest, MOST_MEMORY, 1.0, "800 MB", customers, "MB"),
    ]
