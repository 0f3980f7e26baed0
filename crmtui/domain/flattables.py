"""The flat tables of an export: one row a customer, a contact, a record …, headed in words.

The headings are words that an import of ours recognises, in both languages; they are no part of
the catalogue, so that no translation can come between.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from crmtui.domain.lunar import lunar_words


class FlatColumn(NamedTuple):
    """A column: what it holds, its heading in English and Chinese.

    kind: text, day (ISO, '' where there is none) or number. codes: the words to show for it.
    """

    field: str
    english: str
    chinese: str
    kind: str = "text"
    codes: str = ""

    def heading(self, lang: str) -> str:
        """The heading in the user's language."""
        return self.chinese if lang.startswith("zh") else self.english


_NUMBER = FlatColumn("number", "Customer number", "客户编号")
_NAME = FlatColumn("name", "Customer name", "客户名称")
_CONTACT = FlatColumn("contact", "Contact", "联系人")
_UID = FlatColumn("uid", "UID", "UID")
_OWNER = FlatColumn("owner", "Owner", "业务员")
_SENSITIVITY = FlatColumn(
    "price_sensitivity", "Price sensitivity", "价格敏感度", codes="price_sensitivity"
)
POINT_COLUMNS = (
    FlatColumn("mobile", "Mobile", "手机"),
    FlatColumn("phone", "Phone", "电话"),
    FlatColumn("fax", "Fax", "传真"),
    FlatColumn("email", "E-mail", "邮箱"),
    FlatColumn("wechat", "WeChat", "微信"),
    FlatColumn("qq", "QQ", "QQ"),
    FlatColumn("dingtalk", "DingTalk", "钉钉"),
    FlatColumn("whatsapp", "WhatsApp", "WhatsApp"),
)
_PERSON = (
    _CONTACT,
    FlatColumn("position", "Position", "职务"),
    FlatColumn("role", "Role", "角色", codes="role"),
    FlatColumn("sex", "Sex", "性别", codes="sex"),
    *POINT_COLUMNS,
    FlatColumn("hobbies", "Hobbies", "爱好"),
    FlatColumn("taboos", "Taboos", "忌讳"),
    FlatColumn("temperament", "Temperament", "性格"),
    FlatColumn("family", "Family", "家庭情况"),
    FlatColumn("preferred_channel", "Preferred channel", "首选联系方式"),
    FlatColumn("contact_note", "Contact remarks", "联系人备注"),
    FlatColumn("birthday", "Birthday", "生日", "day"),
    FlatColumn("lunar_birthday", "Lunar birthday", "农历生日"),
)

