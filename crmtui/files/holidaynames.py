"""Chinese names for holidays that the library knows by their English names only."""

from __future__ import annotations

from collections.abc import Mapping

CHINESE: Mapping[str, str] = {
    "New Year's Day": "元旦",
    "New Year's Eve": "跨年夜",
    "Epiphany": "主显节",
    "Good Friday": "耶稣受难日",
    "Easter Sunday": "复活节",
    "Easter Monday": "复活节星期一",
    "Labor Day": "劳动节",
    "International Labor Day": "劳动节",
    "May Day": "劳动节",
    "Ascension Day": "耶稣升天节",
    "Pentecost": "圣灵降临节",
    "Pentecost Monday": "圣灵降临节星期一",
    "Corpus Christi": "基督圣体节",
    "Assumption Day": "圣母升天节",
    "Assumption Of Mary Day": "圣母升天节",
    "All Saints' Day": "诸圣节",
    "Immaculate Conception": "圣母无原罪节",
    "Christmas Eve": "平安夜",
    "Christmas Day": "圣诞节",
    "Second Day of Christmas": "圣诞节次日",
    "Saint Stephen's Day": "圣诞节次日",
    "Boxing Day": "节礼日",
    "German Unity Day": "德国统一日",
    "National Day": "国庆节",
    "Independence Day": "独立日",
    "Republic Day": "共和国日",
    "Constitution Day": "宪法日",
    "Liberation Day": "解放日",
    "Thanksgiving Day": "感恩节",
    "Memorial Day": "阵亡将士纪念日",
    "Veterans Day": "退伍军人节",
    "Columbus Day": "哥伦布日",
    "Martin Luther King Jr. Day": "马丁·路德·金日",
    "Washington's Birthday": "总统日",
    "Juneteenth National Independence Day": "六月节",
    "Spring Bank Holiday": "春季银行假日",
    "Australia Day": "澳大利亚日",
    "ANZAC Day": "澳新军团日",
    "Canada Day": "加拿大日",
    "Children's Day": "儿童节",
    "Buddha's Birthday": "佛诞日",
    "Lunar New Year": "农历新年",
    "Lunar New Year's Eve": "农历除夕",
    "Korean New Year": "农历新年",
    "Chuseok": "中秋节",
}


def in_language(name: str, lang: str) -> str:
    """A holiday's name as it is shown; as the library has it where no other is known."""
    return CHINESE.get(name, name) if lang == "zh_CN" else name
