"""Imports of a large sheet as whole processes, beside the barest import and a known peer."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from tests.bench.books import sheet
from tests.bench.measure import (
    CRMTUI,
    FLOORS,
    PYTHON,
    Failed,
    Figure,
    environment,
    median,
    run,
    run_weighed,
)

PEER = str(Path(CRMTUI).with_name("sqlite-utils"))
MOST_MEMORY = 600.0


def imports(customers: int, home: Path, runs: int) -> list[Figure]:
    """CSV and XLSX in turn with their floors; every import into a new database."""
    csv, xlsx = sheet(customers, ".csv"), sheet(customers, ".xlsx")
    env = environment(home)
    bare: list[float] = []
    peer: list[float] = []
    read: list[float] = []
    ours: dict[Path, list[tuple[float, float]]] = {csv: [], xlsx: []}
    with tempfile.TemporaryDirectory(prefix="crmtui-bench-") as folder:
        places = (Path(folder) / f"{at}.db" for at in range(1_000_000))
        for _round in range(runs):
            bare.append(_floor("csv_insert.py", env, csv, next(places)))
            read.append(_floor("calamine_read.py", env, xlsx))
            command = [PEER, "insert", str(next(places)), "sheet", str(csv), "--csv"]
            peer.append(run(command, env))
            for path, found in ours.items():
                place = next(places)
                found.append(_ours(path, place, env, customers))
        _took, again = run_weighed(_import(path, place), env, (0, 4))
    figures = _figures(ours[csv], ours[xlsx], (bare, peer, read), customers)
    what = "memory of importing the same file again"
    return [*figures, Figure(what, again, MOST_MEMORY, 1.0, "600 MB", customers, "MB")]


def _figures(
    csv: list[tuple[float, float]],
    xlsx: list[tuple[float, float]],
    floors: tuple[list[float], list[float], list[float]],
    customers: int,
) -> list[Figure]:
    bare, peer, read = (median(found) for found in floors)
    from_csv = median(took for took, _memory in csv)
    from_xlsx = median(took for took, _memory in xlsx)
    heaviest = max(memory for _took, memory in csv + xlsx)
    both = from_csv + 1.3 * read
    return [
        Figure("import from CSV", from_csv, bare, 10.0, "csv → executemany", customers),
        Figure("import from CSV", from_csv, peer, 1.0, "sqlite-utils insert --csv", customers),
        Figure("import from XLSX", from_xlsx, both, 1.0, "our CSV + 1.3 × calamine", customers),
        Figure("memory of an import", heaviest, MOST_MEMORY, 1.0, "600 MB", customers, "MB"),
    ]


def _floor(name: str, env: dict[str, str], *arguments: Path) -> float:
    return run([PYTHON, str(FLOORS / name), *map(str, arguments)], env)


def _import(path: Path, database: Path) -> list[str]:
    return [CRMTUI, "--db", str(database), "import", str(path), "--yes"]


def _ours(path: Path, database: Path, env: dict[str, str], customers: int) -> tuple[float, float]:
    took, memory = run_weighed(_import(path, database), env, (0, 4))
    with closing(sqlite3.connect(database)) as db:
        (taken,) = db.execute("SELECT count(*) FROM customer").fetchone()
        (indexed,) = db.execute("SELECT count(*) FROM search").fetchone()
    if not taken == indexed == customers:
        raise Failed(f"{path.name}: {taken} customers taken in, {indexed} of them indexed")
    return took, memory
