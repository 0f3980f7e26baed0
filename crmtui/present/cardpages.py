"""Cards as pages to read and print: Markdown and HTML that needs nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from crmtui.domain.clean import clean, neutral
from crmtui.domain.words import _
from crmtui.present.cardsections import marks, sections

if TYPE_CHECKING:
    from crmtui.domain.cards import Card

# Whatever Markdown could take for its own; a pipe would end a table's cell.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_STYLE = """
body { font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  color: #1c2733; background: #fff; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
article + article { border-top: 1px solid #c8d2dc; margin-top: 2.5rem; padding-top: 1rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; }
p.marks { color: #5a6876; margin: .1rem 0 1rem; }
table { border-collapse: collapse; width: 100%; }
td { padding: .2rem .8rem .2rem 0; vertical-align: top; white-space: pre-line;
  border-bottom: 1px solid #eef2f5; overflow-wrap: anywhere; }
td:first-child { color: #44525f; min-width: 7rem; } td:last-child { width: 60%; }
@media print { body { max-width: none; margin: 0; } article { break-after: page; }
  article + article { border: 0; margin: 0; padding: 0; } tr { break-inside: avoid; } }
"""


def markdown(card: Card, today: date) -> str:
    """One card as Markdown."""
    parts = [f"# {plain(card.customer.name)}", ""]
    if found := marks(card):
        parts += [plain(found), ""]
    for heading, rows in sections(card, today, whole=True):
        if rows:
            parts += [f"## {plain(heading)}", ""] if heading else []
            parts += [*markdown_table([""] * max(map(len, rows)), rows), ""]
    return "\n".join(parts) + "\n"


def markdown_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table."""
    return [
        markdown_row(headings),
        markdown_row(["---"] * len(headings), plain=False),
        *(markdown_row([*row, *[""] * (len(headings) - len(row))]) for row in rows),
    ]


def markdown_row(cells: Sequence[str], *, plain: bool = True) -> str:
    """One line of a table."""
    return f"| {' | '.join(_cell(cell) if plain else cell for cell in cells)} |"


def plain(text: str) -> str:
    """A text in which nothing means anything to Markdown."""
    return _MARKDOWN.sub(r"\\\1", neutral(text))


def _cell(text: str) -> str:
    return "<br>".join(plain(line) for line in text.split("\n"))


def html_head(title: str, lang: str) -> str:
    """The beginning of a page, up to its first card."""
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang.startswith("zh") else "en"}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(neutral(title))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )


HTML_END = "</body>\n</html>\n"


def html(card: Card, today: date) -> str:
    """One card as a part of a page."""
    parts = [f"<article>\n<h1>{_text(card.customer.name)}</h1>"]
    if found := marks(card):
        parts.append(f'<p class="marks">{_text(found)}</p>')
    for heading, rows in sections(card, today, whole=True):
        if rows:
            parts += [f"<h2>{_text(heading)}</h2>"] if heading else []
            parts += ["<table>", *(_html_row(row) for row in rows), "</table>"]
    return "\n".join([*parts, "</article>\n"])


def _text(text: str) -> str:
    return escape(clean(text))


def _html_row(row: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>"


def page_title(count: int, name: str) -> str:
    """What the page is called: the customer, or how many there are."""
    return name if count == 1 else _("Customers")
