"""Figures read back from a finished file, by key, and compared with the published frame."""

import re
from collections.abc import Callable, Iterator, Mapping

from govstats.disclosure import Published
from govstats.reports.gate.read_back import incidents, rows
from govstats.reports.gate.read_back.clauses import clauses
from govstats.reports.gate.read_back.difference import Difference
from govstats.reports.gate.read_back.measures import of_measures
from govstats.reports.gate.read_back.people import People
from govstats.reports.gate.read_back.schools import Schools
from govstats.reports.gate.web import TILES, Table, tables_of

__all__ = ["Difference", "of_measures", "of_page"]

Reader = Callable[[Table], Iterator[Difference]]
# They tell of documents of the register, of which nothing is ever withheld.
OF_DOCUMENTS = frozenset({
    "figure-1", "all-reviews-table", "lacking-table", "planned-table", "forward-table", "currency-by-school-table",
    "currency-of-every-school-table",
})  # fmt: skip
_NUMBER = re.compile(r"-\d+(?=-table$)")  # of tables that are made alike


def of_page(page: str, published: Published, school: str) -> Iterator[Difference]:
    """What the tables and tiles of a page say that is not published.

    A table that nobody reads back could say anything, so it may not stand on a page.

    Parameters
    ----------
    school
        Whose page it is; "" for the organisation's.
    """
    readers = _readers(published, school)
    for table in tables_of(page):
        reader = readers.get(_NUMBER.sub("", table.name))
        if reader:
            try:
                yield from reader(table.even())
            except ValueError as error:
                yield Difference(table.name, str(error), "the columns that are read back")
        elif table.name not in OF_DOCUMENTS:
            yield Difference("a table", table.name or " ".join(table.headings), "no table that is read back")


def _readers(published: Published, school: str) -> Mapping[str, Reader]:
    people = People(published, school)
    schools = Schools(published, people)
    return {
        TILES: people.tiles,
        "figure-2": people.figure,
        "figure-3": people.over_time,
        "by-school-table": people.by_school,
        "every-school-table": people.by_school,
        "compare-table": schools.against_chance,
        "compare-outside-table": schools.against_chance,
        "difference-table": schools.difference,
        "bands-table": people.bands,
        "all-coverage-table": people.everywhere,
        "new-starters-table": people.starters,
        "acknowledgement-pace-table": lambda table: people.pace("acknowledgement", table),
        "induction-pace-table": lambda table: people.pace("induction", table),
        "working-table": lambda table: clauses(published, table),
        "incidents-table": lambda table: incidents.by_term(published, table),
        "incidents-by-clause-table": lambda table: incidents.by_clause(published, table),
        "rows-table": lambda table: rows.account(published, table),
        "reasons-table": lambda table: rows.reasons(published, table),
    }
