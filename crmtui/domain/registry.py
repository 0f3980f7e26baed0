"""Who is who during an import: the customers of the database and the new ones of the files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from crmtui.domain.drafts import Draft, Layout
from crmtui.domain.importplan import Ref
from crmtui.domain.known import Known, KnownKey
from crmtui.domain.search import company_key

MATCHING_KINDS = frozenset({"mobile", "phone", "whatsapp", "email"})
_LEGAL_FORMS = (
    "股份有限公司 有限责任公司 集团有限公司 有限公司 股份公司 公司 gmbhcokg gmbh sarl limited "
    "coltd ltd incorporated inc llc llp plc corporation corp company"
).split()
_ENDINGS = tuple(_LEGAL_FORMS)
_REGION_ENDINGS = ("省", "市")


class Owner(NamedTuple):
    """Whose a phone or mail address is."""

    ref: Ref
    contact: str
    kind: str


class Registry:
    """Looks customers up by what rows give; new ones are entered as they are met."""

    def __init__(self, known: Known, layout: Layout) -> None:
        self.layout = layout
        self.known = {key.id: key for key in known.keys}
        self.by_uid: dict[str, Ref] = {key.uid: key.id for key in known.keys}
        self.by_number: dict[str, Ref] = {key.number: key.id for key in known.keys if key.number}
        self.by_name: dict[str, list[Ref]] = {}
        self.by_loose_name: dict[str, list[Ref]] = {}
        self.by_short_name: dict[str, list[Ref]] = {}
        self.by_point: dict[str, list[Owner]] = {}
        self.new: list[Draft] = []
        self.new_keys: list[str] = []
        self._province = layout.index("province")
        self._city = layout.index("city")
        self._short = layout.index("short_name")
        self._points_of: dict[Ref, set[str]] | None = None
        self._known_points = known.points
        for key in known.keys:
            self._enter_names(key.id, key.name_key or company_key(key.name), key.short_name)
        for normal, customer, _contact, person, kind in known.points:
            self.by_point.setdefault(normal, []).append(Owner(customer, person, kind))

    def add(self, draft: Draft) -> Ref:
        """Enter a new customer; gives its ref."""
        self.new.append(draft)
        ref = -len(self.new)
        key = company_key(draft.name)
        self.new_keys.append(key)
        if draft.number:
            self.by_number[draft.number] = ref
        if draft.uid:
            self.by_uid[draft.uid] = ref
        self._enter_names(ref, key, "" if self._short is None else draft.fields[self._short])
        if draft.points:
            self.add_points(ref, draft)
        return ref

    def add_points(self, ref: Ref, draft: Draft) -> None:
        """Enter the row's phones and mail addresses as this customer's."""
        person, entries = draft.contact[0], self.by_point
        for kind, _label, _value, normal in draft.points:
            if normal and kind in MATCHING_KINDS:
                owner = Owner(ref, person, kind)
                if normal in entries:
                    entries[normal].append(owner)
                else:
                    entries[normal] = [owner]

    def _enter_names(self, ref: Ref, key: str, short_name: str) -> None:
        if key in self.by_name:
            self.by_name[key].append(ref)
        else:
            self.by_name[key] = [ref]
        if key.endswith(_ENDINGS):
            self.by_loose_name.setdefault(loose(key), []).append(ref)
        if short_name:
            self.by_short_name.setdefault(company_key(short_name), []).append(ref)

    def key(self, name: str) -> str:
        """What a name is looked up by."""
        return company_key(name)

    # -- what is known of one ----------------------------------------------------------------

    def words(self, ref: Ref) -> str:
        """How the user knows a customer: number and name."""
        who = self._who(ref)
        return f"{who.number or ''} {who.name}".strip()

    def name(self, ref: Ref) -> str:
        """The customer's name."""
        return self._who(ref).name

    def number(self, ref: Ref) -> str:
        """The customer's number; '' for none."""
        return self._who(ref).number or ""

    def _who(self, ref: Ref) -> Draft | KnownKey:
        return self.known[ref] if ref > 0 else self.new[-ref - 1]

    def place(self, ref: Ref) -> tuple[str, str]:
        """Province and city without their suffixes."""
        if ref > 0:
            key = self.known[ref]
            return _bare(key.province), _bare(key.city)
        return self.place_of(self.new[-ref - 1])

    def place_of(self, draft: Draft) -> tuple[str, str]:
        """Province and city a row gives, without their suffixes."""
        province = "" if self._province is None else draft.fields[self._province]
        city = "" if self._city is None else draft.fields[self._city]
        return _bare(province), _bare(city)

    def numbers_of(self, ref: Ref) -> set[str]:
        """The phones and mail addresses of a customer."""
        if self._points_of is None:
            self._points_of = {}
            for normal, owners in self.by_point.items():
                for owner in owners:
                    self._points_of.setdefault(owner.ref, set()).add(normal)
        if ref < 0 and ref not in self._points_of:
            self._points_of[ref] = {p.normal for p in self.new[-ref - 1].points}
        return self._points_of.get(ref, set())


def loose(key: str) -> str:
    """A company's key without its legal form: 金辉机械有限公司 -> 金辉机械."""
    for ending in _LEGAL_FORMS:
        if key.endswith(ending) and len(key) > len(ending) + 1:
            return key[: -len(ending)]
    return key


def _bare(place: str) -> str:
    return place[:-1] if len(place) > 2 and place.endswith(_REGION_ENDINGS) else place


def distinct(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """Each customer once, in the order met."""
    return tuple(dict.fromkeys(refs))
