"""Holidays are looked up once and then kept; what is spoiled or out of date is made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmtui.domain.workdays import HolidayYear
from crmtui.files import holidaycache
from crmtui.files.holidaycache import holiday_year, is_kept
from crmtui.files.holidays import compute


@pytest.mark.parametrize(("country", "year"), [("CN", 2026), ("CN", 2090), ("EG", 2026)])
def test_a_year_is_kept_and_read_back_the_same(tmp_path: Path, country: str, year: int) -> None:
    first = holiday_year(country, year, "zh_CN", tmp_path)
    assert first == compute(country, year, "zh_CN")
    assert holiday_year(country, year, "zh_CN", tmp_path, kept_only=True) == first


def test_several_years_are_kept_beside_each_other(tmp_path: Path) -> None:
    for year in (2025, 2026):
        holiday_year("CN", year, "zh_CN", tmp_path)
    assert holiday_year("CN", 2025, "zh_CN", tmp_path, kept_only=True).announced
    assert holiday_year("CN", 2026, "zh_CN", tmp_path, kept_only=True).announced


def test_what_an_older_library_said_is_not_believed(tmp_path: Path) -> None:
    holiday_year("CN", 2026, "zh_CN", tmp_path)
    file = tmp_path / "holidays.tsv"
    kept = file.read_text(encoding="utf-8").replace("\tknown\t", "\topen\t")
    file.write_text(kept, encoding="utf-8")
    assert not holiday_year("CN", 2026, "zh_CN", tmp_path).announced  # believed: same version
    version, rest = kept.split("\n", 1)
    file.write_text(f"{version}0\n{rest}", encoding="utf-8")
    assert holiday_year("CN", 2026, "zh_CN", tmp_path).announced


@pytest.mark.parametrize(
    "content", ["", "nonsense", "{v}\nCN\t2026\tzh_CN\t", "{v}\nCN\t2026\tzh_CN\tknown\t56\tx"]
)
def test_a_spoiled_cache_is_made_again(tmp_path: Path, content: str) -> None:
    text = content.format(v=holidaycache._version())
    (tmp_path / "holidays.tsv").write_text(text, encoding="utf-8")
    assert holiday_year("CN", 2026, "zh_CN", tmp_path).announced
    assert holiday_year("CN", 2026, "zh_CN", tmp_path, kept_only=True).announced


def test_a_cache_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert holiday_year("CN", 2026, "zh_CN", tmp_path / "file" / "cache").announced
    assert holiday_year("CN", 2026, "zh_CN", None).announced


def test_the_installed_version_is_found() -> None:
    assert holidaycache._version() != "?"


def test_a_year_not_kept_yet_is_unknown_to_those_who_cannot_wait(tmp_path: Path) -> None:
    asked = ("CN", 2026, "zh_CN", tmp_path)
    assert holiday_year(*asked, kept_only=True) == HolidayYear("CN", 2026, False, ())
    assert not is_kept(*asked)
    holiday_year(*asked)
    assert is_kept(*asked)
    assert holiday_year(*asked, kept_only=True).announced
