"""The beginnings that measures share, computed once for an organisation and kept as long as it lives."""

import weakref
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from govstats.measures.shape import Loaded

P = ParamSpec("P")
T = TypeVar("T")


def remembered(compute: Callable[Concatenate[Loaded, P], T]) -> Callable[Concatenate[Loaded, P], T]:
    """Keep the last answer for each organisation: the measures of one day ask the same, one after the other.

    Whoever gets an answer shares it, and leaves it as it is.
    """
    kept: dict[int, tuple[object, T]] = {}

    @wraps(compute)
    def ask(organisation: Loaded, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key, asked = id(organisation), (args, kwargs)
        if key not in kept or kept[key][0] != asked:
            answer = compute(organisation, *args, **kwargs)
            if key not in kept:
                weakref.finalize(organisation, kept.pop, key, None)
            kept[key] = (asked, answer)
        return kept[key][1]

    return ask
