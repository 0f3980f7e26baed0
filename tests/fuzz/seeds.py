"""Small honest files and texts of every kind, to begin with."""

from __future__ import annotations

import json
import sqlite3
import struct
import tempfile
from contextlib import closing
from pathlib import Path

from crmtui.domain.backups import Manifest
from crmtui.files import backupfile
from tests.files import make
from tests.files.mails import mail

_DATES = (
    *("下周三 15:00 报价", "3d: call", "next tue 9am", "2026-12-01", "三个工作日后", "月底"),
    *("农历八月十五", "闰四月初一", "1985-03-08", "腊月三十", "29 Feb 1980", "in 2 weeks send it"),
    *("12/31", "明天下午3点半", "民国75年5月1日", "yesterday", "3天前", "2026年11月31日"),
)
_REPEATS = (
    *("every 2 weeks", "每月15日", "每周一三五 到2027-01-01", "FREQ=WEEKLY;BYDAY=MO;COUNT=3"),
    *("FREQ=MONTHLY;BYMONTHDAY=-1", "月底 共3次", "每年3月1日", "every last friday for 4 times"),
    *("3d: call\n今天: 寄样品\n2周后: 回访", "工作日", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
)
_QUERIES = (
    *("博纳 138", '"南宁 红木" OR x*', "nbn", "王 NEAR(2)", "8833", "a-b (c) ^d:e", "%_\\"),
    *("id:1", "單磊", "𠮷野家", "\x00", "' OR 1=1 --"),
)
_TEXTS = (
    *("王建华 +86 138 1234 8833", "\u202e客户\x1b]52;c;eA==\x07", "(0771) 555-1234 转 8"),
    *("On Mon, Jan Wang wrote:\n> 你好\n-----Original Message-----\nFrom: a@b.example\nSent: x"),
)
_SETTINGS = (
    'me = "小陈"\nlang = "zh_CN"\nlead_days = 7\ncountry = "CN"\n'
    "touch_kinds = ['call']\ncapacity = 8\nplanning_leads = [14, 7]\n"
    "[rhythm]\nA = [7, 14]\nD = false\n"
    '[urgency]\npromise = 40\n[targets]\ncall_per_day = 20\n[backup]\nfolder = "x"\ndaily = 7\n'
)
_HOLIDAYS = (
    '[[day]]\ndate = 2026-12-24\nname = "司庆"\noff = true\n[[day]]\n'
    'date = 2027-06-18\nname = "x"\n[[peak]]\nname = "双十一"\nfrom = "11-01"\nto = "11-11"\n'
    'lead = 20\nsegment = "tag:电商"\n'
)
_CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:王;建华;;;\r\nFN:王建华\r\nORG:博纳;采购\r\n"
    "TEL;TYPE=CELL,pref:138 1234 8833\r\nitem1.EMAIL:a@b.example\r\n"
    "item1.X-ABLabel:_$!<Work>!$_\r\n"
    "BDAY:1985-03-08\r\nADR;TYPE=WORK:;;路;南宁;广西;530000;CN\r\nNOTE:a\\nb\\, c\r\n"
    "PHOTO;ENCODING=b:AAAA\r\n AAAA\r\nX-LUNAR-BDAY:0815\r\nEND:VCARD\r\n"
)
_OLD_CARD = (
    "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=E4=BC=9F;;;\n"
    "TEL;CELL:13800138000\nEND:VCARD\n"
)
_JSON = {
    "format": "crmtui", "customers": [{"name": "王记", "phones": ["138"], "on": "2026-01-02",
    "contact": {"name": "王伟", "tags": [1, None, True]}}], "x": [],
}  # fmt: skip
_PAGE = (
    "<html><meta charset=gbk><table><tr><th>公司<th>手机<tr><td rowspan=2>王记&amp;<td>138<tr><td>x"
    "</table><!-- x --><table><tr><td colspan=3>1</table>"
)
_XML = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table><Row>'
    '<Cell ss:MergeAcross="1"><Data ss:Type="String">公司</Data></Cell></Row><Row ss:Index="3">'
    '<Cell><Data ss:Type="DateTime">2026-01-02T00:00:00</Data></Cell></Row></Table></Worksheet>'
    "</Workbook>"
)
_TABLES = (
    "客户编号,公司,联系人,手机,生日,最近联系,备注\n"
    "1,王记,王伟,138 1234 8833,农历八月十五,10/28,x\n",
    '"Name";"Phone 1 - Value";"Notes"\n"Möbel ""x""";"+49 30 1";"a\nb"\n',
    "日期\t客户名称\t方式\t内容\t下次跟进\n2026-11-02\t王记\t电话\t催款\t下周三\n",
)
_SHEET = make.rows(
    make.text("A1", "公司") + make.text("B1", "生日") + make.text("C1", "手机"),
    make.text("A2", "王记") + '<c r="B2" s="1"><v>31114</v></c><c r="C2" t="e"><v>#REF!</v></c>',
    '<c r="A3" t="str"><f>A2</f><v></v></c><c r="C3"><v>0</v></c>',
)
_SHEET += '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
_TABLE = (
    f"<table:table-row>{_CELL.format('公司')}{_CELL.format('备注')}</table:table-row>"
    f'<table:table-row table:number-rows-repeated="2">{_CELL.format("王记")}'
    '<table:table-cell table:number-columns-repeated="3" office:value-type="float" '
    'office:value="0"><text:p>007</text:p></table:table-cell></table:table-row>'
)


