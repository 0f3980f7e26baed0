"""The barest list of the days to come: sqlite3 and json, with the stored days handed over.

days_json.py DATABASE DAYS: DAYS is JSON, one object for each stored day of the window.
"""

import json
import sqlite3
import sys

SQL = (
    "SELECT o.id, o.kind, o.label, o.year, c.id, c.name, c.grade, p.name FROM occasion o "
    "JOIN customer c ON c.id = o.customer_id LEFT JOIN contact p ON p.id = o.contact_id "
    "WHERE o.calendar = ? AND o.month = ? AND o.day = ? AND o.leap = ? "
    "AND c.archived_at IS NULL AND p.archived_at IS NULL ORDER BY o.customer_id, o.id"
)

if __name__ == "__main__":
    db = sqlite3.connect(sys.argv[1])
    made = []
    for day in json.loads(sys.argv[2]):
        given = [day[name] for name in ("calendar", "month", "day", "leap")]
        for id, kind, label, year, customer, name, grade, contact in db.execute(SQL, given):
            made.append(
                {
                    "id": id,
                    "kind": kind,
                    "calendar": day["calendar"],
                    "on": day["on"],
                    "lunar": day["lunar"],
                    "rule": day["rule"],
                    "rule_code": day["rule_code"],
                    "days": day["days"],
                    "turns": day["year"] - year if year is not None else None,
                    "label": label or None,
                    "customer": {"id": customer, "name": name, "grade": grade or None},
                    "contact": contact or None,
                }
            )
    print(json.dumps(made, ensure_ascii=False))
