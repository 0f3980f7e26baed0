"""The notations of a day: how each is written, and the reading that says which day it means."""

from __future__ import annotations

import re
from datetime import date

from crmtui.domain.dayreadings import (
    NUMBER_WORDS,
    Asked,
    Reading,
    chinese_date,
    chinese_half,
    chinese_offset,
    chinese_weekday,
    day_of_month,
    days_on,
    end_of_month,
    end_of_year,
    english_offset,
    english_weekday,
    first_of_next_month,
    months_on,
    named_month,
    next_monday,
    numbers_only,
    weeks_on,
    whole_date,
)

_CN = "[一二两三四五六七八九十廿卅]"
_N = f"[0-9]{{1,4}}|(?:{_CN}|百){{1,5}}"
_END = r"(?=$|[\s:,])"
_DAY = rf"(?P<day>[0-9]{{1,2}}|{_CN}{{1,3}})\s*[日号號](?![楼线机仓门店库车柜院馆桌厂])"
# A word or number ends here: 3d but not 3dozen, 12-01 but not 12-01-26.
_STOP = r"(?![0-9A-Za-z'’]|[-/][0-9A-Za-z]|\.[0-9])"
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)"
_UNIT = (
    r"(?P<unit>[dwmy]|wd|bd|\s*(?:(?:working|business|work)\s*days?|days?|weeks?|wks?|months?"
    r"|years?))"
)


_YMD = r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})"
_WEEK_ZH = "(?:周|星期|礼拜)"
_WHICH_MONTH = r"(?P<which>这个?|本|下+个?)"

_FORMS: tuple[tuple[str, Reading], ...] = (
    (_YMD + rf"(?:(?=T[0-9]{{1,2}}:)|{_STOP})", whole_date),
    (r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})" + _STOP, whole_date),
    (r"(?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})" + _STOP, numbers_only),
    (
        rf"(?:(?P<year>[今明后去]年|[0-9]{{4}}年)\s*)?"
        rf"(?P<month>[0-9]{{1,2}}|{_CN}{{1,2}})\s*月\s*{_DAY}",
        chinese_date,
    ),
    (
        r"(?P<year>[今明后去]年|[0-9]{4}年)?\s*"
        rf"(?P<month>[0-9]{{1,2}})\s*月\s*(?P<day>[0-9]{{1,2}}){_END}",
        chinese_date,
    ),
    (rf"(?:{_WHICH_MONTH}月\s*)?{_DAY}", day_of_month),
    (r"(?P<which>下+)个?月(?![底末初])", months_on),
    (r"(?:(?P<which>这个?|本|下+个?))?月[底末]", end_of_month),
    (r"(?P<which>下+)个?月初(?!步)", months_on),
    ("月初(?!步)", first_of_next_month),
    (r"[今本明]?年[底末]", end_of_year),
    (
        rf"(?P<n>{_N})\s*(?P<unit>天|个?工作日|周(?!年)|个?星期|个?礼拜|个月)\s*"
        rf"(?:[之以过]?后|{_END})",
        chinese_offset,
    ),
    (rf"(?P<n>{_N})\s*(?P<unit>日|年)\s*[之以]?后", chinese_offset),
    (rf"半(?:个?月|年)(?:[之以过]?后|{_END})", chinese_half),
    ("今[天日]", days_on(0)),
    ("明[天日]", days_on(1)),
    ("后[天日]", days_on(2)),
    ("大后[天日]", days_on(3)),
    # 今晚 电话: the part of the day stays with what is to be done, as that of 今天下午 does.
    (r"今(?=[早晚]上?[\s:,])|今[早晚]上?$", days_on(0)),
    (r"明(?=[早晚]上?[\s:,])|明[早晚]上?$", days_on(1)),
    ("今(?=[早晚]上?[0-9一二三四五六七八九十两]{1,3}[点时:])", days_on(0)),
    ("明(?=[早晚]上?[0-9一二三四五六七八九十两]{1,3}[点时:])", days_on(1)),
    (
        rf"(?P<which>这个?|本|上个?|下+个?)?{_WEEK_ZH}(?P<weekday>[一二三四五六日天])",
        chinese_weekday,
    ),
    (rf"(?P<which>下+)个?{_WEEK_ZH}(?!末)", weeks_on),
    ("today" + _STOP, days_on(0)),
    ("(?:tomorrow|tmrw?)" + _STOP, days_on(1)),
    (r"(?:the\s+)?day\s+after\s+tomorrow" + _STOP, days_on(2)),
    (rf"(?:on\s+|(?P<which>this|next|last)\s+)?{_WEEKDAY}{_STOP}", english_weekday),
    (r"next\s+week" + _STOP, next_monday),
    (r"next\s+month" + _STOP, first_of_next_month),
    (
        r"(?:eom|month\s+end|end\s+of\s+(?:the\s+|this\s+|(?P<which>next\s+))?month)" + _STOP,
        end_of_month,
    ),
    (r"(?:eoy|year\s+end|end\s+of\s+(?:the\s+|this\s+)?year)" + _STOP, end_of_year),
    (
        rf"(?:in\s+(?P<word>a|{'|'.join(NUMBER_WORDS)})(?=\s)|(?:in\s+|\+)?(?P<n>[0-9]{{1,4}}))"
        rf"{_UNIT}(?:\s+(?:from\s+now|later))?{_STOP}",
        english_offset,
    ),
    (rf"(?:(?:on\s+)?the\s+)?{_NTH}{_STOP}", day_of_month),
    (
        rf"{_MONTH}\s*(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>[0-9]{{4}}))?{_STOP}",
        named_month,
    ),
    (
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s*{_MONTH}(?:,?\s+(?P<year>[0-9]{{4}}))?{_STOP}",
        named_month,
    ),
)

_PAST_FORMS: tuple[tuple[str, Reading], ...] = (
    ("昨[天日]", days_on(-1)),
    ("前[天日]", days_on(-2)),
    ("大前[天日]", days_on(-3)),
    ("yesterday" + _STOP, days_on(-1)),
    (r"(?:the\s+)?day\s+before\s+yesterday" + _STOP, days_on(-2)),
    (
        rf"(?P<n>{_N})\s*(?P<unit>天|日|周|个?星期|个?礼拜|个月|年)\s*(?P<ago>[之以]?前)",
        chinese_offset,
    ),
    (r"(?P<n>[0-9]{1,4})" + _UNIT + r"\s+(?P<ago>ago)" + _STOP, english_offset),
)


def lead_day(text: str, asked: Asked) -> tuple[date, int]:
    """The longest day a text begins with, and where it ends; ValueError where there is none."""
    forms = _FORMS + _PAST_FORMS if asked.past else _FORMS
    best: tuple[re.Match[str], Reading] | None = None
    for form, reading in forms:
        # Compiled when first needed: all of these at once would slow the start of a shell command.
        found = re.compile(form, re.IGNORECASE).match(text)
        if found and (best is None or found.end() > best[0].end()):
            best = found, reading
    if best is None:
        raise ValueError(text)
    return best[1](best[0], asked), best[0].end()
