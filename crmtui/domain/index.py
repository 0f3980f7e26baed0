"""Values by key, of which several may have the same."""

from __future__ import annotations

from collections.abc import Iterator, KeysView, Sequence
from typing import Generic, TypeVar

FEW = 1_000  # values that are entered one by one: more are put together in a new table
T = TypeVar("T")


class Index(Generic[T]):
    """Values by key; most keys have one, and a list for each of those would cost the memory."""

    def __init__(self) -> None:
        self._first: dict[str, T] = {}
        self._more: dict[str, list[T]] = {}

    def add(self, key: str, value: T) -> None:
        """Enter one more value under a key."""
        first = self._first.setdefault(key, value)
        if first is not value:
            self._more.setdefault(key, [first]).append(value)

    def extend(self, keys: Sequence[str], values: Sequence[T]) -> None:
        """Enter many values at once."""
        found = dict(zip(reversed(keys), reversed(values), strict=True))
        if len(found) < FEW or not self._first.keys().isdisjoint(found):
            for key, value in zip(keys, values, strict=True):
                self.add(key, value)
            return
        self._first = self._first | found if self._first else found
        if len(found) < len(keys):
            for key, value in zip(keys, values, strict=True):
                if found[key] != value:
                    self._more.setdefault(key, [found[key]]).append(value)

    def get(self, key: str) -> Sequence[T]:
        """The values under a key, in the order entered."""
        if key in self._more:
            return self._more[key]
        return (self._first[key],) if key in self._first else ()

    def shared(self) -> Iterator[tuple[str, list[T]]]:
        """The keys that have several values."""
        return iter(self._more.items())

    def keys(self) -> KeysView[str]:
        """Every key."""
        return self._first.keys()
