"""Days and next steps as a calendar file (RFC 5545) that updates instead of doubling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from crmtui.domain.calendarout import OccasionOut, StepOut
from crmtui.domain.errors import CrmError, WrongUse
from crmtui.domain.lunar import lunar_words, to_lunar
from crmtui.domain.occasions import on_in_year
from crmtui.domain.repeatdays import is_on
from crmtui.domain.repeats import Rule, read, standard
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from icalendar import Calendar, Event

YEARS = 10  # how far ahead lunar days are written
_MORNING = 9  # o'clock: when a whole day's alarm rings
_MINUTES = 30  # an appointment's length, and how long before it the alarm rings
# No moment of ours is known for a day: what matters is that it never goes back.
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_TITLES = {
    "birthday": N_("Birthday: {who}"),
    "wedding": N_("Wedding day: {who}"),
    "founding": N_("Founding day: {who}"),
    "contract_end": N_("End of contract: {who}"),
    "other": N_("Day to remember: {who}"),
}


def write(
    occasions: Iterable[OccasionOut],
    steps: Iterable[StepOut],
    *,
    name: str,
    today: date,
    lead_days: int = 7,
    years: int = YEARS,
) -> bytes:
    """The calendar as a file.

    Solar days come back by a rule, lunar ones as their next real dates, so many from `today` on.
    Times are local: they stand for the clock on the wall wherever the calendar is read.
    lead_days: of occasions that have none of their own. The same data give the same bytes.
    """
    calendar = _calendar(name)
    for occasion in occasions:
        for event in _occasion(occasion, today, lead_days, years):
            calendar.add_component(event)
    for step in steps:
        calendar.add_component(_step(step))
    return bytes(calendar.to_ical())


def _calendar(name: str) -> Calendar:
    from icalendar import Calendar  # here: it takes a tenth of a second to import

    calendar = Calendar()
    calendar.add("prodid", "-//crmtui//crmtui//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    return calendar


def _occasion(occasion: OccasionOut, today: date, lead_days: int, years: int) -> Iterator[Event]:
    """One event that comes back every year, or one for each year of a lunar day."""
    lead = lead_days if occasion.lead_days is None else occasion.lead_days
    if occasion.calendar == "lunar":
        for year, on in _lunar_days(occasion, today, years):
            yield _day_event(occasion, f"{occasion.uid}-{year}", on, lead)
        return
    first = _kept(occasion, today.year)
    if first is not None:
        event = _day_event(occasion, occasion.uid, first, lead)
        event.add("rrule", _yearly(occasion))
        yield event


def _yearly(occasion: OccasionOut) -> dict[str, object]:
    """Every year; 29 February means the last day of that month."""
    if (occasion.month, occasion.day) == (2, 29):
        return {"freq": "yearly", "bymonth": 2, "bymonthday": -1}
    return {"freq": "yearly"}


def _lunar_days(occasion: OccasionOut, today: date, years: int) -> Iterator[tuple[int, date]]:
    """The lunar years with the next so many days on which it is kept."""
    first = to_lunar(today).year
    kept = ((year, _kept(occasion, year)) for year in range(first, first + years + 1))
    coming = ((year, on) for year, on in kept if on is not None and on >= today)
    yield from islice(coming, years)


def _kept(occasion: OccasionOut, year: int) -> date | None:
    """The day on which it is kept in a year of its calendar; None beyond what is known."""
    try:
        return on_in_year(occasion.month, occasion.day, occasion.leap, occasion.calendar, year)
    except CrmError:
        return None


def _day_event(occasion: OccasionOut, uid: str, on: date, lead: int) -> Event:
    event = _event(uid, occasion.revision, _EPOCH + timedelta(seconds=occasion.revision))
    who = _who(occasion.contact, occasion.customer)
    title = occasion.label + ": {who}" if occasion.label else _(_TITLES[occasion.kind])
    event.add("summary", title.replace("{who}", who))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    _add_text(event, "description", _occasion_lines(occasion))
    for days in sorted({lead, 0}, reverse=True):
        _alarm(event, timedelta(hours=_MORNING) - timedelta(days=days))
    return event


def _occasion_lines(occasion: OccasionOut) -> Iterator[str]:
    if occasion.calendar == "lunar":
        day = lunar_words(occasion.month, occasion.day, occasion.leap)
        yield _("Lunar calendar: {day}").format(day=day)
    if occasion.year is not None:
        yield _("Since {year}").format(year=occasion.year)
    yield from _customer_lines(occasion)
    yield occasion.note


def _customer_lines(entry: OccasionOut | StepOut) -> Iterator[str]:
    yield f"{entry.number} {entry.customer}".strip()
    yield f"{entry.contact} {entry.phone}".strip()


def _rule(step: StepOut) -> Rule | None:
    """The rule of an open step that comes back; none for one that is put off to another day.

    Calendars begin a rule on one of its own days, and a second event for the rest would stay there
    when the step is finished.
    """
    try:
        rule = read(step.repeat) if step.repeat and step.status == "open" else None
    except WrongUse:
        return None
    fits = rule and is_on(rule._replace(start=rule.start or step.due_on), step.due_on)
    return rule if fits else None


def _step(step: StepOut) -> Event:
    """An event of a next step: at its time, or all day."""
    from icalendar import vRecur

    event = _event(step.uid, step.revision, _moment(step.recorded_at))
    done = "✓ " if step.status == "done" else ""
    what = " ".join(step.what.split()) or _("Follow-up")
    who = _who(step.contact, step.customer)
    event.add("summary", done + _("{what}: {who}").format(what=what, who=who))
    event.add("status", _status(step))
    start = _start(step)
    event.add("dtstart", start)
    if isinstance(start, datetime):
        event.add("dtend", start + timedelta(minutes=_MINUTES))
    else:
        event.add("dtend", start + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if (rule := _rule(step)) is not None:
        event.add("rrule", vRecur.from_ical(standard(rule)))
    if step.address and step.kind in ("visit", "meeting"):
        event.add("location", " ".join(step.address.split()))
    _add_text(event, "description", _customer_lines(step))
    if step.status == "open":
        timed = isinstance(start, datetime)
        _alarm(event, timedelta(minutes=-_MINUTES) if timed else timedelta(hours=_MORNING))
    return event


def _status(step: StepOut) -> str:
    if step.status in ("cancelled", "superseded"):
        return "CANCELLED"
    return (
        "TENTATIVE" if step.time and step.status == "open" and not step.confirmed else "CONFIRMED"
    )


def _start(step: StepOut) -> date:
    """The day, or the moment on the clock of whoever reads the calendar."""
    if step.time:
        return datetime.combine(step.due_on, time.fromisoformat(step.time))
    return step.due_on


def _event(uid: str, revision: int, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("sequence", max(0, revision - 1))
    return event


def _alarm(event: Event, before: timedelta) -> None:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", str(event["summary"]))
    alarm.add("trigger", before)
    event.add_component(alarm)


def _add_text(event: Event, name: str, lines: Iterable[str]) -> None:
    if text := "\n".join(line for line in dict.fromkeys(lines) if line):
        event.add(name, text)


def _who(contact: str, customer: str) -> str:
    if not contact or contact == customer:
        return customer
    return _("{contact} ({customer})").format(contact=contact, customer=customer)


def _moment(recorded_at: str) -> datetime:
    """A stored instant; the beginning of our time where none is stored."""
    if not recorded_at:
        return _EPOCH
    found = datetime.fromisoformat(recorded_at)
    return (
        found.replace(microsecond=0) if found.tzinfo else found.replace(microsecond=0, tzinfo=UTC)
    )
