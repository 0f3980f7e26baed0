"""What makes a customer urgent, part by part, each with the setting it is reckoned from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crmtui.domain.queue import Reason, Share
from crmtui.domain.words import _
from crmtui.present.reasons import reason_words


class Part(NamedTuple):
    """What one weight adds for a reason; first: the reason's parts before it are none.

    words: the reason; weight: how the points come about, "promise_day 0.6 × 3".
    """

    points: float
    code: str
    sign: str
    words: str
    weight: str
    first: bool = True


def parts(reasons: Iterable[tuple[Reason, Sequence[Share]]], today: date) -> list[Part]:
    """Every part of a line's urgency, the weightiest reason first; their points add up to it."""
    made: list[Part] = []
    for reason, shares in reasons:
        words = reason_words(reason, today)
        if not shares:
            made.append(Part(0.0, reason.code, reason.sign, words, ""))
        for n, share in enumerate(shares):
            weight = _weight(share)
            made.append(Part(share.points, reason.code, reason.sign, words, weight, not n))
    return made


def _weight(share: Share) -> str:
    """“follow_up 8”, “promise_day 0.6 × 3”."""
    times = round(share.points / share.value, 2)
    said = f"{share.weight} {share.value:g}"
    return said if times == 1 else f"{said} × {times:g}"


def where_words() -> str:
    """Where the weights are changed."""
    return _("A weight is changed with: crmtui config urgency.NAME NUMBER")
