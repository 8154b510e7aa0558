"""Releases of the model policies that schools adopt."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import tomli

from govstats.periods import DateInterval, parse_date
from govstats.rules.policies import plain_name


@dataclass(frozen=True, slots=True)
class Release:
    """One release of a model policy, and where it was read."""

    source: str
    date: DateInterval
    read: str


def model_releases(source: str, policy: str) -> tuple[Release, ...]:
    """The known releases of a model, by its publisher and a title made from it; none where it is not known.

    Parameters
    ----------
    source, policy
        As a school may write them; case, punctuation and a trailing "policy" do not matter.

    Examples
    --------
    >>> [release.date.in_words() for release in model_releases("LCC Model Policy", "Social networking")]
    ['June 2024']
    >>> model_releases("LCC Model Policy", "Attendance")
    ()
    """
    return _by_name().get((plain_name(source), plain_name(policy)), ())


@cache
def _by_name() -> dict[tuple[str, str], tuple[Release, ...]]:
    models: list[dict[str, Any]] = tomli.loads(files(__package__).joinpath("models.toml").read_text("utf-8"))["model"]
    return {
        (plain_name(source), plain_name(policy)): tuple(
            Release(model["source"], parse_date(release["date"]), release["read"]) for release in model["release"]
        )
        for model in models
        for source in (model["source"], *model["also"])
        for policy in model["policies"]
    }
