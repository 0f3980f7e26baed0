"""The program as a process of its own: pipes, locales, crashes, and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crmtui.cli import crash
from crmtui.files import reports
from tests.cli.conftest import Terminal

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and devices of Unix")


def test_data_goes_to_stdout_and_talk_to_stderr(sh: Terminal) -> None:
    ran = sh.process("find", "远大", "--limit", "1")
    assert ran.returncode == 0
    assert ran.stdout.decode().count("\n") == 1
    assert "--limit 0 shows all" in ran.stderr.decode()


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C.UTF-8"},
    ],
)
def test_any_locale_prints_chinese(sh: Terminal, env: dict[str, str]) -> None:
    ran = sh.process("find", "8833", env=env)
    assert ran.returncode == 0
    assert "南宁博纳" in ran.stdout.decode("utf-8")


def test_a_pipe_sees_no_colour_and_nothing_cut(sh: Terminal) -> None:
    ran = sh.process("today", env={"COLUMNS": "20", "FORCE_COLOR": "1"})
    assert b"\x1b" not in ran.stdout
    assert "南宁博纳红木家具有限公司" in ran.stdout.decode()


@POSIX
def test_a_reader_that_goes_away_is_no_failure(sh: Terminal) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ran = subprocess.run(
        [sys.executable, "-m", "crmtui", "find", "远大"],
        stdout=writer,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_said(sh: Terminal) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "crmtui", "find", "远大"],
            stdout=full,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    assert ran.returncode == 1
    assert "The output could not be written" in ran.stderr.decode()
    assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize("argument", [b"\xff\xfe", b"0\x80"])
def test_an_argument_that_is_no_text_is_taken_calmly(sh: Terminal, argument: bytes) -> None:
    ran = subprocess.run(
        [sys.executable.encode(), b"-m", b"crmtui", b"find", argument],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert ran.returncode == 3
    assert b"Traceback" not in ran.stderr


def test_no_home_is_said_in_a_sentence(sh: Terminal) -> None:
    env = dict.fromkeys(("HOME", "CRMTUI_DB", "CRMTUI_CONFIG", "XDG_DATA_HOME"), "")
    ran = sh.process("today", env=env)
    assert ran.returncode in (1, 2)
    assert b"Traceback" not in ran.stderr


def test_a_crash_is_one_sentence_and_a_report_without_customer_data(
    sh: Terminal, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(sh.folder / "cache"))
    try:
        raise ValueError("王建华 13812348833")
    except ValueError as error:
        code = crash.told(error)
    said = capsys.readouterr().err
    path = Path(said.split(" is in ")[1].split(": please")[0])
    report = path.read_text(encoding="utf-8")
    assert reports.newest(sh.folder / "cache" / "crmtui") is not None or sys.platform != "linux"
    assert code == 1
    assert said.count("\n") == 1
    assert "ValueError" in report
    assert "test_process.py" in report
    assert "王建华" not in report
    assert str(Path.home()) not in report


def test_a_developer_may_ask_for_the_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CRMTUI_DEBUG", "1")
    assert crash.told(ValueError("x")) == 1
    assert "ValueError: x" in capsys.readouterr().err


def test_python_m_and_the_installed_command_are_the_same(sh: Terminal) -> None:
    installed = Path(sys.executable).with_name("crmtui")
    if not installed.exists():
        pytest.skip("not installed beside this Python")
    ran = subprocess.run([installed, "--version"], capture_output=True, check=False)
    assert ran.stdout == sh.process("--version").stdout
