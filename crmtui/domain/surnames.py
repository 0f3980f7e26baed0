"""Chinese names taken apart into surname and given name."""

from __future__ import annotations

# Surnames of two characters that people bear today.
COMPOUND = frozenset(
    (
        "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 "
        "澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 "
        "司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 "
        "夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 "
        "公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 "
        "仲长 子书 子桑 即墨 达奚 褚师 纳兰 完颜 叶赫 爱新觉罗 歐陽 東方 獨孤 南宮 "
        "聞人 諸葛 尉遲 赫連 澹臺 濮陽 公孫 仲孫 鍾離 長孫 鮮于 司馬 軒轅 東郭"
    ).split()
)
_LONGEST = max(map(len, COMPOUND))


def split_name(name: str) -> tuple[str, str]:
    """Surname and given name: 欧阳小明 -> 欧阳 + 小明, John Doe -> Doe + John.

    A name of one word, or one that does not say which is which, is a given name.
    """
    words = name.split()
    if len(words) > 1:
        if all(_is_chinese(word) for word in words):
            return words[0], " ".join(words[1:])
        return words[-1], " ".join(words[:-1])
    if not _is_chinese(name) or len(name) < 2:
        return "", name
    for size in range(min(_LONGEST, len(name) - 1), 1, -1):
        if name[:size] in COMPOUND:
            return name[:size], name[size:]
    return name[:1], name[1:]


def _is_chinese(text: str) -> bool:
    """Whether all of it is Chinese characters (or the dot between parts of a foreign name)."""
    return bool(text) and all(
        "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff" or char in "〇々"
        for char in text
    )
