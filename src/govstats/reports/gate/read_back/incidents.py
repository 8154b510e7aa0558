"""Figures of incidents: by term with their rate, and by clause or category."""

from collections.abc import Iterator

from govstats.disclosure import ALL, PUBLIC, Published
from govstats.exhibits.recorded import Recorded, read_recorded
from govstats.reports.gate.read_back.difference import WITHHELD, Difference, as_cell, numbers_of
from govstats.reports.gate.web import Table


def by_term(published: Published, table: Table) -> Iterator[Difference]:
    """The cells of the table of terms that differ from the frame."""
    rows = {term: each for (term, policy, _), each in _recorded(published).items() if policy == ALL}
    for term, *cells in table.body:
        for heading, cell in zip(table.headings[1:], cells, strict=True):
            wanted = _wanted(heading, rows.get(term))
            if numbers_of(cell) != numbers_of(wanted):
                yield Difference(f"{table.name}, {term}, {heading}", cell, wanted or WITHHELD)


def _wanted(heading: str, each: Recorded | None) -> str:
    """The numbers of a cell, as a text that has no others."""
    if each is None:
        return ""
    if heading == "Incidents":
        return _number(each)
    if heading == "Returns":
        return " ".join(str(kind) for kind in (each.numbers, each.nil_returns, each.missing, each.not_told) if kind)
    if not each.rated:
        return ""
    rate, lower, upper = each.rate
    return f"{rate:.1f} {lower:.1f} {upper:.1f}" if each.number else f"0 {upper:.1f}"


def by_clause(published: Published, table: Table) -> Iterator[Difference]:
    """The cells of the table of clauses and terms that differ from the frame. A policy is named where there are two."""
    recorded = _recorded(published)
    policies = {policy for _, policy, clause in recorded if clause != ALL}
    several = table.headings[1:2] == ["Policy"]
    for clause, *cells in table.body:
        policy = cells[0] if several else next(iter(policies)) if len(policies) == 1 else ""
        for term, cell in list(zip(table.headings[1:], cells, strict=True))[several:]:
            each = recorded.get((term, policy, clause))
            wanted = _number(each) if each else ""
            if numbers_of(cell) != numbers_of(wanted):
                yield Difference(f"{table.name}, {clause}, {term}", cell, wanted or WITHHELD)


def _recorded(published: Published) -> dict[tuple[str, str, str], Recorded]:
    rows = read_recorded(published.incidents, rounded=published.profile == PUBLIC)
    return {(each.term, as_cell(each.policy), as_cell(each.clause)): each for each in rows}


def _number(each: Recorded) -> str:
    return str(each.number) if each.answered and each.number is not None else ""
