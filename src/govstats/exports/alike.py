"""Titles of the register that may be one policy, written in two ways: they are asked about, and never made one."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import takewhile

import pandas as pd

from govstats.errors import Problem, problem
from govstats.records import place_beside, places_of
from govstats.rules import plain_name

_LONG_WORD = 5  # a letter more or less makes another word of a shorter one


def titles_nearly_alike(policies: pd.DataFrame) -> Iterator[Problem]:
    """The first row of each title that is nearly the same as an earlier one.

    The words are the same, in another order or parted otherwise, or a letter of one long word differs. Nothing further:
    "Behaviour" and "Behaviour (exclusions)" are two policies, and so are those of two years or key stages.
    """
    first = policies.drop_duplicates("policy")
    earlier: defaultdict[Hashable, list[int]] = defaultdict(list)
    names, places = [plain_name(title).split() for title in first["policy"]], places_of(first)
    for number, title in enumerate(first["policy"]):
        keys = list(_keys(names[number]))
        near = (each for key in keys for each in earlier[key] if _is_near(names[number], names[each]))
        if (other := next(near, None)) is not None:
            yield problem(
                "titles-nearly-alike",
                **places[number],
                column="Policy",
                found=title,
                policy=first["policy"].iloc[other],
                other=place_beside(places[number], places[other]),
            )
        for key in keys:
            earlier[key].append(number)


def _keys(words: list[str]) -> Iterator[Hashable]:
    """What titles that are nearly alike have in common."""
    yield "".join(words)
    yield tuple(sorted(words))
    for place, word in enumerate(words):
        if len(word) >= _LONG_WORD and word.isalpha():
            yield place, *words[:place], None, *words[place + 1 :]


def _is_near(one: list[str], other: list[str]) -> bool:
    if "".join(one) == "".join(other) or sorted(one) == sorted(other):
        return True
    pairs = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(pairs) == 1 and _one_slip(*sorted(pairs[0], key=len))


def _one_slip(shorter: str, longer: str) -> bool:
    """Whether one letter is left out, is another, or has changed places with the next.

    >>> [_one_slip("social", other) for other in ("socials", "soxial", "socail", "special")]
    [True, True, True, False]
    """
    same = (here == there for here, there in zip(shorter, longer, strict=False))
    place = sum(takewhile(bool, same))
    here, there = shorter[place:], longer[place:]
    if len(here) < len(there):
        return here == there[1:]
    return here[1:] == there[1:] or (here[:2] == there[:2][::-1] and here[2:] == there[2:])
