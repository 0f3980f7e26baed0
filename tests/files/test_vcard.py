"""Cards from phones and programs are read as their users see them; none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmtui.domain.cardin import AddressIn, CardIn, DayIn, PointIn
from crmtui.domain.file_errors import EncodingNameUnknown, EncodingUnclear
from crmtui.files import sheets
from tests.files.cards import book, card, cards

LONG = "很长的备注" * 40


@pytest.mark.parametrize(
    ("version", "line", "field", "expected"),
    [
        ("3.0", "FN:王小明", "name", "王小明"),
        ("3.0", "N:王;小明;;;", "name", "王小明"),
        ("3.0", "N:Doe;John;Richter,James;Mr.;Sr.", "name", "Mr. John Richter James Doe Sr."),
        ("2.1", "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=E4=BC=9F;;;", "name", "王伟"),
        ("2.1", "FN;QUOTED-PRINTABLE:=E7=8E=8B=\r\n=E4=BC=9F", "name", "王伟"),
        ("2.1", "FN;ENCODING=QUOTED-PRINTABLE:=E7=8E=\r\n =8B=E4=BC=9F", "name", "王伟"),
        ("2.1", "FN;CHARSET=UTF-8;ENCODING=BASE64:546L5Lyf", "name", "王伟"),
        ("3.0", "ORG:宁波\\;远洋;物流部", "organisation", "宁波;远洋"),
        ("3.0", "ORG:Acme, Inc.", "organisation", "Acme, Inc."),
        ("3.0", "TITLE:经理\\, 副总", "position", "经理, 副总"),
        ("3.0", "NOTE:一\\n二\\, 三\\\\四", "note", "一\n二, 三\\四"),
        ("2.1", "NOTE:C:\\temp", "note", "C:\\temp"),
        ("3.0", f"NOTE:{LONG[:20]}\r\n {LONG[20:60]}\r\n\t{LONG[60:]}", "note", LONG),
        ("2.1", "NOTE:two\r\n words", "note", "two words"),
        ("3.0", "NOTE:first\r\nsecond line without a fold", "note", None),
        ("3.0", "CATEGORIES:VIP,老\\,客户,My Contacts", "tags", ("VIP", "老,客户")),
        ("4.0", "GENDER:F;", "sex", "F"),
        ("4.0", "UID:urn:uuid:4fbe8971-0bc3-424c", "uid", "4fbe8971-0bc3-424c"),
        ("4.0", "HOBBY:钓鱼", "hobbies", "钓鱼"),
        ("3.0", "X-ABRELATEDNAMES;type=spouse:Jenny", "family", "Spouse: Jenny"),
    ],
)
def test_a_property_is_read(
    tmp_path: Path, version: str, line: str, field: str, expected: object
) -> None:
    found = getattr(card(tmp_path, line, "EMAIL:a@b.cn", version=version), field)
    assert found == (expected or "first\nsecond line without a fold")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["TEL;CELL;PREF:1"], ("mobile", "", "1")),
        (["TEL;TYPE=WORK,FAX:1"], ("fax", "work", "1")),
        (["TEL;type=HOME;type=VOICE:1"], ("phone", "home", "1")),
        (["TEL;TYPE=PAGER:1"], ("phone", "pager", "1")),
        (
            ['TEL;VALUE=uri;TYPE="work,voice":tel:+1-418;ext=102'],
            ("phone", "work", "+1-418 ext. 102"),
        ),
        (["item1.TEL:1", "item1.X-ABLabel:前台"], ("phone", "前台", "1")),
        (["item1.TEL:1", "item1.X-ABLabel:_$!<HomeFAX>!$_"], ("fax", "home", "1")),
        (
            ["TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E5=85=AC):1"],
            ("phone", "公", "1"),
        ),
        (["EMAIL;TYPE=INTERNET;TYPE=WORK:mailto:a@b.cn"], ("email", "work", "a@b.cn")),
        (["IMPP;X-SERVICE-TYPE=QQ:x-apple:123"], ("qq", "", "123")),
        (["IMPP:wechat:wx%20one"], ("wechat", "", "wx one")),
        (["X-WEIXIN:wx1"], ("wechat", "", "wx1")),
        (["X-SOCIALPROFILE;type=WeChat;x-user=wx2:http://x"], ("wechat", "", "wx2")),
        (["URL:https://wa.me/8613800138000"], ("whatsapp", "", "+8613800138000")),
        (["X-DINGTALK:d1"], ("dingtalk", "", "d1")),
    ],
)
def test_ways_to_reach_keep_kind_and_label(
    tmp_path: Path, lines: list[str], expected: tuple[str, str, str]
) -> None:
    assert card(tmp_path, "FN:王伟", *lines).points == (PointIn(*expected),)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("BDAY:19800322", DayIn("birthday", "19800322")),
        ("BDAY;VALUE=text:circa 1800", DayIn("birthday", "circa 1800")),
        (
            "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-03",
            DayIn("birthday", "1604-02-03", yearless=True),
        ),
        ("X-ALTBDAY;CALSCALE=chinese:0078002106L15", DayIn("birthday", "农历2004-闰6-15")),
        ("X-ALTBDAY;CALSCALE=chinese:00780002-08-15", DayIn("birthday", "农历1985-8-15")),
        ("X-MS-ANNIVERSARY:20110113", DayIn("wedding", "20110113")),
        (
            "item1.X-ABDATE:1975-03-01\r\nitem1.X-ABLabel:_$!<Anniversary>!$_",
            DayIn("wedding", "1975-03-01"),
        ),
        ("item1.X-ABDATE:2001-03-01\r\nitem1.X-ABLabel:入职", DayIn("other", "2001-03-01", "入职")),
        (
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2000-01-02;3;;;;;;;;;;;;;",
            DayIn("birthday", "2000-01-02"),
        ),
    ],
)
def test_days_are_read(tmp_path: Path, line: str, expected: DayIn) -> None:
    assert card(tmp_path, "FN:王伟", line).days == (expected,)


def test_addresses_keep_city_and_province_apart(tmp_path: Path) -> None:
    found = card(tmp_path, "FN:王伟", "ADR;TYPE=WORK:;;中山路1号;宁波;浙江;315000;中国")
    assert found.addresses == (AddressIn("work", "中山路1号, 315000", "宁波", "浙江"),)


def test_a_mailing_label_counts_only_without_an_address(tmp_path: Path) -> None:
    label = "LABEL;QUOTED-PRINTABLE:Moon drive=0D=0A=\r\nAlbaney"
    assert card(tmp_path, "FN:A", label, version="2.1").addresses == (
        AddressIn("", "Moon drive, Albaney", "", ""),
    )
    both = card(tmp_path, "FN:A", label, "ADR:;;Here;;;;", version="2.1")
    assert [address.street for address in both.addresses] == ["Here"]


ENCODED = "BEGIN:VCARD\nVERSION:2.1\nN:{surname};{name}\nORG:{firm}\nTEL:13800138000\nEND:VCARD\n"
CHINESE = ENCODED.format(surname="王", name="小明", firm="宁波远洋物流有限公司")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_undeclared_encodings_are_found(tmp_path: Path, encoding: str) -> None:
    (found,) = cards(tmp_path, CHINESE.encode(encoding))
    assert (found.name, found.organisation) == ("王小明", "宁波远洋物流有限公司")


def test_a_declared_encoding_decides_even_where_utf8_would_fit(tmp_path: Path) -> None:
    name = "模".encode("gb2312")  # two bytes that are one letter in UTF-8
    assert card(tmp_path, b"FN;CHARSET=GB2312:" + name, version="2.1").name == "模"


def test_short_values_are_read_in_the_encoding_of_the_others(tmp_path: Path) -> None:
    text = "".join(
        ENCODED.format(surname=s, name="模", firm="宁波远洋物流有限公司") for s in "王李张"
    )
    assert [one.name for one in cards(tmp_path, text.encode("gb18030"))] == ["王模", "李模", "张模"]


def test_western_letters_are_read(tmp_path: Path) -> None:
    text = ENCODED.format(surname="Müller", name="Jürgen", firm="Großhandel für Möbel GmbH")
    (found,) = cards(tmp_path, text.encode("cp1252"))
    assert (found.name, found.organisation) == ("Jürgen Müller", "Großhandel für Möbel GmbH")


def test_the_user_may_say_the_encoding(tmp_path: Path) -> None:
    data = "BEGIN:VCARD\nN:王;偉\nEND:VCARD\n".encode("big5")
    (found,) = cards(tmp_path, data, "big5")
    assert found.name == "王偉"
    with pytest.raises(EncodingNameUnknown):
        cards(tmp_path, data, "klingon")


def test_an_encoding_that_nobody_can_tell_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(EncodingUnclear):
        cards(tmp_path, "BEGIN:VCARD\nN:霤肅嫌;躅滬璨\nEND:VCARD\n".encode("cp950"))


def test_cards_without_a_name_are_there(tmp_path: Path) -> None:
    data = "BEGIN:VCARD\nEMAIL:a@b.cn\nEND:VCARD\nBEGIN:VCARD\nTEL:13800138000\nEND:VCARD\n"
    assert [one.points[0].value for one in cards(tmp_path, data)] == ["a@b.cn", "13800138000"]


@pytest.mark.parametrize(
    "data",
    [
        "BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\n",  # an end is missing
        "BEGIN:VCARD\nFN:A\nEND:VCARD\nEND:VCARD\nrubbish\nBEGIN:VCARD\nFN:B",  # one too many
        "begin:vcard\rfn:A\rend:vcard\rbegin:vcard\rfn:B\rend:vcard\r",  # an old Mac's breaks
        "BEGIN:VCARD\nFN:A\nPHOTO;BASE64:\nAAAA\nBBBB\n\nEND:VCARD\n\n\nBEGIN:VCARD\nFN:B\nEND:VCARD",
    ],
)
def test_broken_beginnings_and_ends_lose_no_card(tmp_path: Path, data: str) -> None:
    assert [one.name for one in cards(tmp_path, data)] == ["A", "B"]


def test_a_soft_break_before_the_next_property_swallows_nothing(tmp_path: Path) -> None:
    found = card(tmp_path, "NOTE;QUOTED-PRINTABLE:=41=", "TEL:13800138000", version="2.1")
    assert (found.note, len(found.points)) == ("A", 1)


def test_agents_are_cards_at_the_same_organization(tmp_path: Path) -> None:
    old = "BEGIN:VCARD\nN:Boss\nAGENT:\nBEGIN:VCARD\nN:Aide\nEND:VCARD\nORG:Acme\nEND:VCARD\n"
    inner = "BEGIN:VCARD\\nFN:Aide\\nEND:VCARD"
    new = f"BEGIN:VCARD\nVERSION:3.0\nFN:Boss\nORG:Acme\nAGENT:{inner}\nEND:VCARD\n"
    for data in (old, new):
        assert [(one.name, one.organisation) for one in cards(tmp_path, data)] == [
            ("Boss", "Acme"),
            ("Aide", "Acme"),
        ]


def test_a_bad_line_is_kept_beside_and_not_taken_for_the_card(tmp_path: Path) -> None:
    found = card(tmp_path, "FN:A", "no property at all", "TEL:13800138000")
    assert (found.name, found.unread, len(found.points)) == ("A", ("no property at all",), 1)


def test_pictures_sounds_and_keys_are_counted(tmp_path: Path) -> None:
    data = (
        "BEGIN:VCARD\nFN:A\nPHOTO;ENCODING=b:AAAA\n BBBB\nLOGO:http://x\nSOUND:AAAA\n"
        "KEY;ENCODING=b:AAAA\nGEO:1;2\nX-ACME-ID:4711\nEND:VCARD\n"
    )
    media, others = book(tmp_path, data).notes
    assert "pictures: 2, sounds: 1, keys and certificates: 1" in media
    assert "2 details" in others
    assert "GEO, X-ACME-ID" in others


def test_what_somebody_wrote_is_kept_though_nobody_knows_the_property(tmp_path: Path) -> None:
    found = card(
        tmp_path, "FN:A", "X-MS-MANAGER:Big Blue", "X-ACME-NICE-TO-KNOW:Likes tea", "X-F:true"
    )
    assert found.said == (("Manager", "Big Blue"), ("Acme nice to know", "Likes tea"))


def test_lists_of_cards_and_empty_cards_are_left_out_and_said(tmp_path: Path) -> None:
    group = "BEGIN:VCARD\nKIND:group\nFN:Friends\nMEMBER:urn:uuid:1\nEND:VCARD\n"
    found = book(tmp_path, group + "BEGIN:VCARD\nEND:VCARD\nBEGIN:VCARD\nFN:A\nEND:VCARD\n")
    assert len(found.sheets[0].rows) == 1
    assert len(found.notes) == 2


def test_the_front_door_reads_address_books(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("\ufeffBEGIN:VCARD\nFN:王伟\nEND:VCARD\n", encoding="utf-8")
    (sheet,) = sheets.read(path).sheets
    assert (sheet.kind, sheet.fields, sheet.rows[0].line) == ("cards", CardIn._fields, 1)
