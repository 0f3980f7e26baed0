"""Completion with Tab: commands, options, customers, fields, steps; and really in bash."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

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


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("crmtui sno", "crmtui snooze "),
        ("crmtui show 南宁", "crmtui show 南宁博纳红木家具有限公司 "),
        ("crmtui show Möb", "crmtui show Möbel\\ Huber\\ GmbH "),
        ('crmtui show "Möbel H', 'crmtui show "Möbel Huber GmbH" '),
        ("crmtui edit 1042 gra", "crmtui edit 1042 grade="),
        ("crmtui edit 1042 stage=ac", "crmtui edit 1042 stage=active "),
    ],
)
def test_bash_completes_in_place(sh: Terminal, typed: str, expected: str) -> None:
    pexpect = pytest.importorskip("pexpect")
    bin_ = sh.folder / "bin"
    bin_.mkdir()
    program = bin_ / "crmtui"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m crmtui "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = sh.folder / "completion.bash"
    script.write_text(sh("completion", "bash").out, encoding="utf-8")
    child = pexpect.spawn("bash", ["--norc", "--noprofile"], encoding="utf-8", timeout=60,
                          env={**_environment(), "PATH": f"{bin_}:{_environment()['PATH']}"},
                          dimensions=(24, 200))  # fmt: skip
    child.sendline(f"PS1='READY> '; bind 'set enable-bracketed-paste off'; source '{script}'")
    child.expect_exact("READY> ")
    child.expect_exact("READY> ")
    child.send(f"{typed}\t")
    child.expect_exact(expected)
    child.sendintr()
    child.sendeof()
    child.close(force=True)


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "dumb", "INPUTRC": str(Path("/dev/null"))}