def seeds(name: str) -> list[bytes]:
    """What the fuzzing of a target begins with."""
    texts: dict[str, tuple[str, ...]] = {
        "dates": _DATES, "repeats": _REPEATS, "query": _QUERIES, "texts": _TEXTS,
        "settings": (_SETTINGS,), "holidays": (_HOLIDAYS,), "vcard": (_CARD, _OLD_CARD),
        "csv": _TABLES, "html": (_PAGE, _XML), "json": (json.dumps(_JSON), '{"name":"王"}\n' * 2),
    }  # fmt: skip
    if name in texts:
        return [text.encode("utf-8", "surrogateescape") for text in texts[name]]
    if name == "workbook":
        return [*seeds("xlsx"), *seeds("ods"), *seeds("xls")]
    letter = mail(1, "王 <a@b.example>", "me@corp.example", page="<p>你<br>好</p>", attached=1)
    if name == "mail":
        return [letter, mail(2, "x", "y", charset="gbk")]
    if name == "mbox":
        return [b"From a@b Mon Nov  2 10:30:00 2026\n" + letter + b"\n"]
    with tempfile.TemporaryDirectory(prefix="crmtui-seeds-") as place:
        inside = {"xlsx": _SHEET, "ods": _TABLE}.get(name, "")
        files = [path.read_bytes() for path in _files(name, Path(place))]
        return [*files, *([inside.encode()] if inside else [])]


def _files(name: str, folder: Path) -> list[Path]:
    path = folder / "seed"
    if name == "backup":
        return _backups(folder)
    if name == "xls":
        number = make.record(0x0203, struct.pack("<HHHd", 1, 1, 0, 13812348833.0))
        return [make.xls(path, make.label(0, 0, "公司") + make.label(1, 0, "王记") + number)]
    return [make.ods(path, _TABLE) if name == "ods" else make.xlsx(path, _SHEET)]


def _backups(folder: Path) -> list[Path]:
    """A plain database, and a zip as a backup is one."""
    plain, packed = folder / "plain.db", folder / "packed.zip"
    with closing(sqlite3.connect(plain)) as raw:
        raw.execute("CREATE TABLE alembic_version (version_num)")
        raw.execute("INSERT INTO alembic_version VALUES ('0005')")
        raw.commit()
    with packed.open("wb") as file:
        backupfile.pack(plain, file, _manifest, lambda _done: None)
    return [plain, packed]


def _manifest(digest: str, size: int) -> Manifest:
    return Manifest(
        version="1",
        schema="0005",
        made_at="2026-11-23T00:00:00+00:00",
        why="asked",
        source="crm.db",
        size=size,
        sha256=digest,
        counts={},
        newest="",
        operation=0,
    )
