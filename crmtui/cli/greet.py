"""The command of the greeting round: greet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import output
from crmtui.cli.days import grades_of
from crmtui.cli.output import Exit, put_json, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.clean import readable
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _, ngettext

if TYPE_CHECKING:
    import sqlite3

    from crmtui.actions.greetings import Gift
    from crmtui.domain.rounds import Greeting, Target
    from crmtui.domain.segments import Segment

CHANNELS = ("wechat", "sms", "email", "call", "visit")


class UnknownChannel(WrongUse):
    """A way of sending that there is not."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("--channel is one of {known}, not “{text}”.").format(
                text=text, known=", ".join(CHANNELS)
            )
        )


class BadAmount(WrongUse):
    """Something that is no amount of money."""

    def __init__(self, text: str) -> None:
        super().__init__(_("“{text}” is no amount. Write it like 128 or 99.50.").format(text=text))


class NobodyToAsk(WrongUse):
    """Greetings that want a yes where nobody can give it."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no terminal to ask on, so nothing was marked as sent. Add --yes.")
        )


def greet(
    ctx: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="DAY", help=N_("A festival such as 中秋, or birthdays"))
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS…", help=N_("Which customers: as for find, or tag:展会")),
    ] = None,
    grade: Annotated[str, typer.Option(metavar="A,B", help=N_("Only these grades"))] = "",
    days: Annotated[
        int, typer.Option("--days", "-d", min=0, max=60, metavar="N", help=N_("For birthdays"))
    ] = 7,
    first: Annotated[
        bool, typer.Option("--first", help=N_("Only the first contact of each customer"))
    ] = False,
    text: Annotated[
        str, typer.Option(metavar="TEXT", help=N_("Your own words, with {称呼} and the like"))
    ] = "",
    template: Annotated[
        str, typer.Option(metavar="NAME", help=N_("A template of your own by its name"))
    ] = "",
    export: Annotated[
        Path | None, typer.Option(metavar="FILE", help=N_("Write them to CSV, XLSX or JSON"))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=N_("Replace a file there is"))] = False,
    sent: Annotated[bool, typer.Option("--sent", help=N_("Mark them all as sent"))] = False,
    channel: Annotated[
        str, typer.Option(metavar="NAME", help=N_("How they were sent: wechat, sms, email …"))
    ] = "",
    gift: Annotated[str, typer.Option(metavar="WHAT", help=N_("What was given with it"))] = "",
    value: Annotated[str, typer.Option(metavar="AMOUNT", help=N_("What each gift cost"))] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help=N_("Ask nothing"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """A message for each contact on a festival or birthday; nobody twice, nobody forgotten."""
    shell: Shell = ctx.obj
    if channel and channel not in CHANNELS:
        raise UnknownChannel(channel)
    present = _gift(gift, value)
    with shell.looking() as conn:
        segment = _segment(words, grade)
        found, were = _round(conn, shell, what, segment, days, first)
        greetings = _written(conn, shell, found, text, template)
    if not greetings:
        return _nobody(were, as_json)
    _put(greetings, shell, as_json, export, force)
    if were:
        say(ngettext("{n} greeted already.", "{n} greeted already.", were).format(n=were))
    return _mark(shell, greetings, channel, present, yes) if sent else _say_next(greetings)


def _nobody(were: int, as_json: bool) -> int:
    _say_nobody(were)
    if as_json:
        put_json([])
    return Exit.NOTHING_FOUND


def _put(
    greetings: list[Greeting], shell: Shell, as_json: bool, export: Path | None, force: bool
) -> None:
    """The messages where they are wanted: in a file, as JSON, or to be read."""
    if export is not None:
        _write_out(export, greetings, shell, force)
    elif as_json:
        from crmtui.actions.greetout import shape

        put_json([shape(each) for each in greetings])
    else:
        _show(greetings)


def _write_out(path: Path, greetings: list[Greeting], shell: Shell, force: bool) -> None:
    from crmtui.actions import greetout

    greetout.write(path, greetings, shell.today, force=force)
    n = len(greetings)
    words = ngettext("{n} message written to {file}.", "{n} messages written to {file}.", n)
    say(words.format(n=n, file=readable(str(path))))


def _segment(words: list[str] | None, grade: str) -> Segment:
    from crmtui.domain.segments import parse_segment

    segment = parse_segment(" ".join(words or ()))
    return segment._replace(grades=(*segment.grades, *grades_of(grade)))


def _round(
    conn: sqlite3.Connection, shell: Shell, what: str, segment: Segment, days: int, first: bool
) -> tuple[list[Target], int]:
    from crmtui.cli.choosing import simplifier
    from crmtui.domain.greetings import is_festival, kind_of
    from crmtui.domain.rounds import festival_day
    from crmtui.reads import greetings as reading
    from crmtui.reads.segments import members

    kind = kind_of(what)
    if not is_festival(kind):
        ids = members(conn, segment, simplifier(segment.words)) if any(segment) else None
        return reading.for_occasions(conn, kind, shell.today, days, ids)
    ids = members(conn, segment, simplifier(segment.words))
    day = festival_day(kind, shell.today)
    return reading.for_festival(conn, kind, day, ids, first_only=first)


def _written(
    conn: sqlite3.Connection, shell: Shell, found: list[Target], text: str, template: str
) -> list[Greeting]:
    from crmtui.domain import greetings as rules
    from crmtui.domain.rounds import greeting_for, refill
    from crmtui.reads import greetings as reading

    own = reading.wordings(conn)
    if template and template not in {each.name for each in own}:
        raise NoTemplate(template)
    settings = shell.settings
    language = "zh" if settings.lang == "zh_CN" else "en"
    made = [greeting_for(each, own, settings.me, language, template) for each in found]
    if text:
        rules.check(text)
        made = [refill(each, text, settings.me) for each in made]
    return made


class NoTemplate(WrongUse):
    """A template that is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("There is no template “{name}”. “crmtui templates” lists them.").format(name=name)
        )


