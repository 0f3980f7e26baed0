"""What somebody does with customers and their contacts."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from crmtui.actions import contacts, customers
from crmtui.actions.contacts import PointText
from crmtui.domain.customers import GRADES, STAGES
from crmtui.domain.records import Value
from tests.store.story import NAMES, TODAY, WHICH, WORDS, StoryTeller

PHONES = st.sampled_from(("138 1234 8833", "+49 30 1234567", "0771-5551234", "wx_8833"))
POINT_KINDS = st.sampled_from(("mobile", "phone", "wechat", "email"))
POINTS = st.lists(st.builds(PointText, POINT_KINDS, PHONES), max_size=2).map(tuple)
TAGS = st.lists(st.sampled_from(("VIP", "月结", "展会")), max_size=2, unique=True)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "name": NAMES,
        "number": st.sampled_from(("7", "0021", None)),
        "grade": st.sampled_from(("", *GRADES)),
        "stage": st.sampled_from(("", *STAGES)),
        "note": WORDS,
        "city": st.sampled_from(("宁波", "")),
        "referred_by": NAMES,
        "cadence_days": st.sampled_from((None, 5)),
    },
)


class People(StoryTeller):
    """Customers, their tags and own fields, and the people there."""

    @rule(values=FIELDS, name=NAMES, points=POINTS, tags=TAGS, person=NAMES | st.none())
    def add(
        self,
        values: dict[str, Value],
        name: str,
        points: tuple[PointText, ...],
        tags: list[str],
        person: str | None,
    ) -> None:
        contact = {"name": person} if person else None
        self.do(
            lambda uow: customers.add(
                uow,
                {"name": name, **values},
                today=TODAY,
                contact=contact,
                points=points,
                tags=tags,
                custom={"货物": name} if tags else None,
            )
        )

    @rule(which=WHICH, values=FIELDS)
    def edit(self, which: int, values: dict[str, Value]) -> None:
        self.about(which, lambda uow, id: customers.edit(uow, id, values, TODAY))

    @rule(which=WHICH, tags=TAGS)
    def tag(self, which: int, tags: list[str]) -> None:
        self.about(which, lambda uow, id: customers.set_tags(uow, id, tags))

    @rule(which=WHICH, key=st.sampled_from(("货物", "每月票数")), value=WORDS)
    def fill_custom_field(self, which: int, key: str, value: str) -> None:
        self.about(which, lambda uow, id: customers.set_custom(uow, id, {key: value}))

    @rule(which=WHICH, away=st.booleans())
    def archive(self, which: int, away: bool) -> None:
        act = customers.archive if away else customers.unarchive
        self.about(which, lambda uow, id: act(uow, id, TODAY))

    @rule(which=WHICH, name=NAMES, points=POINTS)
    def add_contact(self, which: int, name: str, points: tuple[PointText, ...]) -> None:
        self.about(which, lambda uow, id: contacts.add(uow, id, {"name": name}, points))

    @rule(which=WHICH, name=NAMES, points=POINTS, how=st.sampled_from(("edit", "remove", "first")))
    def change_contact(
        self, which: int, name: str, points: tuple[PointText, ...], how: str
    ) -> None:
        contact = self.pick("contact", which, "archived_at IS NULL")
        if contact and how == "edit":
            self.do(lambda uow: contacts.edit(uow, contact, {"name": name}, points))
        elif contact and how == "remove":
            self.do(lambda uow: contacts.remove(uow, contact))
        elif contact:
            self.do(lambda uow: contacts.make_primary(uow, contact))
