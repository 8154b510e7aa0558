"""An organisation's folder into records: read the files, link them, account for every row."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from govstats.errors import Problem, problem
from govstats.exports.alike import titles_nearly_alike
from govstats.exports.coded import joined, without_unused
from govstats.exports.contradictions import (
    against_the_staff_list,
    dealt_out_anew,
    of_the_earlier_person,
    problems_of_references,
    within_the_staff_list,
)
from govstats.exports.people import Directory, link_people, with_whole_names
from govstats.exports.rows import ReadTable
from govstats.exports.tables import Reading, read_tables, without_rows
from govstats.exports.tidy import tidy_policies, tidy_staff, with_version_key
from govstats.exports.titles import Titles, link_policies, versions_unknown
from govstats.exports.unreadable import UnreadableFolder
from govstats.records import PERSONAL, SOURCES, Records
from govstats.settings import Settings


def read_records(folder: Path, settings: Settings) -> tuple[Records, tuple[Problem, ...]]:
    """Read every export of a folder.

    Returns
    -------
    records, problems
        The problems are all "worth checking"; those about rows set aside are in `records.set_aside`.

    Raises
    ------
    UnreadableFolder
        With every problem of all files together, and what could be read.
    """
    reading = read_tables(folder, settings)
    linked = {} if reading.must_fix else _linked(reading, settings)
    read_as = tuple(each for table in reading.tables for each in table.read_as)
    if reading.must_fix:
        problems = (*reading.problems, *(each for rows in reading.aside.values() for each in rows))
        raise UnreadableFolder(problems, reading.accounts(), read_as)
    records = Records(
        **linked,
        unused=_of_people(reading),
        set_aside={name: tuple(sorted(rows, key=_in_file_order)) for name, rows in reading.aside.items()},
        sources=reading.accounts(),
        read_as=read_as,
    )
    return records, tuple(reading.problems)


def _of_people(reading: Reading) -> pd.DataFrame:
    """What the rows in no table say of people: whoever looks for people must know these too."""
    rows = [frame.astype("str") for frame in reading.unused() if len(frame)]
    whole = pd.concat([pd.DataFrame(columns=list(PERSONAL), dtype="str"), *rows], ignore_index=True).fillna("")
    return with_whole_names(whole.drop_duplicates(ignore_index=True))


def _linked(reading: Reading, settings: Settings) -> dict[str, pd.DataFrame]:
    """The tables of all sources, with people of the staff list and policies of the register filled in."""
    raw = {name: _together(reading.of(name), name) for name in SOURCES}
    staff = _staff(reading, raw.pop("staff"), settings)
    earlier = raw.pop("earlier_staff")
    policies, unclear = tidy_policies(raw.pop("policies"), settings)
    reading.problems += [*unclear, *titles_nearly_alike(policies)]
    titles, directory = Titles(policies["policy"].unique(), settings.policies), Directory(staff, settings)
    anew = dealt_out_anew(staff, earlier)
    reading.problems += problems_of_references(anew)
    for name, day in (("acknowledgements", "acknowledged_on"), ("inductions", "inducted_on")):
        if raw[name].empty:
            continue
        frame, aside, noticed = link_people(raw[name], directory, reading.headings)
        frame, anothers = of_the_earlier_person(frame, day, anew)
        reading.aside[name] += [*aside, *anothers]
        reading.problems += [*noticed, *against_the_staff_list(frame, day, staff, reading.headings)]
        raw[name] = frame
    for name in raw:
        blank_allowed = not SOURCES[name].field("policy").required
        raw[name], untitled, noticed = link_policies(raw[name], titles, reading.headings, blank_allowed=blank_allowed)
        reading.aside[name] += untitled
        reading.problems += noticed
    raw["acknowledgements"] = with_version_key(raw["acknowledgements"])
    reading.problems += within_the_staff_list(staff, _reach(staff, raw))
    reading.problems += versions_unknown(raw["acknowledgements"], policies)
    long = {name: without_unused(raw[name]) for name in raw if SOURCES[name].long}
    return {"staff": staff, "policies": policies, **raw, **long}


def _staff(reading: Reading, raw: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The posts of the staff list; one without a number is its person's by address or by name."""
    staff, noticed = tidy_staff(raw, settings, reading.headings)
    reading.problems += noticed
    numbered, others = staff[staff["person_id"] != ""], staff[staff["person_id"] == ""]
    if others.empty:
        return staff
    further, unknown, _ = link_people(others, Directory(numbered, settings), {})
    if numbered.empty:
        reading.problems.append(without_rows(reading.of("staff")))
    reading.aside["staff"] += [
        problem(
            "cell-blank",
            file=each.file,
            sheet=each.sheet,
            row=each.row,
            column=reading.headings.get((each.file, each.sheet, "person_id"), ""),
            label=SOURCES["staff"].field("person_id").label,
        )
        for each in unknown
    ]
    return pd.concat([numbered, further], ignore_index=True)


def _reach(staff: pd.DataFrame, facts: Mapping[str, pd.DataFrame]) -> pd.Timestamp:
    """The last day that any record tells of."""
    days = (
        staff["start_date_latest"].max(),
        facts["acknowledgements"]["acknowledged_on_latest"].max(),
        facts["inductions"]["inducted_on_latest"].max(),
    )
    return max((day for day in days if not pd.isna(day)), default=pd.Timestamp.min)


def _together(tables: Sequence[ReadTable], source: str) -> pd.DataFrame:
    frames = [table.frame for table in tables]
    filled = [frame for frame in frames if not frame.empty]
    if filled:
        return joined(filled)
    return frames[0] if frames else _empty(source)


@cache
def _empty(source: str) -> pd.DataFrame:
    words = pd.CategoricalDtype(pd.Index([], dtype="str")) if SOURCES[source].long else "str"
    types = {"_earliest": "datetime64[s]", "_latest": "datetime64[s]", "_months": "Int64", "row": "int64"}
    return pd.DataFrame(
        {
            column: pd.Series(dtype=next((kind for end, kind in types.items() if column.endswith(end)), words))
            for column in (*SOURCES[source].columns, "source", "file", "sheet", "row")
        }
    )


def _in_file_order(each: Problem) -> tuple[str, str, int]:
    return each.file, each.sheet, each.row or 0
