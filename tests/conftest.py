"""What every test stands on: its own home, a pinned day, English words unless it asks otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from crmtui.domain.words import install
from crmtui.settings import Settings

# Wall-clock deadlines would fail on a busy machine for no fault of the code.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("house")

TODAY = date(2026, 11, 23)


def pytest_xdist_auto_num_workers() -> int:
    """Two for each processor: the tests of screens wait for half of their time."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep the developer's own database, settings and language out of every test."""
    for name in list(os.environ):
        if name.startswith(("CRMTUI_", "XDG_", "LC_")) or name in ("LANG", "LANGUAGE", "NO_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    install(None)
    yield
    install(None)


@pytest.fixture
def today() -> date:
    """The pinned day: Monday, 23 November 2026."""
    return TODAY


@pytest.fixture
def no_settings(tmp_path: Path) -> Settings:
    """Settings that name a database which is not there yet."""
    return Settings(
        db=tmp_path / "new.db", config_path=tmp_path / "config.toml", today_pin=TODAY, me="小陈"
    )


@pytest.fixture
def crm(tmp_path: Path) -> Settings:
    """Settings on a freshly migrated, empty database."""
    from tests.support import fresh  # here, so that tests of rules load no SQLModel

    path = tmp_path / "crm.db"
    fresh(path)
    return Settings(db=path, config_path=tmp_path / "config.toml", today_pin=TODAY, me="小陈")
