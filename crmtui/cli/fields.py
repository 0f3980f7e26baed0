"""field=value as typed: which field is meant, in either language, and what it is set to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from crmtui import present
from crmtui.domain.clean import clean
from crmtui.domain.customers import CONTACT_EDITABLE, EDITABLE, POINT_KINDS
from crmtui.domain.errors import WrongUse
from crmtui.domain.regions import split_region
from crmtui.domain.words import _
from crmtui.present.codes import CODES

if TYPE_CHECKING:
    from crmtui.actions.contacts import PointText
    from crmtui.domain.birthdays import Birthday
    from crmtui.domain.cards import CustomField

# Words of the trade for the fields, beside the codes and the words shown in the user's language.
SYNONYMS: Mapping[str, str] = {
    "客户编号": "number", "编号": "number", "no": "number",
    "客户名称": "name", "名称": "name", "公司": "name", "公司名称": "name", "客户": "name",
    "company": "name", "customer": "name",
    "简称": "short_name", "类型": "kind", "type": "kind",
    "等级": "grade", "级别": "grade", "客户等级": "grade",
    "阶段": "stage", "状态": "stage",
    "行业": "industry", "省": "province", "省份": "province", "state": "province",
    "市": "city", "城市": "city", "town": "city", "地址": "address", "来源": "source",
    "负责人": "owner", "业务员": "owner", "rep": "owner", "介绍人": "referred_by",
    "referrer": "referred_by", "信用": "credit_level", "信用等级": "credit_level",
    "付款方式": "payment_terms", "结算方式": "payment_terms", "payment": "payment_terms",
    "开票资料": "invoice", "价格敏感度": "price_sensitivity",
    "联系周期": "cadence_days", "周期": "cadence_days", "cadence": "cadence_days",
    "rhythm": "cadence_days", "需求": "needs", "备注": "note", "notes": "note",
    "remark": "note", "核实日期": "verified_on", "verified": "verified_on",
    "标签": "tags", "tag": "tags",
    "联系人": "contact", "姓名": "contact", "职务": "position", "职位": "position",
    "job": "position", "角色": "role", "性别": "sex", "爱好": "hobbies", "忌讳": "taboos",
    "性格": "temperament", "家庭": "family", "联系偏好": "preferred_channel",
    "手机": "mobile", "手机号": "mobile", "cell": "mobile", "电话": "phone", "座机": "phone",
    "tel": "phone", "传真": "fax", "邮箱": "email", "邮件": "email", "mail": "email",
    "e-mail": "email", "微信": "wechat", "微信号": "wechat", "钉钉": "dingtalk",
    "生日": "birthday", "农历生日": "lunar_birthday",
}  # fmt: skip
# A customer's own `name` and `note` win; a contact's name is `contact`, its note has no short way.
CONTACT_FIELDS = ("contact", *(name for name in CONTACT_EDITABLE if name not in ("name", "note")))
KNOWN = tuple(
    dict.fromkeys(
        (*EDITABLE, *CONTACT_FIELDS, *POINT_KINDS, "region", "tags", "birthday", "lunar_birthday")
    )
)
CODED = ("grade", "stage", "kind", "price_sensitivity", "sex", "role")


class NotAField(WrongUse):
    """A word on the command line that is not field=value."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” is not of the form field=value, for example {example}.").format(
                text=text, example="grade=A"
            )
        )


class UnknownField(WrongUse):
    """A field nobody knows."""

    def __init__(self, text: str, near: Sequence[str], own: Sequence[str]) -> None:
        hint = _(" Did you mean “{near}”?").format(near=near[0]) if near else ""
        super().__init__(
            _("There is no field “{text}”.{hint} The fields are: {known}.").format(
                text=text, hint=hint, known=", ".join((*KNOWN, *own))
            )
        )


class UnknownWord(WrongUse):
    """A value that a field with a fixed list of words does not have."""

    def __init__(self, name: str, text: str, choices: Iterable[str]) -> None:
        super().__init__(
            _("{field}: “{text}” is none of its words: {choices}.").format(
                field=present.field_words(name), text=text, choices=", ".join(choices)
            )
        )


class NotAPoint(WrongUse):
    """A phone or mail address that is none."""

    def __init__(self, kind: str, text: str) -> None:
        words = (
            _("“{text}” is no e-mail address; nothing was changed.")
            if kind == "email"
            else _("“{text}” is no number one can call; nothing was changed.")
        )
        super().__init__(words.format(text=text))


