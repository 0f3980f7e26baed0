"""Rows that are kept by column: a hundred thousand tuples need not be made and taken apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any, TypeVar, overload

T = TypeVar("T", bound=tuple[Any, ...])


class ByColumn(Sequence[T]):
    """Rows of which each is made when it is looked at; all columns are of one length."""

    def __init__(
        self, columns: Sequence[Sequence[Any]], make: Callable[[tuple[Any, ...]], T]
    ) -> None:
        self.columns = columns
        self._make = make

    def __len__(self) -> int:
        return len(self.columns[0])

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return list(self)[at]
        return self._make(tuple([column[at] for column in self.columns]))

    def __iter__(self) -> Iterator[T]:
        return map(self._make, zip(*self.columns, strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # like a list


def columns(rows: Sequence[tuple[Any, ...]]) -> Sequence[Sequence[Any]]:
    """The rows by column; none where there are no rows."""
    if isinstance(rows, ByColumn):
        return rows.columns if len(rows) else ()
    return list(zip(*rows, strict=True))


def column(rows: Sequence[tuple[Any, ...]], at: int) -> Sequence[Any]:
    """One column of the rows."""
    return rows.columns[at] if isinstance(rows, ByColumn) else list(map(itemgetter(at), rows))
