"""What the complete export's tables and fields are called in a workbook, in both languages.

A workbook that was opened and saved by another program is known again by these words alone. They
are no part of the catalogue: a workbook in either language is read in either.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from crmtui.domain.completetables import TABLES

MARKER = "_crmtui"  # the hidden sheet that says what the workbook is

_SHEETS: Mapping[str, tuple[str, str]] = {
    "customer": ("Customers", "客户"),
    "contact": ("Contacts", "联系人"),
    "contact_point": ("Ways to reach", "联系方式"),
    "tag": ("Tags", "标签"),
    "customer_tag": ("Tags of customers", "客户标签"),
    "custom_field": ("Own fields", "自定义字段"),
    "custom_value": ("Own values", "自定义内容"),
    "interaction": ("Contact records", "联系记录"),
    "follow_up": ("Next steps", "跟进计划"),
    "occasion": ("Days", "纪念日"),
    "promise": ("Promises", "承诺"),
    "stage_change": ("Stages", "阶段变化"),
    "alias": ("Former names", "曾用名"),
    "not_same": ("Not the same", "不是同一个"),
    "greeting": ("Greetings", "祝福记录"),
    "greeting_template": ("Wordings", "祝福模板"),
    "sequence": ("Sequences", "跟进序列"),
}
_FIELDS: Mapping[str, tuple[str, str]] = {
    "uid": ("uid", "uid"),
    "customer": ("customer uid", "客户uid"),
    "contact": ("contact uid", "联系人uid"),
    "interaction": ("record uid", "记录uid"),
    "occasion": ("day uid", "纪念日uid"),
    "tag": ("tag", "标签"),
    "field": ("field", "字段"),
    "number": ("number", "编号"),
    "name": ("name", "名称"),
    "short_name": ("short name", "简称"),
    "kind": ("kind", "类型"),
    "grade": ("grade", "等级"),
    "stage": ("stage", "阶段"),
    "industry": ("industry", "行业"),
    "province": ("province", "省份"),
    "city": ("city", "城市"),
    "country": ("country", "国家"),
    "address": ("address", "地址"),
    "source": ("source", "来源"),
    "owner": ("owner", "业务员"),
    "referred_by": ("referred by", "介绍人"),
    "credit_level": ("credit level", "信用等级"),
    "payment_terms": ("payment terms", "付款方式"),
    "invoice": ("invoice details", "开票资料"),
    "price_sensitivity": ("price sensitivity", "价格敏感度"),
    "cadence_days": ("own rhythm in days", "自定联系周期"),
    "needs": ("needs", "需求"),
    "note": ("remarks", "备注"),
    "verified_on": ("checked on", "核对日期"),
    "archived_at": ("archived at", "归档时间"),
    "added_on": ("added on", "建档日期"),
    "spread": ("spread", "首次联系分布"),
    "hide_until": ("hidden until", "隐藏至"),
    "position": ("position", "职务"),
    "role": ("role", "角色"),
    "sex": ("sex", "性别"),
    "hobbies": ("hobbies", "爱好"),
    "taboos": ("taboos", "忌讳"),
    "temperament": ("temperament", "性格"),
    "family": ("family", "家庭情况"),
    "preferred_channel": ("preferred channel", "偏好方式"),
    "language": ("language", "语言"),
    "is_primary": ("first to ask for", "首要联系人"),
    "label": ("label", "标注"),
    "value": ("value", "内容"),
    "normal": ("normal form", "规范形式"),
    "key": ("key", "键"),
    "choices": ("choices", "选项"),
    "on": ("date", "日期"),
    "time": ("time", "时间"),
    "direction": ("direction", "方向"),
    "summary": ("summary", "内容"),
    "outcome": ("outcome", "结果"),
    "rep": ("rep", "业务员"),
    "origin": ("origin", "出处"),
    "is_touch": ("counts as a touch", "算作联系"),
    "recorded_at": ("recorded at", "记录时间"),
    "due_on": ("due on", "到期日"),
    "what": ("what", "事项"),
    "priority": ("priority", "优先级"),
    "status": ("status", "状态"),
    "closed_on": ("closed on", "结束日期"),
    "confirmed": ("confirmed", "已确认"),
    "repeat": ("repeat", "重复"),
    "snoozes": ("put off", "推迟次数"),
    "put_offs": ("times put off", "延期次数"),
    "sequence": ("sequence", "序列"),
    "steps": ("steps", "步骤"),
    "to_check": ("to check", "待核对"),
    "calendar": ("calendar", "历法"),
    "month": ("month", "月"),
    "day": ("day", "日"),
    "leap": ("leap month", "闰月"),
    "year": ("year", "年"),
    "lead_days": ("lead days", "提前天数"),
    "made_on": ("promised on", "承诺日期"),
    "kept_on": ("kept on", "兑现日期"),
    "broken_on": ("broken on", "未兑现日期"),
    "why": ("why", "原因"),
    "before": ("before", "之前"),
    "after": ("after", "之后"),
    "one": ("one uid", "甲uid"),
    "other": ("other uid", "乙uid"),
    "channel": ("channel", "渠道"),
    "text": ("text", "正文"),
    "gift": ("gift", "礼品"),
    "gift_value": ("gift value", "礼品金额"),
    "currency": ("currency", "币种"),
    "audience": ("audience", "对象"),
    "replaces": ("replaces", "替换"),
}


def sheet_name(table: str, lang: str) -> str:
    """The sheet a table stands on."""
    return _SHEETS[table][lang.startswith("zh")]


def heading(name: str, lang: str) -> str:
    """What stands above a field's column."""
    return _FIELDS[name][lang.startswith("zh")]


@cache
def _tables() -> Mapping[str, str]:
    words = {word.casefold(): table for table, both in _SHEETS.items() for word in both}
    return words | {table: table for table in TABLES}


def table_of(sheet: str) -> str | None:
    """The table a sheet of this name holds."""
    return _tables().get(sheet.strip().casefold())


@cache
def _names(table: str) -> Mapping[str, str]:
    names = TABLES[table].names
    words = {word.casefold(): name for name in names for word in _FIELDS[name]}
    return words | {name: name for name in names}


def field_of(table: str, text: str) -> str | None:
    """The field of a table that a heading names."""
    return _names(table).get(text.strip().casefold())
