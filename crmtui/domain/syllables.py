"""Pinyin as the search index holds it: one token a syllable, one token a pair of initials.

"li ming lang" is found as a phrase by limi, ming, minglang; its two pairs of initials, l-m and
m-l, by lml, lm, ml. Many names share these few tokens, which keeps the index small and quick to
write: joined spellings from every character on would double the time an import takes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

SYLLABLES = frozenset(
    "a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can "
    "cang cao ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai "
    "chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei den "
    "deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er fa fan fang "
    "fei fen feng fiao fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan "
    "guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui "
    "hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke "
    "ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia "
    "lian liang liao lie lin ling liu lo long lou lu luan lue lun luo ma mai man mang mao me mei "
    "men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian "
    "niang niao nie nin ning niu nong nou nu nuan nue nun nuo o ou pa pai pan pang pao pei pen "
    "peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu "
    "quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo sa sai san sang "
    "sao se sen seng sha shai shan shang shao she shen sheng shi shou shu shua shuai shuan shuang "
    "shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie "
    "ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao "
    "xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan "
    "yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhen zheng zhi "
    "zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo".split()
)
# The index writes lü as lu: people type 吕 as lv, lu and lyu, and few names differ in it alone.
_SPELLINGS = {syllable: syllable for syllable in SYLLABLES} | {
    head + umlaut + tail: f"{head}u{tail}"
    for head in "ln"
    for umlaut in ("v", "yu")
    for tail in ("", "e")
}
_IN_ORDER = sorted(_SPELLINGS)
_LONGEST = 6
_LETTERS = re.compile("[a-z ]*")
_NEVER_INITIAL = frozenset("iuv")
_VOWELS = frozenset("aeiouv")
_MOST_LETTERS = 48
_MOST_SPLITS = 6

# Two initials are one character of the private use area: no text that people type becomes one,
# and a token this short gets no entries in the index of prefixes.
_FIRST_PAIR = 0xF100


class _Pairs(dict[str, str]):
    """Two letters -> the character that stands for them, kept once asked for."""

    def __missing__(self, letters: str) -> str:
        row, column = (ord(letter) - ord("a") for letter in letters)
        pair = self[letters] = chr(_FIRST_PAIR + 26 * row + column)
        return pair


_PAIRS = _Pairs()


def plain(syllable: str) -> str:
    """A syllable without tones as the index writes it (lv -> lu); '' for no such syllable."""
    return _SPELLINGS.get(syllable, "")


def name_tokens(readings: Sequence[Sequence[str]]) -> str:
    """The index tokens of one name, given syllable by syllable in each of its readings."""
    tokens: list[str] = []
    for reading in readings:
        tokens += reading
        tokens += [_PAIRS[one[0] + two[0]] for one, two in pairwise(reading)]
    return " ".join(tokens)


def spelling(tokens: str) -> str:
    """The syllables a name's tokens begin with, as a key that sorts names by their sound."""
    found = _LETTERS.match(tokens)
    return found[0].rstrip() if found else ""


def expressions(word: str) -> Iterator[str]:
    """What to look for in the index column `keys` when this Latin word is pinyin or initials."""
    if not 2 <= len(word) <= _MOST_LETTERS or not (word.isascii() and word.isalpha()):
        return
    if _NEVER_INITIAL.isdisjoint(word):
        yield f'keys : "{initials(word)}"'
    for syllables, rest in splits(word):
        if _begins_syllable(rest):
            yield f'keys : "{" ".join([*syllables, rest])}" *'
        if syllables and _may_be_initials(rest):
            # wangjh; also one last letter, which as a prefix would gather a tenth of the index.
            pairs = initials(syllables[-1][0] + rest)
            yield f'(keys : "{" ".join(syllables)}" AND keys : "{pairs}")'


def initials(letters: str) -> str:
    """The pairs of a run of initials (lml -> l-m, m-l), in order, with spaces between."""
    return " ".join(_PAIRS[one + two] for one, two in pairwise(letters))


def _begins_syllable(rest: str) -> bool:
    """Whether these letters, two or more, are a syllable or the beginning of one."""
    place = bisect_left(_IN_ORDER, rest)
    return len(rest) > 1 and "".join(_IN_ORDER[place : place + 1]).startswith(rest)


def _may_be_initials(rest: str) -> bool:
    """Whether letters after whole syllables may be initials rather than a spelling gone wrong."""
    return (_NEVER_INITIAL if len(rest) == 1 else _VOWELS).isdisjoint(rest)


def splits(word: str) -> list[tuple[tuple[str, ...], str]]:
    """The ways to read a word as whole syllables and the beginning or initials of more, a few.

    A word that is one plain syllable or the beginning of one is left out: it is its own token.
    """
    found: list[tuple[tuple[str, ...], str]] = []
    dead: set[int] = set()

    def walk(at: int, syllables: tuple[str, ...]) -> bool:
        before = len(found)
        rest = word[at:]
        if _begins_syllable(rest) or _may_be_initials(rest):
            last = _SPELLINGS.get(rest, rest)
            if syllables or last != rest:
                found.append((syllables, last))
        for size in range(min(_LONGEST, len(rest) - 1), 0, -1):
            syllable = _SPELLINGS.get(rest[:size])
            if syllable and at + size not in dead and len(found) < _MOST_SPLITS:
                walk(at + size, (*syllables, syllable))
        if len(found) == before:
            dead.add(at)
        return len(found) > before

    walk(0, ())
    return found[:_MOST_SPLITS]
