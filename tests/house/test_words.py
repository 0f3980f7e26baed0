"""No sentence escapes the translators: what users may read goes through the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import python_files, shown

SENTENCE = re.compile(r"^[“(\[]?[A-Z][a-z]*[,:]?(?: [a-z{“]\S*){2}")
MARKED = ("_", "N_", "ngettext")
# What made-up customers were told is data, in the language it was said in.
DATA = {
    "crmtui/actions/demo_people.py",
    # Headings of files, in both languages at once: an import of ours must know them again.
    "crmtui/domain/completewords.py",
    "crmtui/domain/flattables.py",
    # Greetings in the languages of those who get them, whatever the user's own is.
    "crmtui/domain/wordings.py",
}
FILES = [path for path in python_files("crmtui") if shown(path) not in DATA]


def _unseen(tree: ast.AST) -> Iterator[ast.AST]:
    """What users do not read or what is marked: docstrings, assertions, marked strings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield node.value
        elif isinstance(node, ast.Assert) or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in MARKED
        ):
            yield from ast.walk(node)


def _unmarked(source: str) -> list[str]:
    """Sentences that are not handed to the catalogue."""
    tree = ast.parse(source)
    unseen = {id(node) for node in _unseen(tree)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in unseen
        and SENTENCE.search(node.value)
    ]


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_every_sentence_is_marked_for_translation(path: Path) -> None:
    assert _unmarked(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('say("Nothing was found here.")', ["Nothing was found here."]),
        ('say(f"Could not open {path}")', ["Could not open "]),
        ('say(_("Nothing was found here."))', []),
        ('"""A docstring that says what."""', []),
        ('SQL = "SELECT id FROM customer"', []),
    ],
)
def test_a_sentence_that_is_not_marked_would_be_noticed(source: str, found: list[str]) -> None:
    assert _unmarked(source) == found
