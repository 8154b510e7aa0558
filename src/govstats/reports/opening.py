"""What the first cell of a notebook calls: a folder, opened as the exhibits of a report or of an overview."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeVar

from govstats.exhibits import Report
from govstats.exhibits.comparison import policy_compared
from govstats.exhibits.page import Page
from govstats.exhibits.trust import trust_overview
from govstats.organisation import Organisation, load
from govstats.reports.parameters import OverviewParameters, ReportParameters
from govstats.reports.progress import in_notebook
from govstats.reports.released import kept

Made = TypeVar("Made")


def open_report(folder: str, term: str, as_at: str, school: str, profile: str) -> Report:
    """Load a folder and give the report's exhibits by name; what the first cell of a notebook calls.

    Parameters
    ----------
    folder
        An organisation's folder; "" is the bundled Willow Tree federation.
    as_at
        "2025-12-19"; "" is the earlier of today and the term's last day.
    school
        "" is the whole organisation.
    profile
        "board", "public" or "internal"; "" is what the settings say.

    Raises
    ------
    MustFix
        With what must be fixed before a report can be made.
    """
    parameters = ReportParameters(folder=folder, term=term, as_at=as_at, school=school, profile=profile)
    published = kept(parameters)
    if published is not None and school in ("", *published.schools):
        return Report(published, school).for_pages()
    return _told(folder, parameters.report_of)


def open_trust_overview(folder: str, term: str, as_at: str, policy: str, profile: str) -> Report:
    """Load a folder and give the exhibits that compare its schools, by name.

    Parameters
    ----------
    folder, as_at, profile
        As for `open_report`.
    policy
        The policy for which schools are compared; "" is the one furthest below target that is not new this term.

    Raises
    ------
    MustFix
        With what must be fixed before an overview can be made.
    """
    parameters = OverviewParameters(folder=folder, term=term, as_at=as_at, policy=policy, profile=profile)
    published = kept(parameters)
    if published is not None:
        return trust_overview(published, policy).for_pages()
    return _told(folder, parameters.overview_of)


class Exploration(NamedTuple):
    """What `explore.ipynb` begins with.

    Attributes
    ----------
    organisation
        Everything that was read, for the office.
    report
        The exhibits of the governor report, whose figures may be published.
    day
        The day that both stand for.
    policy
        The title to look at more closely; "" where no policy has a figure.
    """

    organisation: Organisation
    report: Report
    day: date
    policy: str


def open_exploration(folder: str, term: str, as_at: str, policy: str) -> Exploration:
    """Load a folder for an analyst: the organisation, its report, the day and a policy to look at.

    Parameters
    ----------
    folder, as_at, policy
        As for `open_trust_overview`.

    Raises
    ------
    MustFix
        With what must be fixed before a report can be made.
    """
    parameters = OverviewParameters(folder=folder, term=term, as_at=as_at, policy=policy)

    def explored(organisation: Organisation) -> Exploration:
        published = parameters.release_of(organisation).published
        title = policy_compared(Page(published), parameters.policy)
        return Exploration(organisation, Report(published), published.as_at, title)

    return _told(folder, explored)


def _told(folder: str, made_of: Callable[[Organisation], Made]) -> Made:
    """Load a folder and make a report of it, and say in the notebook how far it has come."""
    say = in_notebook()
    say("Reading the exports.")
    organisation = load(folder)
    say("Counting, and protecting every figure.")
    made = made_of(organisation)
    say("Ready.")
    return made
