"""All that is held about somebody, given out: export person CUSTOMER."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui.cli import choosing
from crmtui.cli.output import Exit, say
from crmtui.cli.shell import Shell
from crmtui.domain.clean import readable
from crmtui.domain.export_errors import FormatDoesNotFit
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.domain.dossier import Dossier

_CONTACT = re.compile(r"contact:(\d{1,18})")
FORMATS = ("md", "html", "json")
_ENDINGS = {"": "md", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html",
            ".json": "json"}  # fmt: skip


def _gathered(conn: sqlite3.Connection, who: str) -> Dossier:
    """Of a customer, or of one contact by its id."""
    from crmtui.actions import personal

    one = _CONTACT.fullmatch(who.strip())
    if one is None:
        return personal.gather(conn, choosing.chosen(conn, who).id)
    from crmtui.cli.deleting import NoSuchRow
    from crmtui.domain.errors import RowMissing

    number = int(one[1])
    try:
        return personal.gather(conn, None, contact_id=number)
    except RowMissing as error:
        raise NoSuchRow("contact", number) from error


def export(shell: Shell, customer: str, output: Path | None, form: str, *, force: bool) -> int:
    """Write everything held about a customer, in the language of the person."""
    from crmtui import backups, settings
    from crmtui.files import placing
    from crmtui.present import dossier

    path = output or placing.STDOUT
    wanted = form.casefold().lstrip(".") or _ENDINGS.get(path.suffix.casefold(), path.suffix)
    if wanted not in FORMATS:
        raise FormatDoesNotFit("person", wanted, ", ".join(FORMATS))
    placing.check(path, force=force)
    with shell.looking() as conn:
        found = _gathered(conn, customer)
    held = backups.holders(shell.settings, found.uids)
    holding = [str(each.path) for each in held.holding]
    closed = [str(each.path) for each in held.closed]
    spoken = shell.settings.lang
    if found.language:
        spoken = "zh_CN" if found.language.startswith("zh") else "en"
    settings.install_language(spoken)
    made = list(dossier.sections(found, holding, closed))
    if wanted == "json":
        text = json.dumps(dossier.shape(found, holding, closed), ensure_ascii=False, indent=2)
    elif wanted == "html":
        text = dossier.html(found, made, spoken)
    else:
        text = dossier.markdown(found, made)
    settings.install_language(shell.settings.lang)
    with placing.placed(path, force=force) as file:
        file.write(text.encode() + b"\n")
    if path != placing.STDOUT:
        say(_("Written: {file}").format(file=readable(str(path))))
    return Exit.DONE
