"""Made-up customers for the demo: what their names, goods and histories are put together from."""

from __future__ import annotations

CITIES = (
    ("广东", "广州", "020"),
    ("广东", "深圳", "0755"),
    ("广西", "南宁", "0771"),
    ("浙江", "宁波", "0574"),
    ("江苏", "苏州", "0512"),
    ("福建", "厦门", "0592"),
    ("山东", "济南", "0531"),
    ("四川", "成都", "028"),
    ("上海", "上海", "021"),
    ("湖北", "武汉", "027"),
)
HOUSES = tuple(
    (
        "博纳 恒达 三江 瑞丰 国林 远帆 永兴 鑫源 长河 金辉 "
        "德隆 海润 华泰 顺发 宏图 新锐 天成 盛和 佳联 远航"
    ).split()
)
TRADES = (
    ("红木家具", "红木家具，易碎，需打木架", "家具"),
    ("冷链食品", "冷冻食品 -18℃", "食品"),
    ("陶瓷", "瓷砖，易碎", "建材"),
    ("纺织", "布匹，怕潮", "纺织"),
    ("电子科技", "电子元件，防静电", "电子"),
    ("五金制品", "五金件，重货", "五金"),
    ("机械", "机床，超重", "机械"),
    ("医疗器械", "器械，温控", "医疗"),
)
# Some of these are read otherwise than the dictionary says: 单 Shan, 仇 Qiu, 区 Ou, 解 Xie.
SURNAMES = tuple(
    "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 罗 单 仇 区 解 曾 欧阳 尉迟".split()
)
MEN = tuple("建华 国庆 志强 磊 涛 超 伟 勇 明朗 文博 晓东 海生".split())
WOMEN = tuple("芳 丽 娜 秀英 雨桐 艳 敏 静 海燕 子涵 玉梅 桂兰".split())
POSITIONS = (
    ("老板", "decision_maker"),
    ("总经理", "decision_maker"),
    ("采购", "buyer"),
    ("物流主管", "logistics"),
    ("财务", "finance"),
    ("仓库主管", "warehouse"),
)
HOBBIES = ("喜欢钓鱼", "爱喝普洱", "打羽毛球", "看球，国安球迷", "书法", "带孙子", "")
TABOOS = ("忌讳电话打到家里", "不喝酒", "中午别打电话", "", "", "")
FAMILY = ("儿子今年高考", "刚添了孙女", "女儿在英国读书", "", "")
FREQUENCY = (("每天", "30"), ("每周2票", "8.7"), ("每月3-5票", "4"), ("不定期", ""))
SOURCES = ("转介绍", "展会", "电话开发", "网络")
TERMS = ("到付", "月结30天", "月结60天", "预付")
TAGS = ("重点", "冷链", "易碎", "出口", "老乡", "催款")
TALKS = (
    ("call", "reached", "报价 30 吨，等老板拍板"),
    ("call", "reached", "催款，答应月底付"),
    ("call", "no_answer", "打了两次没接"),
    ("visit", "reached", "看了新包装，满意"),
    ("visit", "agreed", "谈年度合同，约好下月再谈"),
    ("wechat", "", "新品资料已发"),
    ("wechat", "", "聊到孩子高考"),
    ("email", "", "发了十月对账单"),
    ("gift", "", "送中秋月饼"),
    ("meeting", "agreed", "在展会见面，介绍了一个做陶瓷的朋友"),
    ("note", "", "听说在看别家的报价"),
)
STEPS = (
    "回访报价",
    "寄样品",
    "对账",
    "约访仓库",
    "送年货",
    "问货损赔付结果",
    "谈明年合同",
    "催回款",
)
FOREIGN = (
    (
        "Müller Möbel GmbH",
        "Jürgen Groß",
        "Einkauf",
        "+49 171 5550101",
        "j.gross@moebel.example",
        "Hamburg",
    ),
    (
        "Café Lumière SARL",
        "Zoë Lefèvre",
        "Gérante",
        "+33 6 12 34 56 78",
        "zoe@lumiere.example",
        "Lyon",
    ),
    ("O'Brien & Sons", "Siobhán O'Brien", "Owner", "+353 87 555 0102", "s@obrien.example", "Cork"),
    (
        "Acme Imports, Inc.",
        "Ann Lee",
        "Buyer",
        "+1 415 555 0199",
        "ann@acme.example",
        "San Francisco",
    ),
    (
        "Nguyễn Logistics",
        "Nguyễn Văn An",
        "Giám đốc",
        "+84 91 234 56 78",
        "an@nguyen.example",
        "Hải Phòng",
    ),
    ("山田陶器株式会社", "山田太郎", "部長", "+81 90 1234 5678", "taro@yamada.example", "名古屋"),
    ("Łódź Meble", "Łukasz Nowak", "Kierownik", "+48 601 555 010", "l.nowak@meble.example", "Łódź"),
    (
        "Al Noor Trading",
        "Layla Hassan",
        "Manager",
        "+971 50 555 0103",
        "layla@alnoor.example",
        "Dubai",
    ),
)
FOREIGN_TALKS = (
    ("email", "", "Sent the quote for two 40' containers"),
    ("call", "reached", "Asked about packing for the glass tops"),
    ("visit", "reached", "Walked through the warehouse together"),
    ("meeting", "agreed", "Met at the fair; they want samples"),
)
