"""The heading over the reasons why rows were not taken in, as an import writes and knows it."""

from __future__ import annotations

from crmtui.domain.meanings import key_of

REASON = "未导入原因 / Why not taken in"
"""The same in every language: the file may be imported in another one."""
_KEY = key_of(REASON)


def is_reason(heading: str) -> bool:
    """Whether a column holds the reasons that an earlier import wrote beside its rows."""
    return key_of(heading) == _KEY
