"""The answers of the form, remembered for the next time. They lie with the user's settings, not in a shared folder.

What was answered of one organisation comes back with it. A term and a day are remembered until a new term begins.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from platformdirs import user_config_path
from pydantic import ValidationError

from govstats.reports.parameters import PackParameters


def answers_file() -> Path:
    return user_config_path("govstats", appauthor=False) / "answers.json"


@dataclass(frozen=True)
class Remembered:
    """What was answered of an organisation, and on which day."""

    answers: PackParameters
    on: date


def last_folder() -> str | None:
    """The folder that was chosen last; None where none was."""
    last = _read().get("last")
    return last if isinstance(last, str) else None


def remembered(folder: str) -> Remembered | None:
    """What was last answered of a folder; None where nothing was."""
    try:
        kept = dict(_read()["answers"][folder])
        return Remembered(on=date.fromisoformat(kept.pop("on")), answers=PackParameters(folder=folder, **kept))
    except (KeyError, TypeError, ValueError, ValidationError):
        return None  # somebody wrote into the file, or it is of another version: nothing is lost but a habit


def remember(answers: PackParameters, on: date) -> None:
    """Keep the answers. Where they cannot be kept, the next form begins as the first did."""
    kept = {name: value for name, value in _read().items() if name == "answers"}
    kept.setdefault("answers", {})[answers.folder] = answers.model_dump(exclude={"folder"}) | {"on": on.isoformat()}
    path = answers_file()
    draft = path.with_suffix(".new")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(kept | {"last": answers.folder}, ensure_ascii=False, indent=2), "utf-8")
        draft.replace(path)


def _read() -> dict[str, Any]:
    try:
        said = json.loads(answers_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) and isinstance(said.get("answers"), dict) else {}
