"""The encoding of a text file is found by how its text reads, or asked for."""

from __future__ import annotations

import codecs

import pytest

from crmtui.domain.file_errors import (
    EncodingDoesNotFit,
    EncodingNameUnknown,
    EncodingUnclear,
    EncodingUnknown,
)
from crmtui.files.encodings import decode

SIMPLIFIED = "客户名称,联系人,电话\n上海盛和机械有限公司,孙涛,13800138000\n"
TRADITIONAL = "客戶名稱,聯絡人,電話\n臺灣盛和機械有限公司,孫濤,0912345678\n"
JAPANESE = "会社名,氏名,電話番号\n株式会社田中商事,佐藤花子,03-1234-5678\n"
KOREAN = "회사명,이름,전화\n대한물산,김민준,010-1234-5678\n"
GERMAN = "Name;Straße;Ort\nMüller Möbel GmbH;Größenweg 5;Köln\n"
FRENCH = "Société;Prénom\nCrédit Agricole;Hélène\nNoël et Fils;François\n"
SPANISH = "Nombre;Ciudad\nJosé Núñez;Málaga\nCompañía García;A Coruña\n"
POLISH = "Imię;Miasto\nŁukasz Wójcik;Gdańsk\nŻaneta Ząbek;Kraków\n"
RUSSIAN = "Компания;Имя;Телефон\nРомашка;Иванов Сергей;+7 495 1234567\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "cp950"),
        (JAPANESE, "cp932"),
        (KOREAN, "cp949"),
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (SPANISH, "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        ("姓名,电话\n王伟,138\n", "gb18030"),
        ("客戶,電話\n王偉,09\n", "cp950"),
        ("王伟,13800138000\n", "gb18030"),
        ("上海盛和,𠮷野家,㐂\n" * 3, "gb18030"),
        (SIMPLIFIED, "utf-8"),
        (JAPANESE, "utf-8"),
        (SIMPLIFIED, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (GERMAN, "utf-32-le"),
    ],
)
def test_the_encoding_is_found(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding), "x.csv")
    assert found.text == text
    assert found.encoding == encoding


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, GERMAN, RUSSIAN])
def test_text_of_every_script_is_found_far_below_an_ascii_beginning(text: str) -> None:
    encoding = {SIMPLIFIED: "gb18030", TRADITIONAL: "cp950", GERMAN: "cp1252"}.get(text, "cp1251")
    long = "id;code\n" + "17;abc\n" * 20_000 + text
    assert decode(long.encode(encoding), "x.csv").text == long


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_text(bom: bytes, encoding: str) -> None:
    assert decode(bom + SIMPLIFIED.encode(encoding), "x.csv").text == SIMPLIFIED


def test_two_encodings_that_read_equally_well_are_asked_about() -> None:
    # Both readings are made of rare characters: nobody can tell.
    data = "霤肅嫌,躅滬璨,1329\n".encode("cp950")
    with pytest.raises(EncodingUnclear) as caught:
        decode(data, "x.csv")
    told = str(caught.value)
    for encoding, sample in caught.value.choices:
        assert f"--encoding {encoding}" in told
        assert sample in told
    assert {encoding for encoding, _ in caught.value.choices} == {"gb18030", "cp950"}


@pytest.mark.parametrize(
    ("named", "encoding"),
    [
        ("gb18030", "gb18030"),
        ("GBK", "gb18030"),
        ("gb2312", "gb18030"),
        ("cp936", "gb18030"),
        ("UTF-8", "utf-8"),
        ("utf8", "utf-8-sig"),
        ("utf-16", "utf-16"),
    ],
)
def test_the_encoding_the_user_names_is_used(named: str, encoding: str) -> None:
    text = "镕,囍\n"
    assert decode(text.encode(encoding), "x.csv", named).text == text


def test_a_named_encoding_that_does_not_fit_names_the_line() -> None:
    data = b"a,b\nc,d\n" + "王,李\n".encode("gb18030")
    with pytest.raises(EncodingDoesNotFit) as caught:
        decode(data, "x.csv", "utf-8")
    assert caught.value.line == 3


@pytest.mark.parametrize("named", ["klingon", "rot13", "hex", "", "../x", "utf-8\0"])
def test_an_encoding_that_does_not_exist_is_refused(named: str) -> None:
    with pytest.raises(EncodingNameUnknown):
        decode(b"a,b\n", "x.csv", named)


@pytest.mark.parametrize(("encoding", "line"), [("utf-8", 3), ("gb18030", 3)])
def test_one_bad_byte_is_named_instead_of_reading_all_as_something_else(
    encoding: str, line: int
) -> None:
    data = (SIMPLIFIED + "坏").encode(encoding) + b"\xff\xff\n" + SIMPLIFIED.encode(encoding)
    with pytest.raises(EncodingDoesNotFit) as caught:
        decode(data, "x.csv")
    assert caught.value.line == line


def test_stray_nul_characters_are_left_out_and_told() -> None:
    found = decode(b"name,phone\nAnna\0,123\nBert,456\n" * 10, "x.csv")
    assert found.damaged
    assert "\0" not in found.text
    assert "Anna,123" in found.text


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\0" * 500, b"\x01\x02\x03\x04" * 100])
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(EncodingUnknown):
        decode(data, "x.csv")
