"""The three steps of `start_here.ipynb`: choose, check, make."""

from typing import Any, Protocol

from govstats.lab.form import Form
from govstats.lab.place import here
from govstats.lab.seen import somebody_answers
from govstats.lab.straight import Straight
from govstats.reports.parameters import PackParameters


class Steps(Protocol):
    """What the cells of the notebook show."""

    def choose(self) -> Any: ...
    def check(self) -> Any: ...
    def make(self) -> Any: ...


def start_here(folder: str, term: str, as_at: str, school: str, profile: str, pdf: bool, out: str) -> Steps:
    """The steps from a folder to its pack: a form where somebody can answer, else what these answers lead to.

    Parameters
    ----------
    folder, term, as_at, school, profile
        As for `open_report`. A form begins with them.
    pdf
        Whether each page is printed too.
    out
        Where the run's folder is made. Paths count from the folder that JupyterLab was opened in.
    """
    given = PackParameters(folder=folder, term=term, as_at=as_at, school=school, profile=profile, pdf=pdf, out=out)
    return Form(given, here()) if somebody_answers() else Straight(given, here())
