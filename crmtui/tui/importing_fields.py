"""The fields a column of an imported sheet may hold, in words."""

from __future__ import annotations

from crmtui.domain import mapping
from crmtui.domain.columns import LEFT_OUT
from crmtui.domain.importplan import ColumnMapping
from crmtui.domain.words import _

OWN = "custom"


def fields_of(kind: str, found: ColumnMapping) -> list[tuple[str, str]]:
    """What to choose from for a column, as (code, words): left out and one's own first."""
    made = [(LEFT_OUT, _("left out"))]
    if kind in ("customers", "skipped"):
        own = _("a field of your own: {name}").format(name=found.header or found.letter)
        made.append((OWN, own))
    return [*made, *mapping.fields_of(kind)]
