"""What the words in cells mean, kept as data (`words.toml`)."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal["answers", "counts", "staff_types", "approving_bodies", "standing", "audiences"]
# "I have read it but I do not agree" begins like a yes.
_TURNS = re.compile(r"\b(?:not|but|except|unless|never)\b|n't\b")


@cache
def meanings(kind: Kind) -> dict[str, str]:
    """Word → meaning, for one kind of cell. Words are in lower case; one that ends in * is a beginning.

    >>> meanings("answers")["read and understood"]
    'yes'
    """
    lists = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))[kind]
    return {word: meaning for meaning, words in lists.items() for word in words}


def meaning(kind: Kind, text: str) -> str | None:
    """What a cell means, by its whole text, else by how it begins; None where that is not known.

    >>> meaning("answers", "Yes, I have read it."), meaning("answers", "I have read it but do not agree")
    ('yes', None)
    """
    known = meanings(kind)
    word = " ".join(re.findall(r"[^\s,.;:!]+", text.casefold().replace("’", "'")))
    if (found := known.get(word)) is not None:
        return found
    beginnings = {meaning for start, meaning in known.items() if start.endswith("*") and word.startswith(start[:-1])}
    turned = _TURNS.search(word) and "no" not in beginnings
    return beginnings.pop() if len(beginnings) == 1 and not turned else None
