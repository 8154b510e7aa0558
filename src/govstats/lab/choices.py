"""What there is to choose from: the organisations nearby, and an organisation's terms and schools."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from govstats.errors import MustFix
from govstats.organisation import bundled
from govstats.settings import FILE_NAME, Settings, read_settings

_DEEP = 2  # folders below the one that JupyterLab was opened in
_LEFT_OUT = ("node_modules", "reports")


@dataclass(frozen=True)
class Choices:
    """What one organisation leaves to choose. The terms are those that have begun, the newest first."""

    organisation: str
    terms: tuple[str, ...]
    schools: tuple[str, ...]
    profile: str


def choices_of(folder: str, today: date) -> Choices:
    """What there is to choose of an organisation, by its settings.

    Raises
    ------
    MustFix
        There is no such folder, or its settings cannot be read.
    """
    settings = _settings_of(folder)
    return Choices(
        organisation=settings.organisation.name,
        terms=tuple(term.name for term in settings.calendar.begun(today)),
        schools=settings.school_names if len(settings.school_names) > 1 else (),
        profile=settings.disclosure.profile,
    )


def a_term_has_begun(folder: str, since: date, today: date) -> bool:
    """Whether an organisation has begun a new term between two days. The sample stays in its own."""
    calendar = _settings_of(folder).calendar
    return bool(folder) and calendar.latest_begun(since) != calendar.latest_begun(today)


def _settings_of(folder: str) -> Settings:
    return read_settings(Path(folder) if folder else bundled("willow-tree"))


def latest_term(folder: Path, today: date) -> str:
    """The term of a day by an organisation's calendar, or in the holidays the one that ended last."""
    return read_settings(folder).calendar.latest_begun(today).name


def organisations_below(root: Path) -> Iterator[tuple[Path, str]]:
    """Folder and name of each organisation in a folder or a little below it."""
    for path, folders, _ in os.walk(root):
        deep = len(Path(path).relative_to(root).parts)
        folders[:] = (
            sorted(name for name in folders if name[0] != "." and name not in _LEFT_OUT) if deep < _DEEP else []
        )
        if name := organisation_at(Path(path)):
            yield Path(path), name


def organisation_at(folder: Path) -> str:
    """The name of a folder's organisation; "" where there is none."""
    if not (folder / FILE_NAME).is_file():
        return ""
    try:
        return read_settings(folder).organisation.name
    except MustFix:
        return folder.name  # what is wrong with it is said when it is chosen
