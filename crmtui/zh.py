"""Chinese made searchable: pinyin keys of names, traditional characters made simplified.

The tables of two libraries are read as files: importing pypinyin costs 217 ms and opencc 8 ms,
their tables cost 20 ms and less than one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from crmtui.domain.syllables import name_tokens, plain

MOST_CHARACTERS = 20  # of a name; a longer one is found by its beginning and by its characters
MOST_OF_A_PERSON = 3  # characters of a name with a single surname

# Surnames read otherwise than the character usually is; the usual reading is found as well.
_SURNAMES = """
万俟 mo qi·尉迟 yu chi·单于 chan yu·澹台 tan tai·乐正 yue zheng·角里 lu li·单 shan
曾 zeng,ceng·解 xie·仇 qiu·区 ou·查 zha·盖 ge·乐 yue·朴 piao·翟 zhai,di·缪 miao,mou
洗 xian·覃 qin,tan·折 she·黑 he·秘 bi·种 chong·繁 po·员 yun·贠 yun·负 yun·郗 xi,chi
隗 kui,wei·佴 nai·郇 xun,huan·召 shao·柏 bai,bo·卜 bu·祭 zhai·重 chong·都 du·藏 zang
粘 nian·乜 nie·阚 kan·薄 bo,bao·会 gui·谌 chen,shen·蔚 yu·适 kuo·炅 gui·郄 qie,xi·圈 juan
莘 shen,xin·颉 xie·费 fei,bi·句 gou·不 fou·么 yao·六 lu·扎 za·浣 wan·长 chang,zhang·难 nan
钭 tou·逄 pang·尉 yu·鸟 diao,niao
"""

# Characters whose first reading in the table is rare in names.
_USUAL = "长 chang·都 du·调 tiao·厦 xia·曾 zeng·泊 bo·卜 bu·伽 jia·晟 sheng·琢 zhuo·翟 zhai·缪 miao"

# Words of trade and place in which a character is read in another way.
_WORDS = """
银行 yin hang·商行 shang hang·车行 che hang·分行 fen hang·支行 zhi hang·洋行 yang hang
行业 hang ye·电器行 dian qi hang·五金行 wu jin hang·同行 tong hang·重庆 chong qing
重阳 chong yang·大厦 da sha·广厦 guang sha·华厦 hua sha·成长 cheng zhang·长者 zhang zhe
长大 zhang da·音乐 yin yue·乐器 yue qi·乐清 yue qing·乐团 yue tuan·声乐 sheng yue
蚌埠 beng bu·六安 lu an·六合 lu he·番禺 pan yu·单县 shan xian·铅山 yan shan·洪洞 hong tong
会计 kuai ji·会稽 kuai ji·校对 jiao dui·东阿 dong e·浚县 xun xian·涡阳 guo yang
珲春 hun chun·黄陂 huang pi·西藏 xi zang·藏族 zang zu·藏药 zang yao·吐蕃 tu bo·大夫 dai fu
曾经 ceng jing·给水 ji shui·供给 gong ji·模具 mu ju·模板 mu ban·薄膜 bo mo·宝藏 bao zang
目的 mu di·枞阳 zong yang·大埔 da bu·柏林 bo lin·牟平 mu ping·调研 diao yan
"""

# The characters that these words turn; finding them here would take longer than one name takes.
_TURNING = "乐会六单厦埔大曾枞柏校模洞浚涡牟珲番的给蕃薄藏蚌行调重铅长阿陂"

_READINGS = "pinyin_dict.json"
NEAR = 2048  # bytes: soon looked through
MOST_SOUGHT = 60  # characters, before the whole table is taken apart
_LEGAL_FORMS = ("股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "分公司", "公司")


def simplify(text: str) -> str:
    """Traditional characters replaced by their simplified ones, each by itself."""
    return text if text.isascii() else text.translate(_simpler())


def pinyin_keys(name: str, person: bool) -> str:
    """The pinyin tokens a name is found by, as in domain.syllables; '' without Chinese in it."""
    return _pinyin().keys(name, person)


def name_pinyin(name: str, person: bool) -> tuple[str, ...]:
    """The readings of a name's Chinese characters, likeliest first, syllables apart."""
    return tuple(" ".join(reading) for reading in _pinyin().readings(name, person))


