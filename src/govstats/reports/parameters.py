"""The parameters of a report and of an overview: a typed model for the command line and the notebooks."""

from pydantic import BaseModel, ConfigDict

from govstats.disclosure import Release
from govstats.exhibits import Report
from govstats.organisation import Organisation, day_of, load


class _Parameters(BaseModel):
    """What every release is made of. Strings only: papermill makes a number of whatever looks like one."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    folder: str = ""
    term: str = "Autumn 2025"
    as_at: str = ""
    profile: str = ""


class ReportParameters(_Parameters):
    """What a report is made of."""

    school: str = ""

    def report_of(self, organisation: Organisation) -> Report:
        """The exhibits that these parameters ask for."""
        return organisation.report(
            organisation.term(self.term), as_at=day_of(self.as_at), school=self.school, profile=self.profile
        )

    def release_of(self, organisation: Organisation) -> Release:
        """All that the pages of these parameters may say, whichever school's they are."""
        return organisation.release(organisation.term(self.term), day_of(self.as_at), self.profile)


class OverviewParameters(_Parameters):
    """What a trust's overview is made of."""

    policy: str = ""

    def overview_of(self, organisation: Organisation) -> Report:
        """The exhibits that these parameters ask for."""
        return organisation.trust_overview(
            organisation.term(self.term), as_at=day_of(self.as_at), policy=self.policy, profile=self.profile
        )


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
    return parameters.report_of(load(folder))


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
    return parameters.overview_of(load(folder))
