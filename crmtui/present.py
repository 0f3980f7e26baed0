"""Domain values as words in the user's language, shared by shell and screens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from crmtui.domain.words import N_, _, ngettext

GRADE = {
    "A": N_("core"),
    "B": N_("growth"),
    "C": N_("standard"),
    "D": N_("not a target"),
}
STAGE = {
    "lead": N_("lead"),
    "prospect": N_("prospect"),
    "active": N_("active"),
    "dormant": N_("dormant"),
    "lost": N_("lost"),
    "regained": N_("regained"),
}
KIND = {
    "call": N_("call"),
    "visit": N_("visit"),
    "meeting": N_("meeting"),
    "wechat": N_("WeChat"),
    "sms": N_("SMS"),
    "email": N_("e-mail"),
    "gift": N_("gift"),
    "event": N_("event"),
    "greeting": N_("greeting"),
    "note": N_("remark"),
}
OUTCOME = {
    "reached": N_("reached"),
    "no_answer": N_("no answer"),
    "agreed": N_("agreed"),
    "no_show": N_("no-show"),
    "refused": N_("refused"),
    "other": N_("other"),
}
DIRECTION = {"out": N_("outgoing"), "in": N_("incoming")}
STATUS = {
    "open": N_("open"),
    "done": N_("done"),
    "superseded": N_("superseded"),
    "cancelled": N_("cancelled"),
}
POINT = {
    "mobile": N_("mobile"),
    "phone": N_("phone"),
    "fax": N_("fax"),
    "email": N_("e-mail"),
    "wechat": N_("WeChat"),
    "qq": N_("QQ"),
    "dingtalk": N_("DingTalk"),
    "whatsapp": N_("WhatsApp"),
    "address": N_("address"),
}
ROLE = {
    "decision_maker": N_("decision maker"),
    "buyer": N_("buyer"),
    "logistics": N_("logistics"),
    "finance": N_("finance"),
    "warehouse": N_("warehouse"),
    "driver": N_("driver"),
    "other": N_("other"),
}
SEX = {"m": N_("male"), "f": N_("female")}
CUSTOMER_KIND = {"company": N_("company"), "person": N_("person")}
SENSITIVITY = {"low": N_("low"), "mid": N_("middling"), "high": N_("high")}
OCCASION = {
    "birthday": N_("birthday"),
    "wedding": N_("wedding day"),
    "founding": N_("founding day"),
    "contract_end": N_("end of contract"),
    "other": N_("day that matters"),
}
FIELD = {
    "number": N_("customer number"),
    "name": N_("name"),
    "short_name": N_("short name"),
    "kind": N_("kind"),
    "grade": N_("grade"),
    "stage": N_("stage"),
    "industry": N_("industry"),
    "province": N_("province"),
    "city": N_("city"),
    "region": N_("region"),
    "address": N_("address"),
    "source": N_("source"),
    "owner": N_("rep in charge"),
    "referred_by": N_("referred by"),
    "credit_level": N_("credit level"),
    "payment_terms": N_("payment terms"),
    "invoice": N_("invoice details"),
    "price_sensitivity": N_("price sensitivity"),
    "cadence_days": N_("own rhythm (days)"),
    "needs": N_("needs"),
    "note": N_("remarks"),
    "verified_on": N_("card checked on"),
    "archived_at": N_("archived"),
    "added_on": N_("added on"),
    "tags": N_("tags"),
    "contact": N_("contact"),
    "position": N_("position"),
    "role": N_("role"),
    "sex": N_("sex"),
    "hobbies": N_("hobbies"),
    "taboos": N_("taboos"),
    "temperament": N_("temperament"),
    "family": N_("family"),
    "preferred_channel": N_("preferred channel"),
    "is_primary": N_("first to ask for"),
    "on": N_("date"),
    "time": N_("time"),
    "direction": N_("direction"),
    "summary": N_("what happened"),
    "outcome": N_("outcome"),
    "rep": N_("rep"),
    "due_on": N_("due on"),
    "what": N_("what"),
    "status": N_("status"),
    "closed_on": N_("closed on"),
    "snoozes": N_("put off"),
    "priority": N_("priority"),
    "to_check": N_("to check"),
    "calendar": N_("calendar"),
    "month": N_("month"),
    "day": N_("day"),
    "leap": N_("leap month"),
    "year": N_("year"),
    "label": N_("label"),
    "value": N_("value"),
    "history": N_("contact record"),
    "next_step": N_("next step"),
    "last_touch": N_("last touch"),
    "birthday": N_("birthday"),
    "lunar_birthday": N_("lunar birthday"),
}
TABLE = {
    "customer": N_("customer"),
    "contact": N_("contact"),
    "contact_point": N_("way to reach"),
    "tag": N_("tag"),
    "customer_tag": N_("tag"),
    "custom_field": N_("field of your own"),
    "custom_value": N_("field of your own"),
    "interaction": N_("contact record"),
    "follow_up": N_("next step"),
    "occasion": N_("day that matters"),
    "promise": N_("promise"),
    "stage_change": N_("stage"),
}
VERB = {
    "add_customer": N_("Added customer"),
    "edit_customer": N_("Edited customer"),
    "archive_customer": N_("Archived customer"),
    "unarchive_customer": N_("Brought back customer"),
    "tag_customer": N_("Changed tags"),
    "add_contact": N_("Added contact"),
    "edit_contact": N_("Edited contact"),
    "remove_contact": N_("Removed contact"),
    "log": N_("Logged"),
    "edit_interaction": N_("Corrected record"),
    "remove_interaction": N_("Removed record"),
    "plan": N_("Planned"),
    "complete": N_("Finished"),
    "cancel": N_("Dropped"),
    "snooze": N_("Put off"),
    "edit_step": N_("Edited next step"),
    "add_occasion": N_("Added day"),
    "edit_occasion": N_("Edited day"),
    "remove_occasion": N_("Removed day"),
    "import": N_("Imported"),
    "demo": N_("Made demo data"),
    "undo": N_("Undid"),
    "redo": N_("Did again"),
    "change": N_("Changed"),
}
# Words of the trade that people write in place of a code, in either language.
SYNONYMS: Mapping[str, Mapping[str, str]] = {
    "grade": {
        "核心": "A",
        "核心客户": "A",
        "重要": "A",
        "重要客户": "A",
        "潜力": "B",
        "潜力客户": "B",
        "一般": "C",
        "一般客户": "C",
        "普通": "C",
        "普通客户": "C",
        "非目标": "D",
        "非目标客户": "D",
    },
    "stage": {
        "线索": "lead",
        "意向": "prospect",
        "合作中": "active",
        "沉睡": "dormant",
        "流失": "lost",
        "挽回": "regained",
    },
    "interaction_kind": {
        "电话": "call",
        "拜访": "visit",
        "上门": "visit",
        "会面": "meeting",
        "微信": "wechat",
        "wechat": "wechat",
        "短信": "sms",
        "邮件": "email",
        "email": "email",
        "礼品": "gift",
        "送礼": "gift",
        "活动": "event",
        "祝福": "greeting",
        "备注": "note",
    },
    "outcome": {
        "接通": "reached",
        "未接": "no_answer",
        "约好": "agreed",
        "爽约": "no_show",
        "拒绝": "refused",
    },
    "sex": {"男": "m", "女": "f", "male": "m", "female": "f"},
    "price_sensitivity": {"低": "low", "中": "mid", "高": "high"},
    "kind": {"公司": "company", "个人": "person", "企业": "company"},
}
_CODES = {
    "grade": GRADE,
    "stage": STAGE,
    "interaction_kind": KIND,
    "outcome": OUTCOME,
    "sex": SEX,
    "price_sensitivity": SENSITIVITY,
    "kind": CUSTOMER_KIND,
    "direction": DIRECTION,
    "role": ROLE,
    "point": POINT,
    "occasion": OCCASION,
}


def code_of(what: str, text: str) -> str | None:
    """The code a word stands for ('电话' -> 'call'), or None; `what` is a key of _CODES."""
    wanted = text.strip().casefold()
    for code, words in _CODES[what].items():
        if wanted in (code.casefold(), words.casefold(), _(words).casefold()):
            return code
    return {word.casefold(): code for word, code in SYNONYMS.get(what, {}).items()}.get(wanted)


def field_of(text: str, known: Iterable[str]) -> str | None:
    """The field a word stands for ('grade', 'Grade', '等级' -> 'grade'), or None."""
    wanted = text.strip().casefold()
    for name in known:
        words = FIELD.get(name, name)
        if wanted in (name, words.casefold(), _(words).casefold()):
            return name
    return None


def grade_words(code: str) -> str:
    """'A core'; '' for no grade."""
    return f"{code} {_(GRADE[code])}" if code in GRADE else code


def stage_words(code: str) -> str:
    """The stage in words; '' for none."""
    return _(STAGE.get(code, code)) if code else ""


def kind_words(code: str) -> str:
    """The kind of an interaction in words."""
    return _(KIND.get(code, code)) if code else ""


def outcome_words(code: str) -> str:
    """What came of an interaction, in words."""
    return _(OUTCOME.get(code, code)) if code else ""


def direction_words(code: str) -> str:
    """Which way it went, in words."""
    return _(DIRECTION.get(code, code)) if code else ""


def status_words(code: str) -> str:
    """The state of a next step in words."""
    return _(STATUS.get(code, code)) if code else ""


def point_kind_words(code: str) -> str:
    """The kind of a contact point in words."""
    return _(POINT.get(code, code)) if code else ""


def role_words(code: str) -> str:
    """What part a person plays, in words."""
    return _(ROLE.get(code, code)) if code else ""


def sex_words(code: str) -> str:
    """The sex in words; '' where it is not known."""
    return _(SEX.get(code, code)) if code else ""


def occasion_kind_words(code: str) -> str:
    """The kind of a day that matters, in words."""
    return _(OCCASION.get(code, code)) if code else ""


def field_words(name: str) -> str:
    """A field's name in words."""
    return _(FIELD.get(name, name))


