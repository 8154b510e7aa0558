"""What many ask of one thing, an organisation or a release, computed once and kept as long as that lives."""

import weakref
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
About = TypeVar("About")


def remembered(compute: Callable[Concatenate[About, P], T]) -> Callable[Concatenate[About, P], T]:
    """Keep the last answer about each thing: the measures of one day, or the pages of one release, ask the same.

    Whoever gets an answer shares it, and leaves it as it is.
    """
    kept: dict[int, tuple[object, T]] = {}

    @wraps(compute)
    def ask(about: About, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key, asked = id(about), (args, kwargs)
        if key not in kept or kept[key][0] != asked:
            answer = compute(about, *args, **kwargs)
            if key not in kept:
                weakref.finalize(about, kept.pop, key, None)
            kept[key] = (asked, answer)
        return kept[key][1]

    return ask
