"""Remembering how files are read: what is kept here is no customer data and not journaled."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crmtui.domain.clean import clean
from crmtui.domain.errors import CrmError, NothingFound
from crmtui.domain.profiles import Profile
from crmtui.domain.records import Record
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

TABLE = "import_profile"


class NoProfile(NothingFound):
    """A profile that is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("There is no profile “{name}”. “crmtui profiles” lists them.").format(name=name)
        )


class ProfileExists(CrmError):
    """A new name that another profile has."""

    def __init__(self, name: str) -> None:
        super().__init__(_("There is a profile “{name}” already.").format(name=name))


class ProfileNeedsName(CrmError):
    """A profile without a name."""

    def __init__(self) -> None:
        super().__init__(_("A profile needs a name."))


def save(uow: UnitOfWork, profile: Profile) -> None:
    """Keep a profile, in place of one of the same name."""
    name = clean(profile.name)
    if not name:
        raise ProfileNeedsName()
    options = {
        "date_order": profile.date_order,
        "encoding": profile.encoding,
        "heading_lines": dict(profile.heading_lines),
        "left_out": list(profile.left_out),
        "new_fields": profile.new_fields,
    }
    values = {
        "headings": json.dumps(list(profile.headings), ensure_ascii=False),
        "mapping": json.dumps(dict(profile.mapping), ensure_ascii=False),
        "options": json.dumps(options, ensure_ascii=False),
        "used_at": uow.now,
    }
    if row := _find(uow, name):
        uow.update(TABLE, row.id, values)
    else:
        uow.insert(TABLE, {"name": name, **values})


def used(uow: UnitOfWork, name: str) -> None:
    """Note that a profile was used just now."""
    uow.update(TABLE, _must(uow, name).id, {"used_at": uow.now})


def rename(uow: UnitOfWork, name: str, new: str) -> None:
    """Give a profile another name."""
    row, made = _must(uow, name), clean(new)
    if not made:
        raise ProfileNeedsName()
    other = _find(uow, made)
    if other is not None and other.id != row.id:
        raise ProfileExists(made)
    uow.update(TABLE, row.id, {"name": made})


def remove(uow: UnitOfWork, name: str) -> None:
    """Forget a profile."""
    uow.delete(TABLE, _must(uow, name).id)


def _must(uow: UnitOfWork, name: str) -> Record:
    row = _find(uow, name)
    if row is None:
        raise NoProfile(name)
    return row


def _find(uow: UnitOfWork, name: str) -> Record | None:
    wanted = clean(name).casefold()
    return next((r for r in uow.rows(TABLE) if r.text("name").casefold() == wanted), None)
