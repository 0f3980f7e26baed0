"""Days that are none: only a damaged database holds them. Looked for where reading one failed."""

from __future__ import annotations

import sqlite3
from datetime import date

from crmtui.domain.words import _

TABLES = (
    "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
    "WHERE m.type = 'table' AND m.name NOT LIKE 'search%' AND m.name NOT LIKE 'sqlite%' "
    "AND (c.name = 'on' OR c.name LIKE '%\\_on' ESCAPE '\\' OR c.name = 'hide_until') "
    "ORDER BY m.name, c.cid"
)
_DAYS = 'SELECT DISTINCT "{column}" FROM {table} WHERE "{column}" IS NOT NULL'


def strange_day(conn: sqlite3.Connection) -> str:
    """The first such day with its table, as a reason in words; '' where every day is one."""
    for table, column in conn.execute(TABLES).fetchall():
        for (found,) in conn.execute(_DAYS.format(table=table, column=column)):
            if found and not _is_day(found):
                return _("“{text}” is no day, in the table {table}").format(
                    text=str(found), table=table
                )
    return ""


def _is_day(found: object) -> bool:
    try:
        date.fromisoformat(str(found))
    except ValueError:
        return False
    return isinstance(found, str)
