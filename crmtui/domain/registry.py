"""Who is who during an import: the customers of the database and the new ones of the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress
from operator import ne
from typing import NamedTuple, TypeAlias

from crmtui.domain.drafts import Draft, Layout
from crmtui.domain.importplan import Ref
from crmtui.domain.index import Index
from crmtui.domain.known import Alias, Former, Known, KnownKey
from crmtui.domain.namekeys import loose_key, loose_keys
from crmtui.domain.points import PointText
from crmtui.domain.search import company_key

MATCHING_KINDS = frozenset({"mobile", "phone", "whatsapp", "email"})
_REGION_ENDINGS = ("省", "市")


class Owner(NamedTuple):
    """Whose a phone or mail address is."""

    ref: Ref
    contact: str
    kind: str


class Called(NamedTuple):
    """What a new customer is called of whom nothing more will be asked."""

    number: str
    name: str


# What a new customer's name is looked up by: exactly, and without the legal form.
NewKey: TypeAlias = tuple[str, str]


class Registry:
    """Looks customers up by what rows give; new ones are entered as they are met."""

    def __init__(self, known: Known, layout: Layout) -> None:
        self.layout = layout
        self.known_all = known
        self.known = {key.id: key for key in known.keys}
        self.by_uid: dict[str, Ref] = {key.uid: key.id for key in known.keys}
        self.by_number: dict[str, Ref] = {key.number: key.id for key in known.keys if key.number}
        self.by_name: Index[Ref] = Index()
        self.by_loose_name: Index[Ref] = Index()
        self.by_short_name: Index[Ref] = Index()
        self.by_point: Index[Owner] = Index()
        self.new: list[Draft] = []
        self.new_keys: list[NewKey] = []
        self.called: Sequence[Called] = ()  # the new ones, where `enter` put them in
        self._province = layout.index("province")
        self._city = layout.index("city")
        self._short = layout.index("short_name")
        self._known_points = bool(known.points)
        # Whether any row has to be found by its phones: else only shared ones are of interest.
        self.asked = False
        # The name a row of this import gave to a known customer: no other row may give another.
        self.said: dict[Ref, str] = {}
        self._places: dict[Ref, tuple[str, str]] = {}  # what rows add to where one is
        self._indexed = 0  # how many of the new ones can be found by name and phone
        self._reachable: set[Ref] | None = None  # who has a phone or mail address
        self._new_short_names: list[tuple[Ref, str]] = []
        exact = [key.name_key for key in known.keys]
        for key, own, bare in zip(known.keys, exact, loose_keys(exact), strict=True):
            self._enter_names(key.id, own, bare)
            if key.short_name:
                self._new_short_names.append((key.id, key.short_name))
        # Uids and numbers of merged customers, and their names with whom they became.
        self._former: set[str] = set()
        self._former_names: set[tuple[Ref, str]] = set()
        self._enter_former(known.aliases)
        self._enter_renamed(known.former)
        for normal, customer, _contact, person, kind in known.points:
            self.by_point.add(normal, Owner(customer, person, kind))

    def _enter_former(self, aliases: Iterable[Alias]) -> None:
        """What merged customers were called leads to whom they became."""
        for alias in aliases:
            if alias.customer_id not in self.known:
                continue
            for key, index in ((alias.uid, self.by_uid), (alias.number or "", self.by_number)):
                if key and key not in index:
                    index[key] = alias.customer_id
                    self._former.add(key)
            key = company_key(alias.name)
            if alias.name and alias.customer_id not in self.by_name.get(key):
                self._enter_names(alias.customer_id, key, loose_key(key))
                self._former_names.add((alias.customer_id, key))

    def _enter_renamed(self, former: Iterable[Former]) -> None:
        """Names and numbers given up in the program lead to their customer, if nobody has them."""
        for ref, name, number in former:
            if ref in self.known:
                if number:
                    self.by_number.setdefault(number, ref)
                key = company_key(name)
                if name and not self.by_name.get(key):
                    self._enter_names(ref, key, loose_key(key))

    def is_former(self, draft: Draft, ref: Ref) -> bool:
        """Whether a row speaks of somebody who was merged into this customer."""
        if draft.uid in self._former or draft.number in self._former:
            return True
        return bool(self._former_names) and (ref, company_key(draft.name)) in self._former_names

    def add(self, draft: Draft, key: NewKey) -> Ref:
        """Enter a new customer; gives its ref. `index` makes it findable by name and phone."""
        self.new.append(draft)
        self.new_keys.append(key)
        ref = -len(self.new)
        if draft.number:
            self.by_number[draft.number] = ref
        if draft.uid:
            self.by_uid[draft.uid] = ref
        return ref

    def enter(self, called: Sequence[Called], exact: Sequence[str], loose: Sequence[str]) -> range:
        """Enter everybody there is at once, findable by name; gives their refs."""
        self.called = called
        refs = range(-1, -len(called) - 1, -1)
        self.by_name.extend(exact, refs)
        differing = list(map(ne, exact, loose))
        self.by_loose_name.extend(list(compress(loose, differing)), list(compress(refs, differing)))
        return refs

    @property
    def count(self) -> int:
        """How many new customers there are."""
        return len(self.new) or len(self.called)

    def index(self) -> None:
        """Make the customers entered since the last time findable by name and phone."""
        start, self._indexed = self._indexed, len(self.new)
        if start == self._indexed:
            return
        refs = range(-start - 1, -len(self.new) - 1, -1)
        keys = self.new_keys[start:]
        self.by_name.extend([exact for exact, _loose in keys], refs)
        differing = [
            (loose, ref) for (exact, loose), ref in zip(keys, refs, strict=True) if exact != loose
        ]
        self.by_loose_name.extend([key for key, _ref in differing], [ref for _k, ref in differing])
        self._index_points(refs)
        if self._short is not None:
            short = self._short
            names = ((ref, self.new[-ref - 1].fields[short]) for ref in refs)
            self._new_short_names.extend((ref, name) for ref, name in names if name)

    def _index_points(self, refs: Sequence[Ref]) -> None:
        drafts = self.new[-refs[0] - 1 :]
        people = [draft.contact[0] for draft in drafts]
        self.enter_points(refs, people, [draft.points for draft in drafts])

    def enter_points(
        self, refs: Sequence[Ref], people: Sequence[str], points: Sequence[tuple[PointText, ...]]
    ) -> None:
        """Make customers findable by the points of their people, as far as anybody will ask."""
        normals = [point[3] for each in points for point in each]
        wanted = set(normals)
        if not (self.asked or self._known_points):
            if len(wanted) == len(normals):
                return
            wanted = {normal for normal, times in Counter(normals).items() if times > 1}
        wanted.discard("")
        owned = [
            (normal, (ref, person, kind))
            for ref, person, each in zip(refs, people, points, strict=True)
            for kind, _label, _value, normal in each
            if normal in wanted and kind in MATCHING_KINDS
        ]
        make = tuple.__new__
        self.by_point.extend(
            [normal for normal, _owner in owned], [make(Owner, owner) for _normal, owner in owned]
        )

    def add_points(self, ref: Ref, draft: Draft) -> None:
        """Enter the row's phones and mail addresses as this customer's."""
        for kind, _label, _value, normal in draft.points:
            if normal and kind in MATCHING_KINDS:
                self.by_point.add(normal, Owner(ref, draft.contact[0], kind))
                if self._reachable is not None:
                    self._reachable.add(ref)

    def _enter_names(self, ref: Ref, exact: str, loose: str) -> None:
        self.by_name.add(exact, ref)
        if loose != exact:
            self.by_loose_name.add(loose, ref)

    def short_named(self, key: str) -> Sequence[Ref]:
        """The customers with this short name."""
        if self._new_short_names:
            # Few imports ever ask: the keys are made at the first question.
            for ref, name in self._new_short_names:
                self.by_short_name.add(company_key(name), ref)
            self._new_short_names = []
        return self.by_short_name.get(key)

    # -- what is known of one ----------------------------------------------------------------

    def words(self, ref: Ref) -> str:
        """How the user knows a customer: number and name."""
        who = self._who(ref)
        return f"{who.number or ''} {who.name}".strip()

    def name(self, ref: Ref) -> str:
        """The customer's name."""
        return self._who(ref).name

    def _who(self, ref: Ref) -> Draft | KnownKey | Called:
        if ref > 0:
            return self.known[ref]
        return self.called[-ref - 1] if self.called else self.new[-ref - 1]

    def place(self, ref: Ref) -> tuple[str, str]:
        """Province and city without their suffixes, as known or as a row of this import says."""
        if ref > 0:
            key = self.known[ref]
            own = (_bare(key.province), _bare(key.city))
        else:
            own = self.place_of(self.new[-ref - 1])
        given = self._places.get(ref)
        return (own[0] or given[0], own[1] or given[1]) if given else own

    def meet(self, ref: Ref, draft: Draft) -> None:
        """Note what a row gives of a customer it was found to mean, for the rows that follow."""
        if draft.name:
            self.said.setdefault(ref, draft.name)
        place = self.place_of(draft)
        if any(place) and not all(own := self.place(ref)):
            self._places[ref] = (own[0] or place[0], own[1] or place[1])
        self.add_points(ref, draft)

    def place_of(self, draft: Draft) -> tuple[str, str]:
        """Province and city a row gives, without their suffixes."""
        province = "" if self._province is None else draft.fields[self._province]
        city = "" if self._city is None else draft.fields[self._city]
        return _bare(province), _bare(city)

    def reachable(self, ref: Ref) -> bool:
        """Whether a customer has a phone or mail address."""
        if self._reachable is None:
            self._reachable = {o.ref for at in self.by_point.keys() for o in self.by_point.get(at)}  # noqa: SIM118  # no dict
        if ref in self._reachable:
            return True
        return ref < 0 and any(p.normal for p in self.new[-ref - 1].points)


def _bare(place: str) -> str:
    return place[:-1] if len(place) > 2 and place.endswith(_REGION_ENDINGS) else place


def distinct(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """Each customer once, in the order met."""
    return tuple(dict.fromkeys(refs))
