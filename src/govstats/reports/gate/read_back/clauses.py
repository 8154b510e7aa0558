"""Figures of clauses: the evidence of each, and the incidents beside it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple
from typing import Any

import pandas as pd

from govstats.disclosure import Published
from govstats.exhibits.wording import per_cent
from govstats.reports.gate.read_back.difference import NUMBER, WITHHELD, Difference, as_cell, numbers_of, undated
from govstats.reports.gate.web import Table

NAME = re.compile(r"working(?:-(\d+))?-table")
_INCIDENTS = re.compile(rf"Incidents this term: ([^.;]*)(?:; ({NUMBER}) returns? missing or without a number)?\.")
_OF = re.compile(rf"{NUMBER} of {NUMBER}")
# Evidence of which the documents of the register tell, of which every number may be printed.
_OF_DOCUMENTS = ("adoption", "review", "link", "handbook")
_OF_FEW = ("people", "cases")


def clauses(published: Published, table: Table) -> Iterator[Difference]:
    """The cells of a policy's table of clauses that differ from the frame."""
    frame, found = published.clauses, NAME.fullmatch(table.name)
    policies = dict(enumerate(dict.fromkeys(frame["policy"]), start=1))
    policy = policies.get(int(found[1] or 1)) if found else None
    rows = {as_cell(row["clause"]): row for row in frame[frame["policy"] == policy].to_dict("records")}
    for clause, says, evidence, status in table.body:
        place, row = f"{table.name}, clause {clause}", rows.get(clause)
        if row is None:
            yield Difference(place, evidence, "no such clause")
            continue
        if says != as_cell(row["says"]):
            yield Difference(f"{place}, what it says", says, row["says"])
        wanted = WITHHELD if row["withheld"] else row["status"]
        if not status.endswith(wanted):
            yield Difference(f"{place}, status", status, wanted)
        yield from _evidence(place, _INCIDENTS.sub("", evidence), row)
        yield from _incidents(place, evidence, row)


def _evidence(place: str, said: str, row: Mapping[Any, Any]) -> Iterator[Difference]:
    if row["evidence"] in _OF_DOCUMENTS:
        return
    done, of = ("" if pd.isna(row[name]) else f"{row[name]:,}" for name in ("numerator", "denominator"))
    wanted = WITHHELD if row["withheld"] else f"{done} of {of}"
    shares = (per_cent(row["numerator"], row["denominator"]) if done else "", f"{row['target']:.0%}")
    told = () if row["withheld"] else (done, of, *shares, *(str(row[name]) for name in ("unknown", "number")))
    others = {*numbers_of(_without_days(said, row))} - {*numbers_of(" ".join(told))}
    counts = _OF.findall(said) if row["unit"] in _OF_FEW else []
    if others or any(each != wanted for each in counts):
        yield Difference(place, said, wanted)


def _without_days(said: str, row: Mapping[Any, Any]) -> str:
    """What is said of a clause, without the days that its facts tell."""
    facts = {str(part) for fact in row["facts"] for part in astuple(fact) if isinstance(part, str)}
    for day in sorted({row["latest"], *facts} - {""}, key=len, reverse=True):
        said = said.replace(day, "")
    return undated(said)


def _incidents(place: str, evidence: str, row: Mapping[Any, Any]) -> Iterator[Difference]:
    printed = _INCIDENTS.search(evidence)
    number, unknown = row["incidents"], row["incidents_unknown"]
    lacking = "" if pd.isna(unknown) or not unknown else f"{unknown:,}"
    if row["incidents_withheld"]:
        wanted = WITHHELD
    elif pd.isna(number):
        wanted = ""
    else:
        wanted = f"{number:,}" if number else "cannot be told" if lacking else "none recorded"
    if (printed[1] if printed else "") != wanted or (printed and (printed[2] or "") != lacking):
        yield Difference(f"{place}, incidents", printed[0] if printed else "nothing", wanted or "nothing")
