"""What the first cell of a notebook calls: a folder, opened as the exhibits of a report or of an overview."""

from collections.abc import Callable

from govstats.exhibits import Report
from govstats.exhibits.trust import trust_overview
from govstats.organisation import Organisation, load
from govstats.reports.parameters import OverviewParameters, ReportParameters
from govstats.reports.progress import in_notebook
from govstats.reports.released import kept


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
        The policy for which schools are compared; "" is the one whose coverage is furthest below target.

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


def _told(folder: str, report_of: Callable[[Organisation], Report]) -> Report:
    """Load a folder and make a report, and say in the notebook how far it has come."""
    say = in_notebook()
    say("Reading the exports.")
    organisation = load(folder)
    say("Counting, and protecting every figure.")
    report = report_of(organisation)
    say("Ready.")
    return report
