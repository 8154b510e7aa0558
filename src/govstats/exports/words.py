"""What the words in cells mean, kept as data (`words.toml`)."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal


@cache
def meanings(kind: Literal["answers", "counts", "staff_types", "approving_bodies"]) -> dict[str, str]:
    """Word → meaning, for one kind of cell. Words are in lower case.

    >>> meanings("answers")["read and understood"]
    'yes'
    """
    lists = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))[kind]
    return {word: meaning for meaning, words in lists.items() for word in words}
