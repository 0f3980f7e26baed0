"""A shell to type commands into, on a small database of known people."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crmtui import wiring
from crmtui.actions import customers, followups, interactions, occasions
from crmtui.actions.contacts import PointText
from crmtui.cli import app
from crmtui.domain.birthdays import Birthday
from crmtui.settings import Settings

TODAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[list[str]]:
        """stdout as rows of cells."""
        return [line.split("\t") for line in self.out.splitlines()]

    @property
    def json(self) -> Any:
        """stdout as JSON."""
        return json.loads(self.out)


class Terminal:
    """Runs commands in this process, as `crmtui` would, with stdout and stderr caught."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.db = folder / "crm.db"
        self._capture = capture

    def __call__(self, *words: str) -> Ran:
        self._capture.readouterr()
        code = app.main(words)
        out, err = self._capture.readouterr()
        return Ran(int(code), out, err)

    def fails(self, code: int, *words: str) -> str:
        """Run what should end with this code without data; gives what was said."""
        ran = self(*words)
        assert (ran.code, ran.out) == (code, ""), ran
        assert "Traceback" not in ran.err
        return ran.err

    def process(
        self, *words: str, env: Mapping[str, str] | None = None, **options: Any
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "crmtui", *words],
            env={**os.environ, **(env or {})},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=100,
            **options,
        )


def _environment(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("CRMTUI_DB", str(folder / "crm.db"))
    monkeypatch.setenv("CRMTUI_CONFIG", str(folder / "config.toml"))
    monkeypatch.setenv("CRMTUI_TODAY", TODAY.isoformat())
    monkeypatch.setenv("CRMTUI_LANG", "en")


@pytest.fixture
def bare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    """A shell where there is no database yet."""
    _environment(monkeypatch, tmp_path)
    return Terminal(tmp_path, capsys)


@pytest.fixture
def sh(bare: Terminal, people: Path) -> Terminal:
    """A shell on the database of known people."""
    shutil.copyfile(people, bare.db)
    return bare


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five customers: with a past, with the same name, foreign, archived, hostile."""
    path = tmp_path_factory.mktemp("people") / "people.db"
    settings = Settings(db=path, config_path=path.with_name("config.toml"), today_pin=TODAY)
    with wiring.unit_of_work(settings) as uow:
        _bona(uow)
        for number, city in (("2001", "北京"), ("2002", "上海")):
            customers.add(uow, {"name": "远大物流", "number": number, "city": city}, today=TODAY)
        customers.add(
            uow,
            {"name": "Möbel Huber GmbH", "number": "3001", "grade": "B", "city": "Wien"},
            today=TODAY,
            contact={"name": "Anna Huber"},
            points=[PointText("email", "anna@huber.example")],
        )
        hidden = customers.add(uow, {"name": "旧客户", "number": "4001"}, today=TODAY)
        customers.archive(uow, hidden.id or 0, TODAY)
    return path


def _bona(uow: Any) -> None:
    made = customers.add(
        uow,
        {"name": "南宁博纳红木家具有限公司", "short_name": "博纳家具", "number": "1042",
         "grade": "A", "stage": "active", "province": "广西", "city": "南宁",
         "note": "要[bold]打木架[/bold]"},
        today=TODAY,
        contact={"name": "王建华", "position": "总经理"},
        points=[PointText("mobile", "13812348833"), PointText("wechat", "wx_8833")],
        tags=("红木", "老客户"),
        custom={"cargo": "红木家具"},
    )  # fmt: skip
    bona = made.id or 0
    interactions.log(uow, bona, summary="看了新包装，满意", on=date(2026, 10, 28), kind="visit",
                     today=TODAY)  # fmt: skip
    followups.plan(uow, bona, TODAY, "报价 30 吨", today=TODAY)
    occasions.add(uow, bona, None, "birthday", Birthday("lunar", 10, 15, False, 1965))
