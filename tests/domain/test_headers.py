"""Headings are found where they stand and understood in three languages."""

from __future__ import annotations

import pytest

from crmtui.domain.headers import custom_key, find_heading
from tests.imports import Table, sheet


def fields(rows: Table) -> list[str]:
    found = find_heading(sheet(rows).rows)
    assert found is not None
    return [f"{column.field} {column.label}".strip() for column in found.columns]


ROWS = [
    (
        "客户编号,客户名称,客户简称,所在省份,城市,公司地址,办公电话,传真号码,主联系人,联系人电话,联系人手机,电子邮件,QQ号码",
        "number,name,short_name,province,city,address,point.phone,point.fax,contact.name,"
        "point.phone,point.mobile,point.email,point.qq",
    ),
    (
        "客户名称,联系人,手机,电话,QQ,微信,地址,备注,来源,客户等级,客户行业,客户状态,最近沟通时间,沟通内容,归属人",
        "name,contact.name,point.mobile,point.phone,point.qq,point.wechat,address,note,source,"
        "grade,industry,stage,last_on,last_text,owner",
    ),
    ("客户代码,客户名称,联系人,电话,地址", "number,name,contact.name,point.phone,address"),
    ("姓名,生日,农历生日,手机号,备注", "name,birthday,lunar_birthday,point.mobile,note"),
    (
        "姓名,性别,手机,邮箱,工作单位,职务",
        "contact.name,contact.sex,point.mobile,point.email,name,contact.position",
    ),
    (
        "Account Name,First Name,Last Name,E-mail,Mobile Phone,Birthday,Grade,Owner,"
        "Last Contacted,Notes",
        "name,contact.first,contact.last,point.email,point.mobile,birthday,grade,owner,last_on,note",
    ),
    (
        "Firma,Ansprechpartner,Telefon,Handy,Straße,Ort,Geburtstag,Bemerkung",
        "name,contact.name,point.phone,point.mobile,address,city,birthday,note",
    ),
    (
        "first_name,last_name,company,email_work,email_home,phone_work,phone_other",
        "contact.first,contact.last,name,point.email work,point.email home,point.phone work,"
        "point.phone other",
    ),
    (
        "客户 名称*,手机（必填）,手机2,发货频率,货物信息",
        "name,point.mobile,point.mobile,frequency,cargo",
    ),
    (
        "客戶編號,公司名稱,聯絡人,手機號碼,電話,電郵,地區,客戶等級,農曆生日,備註,下次跟進",
        "number,name,contact.name,point.mobile,point.phone,point.email,region,grade,"
        "lunar_birthday,note,next_on",
    ),
    ("日期,客戶名稱,聯絡人,方式,內容", "on,name,contact,kind,summary"),
    ("公司名称,公司,车牌", "name,custom,custom"),
    ("序号,客户名称,电话", "running,name,point.phone"),
    (
        "日期,客户名称,联系人,方式,内容,下次跟进,跟进人",
        "on,name,contact,kind,summary,next_on,rep",
    ),
    ("Date,Company,Contact,Type,Summary,Next contact", "on,name,contact,kind,summary,next_on"),
]


@pytest.mark.parametrize(("headings", "expected"), ROWS)
def test_headings_name_their_fields(headings: str, expected: str) -> None:
    assert fields([headings.split(","), ["x"] * 5]) == expected.split(",")


