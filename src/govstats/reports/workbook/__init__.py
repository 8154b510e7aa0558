"""The action workbook: names, so for the office and never for governors.

Each sheet is a small table made by a pure function; `earlier` reads the last workbooks, `book` writes the next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from govstats.disclosure import Published
from govstats.memory import give_back, text_in_python
from govstats.organisation import Organisation
from govstats.periods import Term, say_day
from govstats.reports.locking import save
from govstats.reports.workbook.behind import data_problems, figures, run_log, settings
from govstats.reports.workbook.earlier import AS_AT, START, WHOSE, Earlier, read_earlier
from govstats.reports.workbook.notes import carried
from govstats.reports.workbook.people import by_person, chase_list, owed, starters
from govstats.reports.workbook.policies import evidence_gaps, policy_reviews
from govstats.reports.workbook.sheet import Sheet

__all__ = ["KEEP_DAYS", "ActionWorkbook", "Earlier"]

KEEP_DAYS = 365


class ActionWorkbook:
    """The action workbook of a run. What needs no published figure is in it from the beginning."""

    @text_in_python
    def __init__(
        self, organisation: Organisation, term: Term, as_at: date, earlier: Iterable[Path], password: str = ""
    ) -> None:
        """Begin it, with the notes of those before it.

        Parameters
        ----------
        earlier
            The folders in which the workbooks of earlier runs lie, the newest run's first.
        """
        # Where it is made by another process, this one need not import what workbooks are written with.
        from govstats.reports.workbook.book import Book

        whose = organisation.settings.organisation.name
        work = [
            # What is remembered of an organisation goes with it.
            *_yet_to_sign(owed(replace(organisation), as_at, term)),
            policy_reviews(organisation, as_at),
            starters(organisation, as_at, term),
            evidence_gaps(organisation, as_at, term),
        ]
        self._organisation, self._password = organisation, password
        self._notes = read_earlier(earlier, whose, password, work)
        self._sheets = list[Sheet]()
        self._book = Book(f"Policy actions, {whose}, {term.name}", f"{whose}, {say_day(as_at)}")
        give_back()
        self._add(*carried(work, self._notes.notes))
        self._add(data_problems([*organisation.problems, *self._notes.problems]))

    @text_in_python
    def add_figures(self, published: Published) -> None:
        self._add(figures(published), settings(self._organisation, published))

    @text_in_python
    def write(self, path: Path, published: Published, said: Sequence[tuple[str, str]]) -> Earlier:
        """Write it, locked where there is a password.

        Parameters
        ----------
        said
            Lines for the run log, each with what it is about.

        Returns
        -------
        Earlier
            What was taken over, and what could not be.
        """
        self._add(run_log(self._organisation, published, [*said, *self._notes.said]))
        self._book.begin_with(_start_here(published, self._sheets))
        save(self._book.workbook, path, self._password)
        return self._notes

    def _add(self, *sheets: Sheet) -> None:
        for sheet in sheets:
            self._book.add(sheet)
            self._sheets.append(sheet)


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
