"""How people are addressed, by position, sex, language and how well one knows them."""

from __future__ import annotations

import pytest

from crmtui.domain.salutations import language_for, salutation

CASES = [
    # name, sex, position, language, familiar, address
    ("王建华", "m", "总经理", "zh", False, "王总"),
    ("王建华", "m", "副总经理", "zh", False, "王总"),
    ("李明", "", "采购经理", "zh", False, "李经理"),
    ("尉迟超", "m", "董事长", "zh", False, "尉迟董"),
    ("单磊", "m", "物流主管", "zh", False, "单主管"),
    ("陈工", "", "", "zh", False, "陈工"),
    ("王总", "", "", "zh", False, "王总"),
    ("李芳", "f", "", "zh", True, "李姐"),
    ("李芳", "f", "采购", "zh", False, "李女士"),
    ("张伟", "m", "", "zh", True, "张哥"),
    ("欧阳修", "m", "", "zh", False, "欧阳先生"),
    ("欧阳", "m", "", "zh", False, "欧先生"),
    ("王建华", "", "", "zh", False, "王建华"),
    ("山田太郎", "m", "部长", "zh", False, "山田太郎"),
    ("Anna Groß", "f", "", "de", False, "Frau Groß"),
    ("Jürgen Groß", "m", "Geschäftsführer", "de", False, "Herr Groß"),
    ("Jürgen Groß", "", "", "de", False, "Jürgen Groß"),
    ("John Smith", "m", "CEO", "en", False, "Mr Smith"),
    ("Jane Smith", "f", "", "en", True, "Ms Smith"),
    ("Herr Groß", "", "", "de", False, "Herr Groß"),
    ("", "m", "总经理", "zh", False, ""),
]


@pytest.mark.parametrize(("name", "sex", "position", "language", "familiar", "address"), CASES)
def test_everybody_is_addressed_as_is_usual(
    name: str, sex: str, position: str, language: str, familiar: bool, address: str
) -> None:
    assert salutation(name, sex, position, language, familiar) == address


@pytest.mark.parametrize(
    ("language", "country", "name", "spoken"),
    [
        ("", "", "王建华", "zh"),
        ("en", "CN", "王建华", "en"),
        ("", "DE", "Anna Groß", "de"),
        ("", "US", "John Smith", "en"),
        ("", "CN", "John Smith", "en"),
        ("", "", "", "zh"),
        ("de_AT", "", "x", "de"),
    ],
)
def test_the_language_is_the_said_one_else_the_names_else_the_countrys(
    language: str, country: str, name: str, spoken: str
) -> None:
    assert language_for(language, country, name, "zh") == spoken
