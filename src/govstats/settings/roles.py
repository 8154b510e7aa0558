"""Job titles into the three role groups a board may see."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import tomli

RoleGroup = Literal["Teachers and leaders", "Classroom support", "Other staff"]
ROLE_GROUPS: tuple[RoleGroup, ...] = get_args(RoleGroup)
OTHER: RoleGroup = "Other staff"


def _key(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


@cache
def _package_words() -> dict[str, RoleGroup]:
    lists = tomli.loads(files(__package__).joinpath("roles.toml").read_text("utf-8"))
    return {_key(word): group for group in ROLE_GROUPS for word in lists[group]}


class RoleGroups:
    """Role words and the group each belongs to; the longest words found in a job title decide."""

    def __init__(self, overrides: Mapping[str, RoleGroup]) -> None:
        words = _package_words() | {_key(word): group for word, group in overrides.items()}
        self._groups = words
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        self._pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")s?\b")

    def of(self, role: str) -> RoleGroup | None:
        """The group of a job title, or None where no word of it is known.

        >>> RoleGroups({}).of("Higher Level Teaching Assistant (0.6)")
        'Classroom support'
        """
        found = max(self._pattern.findall(_key(role)), key=len, default=None)
        if found is None:
            return None
        return self._groups.get(found) or self._groups[found.removesuffix("s")]
