"""Words in a file that stand for a code of ours: grades, stages, kinds of contact, sex."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from crmtui.domain.countries import WORDS as COUNTRIES
from crmtui.domain.countries import country_code
from crmtui.domain.labels import grade_of
from crmtui.domain.numerals import narrow, number
from crmtui.domain.traditional import simple

_GRADE = {
    "A": "a 核心 重要 重点 关键 vip 大 core key",
    "B": "b 潜力 成长 次重要 growth",
    "C": "c 一般 普通 标准 standard normal",
    "D": "d 非目标 无效 nottarget",
}
_STAGE = {
    "lead": "lead 线索 潜在 新线索",
    "prospect": "prospect 意向 有意向 跟进中",
    "active": "active 合作中 合作 已合作 成交 已成交 正式 老客户 customer",
    "dormant": "dormant 沉睡 休眠 inactive 停滞",
    "lost": "lost 流失 已流失",
    "regained": "regained 挽回 已挽回",
}
_KIND = {
    "call": "call 电话 打电话 电话联系 电话沟通 电话回访 来电 去电 致电 phone phonecall telephone "
    "anruf telefon telefonat",
    "visit": "visit 拜访 上门 上门拜访 走访 实地拜访 面访 besuch",
    "meeting": "meeting 会面 面谈 见面 会议 来访 接待 treffen termin",
    "wechat": "wechat 微信 微信沟通 微信联系 企业微信 weixin qq 钉钉 whatsapp chat 聊天",
    "sms": "sms 短信 简讯 text textmessage",
    "email": "email 邮件 电子邮件 mail e-mail",
    "gift": "gift 礼品 送礼 礼物 geschenk",
    "event": "event 活动 展会 饭局 聚餐 veranstaltung",
    "greeting": "greeting 祝福 问候 节日祝福",
    "note": "note 备注 其他 其它 other",
}
_SEX = {"m": "m 男 先生 male mr herr männlich", "f": "f 女 女士 小姐 female ms mrs frau weiblich"}
_OUTCOME = {
    "reached": "reached 接通 已接通",
    "no_answer": "noanswer 未接 无人接听 未接通 没接",
    "agreed": "agreed 约好 已约 同意",
    "no_show": "noshow 爽约",
    "refused": "refused 拒绝 拒接",
    "other": "other 其他",
}
_ROLE = {
    "decision_maker": "decisionmaker decision_maker 决策人 决策者 老板 负责人 拍板人 entscheider",
    "buyer": "buyer 采购 采购员 采购经理 einkauf einkäufer purchasing",
    "logistics": "logistics 物流 物流部 仓储物流 logistik",
    "finance": "finance 财务 会计 出纳 finanzen buchhaltung accounting",
    "warehouse": "warehouse 仓库 仓管 库管 lager",
    "driver": "driver 司机 驾驶员 fahrer",
    "other": "other 其他 其它",
}
_SENSITIVITY = {
    "low": "low 低 不敏感 niedrig",
    "mid": "mid 中 一般 middling medium mittel",
    "high": "high 高 敏感 hoch",
}
_STATUS = {
    "open": "open 未完成 待办 待跟进 进行中 未开始 计划中 已计划 待处理 no 否 n false notstarted "
    "inprogress planned todo pending offen scheduled",
    "done": "done 已完成 完成 已办 已处理 是 yes y true completed complete closed 1 erledigt ✓ √",
    "superseded": "superseded 已被取代 已被替代 已过期",
    "cancelled": "cancelled canceled 已取消 取消 作废 deferred abgesagt",
}
_OCCASION = {
    "birthday": "birthday 生日 寿辰 出生日期 geburtstag",
    "wedding": "wedding weddingday 结婚纪念日 结婚 婚庆 anniversary hochzeitstag hochzeit",
    "founding": (
        "founding foundingday 公司成立 成立日 成立 司庆 周年庆 店庆 店庆日 厂庆日 "
        "司庆日 公司成立日 开业 开业纪念日 厂庆 firmenjubiläum gründungstag"
    ),
    "contract_end": "contractend contract_end endofcontract 合同到期 合同到期日 合同 续约 "
    "vertragsende",
    "other": "other otherday daythatmatters 其他 其它 纪念日",
}
_CALENDAR = {
    "gregorian": "gregorian solar 公历 阳历 新历 公 阳",
    "lunar": "lunar 农历 阴历 旧历 农 阴",
}


def _by_word(codes: Mapping[str, str]) -> dict[str, str]:
    return {word: code for code, words in codes.items() for word in words.split()}


_CODES: Mapping[str, Mapping[str, str]] = {
    "grade": _by_word(_GRADE),
    "stage": _by_word(_STAGE),
    "kind": _by_word(_KIND),
    "contact.sex": _by_word(_SEX),
    "outcome": _by_word(_OUTCOME),
    "contact.role": _by_word(_ROLE),
    "price_sensitivity": _by_word(_SENSITIVITY),
    "status": _by_word(_STATUS),
    "occasion": _by_word(_OCCASION),
    "calendar": _by_word(_CALENDAR),
    "country": COUNTRIES,
}
_GRADE_DRESSING = re.compile(r"(?:客户|级|类|等|grade|class)+|[^\w]+")
_STAGE_DRESSING = re.compile(r"客户$|[^\w]+")


def code_of(field: str, text: str) -> str | None:
    """The code a word stands for, or None: ('grade', '重要客户') -> 'A'."""
    if field == "grade" and (own := grade_of(text)):
        return own
    plain = simple(text).strip().casefold()
    table = _CODES[field]
    if field == "country":
        return country_code(text)
    if found := table.get(plain):
        return found
    if field == "grade":
        return table.get(_GRADE_DRESSING.sub("", plain))
    return table.get(_STAGE_DRESSING.sub("", plain))


def fits(field: str, distinct: Sequence[str]) -> bool:
    """Whether a column of these words can hold this field: at least every second one is known."""
    if not distinct:
        return True
    return 2 * sum(code_of(field, text) is not None for text in distinct) >= len(distinct)


_EVERY = {"天": 30.0, "日": 30.0, "周": 4.35, "星期": 4.35, "月": 1.0, "季": 1 / 3, "年": 1 / 12}
_EVERY |= {"半月": 2.0, "day": 30.0, "week": 4.35, "month": 1.0, "quarter": 1 / 3, "year": 1 / 12}
_ADVERBS = {"daily": 30.0, "weekly": 4.35, "monthly": 1.0, "quarterly": 1 / 3, "yearly": 1 / 12}
_N = r"[0-9一二三四五六七八九十两]+(?:\.[0-9]+)?"
_CHINESE = re.compile(
    rf"(?:约|大约|平均)?每(?:个)?(?P<each>{_N})?个?(?P<unit>天|日|周|星期|半月|月|季度?|年)"
    rf"(?:约|大约)?(?P<low>{_N})?(?:[-~—至到](?P<high>{_N}))?(?:[票次单趟车批柜]|左右)*"
)
_ENGLISH = re.compile(
    rf"(?P<low>{_N})(?:\s*(?:-|to)\s*(?P<high>{_N}))?\s*(?:x|times?|shipments?|票|次)?\s*"
    r"(?:/|per|an?|each|every)\s*(?P<each>)(?P<unit>day|week|month|quarter|year|天|周|月|年)"
)


def per_month(text: str) -> float | None:
    """Shipments a month that a frequency means: 每天 30, 每周2票 8.7; None where not said."""
    plain = re.sub(r"\s+", " ", narrow(text)).strip().casefold()
    if plain in _ADVERBS:
        return _rounded(_ADVERBS[plain])
    found = _CHINESE.fullmatch(plain.replace(" ", "")) or _ENGLISH.fullmatch(plain)
    if found is None:
        return None
    low = _amount(found["low"]) or 1.0
    high = _amount(found["high"]) or low
    each = _amount(found["each"]) or 1.0
    return _rounded((low + high) / 2 * _EVERY[found["unit"].removesuffix("度")] / each)


def _amount(text: str | None) -> float | None:
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        return float(number(text) or 0) or None


def _rounded(amount: float) -> float:
    return round(amount, 1)
