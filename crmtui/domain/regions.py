"""Province and city from one text: 广东省深圳市, 广东 深圳, 上海."""

from __future__ import annotations

import re

PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 "
    "广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
).split()
_PROVINCE = re.compile(
    rf"(?P<province>{'|'.join(PROVINCES)})(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?"
    r"[\s\-/·,，]*(?P<city>.*)"
)
_BETWEEN = re.compile(r"\s*[/·,，\-]\s*|\s+")


def split_region(text: str) -> tuple[str, str]:
    """Province and city; a text that names no Chinese province is a city, or 'state, city'."""
    if found := _PROVINCE.fullmatch(text):
        return found["province"], found["city"].strip()
    parts = _BETWEEN.split(text, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) == 2 else ("", text)