FLAT: Mapping[str, tuple[FlatColumn, ...]] = {
    "customers": (
        _NUMBER,
        _NAME,
        FlatColumn("short_name", "Short name", "简称"),
        FlatColumn("grade", "Grade", "等级"),
        FlatColumn("stage", "Stage", "阶段", codes="stage"),
        FlatColumn("industry", "Industry", "行业"),
        FlatColumn("country", "Country", "国家"),
        FlatColumn("province", "Province", "省份"),
        FlatColumn("city", "City", "城市"),
        FlatColumn("address", "Address", "地址"),
        FlatColumn("source", "Source", "来源"),
        _OWNER,
        FlatColumn("referred_by", "Referred by", "介绍人"),
        FlatColumn("credit_level", "Credit level", "信用等级"),
        FlatColumn("payment_terms", "Payment terms", "付款方式"),
        FlatColumn("invoice", "Invoice details", "开票资料"),
        FlatColumn(
            "price_sensitivity", "Price sensitivity", "价格敏感度", codes="price_sensitivity"
        ),
        FlatColumn("tags", "Tags", "标签"),
        *_PERSON,
        FlatColumn("needs", "Needs", "需求"),
        FlatColumn("note", "Remarks", "备注"),
        FlatColumn("last_on", "Last contact", "最近联系", "day"),
        FlatColumn("next_on", "Next contact", "下次联系", "day"),
        FlatColumn("next_what", "Next step", "下一步"),
        _UID,
    ),
    "contacts": (_NUMBER, _NAME, *_PERSON, _UID),
    "interactions": (
        FlatColumn("on", "Date", "日期", "day"),
        _NUMBER,
        _NAME,
        _CONTACT,
        FlatColumn("kind", "Kind", "方式", codes="interaction_kind"),
        FlatColumn("summary", "Summary", "内容"),
        FlatColumn("outcome", "Outcome", "结果", codes="outcome"),
        FlatColumn("rep", "Rep", "业务员"),
    ),
    "follow-ups": (
        FlatColumn("due_on", "Next contact", "下次跟进", "day"),
        _NUMBER,
        _NAME,
        _CONTACT,
        FlatColumn("what", "Next step", "下一步"),
        FlatColumn("kind", "Kind", "方式", codes="interaction_kind"),
        FlatColumn("priority", "Priority", "优先级", "number"),
        FlatColumn("status", "Status", "状态", codes="status"),
        FlatColumn("closed_on", "Closed on", "完成日期", "day"),
    ),
    "occasions": (
        _NUMBER,
        _NAME,
        _CONTACT,
        FlatColumn("kind", "Occasion", "纪念日", codes="occasion"),
        FlatColumn("on", "Date", "日期", "day"),
        FlatColumn("lunar", "Lunar date", "农历日期"),
        FlatColumn("lead_days", "Lead days", "提前天数", "number"),
        FlatColumn("label", "Label", "纪念日名称"),
        FlatColumn("note", "Remarks", "备注"),
    ),
    "promises": (
        _NUMBER,
        _NAME,
        _CONTACT,
        FlatColumn("made_on", "Promised on", "承诺日期", "day"),
        FlatColumn("due_on", "Due on", "兑现期限", "day"),
        FlatColumn("what", "Promise", "承诺内容"),
        FlatColumn("kept_on", "Kept on", "兑现日期", "day"),
        FlatColumn("broken_on", "Broken on", "未兑现日期", "day"),
        FlatColumn("why", "Why", "原因"),
    ),
    # The table that sales reps keep by hand.
    "follow-up-sheet": (
        _NUMBER,
        _NAME,
        _CONTACT,
        FlatColumn("position", "Position", "职务"),
        FlatColumn("phone", "Phone", "电话"),
        FlatColumn("grade", "Grade", "等级"),
        FlatColumn("stage", "Stage", "阶段", codes="stage"),
        FlatColumn("region", "Region", "地区"),
        FlatColumn("last_on", "Last contact", "最近联系", "day"),
        FlatColumn("last_text", "Last contact note", "沟通内容"),
        FlatColumn("next_on", "Next contact", "下次跟进", "day"),
        FlatColumn("next_what", "Next step", "下一步"),
        _OWNER,
        FlatColumn("note", "Remarks", "备注"),
    ),
}
TITLES: Mapping[str, tuple[str, str]] = {
    "customers": ("Customers", "客户"),
    "contacts": ("Contacts", "联系人"),
    "interactions": ("Contact records", "联系记录"),
    "follow-ups": ("Next steps", "跟进计划"),
    "occasions": ("Days", "纪念日"),
    "promises": ("Promises", "承诺"),
    "follow-up-sheet": ("Follow-up sheet", "客户跟进表"),
}


def title(what: str, lang: str) -> str:
    """What a table is called in the user's language."""
    return TITLES[what][lang.startswith("zh")]


def day_cell(calendar: str, month: int, day: int, leap: bool, year: int | None) -> str:
    """A day that comes back, as an import reads it: 1985-03-08, 03-08, 农历1965年八月十五."""
    if calendar == "gregorian":
        return f"{year:04}-{month:02}-{day:02}" if year else f"{month:02}-{day:02}"
    return f"农历{f'{year}年' if year else ''}{lunar_words(month, day, leap)}"
