"""Which row of the database a row of a complete export is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import tee

from crmtui.domain.completerows import GivenRow
from crmtui.domain.completetables import TABLES, Table
from crmtui.domain.importplan import Ref
from crmtui.domain.known import Known
from crmtui.domain.records import Value

Key = tuple[Value, ...]
# Of these a customer may have two that say the same: the second is the second there, too.
_COUNTED = frozenset({"contact_point", "stage_change", "alias"})
_NAMES = {"tag": "name", "custom_field": "key"}  # what a row is referred to by, if not by its uid
_REFERRED = frozenset(f.refers for table in TABLES.values() for f in table.fields if f.refers)


def name_place(table: Table) -> int | None:
    """Where the field stands that others refer to a row by; None where none do."""
    if table.name not in _REFERRED:
        return None
    return table.names.index(_NAMES.get(table.name, "uid"))


def keys_of(table: Table, rows: Iterable[Sequence[Value]]) -> Iterator[Key]:
    """What each row is recognised by."""
    places = [table.names.index(name) for name in table.key]
    seen: dict[Key, int] = {}
    for row in rows:
        key = tuple([row[at] for at in places])
        if table.name in _COUNTED:
            seen[key] = seen.get(key, 0) + 1
            key = (*key, seen[key])
        yield key


class Stored:
    """A table of the database, as far as the rows of an export have to do with it."""

    def __init__(self, table: Table, known: Known, keys: Collection[Key]) -> None:
        self._rows: dict[Key, Key] = {}
        self._by_also: dict[Value, Key] = {}
        self.names: dict[str, Ref] = {}  # what rows are referred to by
        self.owners: dict[Value, Ref] = {}  # of values that must be unique beside the key
        self.also = table.names.index(table.also) if table.also else None
        name = name_place(table)
        rows, again = tee(known.stored(table.name))
        for row, key in zip(rows, keys_of(table, (row[1:] for row in again)), strict=True):
            id = int(row[0] or 0)
            if key in keys:
                self._rows[key] = row
            if name is not None:
                self.names[str(row[1 + name])] = id
            if self.also is not None and (value := row[1 + self.also]) is not None:
                self.owners[value] = id
                if key not in keys:
                    self._by_also[value] = row

    def match(self, key: Key, row: GivenRow) -> Key | None:
        """The stored row, its id first: by the key, else by what must be unique as well.

        A row that is in the export itself under its own key is nobody else.
        """
        found = self._rows.get(key)
        if found is None and self.also is not None and row.values[self.also] is not None:
            return self._by_also.get(row.values[self.also])
        return found