class _Simpler(dict[int, str]):
    """Code point -> simplified character, looked up in the text of the table as they come."""

    def __init__(self, table: bytes) -> None:
        self._table = b"\n" + table

    def __missing__(self, code: int) -> str:
        # A dictionary of the whole table would cost `find 王` 3 ms; one look into it costs 4 µs.
        character = chr(code)
        if code >= 0x3400 and not 0xD800 <= code < 0xE000:
            at = self._table.find(f"\n{character}\t".encode())
            if at >= 0:
                character = self._table[at + 1 : at + 32].decode(errors="ignore")[2]
        self[code] = character
        return character


class PinyinTable:
    """Pinyin keys of names; remembers every character met."""

    def __init__(self) -> None:
        self._surnames = _entries(_SURNAMES)
        self._usual = _Usual()
        self._leading = self._usual.watch(surname[0] for surname in self._surnames)
        self._turns: dict[str, list[tuple[str, int, str]]] = {}
        for word, readings in _entries(_WORDS).items():
            for at, syllable in enumerate(readings[0]):
                if word[at] in _TURNING:
                    self._turns.setdefault(word[at], []).append((word, at, syllable))
        self._turning = self._usual.watch(self._turns)

    def keys(self, name: str, person: bool) -> str:
        """The pinyin tokens of a name, space-joined; '' without Chinese in it."""
        return "" if name.isascii() else name_tokens(self.readings(name, person))

    def readings(self, name: str, person: bool) -> list[list[str]]:
        """The name's Chinese characters as syllables, in every reading people may type."""
        usual = self._usual
        syllables = [s for c in name if (s := usual[c])]
        if person:
            return self._of_person(name, syllables[:MOST_CHARACTERS])
        if not self._turning.isdisjoint(name):
            self._turn(simplify("".join([c for c in name if usual[c]])), syllables)
        if name.endswith("公司"):
            syllables = syllables[: -_legal_form(name)] or syllables
        found = [syllables[:MOST_CHARACTERS]] if syllables else []
        if len(syllables) <= MOST_OF_A_PERSON and name[:1] in self._leading:
            # 单田芳 may be a customer as well as a contact: it is found by its surname's reading.
            found += [one for one in self._of_person(name, syllables) if one not in found]
        return found

    def _of_person(self, name: str, syllables: list[str]) -> list[list[str]]:
        """Every reading of the surname with the usual one of the rest, surname readings first."""
        if not syllables:
            return []
        if not self._usual[name[0]]:
            name = "".join([c for c in name if self._usual[c]])
        if name[0] not in self._leading:
            return [syllables]
        surname = simplify(name[:2])
        found = [
            [*reading, *syllables[size:]]
            for size in (2, 1)
            for reading in (self._surnames.get(surname[:size], ()) if len(surname) >= size else ())
        ]
        found.append(syllables)
        return [one for at, one in enumerate(found) if one not in found[:at]]

    def _turn(self, name: str, syllables: list[str]) -> None:
        """Correct the syllables of characters that stand in a word with another reading."""
        for at, character in enumerate(name):
            if character in self._turns:
                for word, offset, syllable in self._turns[character]:
                    if at >= offset and name.startswith(word, at - offset):
                        syllables[at] = syllable


