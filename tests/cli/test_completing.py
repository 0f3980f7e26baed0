"""Completion with Tab: commands, options, customers, fields, steps; and really in bash."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from crmtui.cli.completing import candidates
from tests.cli.conftest import Terminal


def values(*words: str) -> list[str]:
    return [candidate.value for candidate in candidates(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["sn"], ["snooze"]),
        (["show", "博纳"], ["南宁博纳红木家具有限公司"]),
        (["show", "10"], ["1042"]),
        (["log", "wangj"], ["南宁博纳红木家具有限公司"]),
        (["done", ""], ["1"]),
        (["edit", "1042", "gra"], ["grade="]),
        (["edit", "1042", "grade=a"], ["grade=A"]),
        (["config", "rhythm.A"], ["rhythm.A"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["find", "--j"], ["--json"]),
        (["--la"], ["--lang"]),
        (["show", "zzz"], []),
        (["log", "1042", ""], []),
    ],
)
def test_the_ways_to_go_on(sh: Terminal, words: list[str], expected: list[str]) -> None:
    assert values(*words) == expected


def test_every_command_is_offered(bare: Terminal) -> None:
    assert {"import", "today", "undo"} <= set(values(""))


def test_the_database_on_the_line_is_the_one_looked_at(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CRMTUI_DB")
    assert values("--db", str(sh.db), "show", "博纳") == ["南宁博纳红木家具有限公司"]


def test_a_tab_never_complains(bare: Terminal) -> None:
    assert values("show", "博") == []
    assert values("--db") == []
    (bare.folder / "config.toml").write_text("x = = 1", encoding="utf-8")
    assert values("config", "") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_asks_this_program(bare: Terminal, shell: str) -> None:
    ran = bare("completion", shell)
    assert ran.code == 0
    assert f"_CRMTUI_COMPLETE={shell}" in ran.out.replace(" fish", "=fish")


def test_zsh_and_fish_get_a_word_on_each(sh: Terminal) -> None:
    ran = sh.process("--", "crmtui", "show", "博", env={"_CRMTUI_COMPLETE": "zsh"})
    name, words = ran.stdout.decode().rstrip("\n").split("\t")
    assert name == "南宁博纳红木家具有限公司"
    assert words == "1042  王建华  广西 南宁"


def test_customers_of_one_name_are_told_apart_by_their_ids(sh: Terminal) -> None:
    assert sorted(c.value for c in candidates(["show", "远大"], "zsh")) == ["id:2", "id:3"]
    assert {c.value for c in candidates(["show", "远大"], "bash")} == {"远大物流"}


START = {
    "bash": (["--norc", "--noprofile"], "PS1='READY> '; source {script}"),
    "zsh": (["-f"], "autoload -Uz compinit; compinit -u; source {script}; PS1='READY> '"),
    "fish": (["--no-config"], "source {script}; function fish_prompt; echo 'READY> '; end"),
}


@pytest.mark.parametrize("shell", START)
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("crmtui sno", "ze "),
        ("crmtui show 南宁", "博纳红木家具有限公司 "),
        ("crmtui show Möb", "el\\ Huber\\ GmbH "),
        ('crmtui show "Möbel H', 'uber GmbH"'),
        ("crmtui edit 1042 gra", "de="),
        ("crmtui edit 1042 stage=ac", "tive"),
    ],
)
def test_a_tab_completes_in_place(sh: Terminal, shell: str, typed: str, expected: str) -> None:
    pexpect = pytest.importorskip("pexpect")
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    script = sh.folder / "completion"
    script.write_text(sh("completion", shell).out, encoding="utf-8")
    options, setup = START[shell]
    child = pexpect.spawn(
        shell, options, encoding="utf-8", timeout=60, dimensions=(24, 200), env=_environment(sh)
    )
    child.sendline(setup.format(script=script))
    child.expect(r"READY> (?!')")
    child.send(f"{typed}\t")
    child.expect_exact(typed)
    child.expect_exact(expected)
    child.close(force=True)


def _environment(sh: Terminal) -> dict[str, str]:
    """One in which `crmtui` is this program."""
    folder = sh.folder / "bin"
    folder.mkdir()
    program = folder / "crmtui"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m crmtui "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    quiet = {"LC_ALL": "C.UTF-8", "TERM": "dumb", "INPUTRC": os.devnull}
    return {**os.environ, **quiet, "PATH": f"{folder}:{os.environ['PATH']}"}
