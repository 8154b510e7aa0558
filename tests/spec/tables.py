"""Markdown into cases: a `###` heading, the tables given, and the tables that must come out."""

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
_INTRODUCTION = re.compile(r"(?P<kind>Given the|Then) (?P<words>.+):")
_RULE = re.compile(r"[|:\- ]+")
# Below a file's heading: its measures as a reader finds them at a glance, in rows of a table that all files share.
_GLANCE = re.compile(r"\A(?P<heading>## .+\n\n)\| Measure \|.*\n\|[-|]+\|\n(?P<rows>(?:\|.*\n)+)\n")


class SpecError(Exception):
    """A specification file says something that nobody would check."""


@dataclass(frozen=True)
class Table:
    """One table. `words` is what introduces it, without "Given the" or "Then"."""

    words: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Case:
    """One rule: what is given and what then holds."""

    file: str
    heading: str
    given: tuple[Table, ...]
    then: tuple[Table, ...]


def spec_files() -> list[Path]:
    """The specification in the order in which it is read."""
    return sorted(HERE.glob("[0-9][0-9]-*.md"))


def apart(text: str) -> tuple[str, str]:
    """The rows of a file's measures, and the file without them."""
    glance = _GLANCE.match(text)
    return (glance["rows"], glance["heading"] + text[glance.end() :]) if glance else ("", text)


def cases_of(text: str, file: str) -> list[Case]:
    """The cases of one file.

    Raises
    ------
    SpecError
        A table stands in no case or has no introduction, an introduction has no table, or a case
        checks nothing or shares its heading with another.
    """
    before, *sections = re.split(r"^### ", apart(text)[1], flags=re.M)
    if _tables(before, file):
        raise SpecError(f"{file}: a table stands before the first case.")
    cases = [_case(section, file) for section in sections]
    headings = [case.heading for case in cases]
    for heading in headings:
        if headings.count(heading) > 1:
            raise SpecError(f"{file}: two cases are called {heading!r}.")
    return cases


def _case(section: str, file: str) -> Case:
    heading, _, body = section.partition("\n")
    tables = _tables(body, f"{file}, {heading!r}")
    given = tuple(table for kind, table in tables if kind == "Given the")
    then = tuple(table for kind, table in tables if kind == "Then")
    if not then:
        raise SpecError(f"{file}, {heading!r}: nothing is checked; a Then is missing.")
    names = [table.words for table in (*given, *then)]
    if len(set(names)) < len(names):
        raise SpecError(f"{file}, {heading!r}: two tables are introduced in the same words.")
    return Case(file, heading.strip(), given, then)


def _tables(body: str, place: str) -> list[tuple[str, Table]]:
    """Each table with its kind, "Given the" or "Then"."""
    paragraphs = [paragraph.strip() for paragraph in re.split(r"\n\s*\n", body) if paragraph.strip()]
    tables = []
    waiting = None
    for paragraph in paragraphs:
        if paragraph.startswith("|"):
            if waiting is None:
                raise SpecError(f"{place}: a table has no introduction: {paragraph.splitlines()[0]}")
            tables.append((waiting["kind"], _table(waiting["words"], paragraph, place)))
            waiting = None
        elif waiting is not None:
            raise SpecError(f"{place}: no table follows {waiting[0]!r}.")
        elif paragraph.startswith(("Given", "Then")):
            waiting = _INTRODUCTION.fullmatch(paragraph)
            if waiting is None:
                raise SpecError(f"{place}: {paragraph!r} does not introduce a table.")
        elif "\n|" in paragraph:
            raise SpecError(f"{place}: a blank line is missing before a table.")
    if waiting is not None:
        raise SpecError(f"{place}: no table follows {waiting[0]!r}.")
    return tables


def _table(words: str, text: str, place: str) -> Table:
    heading, rule, *rows = text.splitlines()
    if not _RULE.fullmatch(rule):
        raise SpecError(f"{place}: the line below the headings is missing: {heading}")
    columns = _cells(heading)
    table = Table(words, columns, tuple(_cells(row) for row in rows))
    for row in table.rows:
        if len(row) != len(columns):
            raise SpecError(f"{place}: a row has {len(row)} cells for {len(columns)} headings: {row}")
    return table


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))
