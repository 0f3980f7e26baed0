"""Wordings are chosen by day, language and customer; their places are filled or named."""

from __future__ import annotations

from datetime import date

import pytest

from crmtui.domain.festivals import NAMES
from crmtui.domain.greetings import (
    OCCASION_KINDS,
    PLACES,
    Message,
    UnknownGreeting,
    UnknownPlace,
    check,
    fill,
    kind_of,
)
from crmtui.domain.rounds import Recipient, Target, festival_day, greeting_for, refill
from crmtui.domain.wordings import KINDS, SHIPPED, Wording, choose

WANG = Recipient(
    1, "K1", "南宁博纳红木家具有限公司", "博纳红木", "company", "A", "", 3, "王建华", "m",
    "总经理", "", "", "", "13812348833", "", "",
)  # fmt: skip
GROSS = WANG._replace(
    customer="Möbel Groß GmbH", short_name="", country="DE", name="Jürgen Groß", position=""
)
DAY = date(2026, 9, 25)
MID_AUTUMN = Target(WANG, "mid_autumn", DAY)


def test_every_festival_and_day_has_words_in_both_languages_for_everybody() -> None:
    there = {(each.kind, each.language, each.audience) for each in SHIPPED}
    wanted = {
        (kind, language, audience)
        for kind in (*NAMES, *OCCASION_KINDS)
        for language in ("zh", "en")
        for audience in ("company", "person")
    }
    assert there == wanted
    assert set(KINDS) == {*NAMES, *OCCASION_KINDS}


@pytest.mark.parametrize("wording", SHIPPED, ids=lambda w: f"{w.kind}-{w.language}-{w.audience}")
def test_the_shipped_words_have_only_places_that_can_be_filled(wording: Wording) -> None:
    check(wording.text)
    values = dict.fromkeys(PLACES.values(), "X")
    assert fill(wording, values).ready


def test_a_manager_at_a_company_is_greeted_by_title_and_company() -> None:
    made = greeting_for(MID_AUTUMN, (), "小陈", "zh")
    assert made.salutation == "王总"
    assert made.message.text.startswith("王总，中秋快乐！感谢您和博纳红木")
    assert made.message.ready


def test_a_german_contact_is_addressed_in_german_and_written_to_in_english() -> None:
    made = greeting_for(Target(GROSS, "christmas", date(2026, 12, 25)), (), "", "zh")
    assert made.message.text.startswith("Dear Herr Groß, merry Christmas")
    assert "Möbel Groß GmbH" in made.message.text


def test_ones_own_wording_comes_before_the_shipped_and_the_closer_first() -> None:
    own = (
        Wording("", "zh", "", "全部", 1),
        Wording("mid_autumn", "zh", "", "中秋都", 2),
        Wording("mid_autumn", "zh", "person", "中秋个人", 3),
        Wording("mid_autumn", "en", "", "autumn", 4),
    )
    found = choose(own, "mid_autumn", "zh", "company")
    assert found is not None
    assert found.text == "中秋都"
    assert choose(own, "mid_autumn", "zh", "person") == own[2]
    assert choose(own, "lantern", "zh", "company") == own[0]
    assert choose(own, "mid_autumn", "de", "company") == own[3]


def test_what_is_missing_is_named_and_never_left_in_braces() -> None:
    nobody = WANG._replace(name="", short_name="", customer="李四", customer_kind="person")
    made = fill("{称呼}，{公司}，{age}岁", {"salutation": "李四"})
    assert made == Message("李四，，岁", ("company", "age"))
    assert greeting_for(Target(nobody, "birthday", DAY), (), "", "zh").message.ready


def test_a_birthday_knows_the_age_only_where_the_year_is_known() -> None:
    text = "{称呼}，{年龄}岁生日快乐"
    known = refill(greeting_for(Target(WANG, "birthday", DAY, 8, 61), (), "", "zh"), text, "")
    assert known.message == Message("王总，61岁生日快乐")
    unknown = refill(greeting_for(Target(WANG, "birthday", DAY, 8), (), "", "zh"), text, "")
    assert unknown.message.missing == ("age",)


def test_a_place_that_stands_for_nothing_is_refused() -> None:
    with pytest.raises(UnknownPlace, match="nmae"):
        check("Dear {nmae}")
    check("{ 称呼 } {Name}")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("中秋", "mid_autumn"), ("Mid-Autumn Festival", "mid_autumn"), ("春节", "spring_festival"),
     ("birthdays", "birthday"), ("生日", "birthday"), ("圣诞", "christmas"), ("司庆", "founding")],
)  # fmt: skip
def test_days_are_understood_in_both_languages(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_an_unknown_day_is_refused() -> None:
    with pytest.raises(UnknownGreeting):
        kind_of("光棍节")


def test_a_festival_just_past_is_still_greeted_for() -> None:
    assert festival_day("mid_autumn", date(2026, 9, 28)) == date(2026, 9, 25)
    assert festival_day("mid_autumn", date(2026, 9, 29)) == date(2027, 9, 15)
    assert festival_day("new_year", date(2026, 12, 20)) == date(2027, 1, 1)
