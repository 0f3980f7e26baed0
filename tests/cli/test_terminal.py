"""On a terminal: tables that fit and align, questions, Ctrl-C. Runs in a real pseudo-terminal."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from crmtui.cli.cells import width
from crmtui.cli.editor import command
from crmtui.cli.table import Column, fitting
from tests.cli.conftest import Terminal

pexpect = pytest.importorskip("pexpect")
if sys.platform == "win32":
    pytest.skip("pseudo-terminals are Unix only", allow_module_level=True)

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
SHEET = "客户编号,客户名称,联系人,手机\n7001,杭州西湖茶叶,陆羽,13700001111\n"


@pytest.fixture(autouse=True)
def _width_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave it to the terminal how wide it is."""
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("LINES", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def screen(columns: int, *words: str) -> tuple[int, str]:
    """What a person with a terminal this wide sees, and the exit code."""
    child = pexpect.spawn(
        sys.executable, ["-m", "crmtui", *words], dimensions=(30, columns), encoding="utf-8",
        timeout=60, env=dict(os.environ),  # readline adds COLUMNS behind Python's back
    )  # fmt: skip
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before


def plain(shown: str) -> list[str]:
    return [ESCAPES.sub("", line) for line in shown.replace("\r", "").splitlines()]


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("words", [["today"], ["find", "远大"], ["show", "1042"]])
def test_it_fits_the_terminal(sh: Terminal, columns: int, words: list[str]) -> None:
    code, shown = screen(columns, *words)
    assert code == 0
    too_wide = [line for line in plain(shown) if width(line.rstrip()) > columns]
    assert too_wide == []


def test_a_narrow_card_keeps_its_dates_whole(sh: Terminal) -> None:
    lines = plain(screen(40, "show", "1042")[1])
    assert [line for line in lines if "202" in line and "…" in line] == []
    assert any(line.startswith("2026-10-28  ") for line in lines)


def test_chinese_columns_stand_under_each_other(sh: Terminal) -> None:
    sh("edit", "2002", "name=远大物流 Shanghai Branch")
    _code, shown = screen(120, "find", "远大")
    starts = {
        width(line[: line.index(city)])
        for line in plain(shown)
        for city in ("北京", "上海")
        if city in line
    }
    assert len(starts) == 1


def test_markup_and_escapes_in_data_do_nothing(sh: Terminal) -> None:
    sh("edit", "2001", "name=[red]王[/b]\x1b[31m :smile:")
    _code, shown = screen(120, "find", "2001")
    assert "[red]王[/b] :smile:" in ESCAPES.sub("", shown)
    assert "\x1b[31m" not in shown


def test_no_color_is_respected(sh: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" in screen(100, "today")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    coloured = re.findall(r"\x1b\[[0-9;]*3[0-7]m", screen(100, "today")[1])
    assert coloured == []


@pytest.mark.parametrize(("answer", "code", "found"), [("y", 0, 0), ("n", 1, 3), ("", 1, 3)])
def test_import_asks_and_does_as_told(sh: Terminal, answer: str, code: int, found: int) -> None:
    path = sheet(sh.folder)
    child = pexpect.spawn(
        sys.executable, ["-m", "crmtui", "import", str(path)], encoding="utf-8", timeout=60
    )
    child.expect(r"Take in 1 row\? \[y/N\]")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code
    assert sh("find", "7001").code == found


def test_ctrl_c_at_the_question_changes_nothing(sh: Terminal) -> None:
    before = sh.db.read_bytes()
    child = pexpect.spawn(
        sys.executable, ["-m", "crmtui", "import", str(sheet(sh.folder))], encoding="utf-8",
        timeout=60,
    )  # fmt: skip
    child.expect(r"\[y/N\]")
    child.sendintr()
    child.expect("Stopped; nothing was changed.")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in child.before
    assert sh.db.read_bytes() == before


@pytest.mark.parametrize("phase", ["Comparing", "Preparing", "Writing"])
def test_ctrl_c_in_mid_import_leaves_the_database_as_it_was(sh: Terminal, phase: str) -> None:
    path = sh.folder / "big.csv"
    rows = (f"K{n},杭州{n}号茶叶,陆羽{n},1370000{n:04}\n" for n in range(9000))
    path.write_text("客户编号,客户名称,联系人,手机\n" + "".join(rows), encoding="utf-8")
    before = sh("find", "a", "--limit", "0", "--json").out, sh("undo", "--list").out
    child = pexpect.spawn(
        sys.executable, ["-m", "crmtui", "import", str(path), "--yes"], encoding="utf-8",
        timeout=60, dimensions=(30, 100),
    )  # fmt: skip
    child.expect_exact(phase)
    child.sendintr()
    child.expect_exact("Stopped; nothing was changed.")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert (sh("find", "a", "--limit", "0", "--json").out, sh("undo", "--list").out) == before
    assert sh("find", "K8999").code == 3


def test_the_demo_opens_and_leaves_nothing_behind(
    bare: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(bare.folder))
    child = pexpect.spawn(
        sys.executable, ["-m", "crmtui", "demo"], encoding="utf-8", timeout=60,
        dimensions=(30, 100),
    )  # fmt: skip
    child.expect_exact("\x1b[?1049h")  # the screens are on
    child.expect("to do")
    child.send("\x11")  # ctrl+q
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert list(bare.folder.glob("crmtui-demo-*")) == []
    assert not bare.db.exists()


def sheet(folder: Path) -> Path:
    path = folder / "new.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


COLUMNS = (
    Column("id", drop=1),
    Column("name", least=6),
    Column("phone", drop=2),
)


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (60, [4, 30, 11]),  # all of it
        (40, [4, 21, 11]),  # the name is cut
        (20, [4, 14, 0]),  # the phone is left out rather than cut
        (10, [0, 10, 0]),
        (3, [0, 6, 0]),  # never below the least
    ],
)
def test_columns_share_the_room(room: int, widths: list[int]) -> None:
    assert fitting(COLUMNS, [4, 30, 11], room) == widths


def _editor(folder: Path, *texts: str) -> None:
    """An editor that writes the first text the first time, the second the second …"""
    for at, text in enumerate(texts):
        (folder / f"text{at}").write_text(text, encoding="utf-8")
    script = folder / "editor.py"
    script.write_text(
        "import pathlib, shutil, sys\n"
        "here = pathlib.Path(__file__).parent\n"
        "first = min(here.glob('text*'))\n"
        "shutil.move(first, sys.argv[1])\n",
        encoding="utf-8",
    )
    os.environ["EDITOR"] = f"{sys.executable} {script}"


RIGHT = '[[day]]\ndate = 2027-02-05\nname = "厂休"\n'
WRONG = '[[day]]\ndate = 2027-02-30\nname = "厂休"\n'


def test_a_mistake_made_while_editing_days_can_be_mended_at_once(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "")
    _editor(sh.folder, WRONG, RIGHT)
    child = pexpect.spawn(
        sys.executable, ["-m", "crmtui", "holidays", "--edit"], encoding="utf-8", timeout=60,
        dimensions=(30, 200), env=dict(os.environ),
    )  # fmt: skip
    child.expect(r"holidays\.toml:2 cannot be read")
    child.expect(r"Edit it again\?")
    child.sendline("y")
    child.expect("1 day of your own, 0 peaks")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert ["2027-02-05", "厂休", "off"] in sh("holidays", "2027").rows


def test_a_mistake_that_is_left_is_said_to_be_in_the_way(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "")
    _editor(sh.folder, WRONG)
    child = pexpect.spawn(
        sys.executable, ["-m", "crmtui", "holidays", "--edit"], encoding="utf-8", timeout=60,
        dimensions=(30, 200), env=dict(os.environ),
    )  # fmt: skip
    child.expect(r"Edit it again\?")
    child.sendline("")
    child.expect("The mistake is still there")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2


def test_an_editor_that_cannot_be_started_is_told(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", str(sh.folder / "none"))
    code, shown = screen(200, "holidays", "--edit")
    assert code == 1
    assert "I cannot open" in shown and "EDITOR" in shown


def test_windows_opens_notepad_where_no_editor_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert command({}) == ["notepad"]
    assert command({"EDITOR": '"C:\\Program Files\\ed.exe" -w'}) == [
        "C:\\Program Files\\ed.exe",
        "-w",
    ]
