"""A command imports what it needs, and nothing of what others need: an import often costs more than the work."""

import subprocess
import sys

import pytest

from tests.journey.office import ROOT

WITHOUT_A_PAGE = "IPython jinja2 nbconvert nbformat openpyxl papermill plotly scipy zmq"
# What is run | what is not imported for it
COMMANDS = {
    "--help": f"{WITHOUT_A_PAGE} numpy pandas pydantic",
    "check data/willow-tree": WITHOUT_A_PAGE,
}


def imported(code: str) -> set[str]:
    code = f"import sys\n{code}\nprint('', *sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    return set(ran.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_imports_nothing_in_vain(command: str) -> None:
    code = f"from govstats.cli import app\napp({command.split()}, standalone_mode=False)"
    assert not imported(code) & {*COMMANDS[command].split()}


def test_jupyter_imports_no_grammar_of_addresses() -> None:
    """It costs each Jupyter process seconds on a slow machine, and no notebook has any use for it."""
    assert "rfc3987_syntax" not in imported("import papermill, nbconvert, jupyter_events"), (
        "It was left by an earlier set-up. Remove it: pip uninstall rfc3987-syntax"
    )
