"""Countries are known by their codes and by the words people write."""

from __future__ import annotations

import pytest

from crmtui.domain.countries import NAMES, country_code, country_words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DE", "DE"),
        ("de", "DE"),
        ("Germany", "DE"),
        ("Deutschland", "DE"),
        ("德国", "DE"),
        ("德國", "DE"),
        ("U.S.A.", "US"),
        ("United Kingdom", "GB"),
        ("中国台湾", "TW"),
        ("zw", "ZW"),
        ("Atlantis", None),
        ("1", None),
    ],
)
def test_a_country_is_understood_as_people_write_it(text: str, code: str | None) -> None:
    assert country_code(text) == code


def test_every_country_has_words_and_is_found_by_them() -> None:
    assert all(country_code(country_words(code)) == code for code in NAMES)
    assert country_words("ZW") == "ZW"
