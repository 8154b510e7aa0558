"""What the steps do, whoever shows them: read the folder of the answers, and make the pack they ask for."""

from collections.abc import Callable

from govstats.lab.place import Place
from govstats.organisation import Organisation, load
from govstats.reports.pack import Pack, make_pack
from govstats.reports.parameters import PackParameters


def read(answers: PackParameters) -> Organisation:
    """The organisation, if a report can be made of the answers.

    Raises
    ------
    MustFix
        With what must be fixed before it can.
    """
    organisation = load(answers.folder)
    answers.check(organisation)
    return organisation


def make(answers: PackParameters, place: Place, say: Callable[[str], None], *, resume: bool = False) -> Pack:
    """Read the folder again, and make the pack, as `govstats report` does."""
    parameters = answers.of_report
    organisation = load(parameters.folder)
    schools = [parameters.school] if parameters.school else []
    return make_pack(organisation, parameters, schools, place.find(answers.out), say, pdf=answers.pdf, resume=resume)
