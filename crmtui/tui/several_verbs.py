"""What is done with all marked customers at once: one act, one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from crmtui.actions import several
from crmtui.actions.several import Several, Target
from crmtui.domain.dates import When
from crmtui.domain.errors import CrmError
from crmtui.domain.words import _, ngettext
from crmtui.present import date_words, grade_words
from crmtui.tui.repeat import remember
from crmtui.tui.screens.picking import Ask, Pick, Prompt

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.screens.place import Place, Subject
    from crmtui.tui.screens.several_plan import Planned

GRADES = ("A", "B", "C", "D")
NAMED = 3  # customers that are named who had no step
Subjects = Sequence["Subject"]
Act = Callable[["UnitOfWork", date], Several]


def write(
    place: Place,
    subjects: Subjects,
    act: Act,
    words: Callable[[Several], str],
    stay: bool = False,
) -> None:
    """Do it behind the screen, for all or for nobody; then the marks are off.

    stay: what is selected stays so, where its line is not gone. Somebody selected with whom nothing
    is done stays so in any case.
    """
    selected, among = place.subject(), {subject.customer_id for subject in subjects}
    mark = place.bookmark() if selected and selected.customer_id in among else None

    async def work() -> None:
        try:
            made = await place.crm.write(act)
        except CrmError as error:
            place.crm.tell(error)
        else:
            place.unmark()
            place.go_on(mark, stay=stay)
            place.crm.say(words(made) + _without(made))

    place.crm.run_worker(work(), exit_on_error=False)


def _without(made: Several) -> str:
    """Whom nothing could be done with."""
    if not made.without:
        return ""
    n, names = len(made.without), _(", ").join(made.without[:NAMED])
    words = ngettext("{n} had no open step: {names}", "{n} had no open step: {names}", n)
    return "\n" + words.format(n=n, names=names + (" …" if n > NAMED else ""))


def _ids(subjects: Subjects) -> list[int]:
    return [subject.customer_id for subject in subjects]


def _targets(subjects: Subjects) -> list[Target]:
    return [Target(s.customer_id, s.follow_up_id, s.promise_id) for s in subjects]


# -- grade and tags ----------------------------------------------------------------------------


def grade(place: Place) -> None:
    """Ask which grade the marked customers get, or the selected one."""
    subjects = place.targets()
    if not subjects:
        place.crm.say(_("Select a customer first."))
        return

    def chosen(index: int | None) -> None:
        if index is not None:
            grade_them(GRADES[index], place, subjects)

    lines = [((grade_words(each), "text"),) for each in GRADES]
    n = len(subjects)
    title = ngettext("Grade of {n} customer", "Grade of {n} customers", n).format(n=n)
    place.crm.push_screen(Pick(title, lines), chosen)


def grade_them(code: str, place: Place, subjects: Subjects) -> None:
    """Give them this grade."""
    remember(place, _("grade {grade}").format(grade=code), partial(grade_them, code))

    def said(made: Several) -> str:
        words = ngettext("Grade {grade}: {n} customer", "Grade {grade}: {n} customers", made.done)
        return words.format(grade=code, n=made.done)

    ids = _ids(subjects)
    write(
        place,
        subjects,
        lambda uow, today: several.set_grade(uow, ids, code, today),
        said,
        stay=True,
    )


def tags(place: Place) -> None:
    """Ask which tags to add to the marked customers, and which to take off."""
    subjects = place.targets()

    def given(text: str | None) -> None:
        add, remove = added_and_removed(text or "")
        if add or remove:
            tag_them(add, remove, place, subjects)

    n = len(subjects)
    title = ngettext("Tags of {n} customer", "Tags of {n} customers", n).format(n=n)
    hint = _("expo, -old: adds one and takes the other off")
    place.crm.push_screen(Prompt(title, hint=hint), given)


def added_and_removed(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tags of a text to add, and those with - before them, to take off."""
    from crmtui.tui.screens.customer_form import split_tags

    found = [part.strip() for part in split_tags(text)]
    add = tuple(part.removeprefix("+").strip() for part in found if not part.startswith("-"))
    remove = tuple(part[1:].strip() for part in found if part.startswith("-"))
    return tuple(filter(None, add)), tuple(filter(None, remove))


def remember_tags(place: Place, add: Sequence[str], remove: Sequence[str]) -> str:
    """These tags were added and those taken off; gives them as they are shown."""
    shown = _(", ").join([*(f"+{tag}" for tag in add), *(f"-{tag}" for tag in remove)])
    remember(place, _("tags {tags}").format(tags=shown), partial(tag_them, add, remove))
    return shown


