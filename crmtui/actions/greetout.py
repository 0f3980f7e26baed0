"""Greetings written out for mail merge and message gateways: CSV, XLSX, JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from crmtui.domain.clean import readable
from crmtui.domain.errors import WrongUse
from crmtui.domain.greetings import missing_words
from crmtui.domain.rounds import Greeting
from crmtui.domain.words import _
from crmtui.files import placing, texttables

FORMATS = (".csv", ".xlsx", ".json")


class UnknownFormat(WrongUse):
    """A file name that does not say in which format to write."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“{name}” must end in .csv, .xlsx or .json.").format(name=readable(name))
        )


def write(path: Path, greetings: Sequence[Greeting], today: date, *, force: bool) -> None:
    """Write the messages to a file; the format is its ending's. Raises UnknownFormat, FileThere."""
    form = path.suffix.casefold()
    if form not in FORMATS:
        raise UnknownFormat(path.name)
    with placing.placed(path, force=force) as file:
        if form == ".json":
            shapes = [shape(each) for each in greetings]
            file.write(json.dumps(shapes, ensure_ascii=False, indent=2).encode() + b"\n")
        elif form == ".csv":
            texttables.write(file, _headings(), _rows(greetings))
        else:
            from crmtui.files import bookwriter

            kinds = ["text"] * len(_headings())
            with bookwriter.writing(file, len(greetings), today, _("Greetings")) as book:
                book.sheet(_("Greetings"), _headings(), kinds, _rows(greetings))


def shape(each: Greeting) -> dict[str, object]:
    """A greeting as JSON."""
    who = each.target.recipient
    return {
        "kind": each.target.kind,
        "day": each.target.day.isoformat(),
        "years": each.target.years,
        "customer": {"id": who.customer_id, "number": who.number, "name": who.customer},
        "contact": {"id": who.contact_id, "name": who.name or None},
        "salutation": each.salutation or None,
        "mobile": who.mobile or None,
        "email": who.email or None,
        "wechat": who.wechat or None,
        "text": each.message.text,
        "missing": list(each.message.missing),
        "taboos": who.taboos or None,
    }


def _headings() -> list[str]:
    return [
        _("customer number"), _("customer"), _("contact"), _("form of address"), _("mobile"),
        _("e-mail"), _("WeChat"), _("date"), _("message"), _("missing"),
    ]  # fmt: skip


def _rows(greetings: Sequence[Greeting]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for each in greetings:
        who = each.target.recipient
        rows.append(
            (
                who.number or "", who.customer, who.name, each.salutation, who.mobile, who.email,
                who.wechat, each.target.day.isoformat(), each.message.text,
                missing_words(each.message.missing),
            )
        )  # fmt: skip
    return rows