def _gift(what: str, value: str) -> Gift | None:
    from crmtui.actions.greetings import Gift

    if not what and not value:
        return None
    if not value:
        return Gift(what)
    whole, dot, cents = value.strip().removeprefix("¥").partition(".")
    if not whole.isdecimal() or (dot and not (cents.isdecimal() and len(cents) <= 2)):
        raise BadAmount(value)
    return Gift(what or _("gift"), int(whole) * 100 + int(cents.ljust(2, "0") or 0))


def _show(greetings: list[Greeting]) -> None:
    from crmtui.domain.greetings import missing_words

    rows = []
    for each in greetings:
        who = each.target.recipient
        reach = who.mobile or who.wechat or who.email
        lacking = missing_words(each.message.missing)
        rows.append((who, each, reach, lacking))
    if not output.on_terminal():
        for who, each, reach, lacking in rows:
            put_row(
                (f"id:{who.customer_id}", each.target.day, who.customer, who.name, reach,
                 each.message.text, lacking)
            )  # fmt: skip
        return
    from crmtui.cli.table import Column, show

    columns = (
        Column(_("customer"), least=8, style="bold"),
        Column(_("contact"), least=6),
        Column(_("reached by"), drop=2),
        Column(_("message"), least=20),
        Column(_("missing"), least=6, style="bold red"),
    )
    show(
        columns,
        [
            (who.short_name or who.customer, who.name, reach, each.message.text, lacking)
            for who, each, reach, lacking in rows
        ],
    )


def _say_nobody(were: int) -> None:
    if were:
        words = ngettext("The only one was greeted already.", "All {n} were greeted already.", were)
        say(words.format(n=were))
    else:
        say(_("There is nobody to greet."))


def _say_next(greetings: list[Greeting]) -> int:
    n = len(greetings)
    lacking = sum(not each.message.ready for each in greetings)
    say(ngettext("{n} message.", "{n} messages.", n).format(n=n))
    if lacking:
        say(
            ngettext(
                "{n} is not ready: see “missing”.", "{n} are not ready: see “missing”.", lacking
            ).format(n=lacking)
        )
    say(_("--export FILE writes them out; --sent marks them as sent."))
    return Exit.DONE


def _mark(
    shell: Shell, greetings: list[Greeting], channel: str, gift: Gift | None, yes: bool
) -> int:
    from crmtui.actions import greetings as verbs

    ready = [each for each in greetings if each.message.ready]
    left = len(greetings) - len(ready)
    question = ngettext("Mark {n} message as sent?", "Mark {n} messages as sent?", len(ready))
    if ready and not yes:
        if not output.can_ask():
            raise NobodyToAsk
        if not output.ask(question.format(n=len(ready))):
            say(_("Nothing was marked."))
            return Exit.FAILED
    if ready:
        with shell.keeping() as uow:
            verbs.send(uow, ready, shell.today, channel=channel, gift=gift)
        done = ngettext("{n} marked as sent.", "{n} marked as sent.", len(ready))
        say(_("{done} To take it back: crmtui undo").format(done=done.format(n=len(ready))))
    if left:
        say(
            ngettext(
                "{n} is not ready and was left out.", "{n} are not ready and were left out.", left
            ).format(n=left)
        )
        return Exit.IN_PART
    return Exit.DONE
