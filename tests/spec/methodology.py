"""Print docs/methodology.md: `python -m tests.spec.methodology > docs/methodology.md`."""

import re
import sys

from govstats import measures
from tests.papers.docstrings import entries
from tests.spec.folder import DEFAULT_COLUMNS, DEFAULT_TABLES
from tests.spec.tables import HERE, Table, apart, spec_files

# What is read before the rules; nothing in it is an example.
FRONT = ("measures", "statistics")

TITLE = """\
# How govstats counts

The rules by which govstats counts stand here, with examples.
For a short reading, take the tables "Measures at a glance" and "Which statistics, and when".
For a longer one, take the headings and the lines below them: each says a rule, and its example is folded under it.
Each example is run as a test, so a rule that no longer holds stops the build.

This page is made from the files in `tests/spec`.
To change a rule, change it there and run `make docs`.
"""

IN_PYTHON = """\
## Measures in Python

Each is a function of `govstats.measures`. [Python](reference/python.md) has the functions beside them.
`organisation` is what `govstats.load` gives, and `as_at` a day.
"""

READING = """\
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

### What an example need not repeat

Where an example gives no schools, no staff or no policies, there is one of each.
Other lists have no such default. Where an example gives no acknowledgements, the school has sent no such file,
and so with inductions, incidents and the evidence log.
"""


def text() -> str:
    """The page."""
    at_a_glance, rules = zip(*(apart(path.read_text("utf-8")) for path in spec_files()), strict=True)
    front = [(HERE / f"{name}.md").read_text("utf-8").replace("{measures}\n", "".join(at_a_glance)) for name in FRONT]
    reading = READING + "\n" + _fold("The defaults", _defaults())
    in_python = IN_PYTHON + "\n" + entries(measures, "measures")
    sections = [*front, reading, *map(_folded, rules), in_python]
    return "\n".join([TITLE, _contents(sections), *sections])


def _contents(sections: list[str]) -> str:
    """A link to each section, by the address that its heading gets."""
    titles = [title for each in sections for title in re.findall(r"^## (.+)$", each, re.M)]
    return "\n".join(["## Contents", "", *(f"- [{title}](#{_address(title)})" for title in titles), ""])


def _address(title: str) -> str:
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def _folded(section: str) -> str:
    """A file of rules with the tables of each case folded away; its heading and its words stay to be read."""
    opening, *cases = re.split(r"^(?=### )", section, flags=re.M)
    return "\n".join([opening.rstrip() + "\n", *(_case(each) for each in cases)])


def _case(case: str) -> str:
    rule, tables = re.split(r"^(?=Given the |Then )", case, maxsplit=1, flags=re.M)
    return rule.rstrip() + "\n\n" + _fold("Example", tables)


def _fold(summary: str, tables: str) -> str:
    # Markdown within HTML is only read after a blank line.
    return f"<details><summary>{summary}</summary>\n\n{tables.strip()}\n\n</details>\n"


def _defaults() -> str:
    tables = [f"The {table.words}:\n\n{_markdown(table)}" for table in DEFAULT_TABLES.values()]
    columns = tuple(
        (source, f"`{name}`", value or "the first school")
        for source, values in DEFAULT_COLUMNS.items()
        for name, value in values.items()
    )
    lacking = Table("Where a table lacks one of these columns, every row has", ("Table", "Column", "Value"), columns)
    return "\n".join([*tables, f"{lacking.words}:\n\n{_markdown(lacking)}"])


def _markdown(table: Table) -> str:
    lines = [table.columns, ["---"] * len(table.columns), *table.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(text())
