"""What may go wrong, in words a school office can act on.

A `Problem` says what happened, where, and how to mend it; its wording is data (`messages.toml`).
An exception carries problems to the command line, where its class decides the exit code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import tomli

Severity = Literal["must fix", "worth checking"]

__all__ = [
    "DisclosureRefusal",
    "GovstatsError",
    "MustFix",
    "Problem",
    "Severity",
    "SomeSchoolsFailed",
    "in_order",
    "messages",
    "problem",
]

LONGEST_SHOWN = 400


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend or to check, with its place as a spreadsheet shows it.

    `reason` holds none of the reader's data, so that it can be counted on a governor's page.
    """

    code: str
    severity: Severity
    reason: str
    says: str
    mend: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    found: str = ""
    expected: str = ""
    rows_affected: int = 1

    @property
    def where(self) -> str:
        parts = [
            self.file,
            f'sheet "{self.sheet}"' if self.sheet else "",
            f"row {self.row}" if self.row is not None else "",
            self.column,
        ]
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        return " ".join(part for part in (self.where + ":" if self.where else "", self.says, self.mend) if part)


@cache
def messages() -> dict[str, dict[str, Any]]:
    """Every message by its code, as `messages.toml` has it."""
    return tomli.loads(files(__package__).joinpath("messages.toml").read_text("utf-8"))


def problem(
    code: str,
    *,
    file: str = "",
    sheet: str = "",
    row: int | None = None,
    column: str = "",
    found: object = "",
    rows_affected: int = 1,
    **words: Any,
) -> Problem:
    """Make the problem that `messages.toml` describes under `code`.

    `words` fill the places of the message's sentences. A place that nobody filled is a fault of
    govstats and raises `KeyError`.
    """
    message, found = messages()[code], _brief(str(found))
    fill = {
        "file": file,
        "sheet": sheet,
        "column": column,
        "found": found,
        "rows": rows_affected,
    } | words
    return Problem(
        code=code,
        severity="must fix" if message["severity"] == "must fix" else "worth checking",
        reason=message["reason"],
        says=message["says"].format_map(fill),
        mend=message["mend"].format_map(fill),
        file=file,
        sheet=sheet,
        row=row,
        column=column,
        found=found,
        expected=message.get("expected", "").format_map(fill),
        rows_affected=rows_affected,
    )


def _brief(text: str) -> str:
    """A cell as a message shows it: somebody may have pasted a letter into it."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """What must be fixed first, then whole files, then by cause; there as a reader meets it in files and rows."""
    return sorted(
        problems,
        key=lambda each: (
            each.severity,
            not messages()[each.code].get("whole"),
            each.code,
            each.file,
            each.sheet,
            each.row or 0,
        ),
    )


class GovstatsError(Exception):
    """Something a person can mend. `exit_code` is what the command line answers with."""

    exit_code = 1


class MustFix(GovstatsError):
    """The data or settings hold something that stops a report.

    `sources` and `read_as` account for what could be read all the same, as far as reading came.
    """

    exit_code = 3
    sources: tuple[Any, ...] = ()
    read_as: tuple[Any, ...] = ()

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(each) for each in self.problems if each.severity == "must fix"))


class DisclosureRefusal(GovstatsError):
    """A run held something about a person, or was otherwise than it should, so the pack was not handed over."""

    exit_code = 4


class SomeSchoolsFailed(GovstatsError):
    """Some schools' pages could not be made; the others were."""

    exit_code = 5
