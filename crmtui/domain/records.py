"""A row of a table as the actions see it: a dict that knows its types."""

from __future__ import annotations

Value = str | int | float | None


class Record(dict[str, Value]):
    """One row, by column name."""

    @property
    def id(self) -> int:
        """The row's primary key."""
        return self.integer("id")

    def integer(self, name: str) -> int:
        """A column that holds a whole number."""
        value = self[name]
        assert isinstance(value, int), name
        return value

    def text(self, name: str) -> str:
        """A column as text; '' where there is nothing."""
        value = self[name]
        return "" if value is None else str(value)
