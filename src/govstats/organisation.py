"""An organisation, loaded: its settings, its records, what is worth checking, and its report."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from pydantic import ValidationError

from govstats.errors import MustFix, Problem, problem
from govstats.errors.written import said_of
from govstats.exports.folder import read_records
from govstats.measures import calendar_problems, day_problems, obligation_problems, register_problems
from govstats.measures.asked import check_window
from govstats.memory import give_back, text_in_python
from govstats.periods import Term, UnknownTerm, say_day
from govstats.records import SOURCES, Records
from govstats.rules.obligations import Obligations, bundled_obligations, read_obligations
from govstats.settings import Settings, Targets, read_settings

if TYPE_CHECKING:
    from govstats.disclosure import Ledger, Release
    from govstats.exhibits import Report


@dataclass(frozen=True)
class Organisation:
    """What a folder holds.

    Attributes
    ----------
    problems
        What is worth checking, rows set aside included.
    obligations
        What policies oblige to: the files of the folder, then those that come with govstats.
    address
        Where the folder was fetched from, as it may be told; "" where it has always been here.
    """

    folder: Path
    settings: Settings
    records: Records
    read_problems: tuple[Problem, ...]
    obligations: tuple[Obligations, ...] = field(default_factory=bundled_obligations)
    address: str = ""

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        aside = (each for rows in self.records.set_aside.values() for each in rows)
        questions = (
            *_blank_sources(self.records),
            *_mostly_aside(self.records),
            *calendar_problems(self),
            *register_problems(self),
            *day_problems(self, date.today()),
            *obligation_problems(self),
        )
        return (*self.read_problems, *questions, *aside)

    def problems_table(self) -> pd.DataFrame:
        """The problems as a table, one row each, in the words of `govstats check`."""
        shown = (
            "severity",
            "file",
            "sheet",
            "row",
            "column",
            "says",
            "mend",
            "rows_affected",
            "code",
        )
        rows = [[getattr(each, name) for name in shown] for each in self.problems]
        return pd.DataFrame(rows, columns=list(shown)).astype({"row": "Int64"})

    def reconciliation(self) -> pd.DataFrame:
        """Rows by source: `source, rows_read, rows_used, rows_set_aside`."""
        return self.records.reconciliation()

    def term(self, name: str) -> Term:
        """The term so called, from `govstats.toml` or else the national default.

        Raises
        ------
        MustFix
            The name is not a term's.
        """
        try:
            return self.settings.calendar.term(name)
        except UnknownTerm as error:
            raise MustFix(problem("term-unknown", found=name, terms=", ".join(error.suggestions))) from None

    def school(self, name: str) -> str:
        """The school so called, as `govstats.toml` writes it.

        Raises
        ------
        MustFix
            No school is so called.
        """
        known = self.settings.school_named(name)
        if known is None:
            raise MustFix(problem("school-unknown", found=name, schools=", ".join(self.settings.school_names)))
        return known

    def with_targets(
        self, acknowledged: float | None = None, grace_days: int | None = None, induction_days: int | None = None
    ) -> "Organisation":
        """The same records under other targets, to see what would follow. The folder's settings stay as they are.

        Parameters
        ----------
        acknowledged, grace_days, induction_days
            As in the `[targets]` of `govstats.toml`; None is what stands there.

        Raises
        ------
        ValueError
            A target cannot have that value.
        """
        given = {"acknowledged": acknowledged, "grace_days": grace_days, "induction_days": induction_days}
        changed = {name: value for name, value in given.items() if value is not None}
        try:
            targets = Targets.model_validate(self.settings.targets.model_dump() | changed)
        except ValidationError as error:
            raise ValueError("; ".join(f"{fault['loc'][0]}: {said_of(fault)}" for fault in error.errors())) from None
        return replace(self, settings=self.settings.model_copy(update={"targets": targets}))

    def report(self, term: Term, *, as_at: date | None = None, school: str = "", profile: str = "") -> "Report":
        """The exhibits of a governor report, by name.

        Parameters
        ----------
        as_at
            The earlier of today and the term's last day by default.
        school
            One school's page; the whole organisation's by default.
        profile
            "board", "public" or "internal", which withholds nothing; by default what the settings say.

        Raises
        ------
        MustFix
            The term has not begun, the day is not one of it that has come, or there is no such school or profile.
        """
        # A check makes no page, and need not wait for what pages are made with.
        from govstats.exhibits import Report

        name = self.school(school) if school else ""
        return Report(self.release(term, as_at, profile).published, name)

    def trust_overview(self, term: Term, *, as_at: date | None = None, policy: str = "", profile: str = "") -> "Report":
        """The exhibits of a trust's or federation's overview, by name: its schools compared.

        Parameters
        ----------
        as_at
            The earlier of today and the term's last day by default.
        policy
            The policy for which schools are compared; else the one furthest below target that is not new this term.
        profile
            As for `report`.

        Raises
        ------
        MustFix
            The term has not begun, the day is not one of it that has come, or there is no such policy or profile.
        """
        from govstats.exhibits.trust import trust_overview

        return trust_overview(self.release(term, as_at, profile).published, policy)

    @text_in_python
    def release(self, term: Term, as_at: date | None = None, profile: str = "") -> "Release":
        """Everything that may be published of a term, beside what has been handed over before. Asked as `report` is."""
        from govstats.disclosure import PROFILES, read_ledger, release

        check_window({"term": term} | ({} if as_at is None else {"as_at": as_at}))
        wanted = profile or self.settings.disclosure.profile
        if wanted not in PROFILES:
            raise MustFix(problem("profile-unknown", found=wanted))
        # What is remembered of an organisation goes with it: of a trust, as much as all that was read.
        made = release(replace(self), term, self.position(term, as_at), wanted, read_ledger(self.folder))
        give_back()
        return made

    def position(self, term: Term, as_at: date | None = None) -> date:
        """The day a report stands for: the one asked for, else the earlier of today and the term's last day.

        Raises
        ------
        MustFix
            The term has not begun, or the day is not one of it that has come.
        """
        today = date.today()
        if today < term.start:
            raise MustFix(problem("term-not-begun", found=term.name, starts=say_day(term.start)))
        last = min(today, term.end)
        if as_at and not term.start <= as_at <= last:
            starts, ends = say_day(term.start), say_day(last)
            raise MustFix(problem("as-at-outside", found=as_at, term=term.name, starts=starts, ends=ends))
        return as_at or last

    def ledger_with(self, release: "Release") -> "Ledger":
        """What is known of releases once this one is handed over. Of the sample that comes with govstats nothing is."""
        from govstats.disclosure import Ledger, read_ledger

        return Ledger() if self.is_sample else release.recorded_in(read_ledger(self.folder))

    def not_held_against(self, release: "Release") -> tuple[Problem, ...]:
        """What may have got another name since the last release, which then says nothing of it."""
        from govstats.disclosure import not_held_against, read_ledger

        return (
            ()
            if self.is_sample
            else tuple(not_held_against(read_ledger(self.folder).before(release.identity), release))
        )

    def remember(self, release: "Release") -> None:
        """Keep in the folder what has been handed over."""
        from govstats.disclosure import write_ledger

        if not self.is_sample:
            write_ledger(self.folder, self.ledger_with(release))

    @property
    def is_sample(self) -> bool:
        """Whether it is the organisation that comes with govstats."""
        return self.folder.resolve() == bundled("willow-tree").resolve()


def _blank_sources(records: Records) -> Iterator[Problem]:
    """Lists of people, and of what they did, in which nothing stands: there was nobody, or nobody filled them in."""
    for name, code in (("staff", "staff-blank"), ("acknowledgements", "source-blank"), ("inductions", "source-blank")):
        tables = [read for read in records.sources if read.source == name]
        if tables and not any(read.rows_read for read in tables):
            yield problem(code, file=tables[0].file, sheet=tables[0].sheet, source=SOURCES[name].label)


def _mostly_aside(records: Records) -> Iterator[Problem]:
    """Kinds of record of which fewer than half of the rows could be used."""
    account = records.reconciliation().set_index("source")
    for source in records.mostly_set_aside:
        read, used, _ = map(int, account.loc[source])
        label = SOURCES[source].label
        yield problem("source-mostly-aside", source=label, used=f"{used:,}", read=f"{read:,}", rows_affected=read)


def bundled(name: str) -> Path:
    """What ships with govstats: "willow-tree" (a sample organisation, invented) or "notebooks".

    An installed package carries both; in a checkout they stand at the top.
    """
    here = Path(__file__).resolve()
    shipped = here.parent / "bundled" / name
    return shipped if shipped.is_dir() else here.parents[2] / {"willow-tree": "data/willow-tree"}.get(name, name)


@text_in_python
def load(folder: str | Path) -> Organisation:
    """Read an organisation's folder: `govstats.toml` and every export beside it.

    Parameters
    ----------
    folder
        "" is the bundled Willow Tree federation.

    Raises
    ------
    MustFix
        With every problem that must be fixed before anything can be counted.
    """
    path = Path(folder) if str(folder) else bundled("willow-tree")
    settings = read_settings(path)
    obligations = read_obligations(path)
    records, problems = read_records(path, settings)
    give_back()
    return Organisation(path, settings, records, problems, obligations)


def day_of(text: str) -> date | None:
    """An as-at date as a person gives it; "" is none.

    Raises
    ------
    MustFix
        It is not written as 2025-12-19.
    """
    try:
        # One way of writing a day: date.fromisoformat alone would read weeks and bare digits too.
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None
    except ValueError:
        raise MustFix(problem("as-at-unreadable", found=text)) from None
