"""All that is held about somebody, as sections of a page in their language, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from crmtui.domain.clean import neutral
from crmtui.domain.words import _
from crmtui.present import cardpages, field_words, table_words
from crmtui.present.changes import Names, done_words, row_words, shown_value, state_words
from crmtui.present.undoing import local_words, source_words

if TYPE_CHECKING:
    from crmtui.domain.dossier import Dossier

_UNSAID = frozenset(
    {
        *("id", "customer_id", "interaction_id", "occasion_id", "revision", "sort_key", "name_key"),
        *("normal", "is_touch", "spread", "to_check", "origin", "sequence", "field_id", "tag_id"),
    }
)


class Section(NamedTuple):
    """A heading with a table below it."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def sections(found: Dossier, backups: Sequence[str], closed: Sequence[str]) -> Iterator[Section]:
    """Every table, the journal, where it came from and which backups hold it."""
    for table, rows in found.tables.items():
        yield _table(found, table, rows)
    yield Section(_("Changes"), (_("when"), _("who"), _("what"), ""), list(_journal(found)))
    origins = [
        (
            local_words(origin.at),
            _(", ").join(origin.files),
            _(", ").join(f"{sheet} {row}".strip() for sheet, row in origin.rows),
        )
        for origin in found.origins
    ]
    if origins:
        yield Section(_("Where it came from"), (_("when"), _("files"), _("rows")), origins)
    held = [(path, _("holds it")) for path in backups]
    held += [(path, _("may hold it; it could not be looked into")) for path in closed]
    if held:
        yield Section(_("Backups"), (_("file"), ""), held)


def _table(found: Dossier, table: str, rows: Sequence[dict[str, Any]]) -> Section:
    heading = table_words(table)
    if table == "custom_value":
        own = [(found.own_fields.get(row["field_id"], ""), row["value"]) for row in rows]
        return Section(heading, (_("field"), _("value")), own)
    if table == "customer_tag":
        return Section(heading, ("",), [(found.tags.get(row["tag_id"], ""),) for row in rows])
    names = [name for name in rows[0] if name not in _UNSAID and any(row[name] for row in rows)]
    if table == "customer":
        pairs = [(_words(name), _value(found, table, name, rows[0][name])) for name in names]
        return Section(heading, ("", ""), pairs)
    cells = [[_value(found, table, name, row[name]) for name in names] for row in rows]
    return Section(heading, [_words(name) for name in names], cells)


def _words(name: str) -> str:
    own = {
        "contact_id": _("contact"),
        "uid": "UID",
        "recorded_at": _("entered"),
        "last_touch_on": field_words("last_touch"),
        "contact_due_on": _("rhythm due"),
        "next_due_on": field_words("next_step"),
    }
    return own.get(name) or field_words(name)


def _value(found: Dossier, table: str, name: str, value: object) -> str:
    if name == "contact_id":
        return found.people.get(int(str(value)), "") if value else ""
    return shown_value(name, value, table)


def _journal(found: Dossier) -> Iterator[tuple[str, ...]]:
    names = Names(found.own_fields, found.tags)
    for line in found.journal:
        by = " · ".join(part for part in (line.actor, source_words(line.source)) if part)
        told = [words for change in line.changes if (words := row_words(change, names))]
        state = state_words(line)
        what = f"{done_words(line)} ({state})" if state else done_words(line)
        yield local_words(line.at), by, what, "\n".join(told)


def markdown(found: Dossier, made: Sequence[Section]) -> str:
    """All of it as Markdown."""
    parts = [f"# {cardpages.plain(found.name)}", ""]
    for section in made:
        parts += [f"## {cardpages.plain(section.heading)}", ""]
        parts += [*cardpages.markdown_table(section.columns, section.rows), ""]
    return "\n".join(parts)


def html(found: Dossier, made: Sequence[Section], lang: str) -> str:
    """All of it as one page."""
    parts = [cardpages.html_head(found.name, lang), f"<h1>{_escaped(found.name)}</h1>"]
    for section in made:
        parts += [f"<h2>{_escaped(section.heading)}</h2>", "<table>"]
        for row in ([section.columns] if any(section.columns) else []) + list(section.rows):
            parts.append("<tr>" + "".join(f"<td>{_escaped(cell)}</td>" for cell in row) + "</tr>")
        parts.append("</table>")
    return "\n".join([*parts, cardpages.HTML_END])


def _escaped(text: str) -> str:
    return "<br>".join(escape(neutral(line)) for line in text.split("\n"))


def shape(found: Dossier, backups: Sequence[str], closed: Sequence[str]) -> Mapping[str, object]:
    """All of it as JSON: rows as they are kept, the journal with codes."""
    return {
        "name": found.name,
        "tables": found.tables,
        "own_fields": {str(id): label for id, label in found.own_fields.items()},
        "tags": {str(id): name for id, name in found.tags.items()},
        "journal": [
            {
                "operation": line.id,
                "at": line.at,
                "actor": line.actor,
                "source": line.source,
                "verb": line.verb,
                "summary": line.summary,
                "changes": [
                    {
                        "table": change.table,
                        "id": change.row_id,
                        "action": change.action,
                        "fields": [
                            {"field": f.field, "before": f.before, "after": f.after}
                            for f in change.fields
                        ],
                    }
                    for change in line.changes
                ],
            }
            for line in found.journal
        ],
        "imports": [origin._asdict() for origin in found.origins],
        "backups_holding": list(backups),
        "backups_closed": list(closed),
    }
