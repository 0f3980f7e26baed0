"""An address book goes into the database, comes out of it, and comes in again as the same."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crmtui import wiring
from crmtui.actions import undo
from crmtui.domain.importplan import ImportOptions, ImportPlan
from crmtui.domain.transfer import plan
from crmtui.files.vcard import read_vcards
from crmtui.files.vcardwriter import VERSIONS, write
from crmtui.reads import cardsout, matching
from crmtui.settings import Settings
from tests.imports import TODAY, everything, rows, take_in
from tests.support import fresh

BOOK = """\
BEGIN:VCARD
VERSION:3.0
UID:card-1
N:王;小明;;;
FN:王小明
ORG:宁波远洋物流有限公司;销售部
TITLE:经理
TEL;TYPE=CELL:13800138000
item1.TEL:0574-87654321
item1.X-ABLabel:前台
EMAIL;TYPE=INTERNET,WORK:wang@example.cn
ADR;TYPE=WORK:;;中山路1号;宁波;浙江;;中国
BDAY:1980-03-22
X-ALTBDAY;CALSCALE=chinese:007800020815
item2.X-ABDATE:2010-05-01
item2.X-ABLabel:_$!<Anniversary>!$_
CATEGORIES:VIP,老客户
NOTE:喜欢钓鱼
X-WECHAT:wang_wx
END:VCARD
BEGIN:VCARD
VERSION:3.0
UID:card-2
FN:李红
ORG:宁波远洋物流有限公司
TEL;TYPE=CELL:13900139000
ADR;TYPE=WORK:;;中山路2号;宁波;浙江;;
BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:赵六
TEL:13700137000
ADR;TYPE=HOME:;;南街3号;杭州;浙江;;
BDAY;VALUE=text:circa 1800
END:VCARD
BEGIN:VCARD
VERSION:2.1
EMAIL:nobody@example.cn
END:VCARD
BEGIN:VCARD
VERSION:2.1
TEL:95588
ORG:工商银行
END:VCARD
"""


def planned(settings: Settings, data: str | bytes, **options: Any) -> ImportPlan:
    """The plan of an address book."""
    path = settings.db.parent / "book.vcf"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    with wiring.reader(settings) as conn:
        known = matching.known(conn)
        return plan([read_vcards(path)], known, TODAY, ImportOptions(**options))


def taken(settings: Settings, data: str | bytes, **options: Any) -> ImportPlan:
    """Import an address book; gives the plan that was written."""
    made = planned(settings, data, **options)
    take_in(settings, made)
    return made


def out(settings: Settings, version: str = "3.0") -> bytes:
    """Everybody as cards."""
    ids = [id for (id,) in rows(settings, "SELECT id FROM customer ORDER BY id")]
    with wiring.reader(settings) as conn:
        return b"".join(write(cardsout.cards(conn, ids), version))


def told(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    """What a card can carry of everybody."""
    return {
        "customers": rows(
            settings,
            "SELECT uid, number, name, kind, province, city, address FROM customer ORDER BY uid",
        ),
        "contacts": rows(
            settings,
            "SELECT c.uid, k.uid, c.name, position, role, sex, c.note, is_primary FROM contact c "
            "JOIN customer k ON k.id = c.customer_id ORDER BY c.uid",
        ),
        "points": rows(
            settings,
            "SELECT c.uid, p.kind, label, value, normal FROM contact_point p "
            "JOIN contact c ON c.id = p.contact_id ORDER BY 1, 2, 4",
        ),
        "days": rows(
            settings,
            "SELECT c.uid, kind, calendar, month, day, leap, year, label FROM occasion o "
            "JOIN contact c ON c.id = o.contact_id ORDER BY 1, 2, 3",
        ),
        "tags": rows(
            settings,
            "SELECT k.uid, t.name FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id "
            "JOIN customer k ON k.id = ct.customer_id ORDER BY 1, 2",
        ),
    }


def test_every_card_is_a_contact_of_its_organization(crm: Settings) -> None:
    made = taken(crm, BOOK)
    assert made.counts == {"new": 5, "updated": 0, "same": 0, "duplicate": 0, "not_taken": 0}
    assert rows(crm, "SELECT name, kind, province, city, address FROM customer ORDER BY id") == [
        ("宁波远洋物流有限公司", "company", "浙江", "宁波", "中山路1号"),
        ("赵六", "person", "浙江", "杭州", "南街3号"),
        ("nobody@example.cn", "person", "", "", ""),
        ("工商银行", "company", "", "", ""),
    ]
    assert rows(crm, "SELECT customer_id, uid, name, position FROM contact")[:2] == [
        (1, "card-1", "王小明", "经理"),
        (1, "card-2", "李红", ""),
    ]
    assert rows(crm, "SELECT name FROM contact WHERE customer_id > 1 ORDER BY customer_id") == [
        ("赵六",),
        ("",),
        ("",),
    ]


def test_labels_days_tags_and_remarks_arrive(crm: Settings) -> None:
    made = taken(crm, BOOK)
    assert rows(crm, "SELECT kind, label, normal FROM contact_point WHERE contact_id = 1") == [
        ("mobile", "", "+8613800138000"),
        ("phone", "前台", "+8657487654321"),
        ("email", "work", "wang@example.cn"),
        ("wechat", "", "wang_wx"),
    ]
    assert rows(crm, "SELECT kind, calendar, month, day, leap, year FROM occasion") == [
        ("birthday", "gregorian", 3, 22, 0, 1980),
        ("birthday", "lunar", 8, 15, 0, 1985),
        ("wedding", "gregorian", 5, 1, 0, 2010),
        ("birthday", "gregorian", 2, 29, 0, None),
    ]
    assert rows(crm, "SELECT name FROM tag ORDER BY id") == [("VIP",), ("老客户",)]
    assert rows(crm, "SELECT note FROM contact WHERE uid = 'card-1'") == [
        ("喜欢钓鱼\nDepartment: 销售部",)
    ]
    # A colleague's other door is the colleague's own address.
    assert rows(crm, "SELECT contact_id, value FROM contact_point WHERE kind = 'address'") == [
        (2, "浙江 宁波 中山路2号")
    ]
    assert [problem.found for problem in made.problems] == ["circa 1800"]
    assert rows(crm, "SELECT note FROM customer WHERE name = '赵六'") == [("Birthday: circa 1800",)]


def test_the_same_book_again_changes_nothing(crm: Settings) -> None:
    taken(crm, BOOK)
    before = everything(crm)
    again = planned(crm, BOOK)
    assert again.counts["same"] == 5
    assert not again.changes_anything
    assert everything(crm) == before


def test_a_card_is_found_again_by_its_id_whatever_else_changed(crm: Settings) -> None:
    taken(crm, BOOK)
    new = (
        "BEGIN:VCARD\nUID:card-2\nFN:李红梅\nORG:宁波远洋物流有限公司\nTITLE:总监\n"
        "TEL;TYPE=CELL:13600136000\nEND:VCARD\n"
    )
    made = taken(crm, new)
    assert made.counts["updated"] == 1
    assert rows(crm, "SELECT name, position FROM contact WHERE uid = 'card-2'") == [
        ("李红梅", "总监")
    ]
    assert rows(crm, "SELECT count(*) FROM contact WHERE customer_id = 1") == [(2,)]


def test_somebody_known_elsewhere_is_a_possible_duplicate(crm: Settings) -> None:
    taken(crm, BOOK)
    made = planned(crm, "BEGIN:VCARD\nUID:card-2\nFN:李红\nORG:上海新东家有限公司\nEND:VCARD\n")
    assert made.counts["duplicate"] == 1
    (row,) = made.outcomes
    assert row.candidates == ("宁波远洋物流有限公司",)
    taken(
        crm,
        "BEGIN:VCARD\nUID:card-2\nFN:李红\nORG:上海新东家有限公司\nEND:VCARD\n",
        duplicates="create",
    )
    assert rows(crm, "SELECT count(DISTINCT uid) FROM contact WHERE name = '李红'") == [(2,)]


def test_a_card_without_an_organization_is_the_contact_who_has_its_phone(crm: Settings) -> None:
    taken(crm, BOOK)
    made = planned(crm, "BEGIN:VCARD\nFN:李红\nTEL:+86 139 0013 9000\nEND:VCARD\n")
    assert made.counts["same"] == 1


def test_families_share_a_phone_and_have_a_card_each(crm: Settings) -> None:
    text = "".join(f"BEGIN:VCARD\nFN:{n}\nTEL:0574-87654321\nEND:VCARD\n" for n in ("王伟", "李红"))
    assert taken(crm, text).counts["new"] == 2
    assert planned(crm, text).counts["same"] == 2


@pytest.mark.parametrize("version", VERSIONS)
def test_everybody_goes_out_and_into_an_empty_database(
    crm: Settings, tmp_path: Path, version: str
) -> None:
    taken(crm, BOOK)
    numbered = (
        "BEGIN:VCARD\nFN:甲\nORG:同名公司\nX-CRMTUI-NUMBER:{}\nX-CRMTUI-ROLE:buyer\nEND:VCARD\n"
    )
    taken(crm, numbered.format("0021") + numbered.format("0022"))
    other = _another(crm, tmp_path)
    made = taken(other, out(crm, version))
    assert made.rows_not_taken == 0
    assert told(other) == told(crm)


def test_our_own_cards_change_nothing_where_they_came_from(crm: Settings) -> None:
    taken(crm, BOOK)
    for version in VERSIONS:
        assert planned(crm, out(crm, version)).counts["same"] == 5


def test_an_address_book_is_taken_back(crm: Settings) -> None:
    before = {table: found for table, found in everything(crm).items() if table != "search"}
    taken(crm, BOOK)
    with wiring.unit_of_work(crm) as uow:
        undo.undo(uow, None, None)
    after = everything(crm)
    assert {table: after[table] for table in before} == before


def test_no_id_is_given_twice(crm: Settings) -> None:
    card = "BEGIN:VCARD\nUID:x\nFN:{}\nORG:{}\nEND:VCARD\n"
    taken(crm, card.format("甲", "一") + card.format("乙", "二"))
    with sqlite3.connect(crm.db) as raw:
        assert raw.execute("SELECT count(DISTINCT uid) FROM contact").fetchone() == (2,)


def _another(crm: Settings, folder: Path) -> Settings:
    path = folder / "other" / "crm.db"
    path.parent.mkdir()
    fresh(path)
    return replace(crm, db=path)
