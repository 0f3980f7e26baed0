"""On which line of a TOML file a key stands, for saying where a mistake is."""

from __future__ import annotations

from collections.abc import Iterator


def line_of(text: str, key: str) -> int | None:
    """The line of a key such as 'lead_days' or 'rhythm.A'; of its table where it has none."""
    found: dict[str, int] = {}
    for number, name in _named(text):
        found.setdefault(name, number)
    return found.get(key) or found.get(key.partition(".")[0])


def _named(text: str) -> Iterator[tuple[int, str]]:
    """The lines that name a key or begin a table, with the whole name."""
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        plain = line.split("#", 1)[0].strip()
        if plain.startswith("[") and plain.endswith("]") and "=" not in plain:
            table = _name(plain.strip("[]"))
            yield number, table
        elif "=" in plain:
            name = _name(plain.split("=", 1)[0])
            yield number, f"{table}.{name}" if table else name


def _name(text: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in text.split("."))
