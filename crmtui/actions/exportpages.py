"""Exports as pages to read: cards in Markdown and HTML, the follow-up sheet in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO

from crmtui.actions.exportparts import Source
from crmtui.domain.flattables import title
from crmtui.present import cardpages

Tick = Callable[[int], None]
Writer = Callable[[Source, str, IO[bytes], Tick], int]


def _markdown(source: Source, what: str, file: IO[bytes], tick: Tick) -> int:
    """A card after the other, or the table of a sheet."""
    if what == "follow-up-sheet":
        return _sheet(source, what, file, tick)
    count = 0
    for card in source.cards():
        file.write(cardpages.markdown(card, source.today).encode())
        tick(1)
        count += 1
    return count


def _sheet(source: Source, what: str, file: IO[bytes], tick: Tick) -> int:
    flat = source.flat(what)
    head = [f"# {title(what, source.lang)}", "", *cardpages.markdown_table(flat.headings, ())]
    file.write("\n".join([*head, ""]).encode())
    count = 0
    for row in flat.rows:
        line = cardpages.markdown_row(["" if cell is None else str(cell) for cell in row])
        file.write(f"{line}\n".encode())
        tick(1)
        count += 1
    return count


def _html(source: Source, what: str, file: IO[bytes], tick: Tick) -> int:
    """One page of all cards; on paper each begins a page of its own."""
    count = 0
    for card in source.cards():
        if not count:
            name = cardpages.page_title(len(source.ids), card.customer.name)
            file.write(cardpages.html_head(name, source.lang).encode())
        file.write(cardpages.html(card, source.today).encode())
        tick(1)
        count += 1
    file.write(cardpages.HTML_END.encode())
    return count


WRITERS: Mapping[str, Writer] = {"md": _markdown, "html": _html}