EXPORTS = [
    (
        "Google Contacts",
        "First Name,Middle Name,Last Name,Phonetic First Name,File As,Organization Name,"
        "Organization Title,Birthday,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,"
        "Phone 1 - Value,Address 1 - Formatted,Address 1 - Street,Address 1 - City",
        "contact.first,contact.middle,contact.last,-,-,name,contact.position,birthday,tags,"
        "label point.email,point.email,label point.phone,point.phone,address,-,city",
    ),
    (
        "Google Contacts",
        "Name,Given Name,Family Name,Yomi Name,Birthday,Notes,Group Membership,E-mail 1 - Type,"
        "E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name",
        "contact.name,-,-,-,birthday,note,tags,label point.email,point.email,label point.phone,"
        "point.phone,name",
    ),
    (
        "Outlook",
        "Title,First Name,Last Name,Company,Job Title,Business Street,Business City,Business Fax,"
        "Business Phone,Mobile Phone,Anniversary,Birthday,E-mail Address,E-mail Type,Notes",
        "contact.prefix,contact.first,contact.last,name,contact.position,address,city,"
        "point.fax work,point.phone work,point.mobile,occasion.wedding,birthday,point.email,-,note",
    ),
    (
        "Outlook",
        "称谓,名,姓,单位,职务,商务地址 街道,商务传真,商务电话,移动电话,电子邮件地址,生日,附注",
        "contact.prefix,contact.first,contact.last,name,contact.position,address,point.fax work,"
        "point.phone work,point.mobile,point.email,birthday,note",
    ),
    (
        "Outlook",
        "Anrede,Vorname,Nachname,Firma,Position,Straße geschäftlich,Telefon geschäftlich,"
        "Mobiltelefon,E-Mail-Adresse,Geburtstag,Notizen",
        "contact.prefix,contact.first,contact.last,name,contact.position,address,"
        "point.phone work,point.mobile,point.email,birthday,note",
    ),
    (
        "HubSpot",
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,"
        "Last Activity Date,Lifecycle Stage",
        "-,contact.first,contact.last,point.email,point.phone,owner,name,last_on,stage",
    ),
    (
        "Salesforce",
        "Salutation,First Name,Last Name,Title,Account Name,Mailing Street,Mailing City,"
        "Mailing State/Province,Phone,Mobile,Email,Account Owner",
        "contact.prefix,contact.first,contact.last,contact.position,name,address,city,province,"
        "point.phone,point.mobile,point.email,owner",
    ),
    (
        "Salesforce",
        "Id,Name,BillingStreet,BillingCity,Phone,AccountNumber,Industry,OwnerId",
        "-,name,address,city,point.phone,number,industry,-",
    ),
    (
        "Pipedrive",
        "Person - ID,Person - Name,Person - Organization,Person - Phone - Mobile,"
        "Person - Email - Work,Person - Owner",
        "-,contact.name,name,point.mobile,point.email work,owner",
    ),
    (
        "Zoho CRM",
        "Record Id,Contact Owner,Lead Source,First Name,Last Name,Account Name,Email,Tag",
        "-,owner,source,contact.first,contact.last,name,point.email,tags",
    ),
    (
        "atomic-crm",
        "id,first_name,last_name,gender,title,background,first_seen,last_seen,company_id,"
        "company_name,company,phone_work",
        "-,contact.first,contact.last,contact.sex,contact.position,contact.note,custom,last_on,-,"
        "name,-,point.phone work",
    ),
    (
        "Krayin",
        "name,emails,contact_numbers,organization_id,job_title,user_id",
        "contact.name,point.email,point.phone,-,contact.position,-",
    ),
]


@pytest.mark.parametrize(("program", "headings", "expected"), EXPORTS)
def test_exports_of_other_programs_are_recognised(
    program: str, headings: str, expected: str
) -> None:
    found = find_heading(sheet([headings.split(","), ["x"] * 5]).rows)
    assert found is not None and found.export == program
    assert fields([headings.split(","), ["x"] * 5]) == expected.split(",")


KINDS = [
    ("客户,计划日期,内容,状态", "steps"),
    ("Customer,Due date,Task,Status", "steps"),
    ("日期,客户,联系人,方式,内容,下一步", "history"),
    ("客户,联系人,纪念日,日期", "occasions"),
    ("Customer,Contact,Occasion,Date,Lead days", "occasions"),
    ("客户名称,联系人,状态,备注", "customers"),
]


@pytest.mark.parametrize(("headings", "kind"), KINDS)
def test_headings_tell_the_kind_of_sheet(headings: str, kind: str) -> None:
    found = find_heading(sheet([headings.split(","), ["x"] * 5]).rows)
    assert found is not None and found.kind == kind


def test_headings_are_found_below_title_and_remark() -> None:
    rows = [
        ["远帆货运 老客户跟进表（2026年）"],
        ["说明：A=核心 B=潜力 C=一般"],
        [],
        ["编号", "客户名称", "电话"],
        ["1", "电话", "备注"],
    ]
    found = find_heading(sheet(rows).rows)
    assert found is not None
    assert sheet(rows).rows[found.at].line == 4


def test_a_history_with_a_last_contact_column_is_still_customers() -> None:
    rows = [["客户名称", "最近沟通时间", "沟通内容", "手机"], ["王记", "2026-01-01", "谈", "1"]]
    found = find_heading(sheet(rows).rows)
    assert found is not None and found.kind == "customers"


def test_people_are_their_own_contacts() -> None:
    found = find_heading(sheet([["姓名", "手机"], ["王伟", "13800138000"]]).rows)
    assert found is not None and found.person


def test_a_name_with_an_industry_is_a_company() -> None:
    found = find_heading(sheet([["Name", "Industry"], ["Acme", "Mining"]]).rows)
    assert found is not None and not found.person


def test_a_table_of_something_else_has_no_heading() -> None:
    assert find_heading(sheet([["column1", "column2"], ["a", "b"]]).rows) is None


def test_markup_and_escapes_in_a_heading_are_harmless() -> None:
    found = find_heading(sheet([["客户名称", "\x1b[31m[b]备\u202e用[/b]"], ["a", "b"]]).rows)
    assert found is not None
    assert found.columns[1].header == "[b]备用[/b]"
    assert found.columns[1].title == "B [b]备用[/b]"


@pytest.mark.parametrize(
    ("header", "key"),
    [("车牌 号码", "车牌_号码"), ("Fax-Nr.", "fax_nr"), ("№", "field"), ("A", "a")],
)
def test_custom_fields_are_named_by_their_heading(header: str, key: str) -> None:
    assert custom_key(header) == key