class _Usual(dict[str, str]):
    """Character -> its most usual reading as the index writes it; '' for what has none."""

    def __init__(self) -> None:
        self._watched: list[set[str]] = []
        self._ours = {character: reading[0][0] for character, reading in _entries(_USUAL).items()}
        self._readings: _Readings | None = None

    def watch(self, characters: Iterable[str]) -> set[str]:
        """A set of these characters that their traditional forms join as they are met."""
        self._watched.append(set(characters))
        return self._watched[-1]

    def __missing__(self, character: str) -> str:
        simple = simplify(character)
        for watched in self._watched:
            if simple in watched:
                watched.add(character)
        found = self._ours.get(simple, "")
        if not found and character >= "\u3007":
            if self._readings is None:
                self._readings = _Readings()
            given = self._readings.of(character)
            found = next((s for one in given.split(",") if (s := plain(_toneless(one)))), "")
        self[character] = found
        return found


def _legal_form(name: str) -> int:
    """The number of characters of the legal form a company's name ends with."""
    # Every second company shares it: as keys it would find nobody and cost a third of the index.
    for form in _LEGAL_FORMS:
        if name.endswith(form):
            return len(form)
    return 0


def _entries(table: str) -> dict[str, tuple[list[str], ...]]:
    """Word -> its readings as lists of syllables."""
    pairs = (entry.split(" ", 1) for entry in table.replace("\n", "·").split("·") if entry)
    return {word: tuple(one.split(" ") for one in readings.split(",")) for word, readings in pairs}


def _toneless(syllable: str) -> str:
    """A syllable without its tone mark, ü as v."""
    letters = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(letter for letter in letters if letter.isascii())


class _Readings:
    """Readings with tones by commas, most usual first, of each character.

    Taking the table apart takes longer than all else that one change needs: a few characters are
    looked for in it as it lies in the file.
    """

    def __init__(self) -> None:
        self._table = _table()
        # Written as expected: 一 is found the way all others would be.
        self._sought = 0 if self._find("一") else MOST_SOUGHT
        self._whole: dict[str, str] | None = None

    def of(self, character: str) -> str:
        """Its readings; '' for what has none."""
        self._sought += 1
        if self._sought <= MOST_SOUGHT:
            return self._find(character)
        if self._whole is None:
            self._whole = _parsed(self._table)
            self._table = b""
        return self._whole.get(str(ord(character)), "")

    def _find(self, character: str) -> str:
        key = b'"%d": "' % ord(character)
        at = self._table.find(key, *self._near(ord(character)))
        if at < 0:
            at = self._table.find(key)  # the table is not in order, or does not have it
        if at < 0:
            return ""
        start = at + len(key) - 1
        return str(_parsed(self._table[start : self._table.index(b'"', start + 1) + 1]))

    def _near(self, code: int) -> tuple[int, int]:
        """Where it stands in a table of one line each, in the order of code points."""
        table, low, high = self._table, 0, len(self._table)
        while high - low > NEAR:
            line = table.find(b'\n"', (low + high) // 2, high)
            number = table[line + 2 : table.find(b'"', line + 2)] if line >= 0 else b""
            if not number.isdigit():
                break
            low, high = (line, high) if int(number) <= code else (low, line + 1)
        return low, high + NEAR


def _parsed(text: bytes) -> Any:
    import json  # here: `find` needs none of it

    return json.loads(text)


def _table() -> bytes:
    """Pypinyin's table as JSON: code point in decimal -> readings."""
    try:
        return _data("pypinyin", _READINGS)
    except OSError:  # another version of pypinyin keeps its table elsewhere, but always here too
        import json

        from pypinyin.constants import PINYIN_DICT

        whole = {str(code): readings for code, readings in PINYIN_DICT.items()}
        return json.dumps(whole, ensure_ascii=False).encode()


def _data(package: str, *path: str) -> bytes:
    """A file that an installed package brings along, without importing the package."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(package)
    return Path(spec.submodule_search_locations[0], *path).read_bytes()


@cache
def _pinyin() -> PinyinTable:
    return PinyinTable()


@cache
def _simpler() -> _Simpler:
    return _Simpler(_data("opencc", "dictionary", "TSCharacters.txt"))
