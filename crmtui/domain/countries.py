"""Countries by their ISO 3166 code, and the words people write for them."""

from __future__ import annotations

from collections.abc import Mapping

from crmtui.domain.words import N_, _

NAMES: Mapping[str, str] = {
    "CN": N_("China"), "HK": N_("Hong Kong"), "MO": N_("Macao"), "TW": N_("Taiwan"),
    "JP": N_("Japan"), "KR": N_("South Korea"), "SG": N_("Singapore"), "MY": N_("Malaysia"),
    "TH": N_("Thailand"), "VN": N_("Vietnam"), "ID": N_("Indonesia"), "PH": N_("Philippines"),
    "KH": N_("Cambodia"), "LA": N_("Laos"), "MM": N_("Myanmar"), "IN": N_("India"),
    "PK": N_("Pakistan"), "BD": N_("Bangladesh"), "LK": N_("Sri Lanka"), "KZ": N_("Kazakhstan"),
    "UZ": N_("Uzbekistan"), "MN": N_("Mongolia"), "RU": N_("Russia"), "UA": N_("Ukraine"),
    "DE": N_("Germany"), "AT": N_("Austria"), "CH": N_("Switzerland"), "FR": N_("France"),
    "IT": N_("Italy"), "ES": N_("Spain"), "PT": N_("Portugal"), "NL": N_("Netherlands"),
    "BE": N_("Belgium"), "GB": N_("United Kingdom"), "IE": N_("Ireland"), "DK": N_("Denmark"),
    "SE": N_("Sweden"), "NO": N_("Norway"), "FI": N_("Finland"), "PL": N_("Poland"),
    "CZ": N_("Czechia"), "HU": N_("Hungary"), "RO": N_("Romania"), "GR": N_("Greece"),
    "TR": N_("Turkey"), "IL": N_("Israel"), "AE": N_("United Arab Emirates"),
    "SA": N_("Saudi Arabia"), "IR": N_("Iran"), "EG": N_("Egypt"), "ZA": N_("South Africa"),
    "NG": N_("Nigeria"), "KE": N_("Kenya"), "ET": N_("Ethiopia"), "GH": N_("Ghana"),
    "MA": N_("Morocco"), "US": N_("United States"), "CA": N_("Canada"), "MX": N_("Mexico"),
    "BR": N_("Brazil"), "AR": N_("Argentina"), "CL": N_("Chile"), "CO": N_("Colombia"),
    "PE": N_("Peru"), "AU": N_("Australia"), "NZ": N_("New Zealand"),
}  # fmt: skip
_ALSO: Mapping[str, str] = {
    "CN": "中国 中华人民共和国 prc mainlandchina volksrepublikchina cn",
    "HK": "香港 中国香港 hongkongsar",
    "MO": "澳门 中国澳门 macau",
    "TW": "台湾 中国台湾",
    "JP": "日本",
    "KR": "韩国 korea southkorea",
    "SG": "新加坡 singapur",
    "MY": "马来西亚",
    "TH": "泰国",
    "VN": "越南",
    "ID": "印度尼西亚 印尼",
    "PH": "菲律宾",
    "KH": "柬埔寨",
    "LA": "老挝",
    "MM": "缅甸",
    "IN": "印度 indien",
    "PK": "巴基斯坦",
    "BD": "孟加拉 孟加拉国",
    "LK": "斯里兰卡",
    "KZ": "哈萨克斯坦",
    "UZ": "乌兹别克斯坦",
    "MN": "蒙古",
    "RU": "俄罗斯 russland russianfederation",
    "UA": "乌克兰",
    "DE": "德国 deutschland",
    "AT": "奥地利 österreich",
    "CH": "瑞士 schweiz",
    "FR": "法国 frankreich",
    "IT": "意大利 italien",
    "ES": "西班牙 spanien",
    "PT": "葡萄牙",
    "NL": "荷兰 niederlande holland thenetherlands",
    "BE": "比利时 belgien",
    "GB": "英国 uk greatbritain england großbritannien",
    "IE": "爱尔兰",
    "DK": "丹麦",
    "SE": "瑞典 schweden",
    "NO": "挪威",
    "FI": "芬兰",
    "PL": "波兰 polen",
    "CZ": "捷克 czechrepublic tschechien",
    "HU": "匈牙利",
    "RO": "罗马尼亚",
    "GR": "希腊",
    "TR": "土耳其 türkei türkiye",
    "IL": "以色列",
    "AE": "阿联酋 阿拉伯联合酋长国 uae",
    "SA": "沙特 沙特阿拉伯 ksa",
    "IR": "伊朗",
    "EG": "埃及",
    "ZA": "南非",
    "NG": "尼日利亚",
    "KE": "肯尼亚",
    "ET": "埃塞俄比亚",
    "GH": "加纳",
    "MA": "摩洛哥",
    "US": "美国 usa unitedstatesofamerica america",
    "CA": "加拿大",
    "MX": "墨西哥",
    "BR": "巴西",
    "AR": "阿根廷",
    "CL": "智利",
    "CO": "哥伦比亚",
    "PE": "秘鲁",
    "AU": "澳大利亚 澳洲 australien",
    "NZ": "新西兰",
}


_SIMPLER = str.maketrans(
    "國義韓灣門亞蘭馬來賓緬東維紐羅聯烏約", "国义韩湾门亚兰马来宾缅东维纽罗联乌约"
)


def _plain(text: str) -> str:
    letters = text.casefold().translate(_SIMPLER)
    return "".join(letter for letter in letters if letter.isalnum())


WORDS: Mapping[str, str] = {
    word: code
    for code, name in NAMES.items()
    for word in (_plain(code), _plain(name), *(_ALSO[code].split()))
}


def country_code(text: str) -> str | None:
    """The code of a country as people write it; any two letters are a code; None for neither."""
    plain = _plain(text)
    if found := WORDS.get(plain):
        return found
    if found := next((code for code, name in NAMES.items() if _plain(_(name)) == plain), None):
        return found
    return plain.upper() if len(plain) == 2 and plain.isascii() and plain.isalpha() else None


def country_words(code: str) -> str:
    """A country's name in the user's language, or its code."""
    return _(NAMES[code]) if code in NAMES else code
