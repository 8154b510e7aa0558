"""Print docs/methodology.md: `python -m tests.spec.methodology > docs/methodology.md`."""

import sys

from tests.spec.folder import DEFAULT_COLUMNS, DEFAULT_TABLES
from tests.spec.tables import Table, spec_files

INTRODUCTION = """\
# How govstats counts

The rules by which govstats counts stand here, with examples.
Each example is run as a test, so a rule that no longer holds stops the build.
This page is made from the files in `tests/spec`.
To change a rule, change it there and run `python -m tests.spec.methodology`.

## How to read the examples

"Given" tables are what a school's files hold, under govstats' own names for the columns.
"Then" tables are what comes out, and show only the columns that matter to the rule.
"As at" a day means at the end of that day in London.

| A count has | which is |
|-------------|----------|
| `numerator` | how many have done it, or are in date |
| `denominator` | how many of whom, or of which, it is required |
| `unknown` | how many of the denominator it cannot be told of; the numerator holds none of them |
| `excluded` | people left out of the denominator, counted so that nobody vanishes |

The true number lies from `numerator` to `numerator` plus `unknown`.

Where an example gives no such table, it has these:
"""


def text() -> str:
    """The page."""
    defaults = [f"The {table.words}:\n\n{_markdown(table)}" for table in DEFAULT_TABLES.values()]
    columns = [
        f"| {source} | `{name}` | {value or 'the first school'} |"
        for source, values in DEFAULT_COLUMNS.items()
        for name, value in values.items()
    ]
    return "\n".join(
        [
            INTRODUCTION,
            "\n".join(defaults),
            "There are no acknowledgements and no inductions where none are given.\n",
            "Where a table lacks one of these columns, every row has:\n",
            "| Table | Column | Value |",
            "|-------|--------|-------|",
            *columns,
            "",
            *(path.read_text("utf-8") for path in spec_files()),
        ]
    )


def _markdown(table: Table) -> str:
    lines = [table.columns, ["---"] * len(table.columns), *table.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(text())
