"""Who may make things for a plan ahead of it; nobody does unless the caller has somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from crmtui.domain.namekeys import company_keys, loose_keys

if TYPE_CHECKING:
    from crmtui.domain.importplan import Orders


class Helper:
    """Is told early what a plan will need; this one waits until it is asked."""

    def names(self, names: Sequence[str]) -> None:
        """The names of customers, whose keys will likely be asked for."""

    def newcomers(self, fields: Mapping[str, list[str]], orders: Orders) -> None:
        """All new customers by column, and everything that will be written about them."""

    def keys(self, names: Sequence[str]) -> tuple[list[str], list[str]]:
        """The names' keys: exactly, and without the legal form."""
        exact = company_keys(names)
        return exact, loose_keys(exact)
