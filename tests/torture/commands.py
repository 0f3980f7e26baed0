"""The commands that are killed in the middle, large enough to be met there."""

from __future__ import annotations

from tests.torture import prepared
from tests.torture.killing import Act

MANY, SOME, FEW = 12_000, 2_000, 300  # rows; from 10,000 on an import starts a helping process


def acts(many: int, some: int) -> dict[str, Act]:
    """Every act, with sheets of so many rows."""
    listed = (
        Act(
            "a first import",
            prepared.nothing(many),
            ("import", "new.csv", "--yes"),
            helped=many >= MANY,
            codes=(0, 4),
        ),
        Act(
            "a second import",
            prepared.imported(some, many),
            ("import", "new.csv", "--yes"),
            helped=many >= MANY,
            codes=(0, 4),
        ),
        Act("merge", prepared.two_of_one(some), ("merge", "id:1", "id:2", "--yes")),
        Act(
            "undo of an import",
            prepared.imported(many),
            ("undo", "--import", "1", "--yes"),
        ),
        Act("redo of an import", prepared.undone(some), ("redo",)),
        Act("migration", prepared.older(some), ("today",)),
        Act("backup", prepared.imported(many), ("backup",)),
        Act(
            "restore",
            prepared.with_backup(some, some // 2),
            ("restore", "good.zip", "--yes"),
        ),
        Act(
            "restore of a damaged one",
            prepared.with_backup(some, damaged=True),
            ("restore", "good.zip", "--yes"),
            damaged=True,
        ),
        Act(
            "erase",
            prepared.imported(some),
            ("erase", "id:1", "--confirm", "第0号贸易公司"),
            codes=(0, 4),
        ),
    )
    return {act.name: act for act in listed}
