"""Pinyin of names, simplified characters: what people type when they look for someone."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from pypinyin.constants import PINYIN_DICT

from crmtui import zh
from crmtui.domain.syllables import SYLLABLES, spelling


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("李明朗", ["li ming lang"]),
        ("单磊", ["shan lei", "dan lei"]),
        ("曾志伟", ["zeng zhi wei", "ceng zhi wei"]),
        ("解晓东", ["xie xiao dong", "jie xiao dong"]),
        ("仇英", ["qiu ying", "chou ying"]),
        ("区小明", ["ou xiao ming", "qu xiao ming"]),
        ("查良镛", ["zha liang yong", "cha liang yong"]),
        ("盖叫天", ["ge jiao tian", "gai jiao tian"]),
        ("乐嘉", ["yue jia", "le jia"]),
        ("朴树", ["piao shu", "pu shu"]),
        ("翟天", ["zhai tian", "di tian"]),
        ("缪斯", ["miao si", "mou si"]),
        ("覃辉", ["qin hui", "tan hui"]),
        ("尉迟超", ["yu chi chao", "wei chi chao"]),
        ("万俟雪", ["mo qi xue", "wan qi xue"]),
        ("单于飞", ["chan yu fei", "shan yu fei", "dan yu fei"]),
        ("欧阳洋", ["ou yang yang"]),
        ("澹台明", ["tan tai ming", "dan tai ming"]),
        ("吕布", ["lu bu"]),
        ("聂略", ["nie lue"]),
    ],
)
def test_a_person_is_read_as_the_surname_is_and_as_the_character_usually_is(
    name: str, readings: list[str]
) -> None:
    assert list(zh.name_pinyin(name, True)) == readings


def test_traditional_characters_and_other_marks_do_not_hide_a_surname() -> None:
    assert zh.name_pinyin("單磊", True) == ("shan lei", "dan lei")
    assert zh.name_pinyin("（單）磊 Ray", True) == ("shan lei", "dan lei")


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("南宁博纳红木家具有限公司", "nan ning bo na hong mu jia ju"),
        ("重庆长安银行", "chong qing chang an yin hang"),
        ("廈門三江陶瓷", "xia men san jiang tao ci"),
        ("上海大厦音乐行业", "shang hai da sha yin yue hang ye"),
        ("浙江銀行股份有限公司", "zhe jiang yin hang"),
        ("行行", "xing xing"),
        ("曾记食品", "zeng ji shi pin"),
        ("成都乐器模具", "cheng du yue qi mu ju"),
        ("公司", "gong si"),
        ("3M中国", "zhong guo"),
    ],
)
def test_a_company_is_read_by_its_words_and_without_its_legal_form(name: str, reading: str) -> None:
    assert zh.name_pinyin(name, False) == (reading,)


@pytest.mark.parametrize("name", ["", "Möbel GmbH", "アキラ", "★", "\ud800", "𠮷", " "])
def test_a_name_without_readable_characters_has_no_pinyin(name: str) -> None:
    assert zh.pinyin_keys(name, True) == zh.pinyin_keys(name, False) == ""


def test_a_customer_that_may_be_a_person_is_read_by_its_surname_as_well() -> None:
    assert zh.name_pinyin("单田芳", False) == ("dan tian fang", "shan tian fang")


def test_a_very_long_name_is_found_by_its_beginning() -> None:
    assert len(spelling(zh.pinyin_keys("龙" * 500, False)).split()) == zh.MOST_CHARACTERS
    assert len(spelling(zh.pinyin_keys("龙" * 500, True)).split()) == zh.MOST_CHARACTERS


def test_nearly_every_reading_in_the_library_is_a_syllable_we_know() -> None:
    common = [chr(code) for code in PINYIN_DICT if 0x4E00 <= code < 0xA000]
    read = [name for name in common if zh.name_pinyin(name, False)]
    assert len(read) > 0.999 * len(common)
    assert {zh.name_pinyin(name, False)[0] for name in read} <= SYLLABLES


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [("廣東東莞", "广东东莞"), ("陳麗後", "陈丽后"), ("王", "王"), ("Lee 李", "Lee 李"), ("", "")],
)
def test_traditional_characters_become_simplified(traditional: str, simplified: str) -> None:
    assert zh.simplify(traditional) == simplified


@pytest.mark.parametrize(
    "character", ["𠮷", "𫝈", "\ud800", "\t", "\n", "\uf8ff", "😀", "\U0010ffff"]
)
def test_what_is_no_traditional_character_stays(character: str) -> None:
    assert zh.simplify(character) == character


def test_every_line_of_the_character_table_is_found() -> None:
    table = zh._data("opencc", "dictionary", "TSCharacters.txt").decode()
    pairs = [line.split("\t") for line in table.splitlines()]
    assert len(pairs) > 4000
    wrong = [old for old, new in pairs if zh.simplify(old) != new.split(" ")[0]]
    assert wrong == []


def test_neither_library_is_imported_for_keys() -> None:
    code = (
        "import sys\nfrom crmtui import zh\n"
        "zh.pinyin_keys('單磊', True), zh.simplify('廣')\n"
        "print(sorted({'opencc', 'pypinyin'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_library_without_its_table_file_is_asked_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    from_file = json.loads(zh._table())
    monkeypatch.setattr(zh, "_READINGS", "not_there.json")
    assert json.loads(zh._table()) == from_file


@pytest.mark.parametrize("indent", [None, 1])
def test_a_character_is_found_in_the_table_however_that_is_written(
    monkeypatch: pytest.MonkeyPatch, indent: int | None
) -> None:
    whole = json.loads(zh._table())
    monkeypatch.setattr(zh, "_table", lambda: json.dumps(whole, indent=indent).encode())
    for many in (0, 2 * zh.MOST_SOUGHT):
        readings = zh._Readings()
        for code in list(whole)[: many or None : 97 if not many else 1]:
            assert readings.of(chr(int(code))) == whole[code]
        assert readings.of("a") == ""


def test_the_characters_that_words_turn_are_all_named() -> None:
    usual = zh._Usual()
    turned = {
        character
        for word, readings in zh._entries(zh._WORDS).items()
        for character, syllable in zip(word, readings[0], strict=True)
        if usual[character] != syllable
    }
    assert set(zh._TURNING) == turned
