"""The parameters of a report and of an overview: a typed model for the command line and the notebooks."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from govstats.disclosure import Release
from govstats.exhibits import Report
from govstats.organisation import Organisation, day_of
from govstats.reports.asking import EXPLAINED, LABELS


def _asked(name: str, default: Any = "") -> Any:
    return Field(default, title=LABELS[name], description=EXPLAINED[name])


class ReleaseParameters(BaseModel):
    """What every release is made of. Strings only: papermill makes a number of whatever looks like one."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    folder: str = _asked("folder")
    term: str = _asked("term", "Autumn 2025")
    as_at: str = _asked("as_at")
    profile: str = _asked("profile")

    def release_of(self, organisation: Organisation) -> Release:
        """All that the pages of these parameters may say, whichever of them it is."""
        return organisation.release(organisation.term(self.term), day_of(self.as_at), self.profile)


class ReportParameters(ReleaseParameters):
    """What a report is made of."""

    school: str = _asked("school")

    def report_of(self, organisation: Organisation) -> Report:
        """The exhibits that these parameters ask for."""
        return organisation.report(
            organisation.term(self.term), as_at=day_of(self.as_at), school=self.school, profile=self.profile
        )

    def check(self, organisation: Organisation) -> None:
        """See that there are such a day, term and school.

        Raises
        ------
        MustFix
            One of them is not to be had.
        """
        organisation.position(organisation.term(self.term), day_of(self.as_at))
        if self.school:
            organisation.school(self.school)


class PackParameters(ReportParameters):
    """What a pack is made of, and how and where it is made."""

    pdf: bool = _asked("pdf", True)
    out: str = _asked("out", "reports")

    @property
    def of_report(self) -> ReportParameters:
        return ReportParameters(**self.model_dump(include=set(ReportParameters.model_fields)))


class OverviewParameters(ReleaseParameters):
    """What a trust's overview is made of."""

    policy: str = ""

    def overview_of(self, organisation: Organisation) -> Report:
        """The exhibits that these parameters ask for."""
        return organisation.trust_overview(
            organisation.term(self.term), as_at=day_of(self.as_at), policy=self.policy, profile=self.profile
        )
