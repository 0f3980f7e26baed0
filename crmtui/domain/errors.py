"""What can go wrong: one class each, with its words."""

from __future__ import annotations

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
