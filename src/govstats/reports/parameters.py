"""The parameters of a report and of an overview: a typed model for the command line and the notebooks."""

from pydantic import BaseModel, ConfigDict

from govstats.disclosure import Release
from govstats.exhibits import Report
from govstats.organisation import Organisation, day_of


class ReleaseParameters(BaseModel):
    """What every release is made of. Strings only: papermill makes a number of whatever looks like one."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    folder: str = ""
    term: str = "Autumn 2025"
    as_at: str = ""
    profile: str = ""

    def release_of(self, organisation: Organisation) -> Release:
        """All that the pages of these parameters may say, whichever of them it is."""
        return organisation.release(organisation.term(self.term), day_of(self.as_at), self.profile)


class ReportParameters(ReleaseParameters):
    """What a report is made of."""

    school: str = ""

    def report_of(self, organisation: Organisation) -> Report:
        """The exhibits that these parameters ask for."""
        return organisation.report(
            organisation.term(self.term), as_at=day_of(self.as_at), school=self.school, profile=self.profile
        )


class OverviewParameters(ReleaseParameters):
    """What a trust's overview is made of."""

    policy: str = ""

    def overview_of(self, organisation: Organisation) -> Report:
        """The exhibits that these parameters ask for."""
        return organisation.trust_overview(
            organisation.term(self.term), as_at=day_of(self.as_at), policy=self.policy, profile=self.profile
        )
