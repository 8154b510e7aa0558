"""The action workbook: names, so for the office and never for governors.

Each sheet is a small table made by a pure function; `earlier` reads the last workbooks, `book` writes the next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pandas as pd

from govstats.disclosure import Published
from govstats.memory import give_back, text_in_python
from govstats.organisation import Organisation
from govstats.periods import say_day
from govstats.reports.locking import save
from govstats.reports.workbook.behind import data_problems, figures, run_log, settings
from govstats.reports.workbook.earlier import AS_AT, START, WHOSE, Earlier, read_earlier
from govstats.reports.workbook.notes import carried
from govstats.reports.workbook.people import by_person, chase_list, owed, starters
from govstats.reports.workbook.policies import evidence_gaps, policy_reviews
from govstats.reports.workbook.sheet import Sheet

__all__ = ["KEEP_DAYS", "Earlier", "write_workbook"]

KEEP_DAYS = 365


@text_in_python
def write_workbook(
    path: Path,
    organisation: Organisation,
    published: Published,
    earlier: Iterable[Path],
    said: Sequence[tuple[str, str]],
    password: str = "",
) -> Earlier:
    """Write the action workbook of a run, locked where there is a password, with the notes of those before it.

    Parameters
    ----------
    earlier
        The folders in which the workbooks of earlier runs lie, the newest run's first.
    said
        Lines for the run log, each with what it is about.

    Returns
    -------
    Earlier
        What was taken over, and what could not be.
    """
    term, as_at = published.term, published.as_at
    work = [
        # What is remembered of an organisation goes with it.
        *_yet_to_sign(owed(replace(organisation), as_at, term)),
        policy_reviews(organisation, published),
        starters(organisation, as_at, term),
        evidence_gaps(organisation, published),
    ]
    notes = read_earlier(earlier, published.organisation, password, work)
    sheets = [
        *carried(work, notes.notes),
        data_problems([*organisation.problems, *notes.problems]),
        figures(published),
        settings(organisation, published),
        run_log(organisation, published, [*said, *notes.said]),
    ]
    title = f"Policy actions, {published.organisation}, {term.name}"
    about = f"{published.organisation}, {say_day(as_at)}"
    give_back()
    # What workbooks are written with is imported while pages are made (see `reports.pack`).
    from govstats.reports.workbook.book import book_of

    save(book_of(title, about, [_start_here(published, sheets), *sheets]), path, password)
    return notes


def _yet_to_sign(owing: pd.DataFrame) -> tuple[Sheet, Sheet]:
    return chase_list(owing), by_person(owing)


def _start_here(published: Published, sheets: Sequence[Sheet]) -> Sheet:
    # Kept for a year: long enough for the next annual cycle to be compared, no longer than needed.
    delete_after = say_day(published.as_at + timedelta(days=KEEP_DAYS))
    rows = [
        (WHOSE, published.organisation, None),
        (AS_AT, say_day(published.as_at), None),
        ("Personal data", f"Keep in the staff area; delete after {delete_after}. Never for governors.", None),
        ("Done and Notes", "Write in these columns, or add columns of your own: the next run takes them over.", None),
        *((each.title, f"Shows {each.about}", len(each.table)) for each in sheets),
    ]
    return Sheet(START, "what this is", pd.DataFrame(rows, columns=["What", "Details", "Rows"]).astype(object))
