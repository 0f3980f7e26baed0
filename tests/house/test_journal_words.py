"""Every operation has words: whatever an action calls itself in the journal is in the list."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from crmtui.domain.deleting import VERBS
from crmtui.present.verbs import VERB
from tests.house.tree import PACKAGE


def described() -> Iterator[str]:
    """Each verb that is written out where an operation is described."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                first = node.args[0] if node.args else None
                if node.func.attr == "describe" and isinstance(first, ast.Constant):
                    yield str(first.value)


def test_there_are_operations_to_look_at() -> None:
    assert len(set(described())) > 30


@pytest.mark.parametrize("verb", sorted({*described(), *VERBS.values()}))
def test_a_verb_of_the_journal_has_words(verb: str) -> None:
    assert verb in VERB
