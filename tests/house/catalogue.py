"""Keeps the Chinese catalogue in step with the strings in the code.

`python -m tests.house.catalogue` collects the strings, keeps what is translated, drops what is
gone, compiles the result and lists what is still to be translated. Nothing is guessed: a string
that changed has to be translated anew.
"""

from __future__ import annotations

import ast
import io
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from tests.house.tree import PACKAGE, python_files

PO = PACKAGE / "locale" / "zh_CN" / "LC_MESSAGES" / "crmtui.po"
MO = PO.with_suffix(".mo")
# Without dates, versions and names, so that the file changes only where a translation does.
HEADER = {
    "Language": "zh_CN",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
# The functions that take such strings, and how many of their arguments are ones.
KEYWORDS: Mapping[str, int] = {"_": 1, "N_": 1, "ngettext": 2}
Id = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A string of the program, and what it is in Chinese ('' while nobody has said)."""

    id: Id
    text: str
    fuzzy: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """The English string, or its singular and plural."""
        return (self.id,) if isinstance(self.id, str) else self.id


def strings() -> list[Id]:
    """Every string in the code that users may see, also those inside f-strings."""
    found = {
        id: None for path in python_files("crmtui") for id in _strings(ast.parse(path.read_bytes()))
    }
    return list(found)


def _strings(tree: ast.AST) -> Iterator[Id]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = [
                argument.value
                for argument in node.args[: KEYWORDS.get(node.func.id, 0)]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            ]
            if texts:
                yield texts[0] if len(texts) == 1 else tuple(texts)


def read() -> list[Entry]:
    """What the catalogue says now; nothing where there is none yet."""
    if not PO.exists():
        return []
    with PO.open("rb") as file:
        catalogue = read_po(file, locale="zh_CN")
    obsolete = [message for message in catalogue.obsolete.values() if message.id]
    return [_entry(message) for message in [*catalogue, *obsolete] if message.id]


def _entry(message: Message) -> Entry:
    said = message.string or ""
    text = said if isinstance(said, str) else next(iter(said), "")
    source = message.id if isinstance(message.id, str) else tuple(message.id)
    return Entry(source, text, message.fuzzy)


def merged() -> list[Entry]:
    """Today's strings with the translations there are, in the order of the English."""
    known = {entry.id: entry.text for entry in read() if not entry.fuzzy}
    # A string that got a plural, or lost it, keeps its translation: Chinese has one form.
    by_singular = {entry.sources[0]: entry.text for entry in read() if not entry.fuzzy}
    entries = [Entry(id, known.get(id) or by_singular.get(_first(id), "")) for id in strings()]
    return sorted(entries, key=lambda entry: entry.sources)


def _first(id: Id) -> str:
    return id if isinstance(id, str) else id[0]


def po_text(entries: Iterable[Entry]) -> str:
    """The catalogue as translators edit it."""
    catalogue = Catalog(locale="zh_CN", fuzzy=False)
    for entry in entries:
        string = entry.text if isinstance(entry.id, str) else (entry.text,)
        catalogue.add(entry.id, string)
    body = io.BytesIO()
    write_po(body, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    head = "".join(f'"{name}: {value}\\n"\n' for name, value in HEADER.items())
    return f'msgid ""\nmsgstr ""\n{head}\n{body.getvalue().decode().strip()}\n'


def mo_bytes(entries: Iterable[Entry]) -> bytes:
    """The catalogue as gettext reads it; the same bytes for the same translations."""
    pairs = {"": "".join(f"{name}: {value}\n" for name, value in HEADER.items())}
    pairs |= {"\0".join(entry.sources): entry.text for entry in entries if entry.text}
    sorted_pairs = sorted((id.encode(), text.encode()) for id, text in pairs.items())
    count = len(sorted_pairs)
    index_size = 28 + 16 * count
    ids = _index([id for id, _text in sorted_pairs], index_size)
    texts = _index([text for _id, text in sorted_pairs], index_size + ids.size)
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0)
    return head + ids.table + texts.table + ids.data + texts.data


@dataclass(frozen=True, slots=True)
class _Part:
    """One half of a .mo file: lengths and offsets, and the strings they point at."""

    table: bytes
    data: bytes

    @property
    def size(self) -> int:
        """How many bytes the strings take."""
        return len(self.data)


def _index(strings: Iterable[bytes], start: int) -> _Part:
    table, data = b"", b""
    for string in strings:
        table += struct.pack("<2I", len(string), start + len(data))
        data += string + b"\0"
    return _Part(table, data)


def main() -> int:
    """Bring the catalogue in step and say what is left to translate."""
    entries = merged()
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_text(po_text(entries), encoding="utf-8", newline="\n")
    MO.write_bytes(mo_bytes(entries))
    missing = [entry for entry in entries if not entry.text]
    for entry in missing:
        sys.stdout.write(f"- {' | '.join(entry.sources)}\n")
    sys.stdout.write(f"{len(entries)} strings, {len(missing)} of them not translated\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
