"""No file over 300 lines, no function over 50."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.tree import python_files, shown

MOST_LINES = 300
MOST_IN_A_FUNCTION = 50
FILES = python_files("crmtui", "tests")


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_no_file_is_too_long(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{shown(path)} has {lines} lines; split it by concept"


@pytest.mark.parametrize("path", [*FILES, *python_files("migrations")], ids=shown)
def test_no_function_is_too_long(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    too_long = {
        f"{node.name} (line {node.lineno})": length
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MOST_IN_A_FUNCTION
    }
    assert not too_long
