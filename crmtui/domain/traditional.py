"""Headings and code words in traditional characters, as in files from Taiwan and Hong Kong."""

from __future__ import annotations

from crmtui.domain.numerals import narrow

# Only the characters that headings and code words hold; the whole table is the outer layers'.
_TRADITIONAL = (
    "來侷係繫個箇備傢傳內兩別劃動務區曆歷員問單向實專對屬崗廠錄録後愛態戶時會條業標機櫃歸沒況準溝滯潛無狀獲現發"
    "眞碼禮稱節簡簽籤約級細紹結絕絡經綫線編緻總聯職聽臘興舊薦號見計訊記訪註話詳說説談諱議負貨責資賬車轉辦農週進"
    "郵釘銷錶鍵長門開閏間關陰陽階電項頻類飯點齣"
)
_SIMPLIFIED = (
    "来局系系个个备家传内两别划动务区历历员问单向实专对属岗厂录录后爱态户时会条业标机柜归没况准沟滞潜无状获现发"
    "真码礼称节简签签约级细绍结绝络经线线编致总联职听腊兴旧荐号见计讯记访注话详说说谈讳议负货责资账车转办农周进"
    "邮钉销表键长门开闰间关阴阳阶电项频类饭点出"
)
_TABLE = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


def simple(text: str) -> str:
    """The same text, character by character, narrowed and in simplified characters."""
    return narrow(text).translate(_TABLE)
