"""The calendar we write is valid, says when days are really kept, and updates itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from crmtui.domain.calendarout import OccasionOut, StepOut
from crmtui.domain.lunar import LunarDate, to_lunar
from crmtui.files.icalendar import write

TODAY = date(2026, 11, 23)
WORDS = st.text(st.sampled_from("王伟,;:\\ aZ\"'"), max_size=20).map(str.strip)


def day(uid: str = "u1", **values: Any) -> OccasionOut:
    """A birthday of somebody at a customer."""
    plain = OccasionOut(uid, "宁波远洋", "王伟", "birthday", "gregorian", 3, 8)
    return plain._replace(**values)


def step(uid: str = "s1", **values: Any) -> StepOut:
    """A next step with somebody at a customer."""
    plain = StepOut(uid, "宁波远洋", "王伟", date(2026, 12, 1), what="报价")
    return plain._replace(**values)


def written(*entries: OccasionOut | StepOut, today: date = TODAY) -> bytes:
    days = [entry for entry in entries if isinstance(entry, OccasionOut)]
    steps = [entry for entry in entries if isinstance(entry, StepOut)]
    return write(days, steps, name="客户", today=today)


def events(*entries: OccasionOut | StepOut, today: date = TODAY) -> list[Any]:
    """The events of these entries, as another program reads them."""
    found = Calendar.from_ical(written(*entries, today=today))
    return list(found.walk("VEVENT"))


def test_the_calendar_has_a_name_and_lines_of_legal_length() -> None:
    data = written(day(note="很长的备注" * 30), step())
    assert "X-WR-CALNAME:客户\r\n".encode() in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_a_solar_day_comes_back_every_year() -> None:
    (event,) = events(day())
    assert (str(event["uid"]), event["dtstart"].dt) == ("u1", date(2026, 3, 8))
    assert event["rrule"].to_ical() == b"FREQ=YEARLY"
    assert str(event["summary"]) == "Birthday: 王伟 (宁波远洋)"


def test_29_february_is_kept_on_the_last_day_of_the_month() -> None:
    (event,) = events(day(month=2, day=29))
    assert event["dtstart"].dt == date(2026, 2, 28)
    assert event["rrule"].to_ical() == b"FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2"


def test_a_lunar_day_is_written_as_the_days_it_really_falls_on() -> None:
    found = events(day(calendar="lunar", month=8, day=15))
    assert len(found) == 10
    for event in found:
        on = to_lunar(event["dtstart"].dt)
        assert (on.month, on.day, on.leap) == (8, 15, False)
        assert str(event["uid"]) == f"u1-{on.year}"
    assert TODAY <= found[0]["dtstart"].dt < TODAY + timedelta(days=366)


def test_a_lunar_30th_is_kept_on_the_29th_of_a_short_month() -> None:
    (first, *_more) = events(day(calendar="lunar", month=12, day=30))
    assert to_lunar(first["dtstart"].dt) == LunarDate(2026, 12, 29)


def test_a_leap_month_day_is_kept_in_the_plain_month_of_other_years() -> None:
    found = events(day(calendar="lunar", month=6, day=15, leap=True), today=date(2025, 1, 1))
    kept = {on.year: on for on in (to_lunar(event["dtstart"].dt) for event in found)}
    assert kept[2025].leap
    assert not kept[2026].leap


def test_beyond_the_known_calendar_nothing_is_invented() -> None:
    assert len(events(day(calendar="lunar", month=8, day=15), today=date(2098, 1, 1))) == 3


def test_the_next_export_has_the_same_uids_for_the_same_days() -> None:
    entries = day(calendar="lunar", month=8, day=15), day("u2"), step()

    def found(today: date) -> dict[str, date]:
        made = events(*entries, today=today)
        return {str(e["uid"]): e["dtstart"].dt for e in made if str(e["uid"]) != "u2"}

    before, after = found(TODAY), found(TODAY + timedelta(days=400))
    shared = before.keys() & after.keys()
    assert len(shared) >= 9
    assert all(before[uid] == after[uid] for uid in shared)


def test_the_same_data_give_the_same_bytes_and_a_change_raises_the_sequence() -> None:
    assert written(day(), step()) == written(day(), step())
    (old,), (new,) = events(step(revision=1)), events(step(revision=4))
    assert (old["sequence"], new["sequence"]) == (0, 3)


@pytest.mark.parametrize(
    ("values", "start", "status"),
    [
        ({}, date(2026, 12, 1), "CONFIRMED"),
        ({"time": "09:30"}, datetime(2026, 12, 1, 9, 30), "TENTATIVE"),
        ({"time": "09:30", "confirmed": True}, datetime(2026, 12, 1, 9, 30), "CONFIRMED"),
        ({"status": "cancelled"}, date(2026, 12, 1), "CANCELLED"),
        ({"status": "superseded"}, date(2026, 12, 1), "CANCELLED"),
        ({"status": "done"}, date(2026, 12, 1), "CONFIRMED"),
    ],
)
def test_a_step_is_an_event_on_its_day_or_at_its_hour(
    values: dict[str, Any], start: date, status: str
) -> None:
    (event,) = events(step(**values))
    assert (event["dtstart"].dt, str(event["status"])) == (start, status)
    assert str(event["summary"]).removeprefix("✓ ") == "报价: 王伟 (宁波远洋)"


def test_only_open_steps_ring() -> None:
    (open_,), (done,) = events(step(time="09:30")), events(step(status="done"))
    assert [alarm["trigger"].dt for alarm in open_.walk("VALARM")] == [timedelta(minutes=-30)]
    assert not done.walk("VALARM")
    assert str(done["summary"]).startswith("✓")


def test_a_day_rings_as_early_as_it_says_and_on_the_day_itself() -> None:
    (event,) = events(day(lead_days=3))
    rings = [alarm["trigger"].dt for alarm in event.walk("VALARM")]
    assert rings == [timedelta(hours=9 - 72), timedelta(hours=9)]


def test_a_repeated_step_keeps_its_rule_and_a_wrong_rule_is_none() -> None:
    (good,), (bad,) = events(step(repeat="FREQ=WEEKLY;BYDAY=TU")), events(step(repeat="often"))
    assert good["rrule"].to_ical() == b"FREQ=WEEKLY;BYDAY=TU"
    assert "rrule" not in bad


def test_only_an_open_step_on_a_day_of_its_rule_repeats_in_other_calendars() -> None:
    weekly = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;DTSTART=20261123T100000"
    on, off = date(2026, 12, 7), date(2026, 11, 30)
    good, put_off, done = events(
        step(repeat=weekly, due_on=on),
        step(repeat=weekly, due_on=off),
        step(repeat=weekly, due_on=on, status="done"),
    )
    assert good["rrule"].to_ical() == b"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"
    assert "rrule" not in put_off
    assert "rrule" not in done


def test_the_last_working_day_is_written_as_other_calendars_know_it() -> None:
    rule = "FREQ=MONTHLY;BYMONTHDAY=-1;X-WORKDAY=BEFORE;COUNT=3;DTSTART=20261130"
    (event,) = events(step(repeat=rule, due_on=date(2026, 11, 30)))
    written = event["rrule"].to_ical().decode()
    assert set(written.split(";")) == {
        *("FREQ=MONTHLY", "BYDAY=MO,TU,WE,TH,FR", "BYSETPOS=-1", "COUNT=3")
    }


@settings(max_examples=50, deadline=None)
@given(
    st.builds(day, month=st.integers(1, 12), day=st.integers(1, 30), calendar=st.just("lunar")),
    st.builds(step, what=WORDS, customer=WORDS, address=WORDS, kind=st.just("visit")),
)
def test_what_is_written_can_be_read(one: OccasionOut, other: StepOut) -> None:
    *days, last = events(one, other)
    assert len(days) == 10
    assert " ".join(other.what.split()) in str(last["summary"])
    assert str(last.get("location", "")) == " ".join(other.address.split())
