"""What changed since a place was read: known to the customer, or anything at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crmtui.domain.changes import Changed

MOST = 20  # customers; for more of them it is quicker to read all again
_CUSTOMER = "customer:"


class Changes:
    """The customers that changed from each generation of what is shown to the next."""

    def __init__(self) -> None:
        self._steps: list[frozenset[int] | None] = []
        self._newest: int | None = None  # operation of the journal

    @property
    def generation(self) -> int:
        """How often something changed so far."""
        return len(self._steps)

    def anything(self, newest: int) -> None:
        """Something changed, nobody knows what; newest: the last operation in the journal."""
        self._steps.append(None)
        self._newest = newest

    def by_us(self, changed: Changed, newest: int) -> None:
        """This changed; where others wrote meanwhile, anything may have."""
        known = self._newest is not None and newest == (
            self._newest if changed.operation is None else self._newest + 1
        )
        ours = changed.operation in (None, newest)
        ids = [int(t.removeprefix(_CUSTOMER)) for t in changed.topics if t.startswith(_CUSTOMER)]
        told = bool(ids) or changed.operation is None
        self._steps.append(frozenset(ids) if known and ours and told else None)
        self._newest = newest

    def since(self, generation: int) -> frozenset[int] | None:
        """Who changed since then; None: anybody may have, or too many to tell one by one."""
        found: set[int] = set()
        for step in self._steps[max(generation, 0) :]:
            if step is None:
                return None
            found |= step
        return frozenset(found) if generation >= 0 and len(found) <= MOST else None
