"""The steps as a form: questions to answer, and two buttons."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from ipywidgets import HTML, Button, Layout, VBox
from markupsafe import Markup

from govstats.errors import GovstatsError, MustFix
from govstats.exhibits.markup import paragraph
from govstats.lab.answers import remember
from govstats.lab.doing import make, read
from govstats.lab.fields import Fields
from govstats.lab.made import made, progress
from govstats.lab.place import Place
from govstats.lab.saying import look, said, shown
from govstats.lab.understood import understood
from govstats.reports.faults import failure_of
from govstats.reports.parameters import PackParameters

FIRST = "Check first."
AGAIN = "The answers have changed. Check again."
STOPPED = "Stopped. Earlier packs are as they were. Make it again, and it goes on where it was."


class Form:
    """Nothing is made of answers that were not checked."""

    def __init__(self, given: PackParameters, place: Place) -> None:
        self._place, self._stopped = place, False
        self._fields = Fields(given, place, date.today(), self._answers_changed)
        self._check, self._understood = _button("Check", self._do_check), HTML()
        self._make, self._made = _button("Make the pack", self._do_make), HTML()
        self._not_yet(FIRST)

    def choose(self) -> VBox:
        return VBox([HTML(look()), self._fields.box])

    def check(self) -> VBox:
        return VBox([self._check, self._understood])

    def make(self) -> VBox:
        return VBox([self._make, self._made])

    def _not_yet(self, why: str) -> None:
        self._checked, self._make.disabled = False, True
        self._made.value = shown(paragraph(why))

    def _answers_changed(self) -> None:
        """What was understood is of other answers."""
        self._understood.value = ""
        self._not_yet(AGAIN)

    def _do_check(self, _: Button) -> None:
        self._not_yet(FIRST)
        with self._doing(self._check, "Reading …", self._understood):
            self._fields.fill(keeping=self._fields.answers())  # somebody may have written into govstats.toml
            answers = self._fields.answers()
            organisation = read(answers)
            remember(answers, date.today())
            self._understood.value = shown(understood(organisation))
            self._checked, self._made.value = True, ""

    def _do_make(self, _: Button) -> None:
        heard: list[str] = []

        def say(words: str) -> None:
            heard.append(words)
            self._made.value = shown(progress(heard))

        with self._doing(self._make, "Making …", self._made):
            start = time.monotonic()
            say("Reading the exports, and protecting the figures.")
            pack = make(self._fields.answers(), self._place, say, resume=self._stopped)
            self._stopped = False
            self._made.value = shown(made(pack, self._place, time.monotonic() - start))

    @contextmanager
    def _doing(self, button: Button, words: str, output: HTML) -> Iterator[None]:
        """Say on the button that something is being done. What goes wrong is said where its result would be shown."""
        before = button.description
        button.disabled, button.description = True, words
        output.value = shown(paragraph(words))
        try:
            yield
        except KeyboardInterrupt:
            # What a pack was stopped at is gone on with; a check begins anew.
            self._stopped, output.value = True, shown(paragraph(STOPPED if button is self._make else "Stopped."))
        except Exception as error:
            self._checked, self._understood.value = False, ""  # what was understood no longer holds
            output.value = shown(_what_failed(failure_of(error)))
        finally:
            button.description = before
            self._check.disabled, self._make.disabled = False, not self._checked


def _what_failed(failure: GovstatsError) -> Markup:
    """With an account of the files where there is one, else the sentences alone."""
    if isinstance(failure, MustFix) and any(each.file for each in failure.problems):
        return understood(failure)
    return said(failure)


def _button(words: str, do: Callable[[Button], None]) -> Button:
    button = Button(description=words, button_style="primary", layout=Layout(width="max-content"))
    button.add_class("govstats-button")
    button.on_click(do)
    return button
