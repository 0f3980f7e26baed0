"""Which automatic backups are cleared away, and which never are."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmtui.domain.backuprules import BackupRules
from crmtui.domain.backups import DAMAGED, GOOD, MANUAL, UNTRIED, WHYS, BackupFile
from crmtui.domain.retention import superfluous

NOW = datetime(2026, 11, 23, 9, 0)
NONE = BackupRules(daily=0, weekly=0, monthly=0)


def _backup(at: str, why: str = "daily", health: str = GOOD, automatic: bool = True) -> BackupFile:
    made = datetime.fromisoformat(at)
    return BackupFile(f"{at} {why}", made, why, 1000, False, health, automatic=automatic)


def _daily(days: int) -> list[BackupFile]:
    return [
        _backup((NOW - timedelta(days=back)).isoformat(timespec="minutes")) for back in range(days)
    ]


def _gone(backups: list[BackupFile], rules: BackupRules) -> list[str]:
    return [each.path for each in superfluous(backups, NOW, rules)]


CASES = {
    "nothing there": ([], BackupRules(), []),
    "seven days are kept whole": (_daily(7), BackupRules(weekly=0, monthly=0), []),
    "the eighth goes": (
        _daily(8),
        BackupRules(weekly=0, monthly=0),
        ["2026-11-16T09:00 daily"],
    ),
    "an older one stays for its week": (
        [*_daily(2), _backup("2026-11-12T09:00"), _backup("2026-11-11T09:00")],
        BackupRules(daily=2, weekly=4, monthly=0),
        ["2026-11-11T09:00 daily"],
    ),
    "and for its month": (
        [*_daily(1), _backup("2026-09-30T09:00"), _backup("2026-09-02T09:00")],
        BackupRules(daily=1, weekly=1, monthly=12),
        ["2026-09-02T09:00 daily"],
    ),
    "of a day the newest good one stays": (
        [
            *_daily(1),
            _backup("2026-11-20T08:00"),
            _backup("2026-11-20T12:00"),
            _backup("2026-11-20T18:00", health=DAMAGED),
        ],
        BackupRules(daily=7, weekly=0, monthly=0),
        ["2026-11-20T08:00 daily", "2026-11-20T18:00 daily"],
    ),
    "all of the last 24 hours stay": (
        [_backup(f"2026-11-23T0{hour}:00", "before-import") for hour in range(9)],
        NONE,
        [],
    ),
    "what was made by hand stays": (
        [*_daily(1), _backup("2020-01-01T09:00", MANUAL), _backup("2020-01-02", automatic=False)],
        NONE,
        [],
    ),
    "the newest good one stays, however old": (
        [_backup("2026-11-01T09:00", health=UNTRIED), _backup("2020-01-01T09:00")],
        NONE,
        [],
    ),
    "the newest of each kind stays": (
        [
            *_daily(1),
            _backup("2020-01-03T09:00", "before-restore"),
            _backup("2020-01-02T09:00", "before-restore"),
        ],
        NONE,
        ["2020-01-02T09:00 before-restore"],
    ),
    "a clock that was set back clears nothing of the future": (
        [_backup("2027-05-01T09:00"), _backup("2027-05-02T09:00")],
        NONE,
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_goes(case: str) -> None:
    backups, rules, gone = CASES[case]
    assert _gone(backups, rules) == gone


MOMENTS = st.integers(0, 24_000).map(lambda hour: datetime(2024, 1, 1) + timedelta(hours=hour))
BACKUPS = st.lists(
    st.builds(
        BackupFile,
        path=st.integers(0, 10**9).map(str),
        made_at=MOMENTS,
        why=st.sampled_from(WHYS),
        size=st.just(1),
        encrypted=st.booleans(),
        health=st.sampled_from((GOOD, DAMAGED, UNTRIED)),
        automatic=st.booleans(),
    ),
    max_size=14,
)
RULES = st.builds(
    BackupRules,
    daily=st.integers(0, 9),
    weekly=st.integers(0, 6),
    monthly=st.integers(0, 14),
)


@settings(max_examples=80)
@given(BACKUPS, RULES, MOMENTS)
def test_what_must_never_go_never_goes(
    backups: list[BackupFile], rules: BackupRules, now: datetime
) -> None:
    gone = superfluous(backups, now, rules)
    left = [each for each in backups if each not in gone]
    assert all(each.automatic and each.why != MANUAL for each in gone)
    good = [each for each in backups if each.good]
    if good:
        newest = max(each.made_at for each in good)
        assert any(each.good and each.made_at == newest for each in left)
    assert not [each for each in gone if now - each.made_at < timedelta(days=1)]
    # Once cleared, nothing more goes: clearing twice is clearing once.
    assert superfluous(left, now, rules) == []


@settings(max_examples=50)
@given(BACKUPS, RULES, MOMENTS)
def test_every_kept_period_keeps_one(
    backups: list[BackupFile], rules: BackupRules, now: datetime
) -> None:
    left = {each.path for each in backups} - {
        each.path for each in superfluous(backups, now, rules)
    }
    months = sorted({(each.made_at.year, each.made_at.month) for each in backups}, reverse=True)
    for month in months[: rules.monthly]:
        assert [
            each
            for each in backups
            if each.path in left and (each.made_at.year, each.made_at.month) == month
        ]
