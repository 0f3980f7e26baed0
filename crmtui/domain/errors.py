"""What can go wrong: one class each, with its words."""

from __future__ import annotations

from collections.abc import Mapping

from crmtui.domain.records import Value
from crmtui.domain.words import _


class CrmError(Exception):
    """Something a user can be told in one sentence: what, why, and what to do."""


class WrongUse(CrmError):
    """The request itself cannot be carried out as given."""


class NothingFound(CrmError):
    """Nothing matches what was asked for."""


class DateNotUnderstood(WrongUse):
    """A WHEN that is no date in any notation we know."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            _(
                "“{text}” is not a date I understand. Try 2026-12-01, 12-01, 3d, 2w, tomorrow, "
                "next tue, eom, 明天, 下周三, 3天后, 月底."
            ).format(text=text)
        )


class StepWithoutWhat(WrongUse):
    """A next step that says when, but not what."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            _(
                "“{text}” says when, but not what is to be done. "
                "Write both, for example “下周三: 报价” or “3d: send the quote”."
            ).format(text=text)
        )


class NoSuchDay(WrongUse):
    """A month and day that no year of the calendar has."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            _("There is no such day: “{text}”. Check the month and the day.").format(text=text)
        )


class NoSuchLunarDate(WrongUse):
    """A lunar month or day that its year does not have."""

    def __init__(self, year: int, words: str) -> None:
        self.year = year
        self.words = words
        super().__init__(
            _(
                "Lunar year {year} has no {words}. Check the year, the leap month and the day."
            ).format(year=year, words=words)
        )


class CalendarOutOfRange(WrongUse):
    """A date outside the years the calendars here cover."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            _("“{text}” is outside the years this calendar covers, 1901 to 2100.").format(text=text)
        )


class LunarDateNotUnderstood(WrongUse):
    """A lunar date in no notation we know."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            _(
                "“{text}” is not a lunar date I understand. "
                "Write it like 农历八月十五, 闰六月初五 or lunar 8-15."
            ).format(text=text)
        )


class LeapMonthNeverExisted(WrongUse):
    """A leap month that no lunar year in living memory had."""

    def __init__(self, text: str, words: str) -> None:
        self.text = text
        super().__init__(
            _(
                "“{text}” cannot be right: there has been no {words} since 1901. "
                "Ask the customer, then enter the plain month or the date in the solar calendar."
            ).format(text=text, words=words)
        )


class BirthdayNotUnderstood(WrongUse):
    """A birthday in no notation we know."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            _(
                "“{text}” is not a birthday I understand. "
                "Write it like 1985-03-08, 03-08, 3月8日 or 农历八月十五; "
                "a year needs four digits."
            ).format(text=text)
        )


class BirthdayInFuture(WrongUse):
    """A birth date that is still to come."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            _("“{text}” is in the future, so it cannot be a birth date. Check the year.").format(
                text=text
            )
        )


class EditConflict(CrmError):
    """A row was changed by someone else between reading and saving it; `current` is how it is."""

    def __init__(self, table: str, row_id: int, current: Mapping[str, Value]) -> None:
        self.table = table
        self.row_id = row_id
        self.current = dict(current)
        super().__init__(
            _("This was changed elsewhere while you were editing it; nothing was saved.")
        )


class RowMissing(NothingFound):
    """The row to change is not there (any more)."""

    def __init__(self, table: str, row_id: int) -> None:
        self.table = table
        self.row_id = row_id
        super().__init__(
            _("Number {id} is not there (any more); nothing was changed.").format(id=row_id)
        )
