"""Print docs/reference/commands.md with its tables of options as the commands have them now.

`python -m tests.papers.commands > docs/reference/commands.md`
"""

import re
import sys
from pathlib import Path
from typing import Any

import typer

from govstats.cli import app

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"
_TABLE = re.compile(r"(?P<before>^## `govstats (?P<name>\w+)`\n(?:(?!^## ).*\n)*?)\| Option \|.*\n(?:\|.*\n)+", re.M)


def text() -> str:
    """The page: its own words, and the tables from the code."""
    commands: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return _TABLE.sub(lambda part: part["before"] + table(commands[part["name"]]), PAGE.read_text("utf-8"))


def table(command: Any) -> str:
    """The arguments and options of a command, in the words of its help."""
    lines = ["| Option | Meaning | Default |", "|--------|---------|---------|"]
    for each in command.params:
        names = [*each.opts, *each.secondary_opts] if each.param_type_name == "option" else [each.metavar.strip("[]")]
        if "--help" not in names:
            lines.append(f"| {', '.join(f'`{name}`' for name in names)} | {each.help} | {default_of(each)} |")
    return "\n".join(lines) + "\n"


def default_of(parameter: Any) -> str:
    if parameter.required:
        return "None: it has to be given"
    if parameter.is_flag if parameter.param_type_name == "option" else False:
        return f"`{(parameter.opts if parameter.default else parameter.secondary_opts or [''])[0]}`".replace("``", "")
    return f"`{parameter.default}`" if parameter.default else ""


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(text())
