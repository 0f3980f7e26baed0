"""The barest import: csv.reader into one table by executemany."""

from __future__ import annotations

import csv
import sqlite3
import sys
from pathlib import Path

if __name__ == "__main__":
    source, target = sys.argv[1:3]
    with Path(source).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        db = sqlite3.connect(target)
        db.execute(f"CREATE TABLE sheet ({', '.join(f'c{at}' for at in range(len(header)))})")
        db.executemany(f"INSERT INTO sheet VALUES ({', '.join('?' * len(header))})", rows)
        db.commit()
