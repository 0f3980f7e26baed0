"""The files of the project, as the rules of the house look at them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "crmtui"
_NOT_OURS = {"dist", "build", "__pycache__", "node_modules"}
_HIDDEN_BUT_OURS = {".ci", ".gitignore"}


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file that belongs to the project, whether or not git is here to say so."""
    for path in sorted(folder.iterdir()):
        if path.name in _NOT_OURS or path.name.endswith(".egg-info"):
            continue
        if path.name.startswith(".") and path.name not in _HIDDEN_BUT_OURS:
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def python_files(*folders: str) -> list[Path]:
    """The Python files in these folders of the project."""
    return [path for folder in folders for path in files(ROOT / folder) if path.suffix == ".py"]


def shown(path: Path) -> str:
    """A path as a person names it."""
    return path.relative_to(ROOT).as_posix()
