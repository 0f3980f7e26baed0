"""Remembered ways to read files."""

from __future__ import annotations

import json
import sqlite3

from crmtui.domain.profiles import Profile

ALL = "SELECT name, headings, mapping, options, used_at FROM import_profile ORDER BY name"


def profiles(conn: sqlite3.Connection) -> list[Profile]:
    """All of them by name."""
    return [_profile(*row) for row in conn.execute(ALL)]


def profile(conn: sqlite3.Connection, name: str) -> Profile | None:
    """The one of this name, in whatever letters; None where there is none."""
    wanted = name.strip().casefold()
    return next((found for found in profiles(conn) if found.name.casefold() == wanted), None)


def _profile(name: str, headings: str, mapping: str, options: str, used_at: str) -> Profile:
    said = json.loads(options)
    return Profile(
        name,
        tuple(json.loads(headings)),
        json.loads(mapping),
        str(said.get("date_order", "")),
        str(said.get("encoding", "")),
        dict(said.get("heading_lines", {})),
        tuple(said.get("left_out", ())),
        bool(said.get("new_fields", True)),
        used_at,
    )
