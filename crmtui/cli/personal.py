"""All that is held about somebody, given out: export person CUSTOMER."""

from __future__ import annotations

import json
from pathlib import Path

from crmtui.cli import choosing
from crmtui.cli.output import Exit, say
from crmtui.cli.shell import Shell
from crmtui.domain.clean import readable
from crmtui.domain.export_errors import FormatDoesNotFit
from crmtui.domain.words import _

FORMATS = ("md", "html", "json")
_ENDINGS = {"": "md", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html",
            ".json": "json"}  # fmt: skip


def export(shell: Shell, customer: str, output: Path | None, form: str, *, force: bool) -> int:
    """Write everything held about a customer, in the language of the person."""
    from crmtui import backups, settings
    from crmtui.actions import personal
    from crmtui.files import placing
    from crmtui.present import dossier

    path = output or placing.STDOUT
    wanted = form.casefold().lstrip(".") or _ENDINGS.get(path.suffix.casefold(), path.suffix)
    if wanted not in FORMATS:
        raise FormatDoesNotFit("person", wanted, ", ".join(FORMATS))
    placing.check(path, force=force)
    with shell.looking() as conn:
        found = personal.gather(conn, choosing.chosen(conn, customer).id)
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