@dataclass(slots=True)
class Wanted:
    """What a command line sets, sorted by where it is kept."""

    customer: dict[str, str | None] = field(default_factory=dict)
    contact: dict[str, str] = field(default_factory=dict)
    # By kind; none: the kind's first one is to go.
    points: dict[str, list[PointText]] = field(default_factory=dict)
    custom: dict[str, str] = field(default_factory=dict)
    tags: list[str] | None = None
    tags_on: list[str] = field(default_factory=list)
    tags_off: list[str] = field(default_factory=list)
    birthdays: list[Birthday] = field(default_factory=list)

    def new_tags(self, present_ones: Sequence[str]) -> list[str] | None:
        """The tags afterwards; None where nothing is said about them."""
        if self.tags is None and not self.tags_on and not self.tags_off:
            return None
        tags = [*(present_ones if self.tags is None else self.tags), *self.tags_on]
        return [tag for tag in dict.fromkeys(tags) if tag not in self.tags_off]


def understood(words: Sequence[str], own: Sequence[CustomField], today: date) -> Wanted:
    """Sort field=value words; `own` are the user's own fields. Raises what is wrong, in words."""
    wanted = Wanted()
    for word in words:
        name, equals, value = word.partition("=")
        if word[:1] in "+-" and len(word) > 1:
            _note_tag(wanted, word)
        elif not equals or not name.strip():
            raise NotAField(word)
        else:
            _note(wanted, name.strip(), value.strip(), own, today)
    return wanted


def _note_tag(wanted: Wanted, word: str) -> None:
    name, equals, value = word[1:].partition("=")
    if equals and _code(name) != "tags":
        raise NotAField(word)
    tags = _split(value if equals else word[1:])
    (wanted.tags_on if word[0] == "+" else wanted.tags_off).extend(tags)


def _note(wanted: Wanted, name: str, value: str, own: Sequence[CustomField], today: date) -> None:
    code = _code(name)
    if code is None:
        wanted.custom[_own_key(name, own)] = value
    elif code == "tags":
        wanted.tags = _split(value)
    elif code in ("birthday", "lunar_birthday"):
        wanted.birthdays.append(_birthday(value, code == "lunar_birthday", today))
    elif code in POINT_KINDS and code != "address":
        wanted.points[code] = _points(code, value)
    elif code == "region":
        wanted.customer["province"], wanted.customer["city"] = split_region(value)
    elif code == "contact":
        wanted.contact["name"] = value
    elif code in CONTACT_FIELDS:
        wanted.contact[code] = coded(code, value)
    else:
        wanted.customer[code] = coded(code, value)


def _points(kind: str, value: str) -> list[PointText]:
    """The ways to reach someone that a value lists; NotAPoint where a piece is none."""
    from crmtui.actions.contacts import PointText
    from crmtui.domain.points import read_points

    read = read_points(clean(value), kind, "", "CN")
    if read.left:
        raise NotAPoint(kind, read.left[0])
    return [PointText(kind, point.value, point.label) for point in read.points]


def _code(name: str) -> str | None:
    plain = name.casefold().replace("-", "_").replace(" ", "_")
    return (
        (plain if plain in KNOWN else None)
        or present.field_of(name, KNOWN)
        or SYNONYMS.get(name.casefold())
    )


def _own_key(name: str, own: Sequence[CustomField]) -> str:
    wanted = name.casefold()
    for candidate in own:
        if wanted in (candidate.key.casefold(), candidate.label.casefold()):
            return candidate.key
    from difflib import get_close_matches

    from crmtui.domain.headerwords import CUSTOMER_HEADINGS

    heading = CUSTOMER_HEADINGS.get(wanted)  # 货物信息, as the column of a file was called
    if heading in [candidate.key for candidate in own]:
        return heading
    labels = [candidate.label or candidate.key for candidate in own]
    raise UnknownField(name, get_close_matches(name, [*KNOWN, *SYNONYMS, *labels], 1), labels)


def coded(name: str, value: str) -> str:
    """A value's code where the field has codes: 核心 -> A; UnknownWord with what there is."""
    if name not in CODED or not value:
        return value
    code = present.code_of(name, value)
    if code is None:
        raise UnknownWord(name, value, choices(name))
    return code


def choices(name: str) -> list[str]:
    """The codes of a field with their words: ['A (core)', …]."""
    return [f"{code} ({_(words)})" for code, words in CODES[name].items()]


def _birthday(value: str, lunar: bool, today: date) -> Birthday:
    from crmtui.domain.birthdays import parse_birthday

    return parse_birthday(f"农历{value}" if lunar and "农历" not in value else value, today)


def _split(value: str) -> list[str]:
    for separator in "，、;；":
        value = value.replace(separator, ",")
    return [tag.strip() for tag in value.split(",") if tag.strip()]
