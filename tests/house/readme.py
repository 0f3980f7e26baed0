"""The parts of the README that the program itself knows: keys, commands, weights.

`python -m tests.house.readme` writes them between their markers; a test holds them to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from crmtui.cli import commands as shell
from crmtui.cli.registry import COMMANDS
from crmtui.domain.completetables import TABLES, Field
from crmtui.domain.words import install
from crmtui.settings import DEFAULT_WEIGHTS
from crmtui.tui import commands as keys
from tests.house.tree import PACKAGE, ROOT

README = ROOT / "README.md"
PLACES = {
    "today": "Today",
    "customers": "Customers",
    "calendar": "Calendar",
    "board": "Board",
    "card": "card",
    "promises": "promises",
    "form": "forms",
    "log": "log form",
    "import_files": "import: files",
    "import_sheets": "import: columns",
    "import_plan": "import: plan",
    "import_doubles": "import: possible duplicates",
    "import_result": "import: result",
    "imports": "imports",
    "changes": "changes",
    "bin": "bin",
    "backups": "backups",
    "duplicates": "There twice?",
    "merge": "merging",
    "greeting": "greetings",
    "worklog": "worklog",
}


def key_table() -> str:
    """Every key, where it works and what it does."""
    lines = ["| keys | where | what |", "|---|---|---|"]
    for command in keys.COMMANDS:
        signs = " ".join(f"`{keys.key_sign(key)}`" for key in command.keys)
        words = keys.words_of(command)
        lines.append(f"| {_cell(signs or 'palette only')} | {_where(command)} | {_cell(words)} |")
    return "\n".join(lines)


def _where(command: keys.Command) -> str:
    if command.places >= keys.PLACES:
        return "everywhere"
    shown = [words for place, words in PLACES.items() if place in command.places]
    return ", ".join(["forms"] if command.places >= keys.FORMS else shown)


def command_table() -> str:
    """Every shell command with its arguments and options."""
    lines = ["| command | what | options |", "|---|---|---|"]
    for name in COMMANDS:
        command = shell.build(name)
        arguments = [
            (param.metavar or param.name or "").upper()
            for param in command.params
            if param.param_type_name == "argument"
        ]
        options = [
            f"`{_long(param.opts)}`"
            for param in command.params
            if param.param_type_name == "option" and not getattr(param, "hidden", False)
        ]
        called = " ".join(["crmtui", name, *arguments])
        purpose = COMMANDS[name].purpose
        lines.append(f"| `{_cell(called)}` | {_cell(purpose)} | {_cell(' '.join(options))} |")
    return "\n".join(lines)


def _long(names: Iterable[str]) -> str:
    return max(names, key=len)


def weight_table() -> str:
    """What urgency is made of: each named part, its weight, and the remark beside it."""
    source = (PACKAGE / "settings" / "file.py").read_text(encoding="utf-8")
    remarks = dict(re.findall(r'(?m)^    "(\w+)": [\d.]+,  # (.+)$', source))
    lines = ["| part | points | for |", "|---|---|---|"]
    for name, points in DEFAULT_WEIGHTS.items():
        remark = remarks.get(name) or f"a customer of grade {name.removeprefix('grade_')}"
        lines.append(f"| `{name}` | {points:g} | {remark} |")
    return "\n".join(lines)


def format_table() -> str:
    """The complete export: each table's fields, with what each may hold."""
    lines = ["| table | fields |", "|---|---|"]
    for table in TABLES.values():
        fields = ", ".join(_cell(_field(told)) for told in table.fields)
        lines.append(f"| `{table.name}` | {fields} |")
    return "\n".join(lines)


def _field(told: Field) -> str:
    """A field as `name` (kind): needed ones with a star, text without its kind."""
    kind = {"ref": f"→ {told.refers}", "code": " ".join(told.codes), "text": ""}.get(
        told.kind, told.kind
    )
    star = "*" if told.needed else ""
    return f"`{told.name}`{star}{f' ({kind})' if kind else ''}"


SECTIONS: Mapping[str, Callable[[], str]] = {
    "keys": key_table,
    "commands": command_table,
    "weights": weight_table,
    "format": format_table,
}


def section(text: str, name: str) -> str:
    """What stands between this section's markers; '' where it is empty or not marked."""
    found = re.search(rf"<!-- {name} -->\n(.*?)\n?<!-- /{name} -->", text, re.DOTALL)
    return found[1] if found else ""


def with_section(text: str, name: str, content: str) -> str:
    """The text with this between the section's markers."""
    head, tail = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    start, end = text.index(head) + len(head), text.index(tail)
    return f"{text[:start]}{content}\n{text[end:]}"


def write(path: Path, contents: Mapping[str, str]) -> None:
    """Put these contents between their markers in the file."""
    text = path.read_text(encoding="utf-8")
    for name, content in contents.items():
        text = with_section(text, name, content)
    path.write_text(text, encoding="utf-8")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    install(None)
    write(README, {name: make() for name, make in SECTIONS.items()})
