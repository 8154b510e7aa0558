"""What `data_quality.ipynb` shows: how far an organisation's exports could be used, and what to mend first."""

from collections.abc import Iterator

from IPython.display import HTML

from govstats.errors import MustFix
from govstats.exhibits.markup import paragraph, table
from govstats.lab.saying import displayed
from govstats.lab.understood import Understood
from govstats.organisation import load
from govstats.reports.checking import Cause

HEADINGS = ("Cause", "Weight", "Problems", "Rows", "Files")


class DataQuality:
    """Each property is one thing to show. What must be fixed is shown too, and is no error."""

    def __init__(self, folder: str) -> None:
        try:
            self._read = Understood.of(load(folder))
        except MustFix as error:
            self._read = Understood.of(error)

    @property
    def verdict(self) -> HTML:
        """Whether a report can be made."""
        return displayed(self._read.verdict())

    @property
    def accounts(self) -> HTML:
        """Rows read, used and set aside, by file."""
        return displayed(self._read.accounts())

    @property
    def causes(self) -> HTML:
        """What to mend first: what stops a report, then what touches most rows."""
        rows = list(self._causes())
        if not rows:
            return displayed(paragraph("Nothing is worth checking."))
        return displayed(
            table("causes", "Causes, in the order in which to mend them", HEADINGS, rows, numbers=(2, 3, 4))
        )

    @property
    def problems(self) -> HTML:
        """Each problem with its place, what was found and what to do."""
        return displayed(self._read.listed())

    def _causes(self) -> Iterator[tuple[str, ...]]:
        for part in self._read.parts:
            for cause in sorted(part.causes, key=_rows, reverse=True):
                files = {each.file for each in cause.problems if each.file}
                numbers = (len(cause.problems), _rows(cause), len(files))
                yield cause.title, part.title, *(f"{number:,}" for number in numbers)


def open_data_quality(folder: str) -> DataQuality:
    """Read a folder and give what there is to say of its exports; what the first cell of `data_quality.ipynb` calls.

    Parameters
    ----------
    folder
        An organisation's folder; "" is the bundled Willow Tree federation.
    """
    return DataQuality(folder)


def _rows(cause: Cause) -> int:
    return sum(each.rows_affected for each in cause.problems)
