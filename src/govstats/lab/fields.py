"""The questions of the form: a widget for each parameter of a pack, with the model's own label and explanation."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from ipywidgets import HTML, Checkbox, DatePicker, Dropdown, Layout, Text, ToggleButton, VBox, Widget

from govstats.errors import MustFix
from govstats.lab.answers import last_folder, remembered
from govstats.lab.choices import a_term_has_begun, choices_of, organisation_at, organisations_below
from govstats.lab.place import Place
from govstats.lab.saying import hint, said, shown
from govstats.organisation import bundled, day_of
from govstats.reports.parameters import PackParameters

ELSEWHERE = "elsewhere"
ALL_SCHOOLS = "All of them, and the organisation"
PROFILES = [("Board: confidential papers", "board"), ("Public: anyone may read it", "public")]
FIRST, MORE = ("folder", "term", "as_at", "school"), ("profile", "pdf", "out")
KINDS: dict[str, type[Widget]] = {
    "folder": Dropdown,
    "term": Dropdown,
    "as_at": DatePicker,
    "school": Dropdown,
    "profile": Dropdown,
    "pdf": Checkbox,
    "out": Text,
}


class Fields:
    """The questions, and what is answered.

    Parameters
    ----------
    given
        What the notebook was given: it comes first. Then comes what is remembered.
    changed
        Called whenever a person changes an answer.
    """

    def __init__(self, given: PackParameters, place: Place, today: date, changed: Callable[[], None]) -> None:
        self._given, self._place, self._today, self._changed = given, place, today, changed
        self._filling = False
        self._of = {name: _widget(name) for name in (*FIRST, *MORE)}
        self._path = Text(description="Its path", placeholder="for example oakhill", continuous_update=False)
        self._path.add_class("govstats-field")
        self._notice = HTML()
        more = VBox(list(self._questions(MORE)), layout=Layout(display="none"))
        more_button = ToggleButton(
            description="More choices", icon="chevron-down", layout=Layout(margin="4px 0 4px 5px")
        )
        more_button.observe(lambda change: _show(more, change["new"]), "value")
        folder = self._of["folder"]
        self.box = VBox([folder, self._path, self._notice, *self._questions(FIRST[1:]), more_button, more])
        with self._being_filled():
            folder.options = self._folders()
            folder.value = self._first_folder()
        self.fill()
        for name, widget in (*self._of.items(), ("folder", self._path)):
            widget.observe(self._answered_folder if name == "folder" else self._answered, "value")

    def _questions(self, names: Sequence[str]) -> Iterator[Widget]:
        """The widgets, each that is no list with its explanation below it. A list explains itself."""
        for name in names:
            yield self._of[name]
            if not isinstance(self._of[name], Dropdown):
                yield hint(PackParameters.model_fields[name].description or "")

    def answers(self) -> PackParameters:
        """What is answered, with the folder as a whole path. Where the settings cannot be read, there is no term."""
        of: dict[str, Any] = {name: widget.value or "" for name, widget in self._of.items()}
        return PackParameters(**of | {"folder": self._folder(), "as_at": str(of["as_at"]), "pdf": bool(of["pdf"])})

    def fill(self, keeping: PackParameters | None = None) -> None:
        """Offer what the chosen folder has to choose from. The answers are those kept, else what it begins with."""
        folder, elsewhere = self._folder(), self._of["folder"].value == ELSEWHERE
        _show(self._path, elsewhere)
        self._notice.value = ""
        if elsewhere and not self._path.value.strip():
            return
        try:
            choices = choices_of(folder, self._today)
            start = keeping or self._start(folder)
        except MustFix as error:
            self._notice.value = shown(said(error))
            return
        with self._being_filled():
            self._offer("term", [(name, name) for name in dict.fromkeys([*choices.terms, start.term]) if name])
            self._offer("school", [(ALL_SCHOOLS, ""), *((name, name) for name in choices.schools)])
            self._offer("profile", [(f"As the settings say: {choices.profile}", ""), *PROFILES])
            _show(self._of["school"], bool(choices.schools))
            for name, value in start.model_dump(exclude={"folder"}).items():
                self._answer(name, value)

    def _offer(self, name: str, options: list[tuple[str, str]]) -> None:
        self._of[name].options = options

    def _answer(self, name: str, value: Any) -> None:
        """Answer a question. What is no longer to be chosen becomes the first thing that is."""
        widget = self._of[name]
        if isinstance(widget, Dropdown):
            offered = [each for _, each in widget.options]
            widget.value = value if value in offered else offered[0]
        else:
            widget.value = day_of(value) if isinstance(widget, DatePicker) else value

    def _start(self, folder: str) -> PackParameters:
        """What the form begins with for a folder."""
        before = remembered(folder)
        if before is not None:
            stale = a_term_has_begun(folder, before.on, self._today)
            return before.answers.model_copy(update={"term": "", "as_at": ""} if stale else {})
        given = str(self._place.find(self._given.folder)) if self._given.folder else ""
        if given == folder:
            return self._given
        # The sample has a term of its own, in which its story takes place.
        return PackParameters(folder=folder, term="") if folder else PackParameters()

    def _folder(self) -> str:
        chosen = str(self._of["folder"].value)
        return str(self._place.find(self._path.value.strip())) if chosen == ELSEWHERE else chosen

    def _folders(self) -> list[tuple[str, str]]:
        near = [(f"{name} ({self._place.named(path)})", str(path)) for path, name in self._near().items()]
        return [*near, ("The Willow Tree Federation (the sample)", ""), ("Another folder …", ELSEWHERE)]

    def _near(self) -> dict[Path, str]:
        """Folder and name of each organisation that is likely to be meant."""
        further = [self._place.find(each) for each in (self._given.folder, last_folder()) if each]
        near = dict(organisations_below(self._place.root)) | {path: organisation_at(path) for path in further}
        return {path: name for path, name in near.items() if name and path != bundled("willow-tree")}

    def _first_folder(self) -> str:
        offered = [value for _, value in self._of["folder"].options]
        given = str(self._place.find(self._given.folder)) if self._given.folder else None
        return str(next(each for each in (given, last_folder(), *offered) if each in offered))

    @contextmanager
    def _being_filled(self) -> Iterator[None]:
        self._filling = True
        try:
            yield
        finally:
            self._filling = False

    def _answered(self, _: object) -> None:
        if not self._filling:
            self._changed()

    def _answered_folder(self, _: object) -> None:
        if not self._filling:
            self.fill()
            self._changed()


def _widget(name: str) -> Any:
    field = PackParameters.model_fields[name]
    widget = KINDS[name](description=field.title, tooltip=field.description)
    widget.add_class("govstats-field")
    return widget


def _show(widget: Any, shown: bool) -> None:
    widget.layout.display = "" if shown else "none"
