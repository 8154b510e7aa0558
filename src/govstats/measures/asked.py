"""What may be asked of a measure: each argument is looked at once, by its name, before anything is counted.

What is of the wrong kind is a TypeError, what there is none of a ValueError; both say what it may be.
"""

import inspect
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from govstats.measures.people import checked_audience
from govstats.measures.posts import NO_SCHOOL
from govstats.measures.shape import Loaded
from govstats.periods import Term

P = ParamSpec("P")
T = TypeVar("T")


def asked(*dimensions: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Look at the arguments of a measure before it counts.

    Parameters
    ----------
    dimensions
        What it may be asked `by`.
    """

    def checking(measure: Callable[P, T]) -> Callable[P, T]:
        signature = inspect.signature(measure)

        @wraps(measure)
        def ask(*args: P.args, **kwargs: P.kwargs) -> T:
            given = signature.bind(*args, **kwargs).arguments
            check_window(given)
            if "by" in given:
                check_dimensions(measure.__name__, given["by"], dimensions)
            return measure(*args, **kwargs)

        return ask

    return checking


def check_window(given: Mapping[str, object]) -> None:
    """Look at what many measures take, where it is given: `as_at`, `since`, `term`, `audience`.

    Raises
    ------
    TypeError
        A day is no date, or has a time: as at the end of a day, a time would be passed over in silence. The term is
        a name.
    ValueError
        There is no such audience.
    """
    for name in ("as_at", "since"):
        if name in given:
            _check_day(name, given[name])
    term, audience = given.get("term"), given.get("audience")
    if not (term is None or isinstance(term, Term)):
        raise TypeError(f'term is a Term, such as organisation.term("Autumn 2025"), not {_said(term)}.')
    if audience is not None:
        checked_audience(audience)


def _check_day(name: str, day: object) -> None:
    if isinstance(day, datetime):
        raise TypeError(f"{name} is a date without a time, not {day!r}. Its date() is one.")
    if not isinstance(day, date):
        raise TypeError(f"{name} is a date, such as date(2025, 12, 19), not {_said(day)}.")


def check_dimensions(measure: str, by: object, dimensions: Collection[str]) -> None:
    """Look at the dimensions that counts are asked along.

    Raises
    ------
    TypeError
        They are no list.
    ValueError
        The measure has no such dimension, or one is named twice.
    """
    if isinstance(by, str) or not isinstance(by, Collection):
        raise TypeError(f'by is a list of dimensions, such as ["{next(iter(dimensions))}"], not {_said(by)}.')
    wanted = list(by)
    if unknown := [str(each) for each in wanted if each not in dimensions]:
        raise ValueError(f"{measure} has no dimension {', '.join(unknown)}. It has: {', '.join(dimensions)}.")
    if twice := [each for each in dimensions if wanted.count(each) > 1]:
        raise ValueError(f"by names {', '.join(twice)} twice.")


def checked_policy(organisation: Loaded, title: object) -> str:
    """The title, if the register has it.

    Raises
    ------
    ValueError
        It has no policy of that title.
    """
    return _known("policy", title, sorted({*organisation.records.policies["policy"]}), "The register has")


def checked_school(organisation: Loaded, name: object) -> str:
    """The school so called, as the settings write it, or the words for people of no school.

    Raises
    ------
    ValueError
        No school is so called.
    """
    known = organisation.settings.school_named(name) if isinstance(name, str) else None
    return known or _known("school", name, (*organisation.settings.school_names, NO_SCHOOL), "There are")


def _known(kind: str, name: object, known: Collection[str], there: str) -> str:
    if isinstance(name, str) and name in known:
        return name
    raise ValueError(f"There is no {kind} {_said(name)}. {there}: {', '.join(known) or 'none'}.")


def _said(given: object) -> str:
    return f'"{given}"' if isinstance(given, str) else repr(given)