def tag_them(add: Sequence[str], remove: Sequence[str], place: Place, subjects: Subjects) -> None:
    """Add these tags and take those off."""
    shown = remember_tags(place, add, remove)

    def said(made: Several) -> str:
        words = ngettext("Tags {tags}: {n} customer", "Tags {tags}: {n} customers", made.done)
        return words.format(tags=shown, n=made.done)

    ids = _ids(subjects)
    write(place, subjects, lambda uow, today: several.tag(uow, ids, add, remove), said, stay=True)


# -- steps -------------------------------------------------------------------------------------


def done(place: Place) -> None:
    """Finish the next step of each of the marked customers."""
    subjects = place.targets()
    n = len(subjects)
    words = ngettext(
        "Finish the next step of {n} marked customer?",
        "Finish the next steps of {n} marked customers?",
        n,
    )

    def answered(yes: bool | None) -> None:
        if yes:
            finish_them(place, subjects)

    place.crm.push_screen(Ask(words.format(n=n), _("finish"), _("leave")), answered)


def remember_done(place: Place) -> None:
    """A next step was finished."""
    remember(place, _("finish the next step"), finish_them)


def finish_them(place: Place, subjects: Subjects) -> None:
    """Finish their next steps."""
    remember_done(place)

    def said(made: Several) -> str:
        words = ngettext("Finished with {n} customer", "Finished with {n} customers", made.done)
        return words.format(n=made.done)

    targets = _targets(subjects)
    write(place, subjects, lambda uow, today: several.complete(uow, targets, today), said)


def snooze(place: Place) -> None:
    """Ask to which day the next steps of the marked customers are put off."""
    from crmtui.tui.snooze_verbs import ask_when

    subjects = place.targets()
    n = len(subjects)
    title = ngettext(
        "Put the next step of {n} customer off to", "Put the next steps of {n} customers off to", n
    ).format(n=n)
    ask_when(place, title, lambda when: put_them_off(when, place, subjects))


def hide(place: Place) -> None:
    """Ask until when the marked customers are hidden from Today."""
    from crmtui.tui.snooze_verbs import hide_marked

    hide_marked(place)


def remember_day(place: Place, when: When) -> None:
    """Something was put off to this day."""
    day = date_words(when.on, place.desk.today)
    remember(place, _("put off to {day}").format(day=day), partial(put_them_off, when))


def put_them_off(when: When, place: Place, subjects: Subjects) -> None:
    """Put their next steps off."""
    remember_day(place, when)
    day = date_words(when.on, place.desk.today)

    def said(made: Several) -> str:
        words = ngettext(
            "Put off to {day}: {n} customer", "Put off to {day}: {n} customers", made.done
        )
        return words.format(day=day, n=made.done)

    targets = _targets(subjects)
    write(
        place,
        subjects,
        lambda uow, today: several.snooze(uow, targets, when.on, when.time, today),
        said,
    )


def plan(place: Place) -> None:
    """The form of a next step with all marked customers."""
    from crmtui.tui.screens.several_plan import SeveralPlanForm

    subjects, mark = place.targets(), place.bookmark()

    def saved(planned: Planned | None) -> None:
        if planned is not None:
            remember_plan(place, planned)
            place.unmark()
            place.go_on(mark)

    place.crm.push_screen(SeveralPlanForm(place.crm, _ids(subjects)), saved)


def remember_plan(place: Place, planned: Planned) -> None:
    """A next step was planned."""
    remember(place, planned.words(place.desk.today), partial(plan_with, planned))


def plan_with(planned: Planned, place: Place, subjects: Subjects) -> None:
    """Plan a step with them as it was planned before."""
    write(
        place,
        subjects,
        planned.act(_ids(subjects)),
        lambda made: planned.said(made, place.desk.today),
    )


# -- archiving ---------------------------------------------------------------------------------


def archive(place: Place) -> None:
    """Put away the marked customers."""
    subjects = place.targets()
    n = len(subjects)
    words = ngettext("Archive {n} marked customer?", "Archive {n} marked customers?", n)

    def answered(yes: bool | None) -> None:
        if yes:
            archive_them(place, subjects)

    place.crm.push_screen(Ask(words.format(n=n), _("archive"), _("leave")), answered)


def archive_them(place: Place, subjects: Subjects) -> None:
    """Put them away."""
    remember(place, _("archive"), archive_them)

    def said(made: Several) -> str:
        words = ngettext("Archived {n} customer.", "Archived {n} customers.", made.done)
        return words.format(n=made.done)

    ids = _ids(subjects)
    write(place, subjects, lambda uow, today: several.archive(uow, ids, today), said)
