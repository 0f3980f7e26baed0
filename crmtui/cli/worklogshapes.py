"""The JSON of the worklog: a shape that stays as it is, documented in the README."""

from __future__ import annotations

from crmtui.domain.worklog import Deed, NextStep, Person, Progress, Word, Worklog, figures, touches

Shape = dict[str, object]


def shape(log: Worklog) -> Shape:
    """All that was done, and the figures."""
    return {
        "period": log.span.period,
        "first": log.span.first.isoformat(),
        "last": log.span.last.isoformat(),
        "rep": log.rep or None,
        "contacts": [_deed(each) for each in log.deeds],
        "promises": [_word(each) for each in log.words],
        "finished": [
            {"id": each.id, "on": each.on.isoformat(), "what": each.what, **_whose(each.whose)}
            for each in log.finished
        ],
        "planned": [{**_step(each.step), **_whose(each.whose)} for each in log.planned],
        "new_customers": [_customer(each) for each in log.new],
        "figures": {
            "contacts": log.total,
            "touches": touches(log.tallies),
            "customers": log.customers,
            "new_customers": log.newcomers,
            "kinds": [
                {"kind": kind, "contacts": number, "not_reached": missed}
                for kind, number, missed in figures(log.tallies)
            ],
        },
        "targets": [_progress(each) for each in log.progress],
    }


def _deed(deed: Deed) -> Shape:
    return {
        "id": deed.id,
        "on": deed.on.isoformat(),
        "time": deed.time,
        "kind": deed.kind,
        "direction": deed.direction,
        "summary": deed.summary,
        "outcome": deed.outcome or None,
        "rep": deed.rep or None,
        **_whose(deed.whose),
        "next_steps": [_step(each) for each in deed.next_steps],
    }


def _word(word: Word) -> Shape:
    return {
        "id": word.id,
        "happened": word.happened,
        "on": word.on.isoformat(),
        "due_on": word.due_on.isoformat(),
        "what": word.what,
        "why": word.why or None,
        **_whose(word.whose),
    }


def _step(step: NextStep) -> Shape:
    due = step.due_on.isoformat()
    return {"id": step.id, "due_on": due, "time": step.time, "what": step.what}


def _progress(progress: Progress) -> Shape:
    return {
        "target": progress.goal.key,
        "first": progress.span.first.isoformat(),
        "last": progress.span.last.isoformat(),
        "reached": progress.reached,
        "of": progress.target,
    }


def _whose(whose: Person) -> Shape:
    return {"customer": _customer(whose), "contact": whose.contact or None}


def _customer(whose: Person) -> Shape:
    return {"id": whose.customer_id, "name": whose.name, "grade": whose.grade or None}
