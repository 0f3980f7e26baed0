"""The project names no registry, no place on somebody's machine and no numbered issue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files, shown

# Each pattern is written so that this file does not match it.
FORBIDDEN = {
    "a package registry": re.compile(r"(?i)py[p]i\.org|pythonhoste[d]|registr[y]\.[a-z.]+\.[a-z]"),
    "a folder of one machine": re.compile(r"(?<![\w.])/(?:wor[k]|roo[t]|hom[e]/\w+)/"),
    "a numbered issue": re.compile(r"(?i)\bissue[s]? ?#?\d+|(?<![\w&])#\d{1,4}\b(?!\S)"),
}
TEXT = {".py", ".md", ".toml", ".lock", ".tcss", ".mako", ".po", ".txt", ""}
LOCKS = sorted(ROOT.glob("requirements*.lock"))


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    found = [
        f"{shown(path)}:{number}: {line.strip()[:80]}"
        for path in files()
        if path.suffix in TEXT
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if FORBIDDEN[what].search(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", LOCKS, ids=shown)
def test_a_lock_file_has_a_hash_for_every_package_and_names_no_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    packages = re.split(r"\n(?=\S)", text.strip())
    unhashed = [
        package.split("\n", 1)[0]
        for package in packages
        if not package.startswith("#") and "--hash=sha256:" not in package
    ]
    assert packages and not unhashed


def test_every_dependency_is_in_the_lock_files() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {"requirements.lock": project["dependencies"]}
    wanted["requirements-dev.lock"] = [
        *project["dependencies"],
        *project["optional-dependencies"]["dev"],
    ]
    for name, requirements in wanted.items():
        locked = set(re.findall(r"(?m)^([A-Za-z0-9._-]+)==", (ROOT / name).read_text("utf-8")))
        missing = {_plain(line) for line in requirements} - {_plain(line) for line in locked}
        assert not missing, name


def _plain(requirement: str) -> str:
    """A requirement's name the way lock files spell it."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()
