"""Place names that Chinese companies begin their name with, and where they end."""

from __future__ import annotations

import re
from functools import cache

from crmtui.domain.regions import PROVINCES

# Cities of the second level, and those of the third that are known for their trade.
_CITIES = """
石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中
运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口
阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 吉林 四平 辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔 鸡西
鹤岗 双鸭山 大庆 伊春 佳木斯 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州
镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山
淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩
宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊
济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌
漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州
恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 广州 韶关 深圳 珠海 汕头
佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林
梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 成都 自贡 攀枝花 泸州 德阳 绵阳
广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明
曲靖 玉溪 保山 昭通 丽江 普洱 临沧 大理 拉萨 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛
兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫
乌鲁木齐 克拉玛依 吐鲁番 哈密 义乌 昆山 常熟 张家港 江阴 太仓 宜兴 慈溪 余姚 永康 温岭 瑞安 乐清
诸暨 海宁 桐乡 晋江 石狮 南安 福清 顺德 南海 增城 胶州 即墨 寿光 龙口 浦东 萧山 余杭 鄞州 北仑
吴江
"""
_PROVINCES_WITH_CITIES = frozenset(PROVINCES) - {"北京", "天津", "上海", "重庆", "香港", "澳门"}
_AFTER = "(?:省|市|县|区|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?"


@cache
def _beginning() -> re.Pattern[str]:
    """Up to three places one after the other, as in 浙江省宁波市北仑区."""
    names = sorted(_known(), key=len, reverse=True)
    return re.compile(f"(?:(?:中国)?(?:{'|'.join(names)}){_AFTER}){{1,3}}")


def leading_place(name: str) -> str:
    """The places a company's name begins with ('浙江宁波'), '' for none; never the whole name."""
    found = _beginning().match(name)
    return found[0] if found and found.end() < len(name) - 1 else ""


def is_place(text: str) -> bool:
    """Whether a text is nothing but one to three places, as 宁波 or 浙江省宁波市."""
    return _beginning().fullmatch(text) is not None


def contradict(one: str, other: str) -> bool:
    """Whether two leading places cannot be one: two cities; a province may hold any city."""
    last, other_last = last_place(one), last_place(other)
    if not last or not other_last or last in other or other_last in one:
        return False
    return _PROVINCES_WITH_CITIES.isdisjoint((last, other_last))


@cache
def last_place(place: str) -> str:
    """The last of the places without what it is called after: 浙江省宁波市 -> 宁波."""
    bare = re.sub(f"(?<=..){_AFTER.removesuffix('?')}$", "", place)
    return next((bare[-size:] for size in (4, 3, 2) if bare[-size:] in _known()), bare)


@cache
def _known() -> frozenset[str]:
    return frozenset((*PROVINCES, *_CITIES.split()))
