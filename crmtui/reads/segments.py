"""The customers of a segment."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from crmtui.domain.search import parse_query
from crmtui.domain.segments import Segment
from crmtui.reads.listing import ids


def members(
    conn: sqlite3.Connection, segment: Segment, simplify: Callable[[str], str] | None = None
) -> list[int]:
    """The customers a segment names, those not archived, by the sound of their names.

    No grade given counts as C, as everywhere.
    """
    query = None
    if segment.words:
        query = parse_query(segment.words, simplify) if simplify else parse_query(segment.words)
    grades = {*segment.grades, ""} if "C" in segment.grades else segment.grades
    return ids(
        conn,
        query=query,
        grades=grades,
        stages=segment.stages,
        tags=segment.tags,
        regions=segment.regions,
        owners=segment.owners,
        sort="name",
    )
