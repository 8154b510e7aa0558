"""The steps without a form: papermill gives the answers, and reads what came of them."""

import time

from IPython.display import HTML

from govstats.exhibits.markup import table
from govstats.lab.doing import make, read
from govstats.lab.made import made
from govstats.lab.place import Place
from govstats.lab.saying import displayed
from govstats.lab.understood import understood
from govstats.reports.parameters import PackParameters


class Straight:
    """Each step is taken when its cell is run. What must be fixed is an error, and stops the notebook."""

    def __init__(self, given: PackParameters, place: Place) -> None:
        folder = str(place.find(given.folder)) if given.folder else ""
        self._answers, self._place = given.model_copy(update={"folder": folder}), place

    def choose(self) -> HTML:
        titles = {name: str(field.title) for name, field in PackParameters.model_fields.items()}
        rows = [(titles[name], _in_words(value)) for name, value in self._answers]
        return displayed(table("answers", "What the pack is made of", ("Question", "Answer"), rows))

    def check(self) -> HTML:
        return displayed(understood(read(self._answers)))

    def make(self) -> HTML:
        start = time.monotonic()
        pack = make(self._answers, self._place, lambda _: None)
        return displayed(made(pack, self._place, time.monotonic() - start))


def _in_words(answer: str | bool) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return answer or "as by default"
