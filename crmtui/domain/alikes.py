"""Customers whose name, phone or mail address is much like a row's: found without comparing all.

Rows of an import ask; only customers that share a key with one of them are held in memory. Under
every key the first ones count, in the order entered, so that customers added later never hide
one that was found before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from sys import intern
from typing import NamedTuple

from crmtui.domain.brands import LEAST, alike, brand_keys
from crmtui.domain.customers import PHONE_KINDS
from crmtui.domain.drafts import Draft
from crmtui.domain.importplan import Ref
from crmtui.domain.index import Index
from crmtui.domain.known import KnownKey
from crmtui.domain.likeness import NameParts, blocking_keys, likeness, names_parts
from crmtui.domain.places import contradict
from crmtui.domain.points import PointText
from crmtui.domain.registry import Registry, distinct
from crmtui.domain.syllables import spelling

PART = 10_000  # names taken apart at a time
MOST_COMPARED = 40  # customers under one key
MOST_NAMED = 5  # candidates shown for a row
TAIL = 7  # digits at the end of a phone number that nobody leaves out
MOST_SHARING = 3  # customers that one mail domain or one number's end may point to
VOUCHED = 10  # what such a domain or end adds to likeness
LEAST_VOUCHED = 50  # likeness of names where a shared domain or number's end speaks for it
_OF_EVERYBODY = frozenset(
    "qq.com vip.qq.com foxmail.com 163.com 126.com 188.com yeah.net sina.com sina.cn vip.sina.com "
    "sohu.com tom.com 139.com 189.cn wo.cn 21cn.com aliyun.com 263.net gmail.com googlemail.com "
    "outlook.com hotmail.com live.com live.cn msn.com yahoo.com yahoo.cn yahoo.com.cn ymail.com "
    "icloud.com me.com mac.com aol.com proton.me protonmail.com gmx.de gmx.net web.de t-online.de "
    "mail.ru yandex.ru naver.com daum.net hanmail.net example.com".split()
)


EMPTY = NameParts("", "", "", "", "", "")


class Alike(NamedTuple):
    """A customer that a row may mean, how likely, and by what: 'name', 'phone' or 'mail'."""

    ref: Ref
    score: int
    by: str


class Alikes:
    """Finds customers that are like a row; rows that became customers are entered as they come."""

    def __init__(self, registry: Registry, asking: Sequence[Draft]) -> None:
        self._registry = registry
        self._known = registry.known_all
        self._sharing: Index[Ref] = Index()
        self._parts: dict[Ref, list[NameParts]] = {}
        self._wanted: set[str] = set()
        self._sounds: dict[str, str] = {}  # of the names that ask
        self._newest = ("", EMPTY)
        for draft in asking:
            self._sounds[draft.name] = self._sound(draft.name)
        for parts in self._taken_apart([draft.name for draft in asking]):
            self._wanted.update(_name_keys(parts))
        for draft in asking:
            self._wanted.update(_point_keys(draft.points))
        self._enter_known()
        self._enter_known_points()

    def enter(self, rows: Sequence[tuple[Ref, Draft]]) -> None:
        """Enter new customers."""
        if len(rows) == 1 and rows[0][1].name == self._newest[0]:
            names: Iterable[NameParts] = (self._newest[1],)  # the row that just asked
        else:
            names = self._taken_apart([draft.name for _ref, draft in rows])
        for (ref, draft), parts in zip(rows, names, strict=True):
            self._enter(ref, parts)
            for key in self._wanted.intersection(_point_keys(draft.points)):
                self._sharing.add(key, ref)

    def find(self, draft: Draft) -> list[Alike]:
        """The customers like this row, likeliest first; few of them."""
        parts = next(self._taken_apart([draft.name]))
        self._newest = (draft.name, parts)
        where = "".join(self._registry.place_of(draft)) or parts.place
        elsewhere: dict[str, bool] = {}
        found: dict[Ref, Alike] = {}
        for ref in self._under(_name_keys(parts)):
            place = self._place(ref)
            if place not in elsewhere:
                elsewhere[place] = contradict(where, place)
            if elsewhere[place]:
                continue
            score = max(alike(parts, other) for other in self._parts[ref])
            if score >= LEAST:
                found[ref] = Alike(ref, score, "name")
        for key in _point_keys(draft.points):
            sharing = distinct(self._sharing.get(key))
            for ref in sharing if len(sharing) <= MOST_SHARING else ():
                if ref in found:
                    found[ref] = found[ref]._replace(score=found[ref].score + VOUCHED)
                elif self._vouched(parts, ref, mail=key.startswith("@")):
                    found[ref] = Alike(ref, LEAST, "mail" if key.startswith("@") else "phone")
        return sorted(found.values(), key=lambda one: -one.score)[:MOST_NAMED]

    def _under(self, keys: Sequence[str]) -> tuple[Ref, ...]:
        return distinct(ref for key in keys for ref in self._sharing.get(key)[:MOST_COMPARED])

    def _place(self, ref: Ref) -> str:
        return "".join(self._registry.place(ref)) or self._parts[ref][0].place

    def _vouched(self, parts: NameParts, ref: Ref, *, mail: bool) -> bool:
        """Whether names are alike enough where a phone or mail address is nearly the same."""
        other = next(self._taken_apart([self._registry.name(ref)]))
        if bool(parts.words) != bool(other.words):
            return mail  # names in two scripts cannot be compared
        return likeness(parts, other) >= LEAST_VOUCHED

    def _enter(self, ref: Ref, parts: NameParts) -> None:
        shared = self._wanted.intersection(_name_keys(parts))
        for key in shared:
            self._sharing.add(key, ref)
        if shared:
            # A hundred thousand of them: what many share is held once.
            light = parts._replace(key=parts.core, place=intern(parts.place))
            self._parts.setdefault(ref, []).append(light)

    def _enter_known(self) -> None:
        """Enter the companies of the database that share a key with a row."""
        companies = [key for key in self._known.keys if key.kind != "person"]
        sounds = self._known.sounds()
        short: list[KnownKey] = []
        for start in range(0, len(companies), PART):
            part = companies[start : start + PART]
            spelt = [sounds.pop(key.id, "") for key in part]
            names = self._taken_apart([key.name for key in part], spelt)
            for key, parts in zip(part, names, strict=True):
                self._enter(key.id, parts)
                if key.short_name and key.short_name not in (parts.bare, parts.core):
                    short.append(key)
        names = self._taken_apart([key.short_name for key in short])
        for key, parts in zip(short, names, strict=True):
            self._enter(key.id, parts)

    def _enter_known_points(self) -> None:
        people = {key.id for key in self._known.keys if key.kind == "person"}
        for normal, customer, _contact, _name, kind in self._known.points:
            key = _point_key(kind, normal)
            if key in self._wanted and customer not in people:
                self._sharing.add(key, customer)

    def _taken_apart(
        self, names: Sequence[str], sounds: Sequence[str] | None = None
    ) -> Iterator[NameParts]:
        simplify = self._known.simplify
        for start in range(0, len(names), PART):
            part = names[start : start + PART]
            if sounds:
                spelt = [spelling(sound) for sound in sounds[start : start + PART]]
            else:
                spelt = [self._sound(name) for name in part]
            yield from names_parts(part, spelt, simplify=simplify)

    def _sound(self, name: str) -> str:
        found = self._sounds.get(name)
        return spelling(self._known.pinyin(name, False)) if found is None else found


def is_alike(name: str, ref: Ref, registry: Registry) -> bool:
    """Whether a customer's name is much like this one."""
    pinyin, simplify = registry.known_all.pinyin, registry.known_all.simplify
    names = [name, registry.name(ref)]
    if not all(names):
        return False
    sounds = [spelling(pinyin(each, False)) for each in names]
    return alike(*names_parts(names, sounds, simplify=simplify)) >= LEAST


def _name_keys(parts: NameParts) -> tuple[str, ...]:
    return (*brand_keys(parts), *blocking_keys(parts))


def _point_keys(points: Sequence[PointText]) -> list[str]:
    """What tells a number that is written shorter, or another address of one company."""
    found = (_point_key(point.kind, point.normal or point.value) for point in points)
    return [key for key in found if key]


def _point_key(kind: str, text: str) -> str:
    if kind == "email":
        domain = text.rpartition("@")[2].casefold()
        return f"@{domain}" if "." in domain and domain not in _OF_EVERYBODY else ""
    digits = "".join(filter(str.isdecimal, text)) if kind in PHONE_KINDS else ""
    return f"+{digits[-TAIL:]}" if len(digits) >= TAIL else ""
