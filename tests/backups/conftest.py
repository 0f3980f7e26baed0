"""A database with a customer in it, written through the program."""

from __future__ import annotations

from datetime import date

import pytest

from crmtui.settings import Settings
from tests.backups.book import add


@pytest.fixture
def book(crm: Settings, today: date) -> Settings:
    """Settings on a database with one customer."""
    add(crm, "南宁博纳", today)
    return crm
