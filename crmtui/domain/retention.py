"""Which automatic backups may be cleared away: kept by age, thinned out towards the past."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date, datetime, timedelta

from crmtui.domain.backuprules import BackupRules
from crmtui.domain.backups import MANUAL, BackupFile

FRESH = timedelta(days=1)  # whoever imports three times in a morning may want any of the three


def superfluous(
    backups: Iterable[BackupFile], now: datetime, rules: BackupRules
) -> list[BackupFile]:
    """The backups that need not be kept any more, oldest first.

    Kept are: whatever the program did not make by itself, all of the last 24 hours, the newest
    of each kind, the newest good one of all, and one for each of the last `daily` days, `weekly`
    weeks and `monthly` months that have any; of a day's, week's or month's the newest good one.
    """
    known = sorted(backups, key=lambda each: (each.made_at, each.path))
    keep = {each.path for each in known if not each.automatic or each.why == MANUAL}
    keep |= {each.path for each in known if now - each.made_at < FRESH}
    keep |= {each.path for each in {each.why: each for each in known}.values()}
    keep |= {each.path for each in [each for each in known if each.good][-1:]}
    for period, most in (
        (_day, rules.daily),
        (_week, rules.weekly),
        (_month, rules.monthly),
    ):
        keep |= _one_each(known, period, most)
    return [each for each in known if each.path not in keep]


def _one_each(
    known: Sequence[BackupFile], period: Callable[[date], Hashable], most: int
) -> set[str]:
    """The newest good backup, else the newest, of each of the last so many periods."""
    best: dict[Hashable, BackupFile] = {}
    for each in known:
        name = period(each.made_at.date())
        if name not in best or each.good or not best[name].good:
            best[name] = each
    newest = sorted(best.values(), key=lambda each: each.made_at)
    return {each.path for each in newest[max(len(newest) - most, 0) :]}


def _day(on: date) -> Hashable:
    return on


def _week(on: date) -> Hashable:
    return on.isocalendar()[:2]


def _month(on: date) -> Hashable:
    return (on.year, on.month)
