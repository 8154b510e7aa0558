"""What the words in cells mean, kept as data (`words.toml`)."""

import re
from functools import cache
from importlib.resources import files
from typing import Literal

import tomli

Kind = Literal["answers", "nothing", "counts", "staff_types", "approving_bodies", "standing", "audiences", "scopes"]
# "I have read it but I do not agree" begins like a yes.
_TURNS = re.compile(r"\b(?:not|but|except|unless|never)\b|n't\b")
# A yes or a no that is set off from what follows: "Y, NEU", "No (July)". "Y Jones" is somebody.
_SET_OFF = re.compile(r"(?:(?P<yes>y|yes)|n|no)\s*(?=[,;:(\[–—-])", re.I)
_NUMBER = re.compile(r"no\.?\s*\d", re.I)
_ANSWERS = re.compile(r"(?:yes|no|not)\b|[ynx]\s*(?:$|[,;:?/(\[–—-])", re.I)


@cache
def meanings(kind: Kind) -> dict[str, str]:
    """Word → meaning, for one kind of cell. Words are in lower case; one that ends in * is a beginning.

    >>> meanings("answers")["read and understood"]
    'yes'
    """
    return {word: meaning for meaning, words in _lists(kind).items() for word in words}


@cache
def _lists(part: str) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = tomli.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))[part]
    return lists


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
    turned = kind != "nothing" and _TURNS.search(word) and "no" not in beginnings
    return beginnings.pop() if len(beginnings) == 1 and not turned else None


def says_nothing(text: str) -> bool:
    """Whether a cell was filled so that it is not blank, and no more.

    >>> [says_nothing(text) for text in ("n/a", "-", "?", "TBC (July)", "✓", "FGB 12/09/24 item 6")]
    [True, True, True, True, False, False]
    """
    return meaning("nothing", text) is not None or (
        re.fullmatch(r"[\W_]*", text) is not None and meaning("answers", text) is None
    )


def yes_or_no(text: str) -> str | None:
    """What a register answers of a policy: the yes or no that a cell begins with, unless what follows leaves it open.

    >>> [yes_or_no(text) for text in ("Yes - see Jan", "Y, NEU and NASUWT", "No (none asked)")]
    ['yes', 'yes', 'no']
    >>> [yes_or_no(text) for text in ("Yes, from September", "Yes / No", "No objections", "Ask Jan")]
    [None, None, None, None]
    """
    spelt = _SET_OFF.match(text)
    said = f"{'yes' if spelt['yes'] else 'no'} {text[spelt.end() :]}" if spelt else text
    found, lists = meaning("answers", said), _lists("open")
    if found not in ("yes", "no"):
        return None
    words = " ".join(["", *re.findall(r"[\w']+|\?", said.casefold()), ""])
    for phrase in lists["neither"]:
        if found == "no" and words.startswith(f" {phrase} "):
            return None
        words = words.replace(f" {phrase} ", " ")
    rest = words[words.find(" ", 1) :]
    return None if any(f" {phrase} " in rest for phrase in lists[found]) else found


def names_a_minute(text: str) -> bool:
    """Whether a cell says where, or that, something is minuted; "No. 7" is a minute, and "Not yet" is none.

    >>> [names_a_minute(text) for text in ("FGB 06/07/25", "No. 7", "Yes", "Yes/No", "Not minuted", "n/a")]
    [True, True, True, False, False, False]
    """
    if _NUMBER.match(text):
        return True
    if says_nothing(text) or meaning("answers", text) == "no":
        return False
    return not _ANSWERS.match(text) or yes_or_no(text) == "yes"