def table_words(name: str) -> str:
    """What a row of this table is, in words."""
    return _(TABLE.get(name, name))


def verb_words(verb: str) -> str:
    """What an operation did, in words."""
    return _(VERB.get(verb, verb))


def operation_words(verb: str, summary: str) -> str:
    """One line of the journal: 'Logged: 王建华 · 报价'."""
    words = verb_words(verb)
    return _("{verb}: {what}").format(verb=words, what=summary) if summary else words


def value_words(field: str, value: object) -> str:
    """A field's value as it is shown: codes become words, nothing becomes ''."""
    if value is None or value == "":
        return ""
    if field == "grade":
        return grade_words(str(value))
    table = {
        "stage": STAGE,
        "outcome": OUTCOME,
        "direction": DIRECTION,
        "status": STATUS,
        "role": ROLE,
        "sex": SEX,
        "price_sensitivity": SENSITIVITY,
        "kind": CUSTOMER_KIND | KIND | POINT | OCCASION,
    }.get(field)
    return _(table[str(value)]) if table and str(value) in table else str(value)


WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)


def weekday_words(day: date) -> str:
    """'Wed', '周三'."""
    return _(WEEKDAYS[day.weekday()])


def date_words(day: date, today: date) -> str:
    """'Wed 2 Dec', '12月2日 周三'; with the year when it is another one."""
    month = _(MONTHS[day.month - 1])
    if day.year == today.year:
        return _("{weekday} {day} {month}").format(
            weekday=weekday_words(day), day=day.day, month=month
        )
    return _("{weekday} {day} {month} {year}").format(
        weekday=weekday_words(day), day=day.day, month=month, year=day.year
    )


def short_date(day: date, today: date) -> str:
    """'11-25', '2025-11-25': a date in a list."""
    return day.strftime("%m-%d") if day.year == today.year else day.isoformat()


def day_words(day: date, today: date) -> str:
    """'today', 'in 3 days', '3 days ago'."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == -1:
        return _("yesterday")
    if days > 0:
        return ngettext("in {n} day", "in {n} days", days).format(n=days)
    return ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)


def due_words(day: date, today: date) -> str:
    """'today', 'in 3 days', '2 days overdue'."""
    late = (today - day).days
    if late <= 0:
        return day_words(day, today)
    return ngettext("{n} day overdue", "{n} days overdue", late).format(n=late)
