"""Policies named freely in exports, written as the register writes them: exactly so called, then so called apart from
case and punctuation, then by a name that the settings give; never by likeness.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import numpy as np
import pandas as pd

from govstats.errors import Problem, problem
from govstats.exports.coded import kept, respelt, told_apart
from govstats.exports.headings import heading_key
from govstats.exports.people import Headings
from govstats.records import places_of
from govstats.rules import plain_name
from govstats.settings import FILE_NAME, in_toml


def spellings(titles: Iterable[str]) -> dict[str, str]:
    """One spelling for the titles of a register that are the same apart from case and punctuation: that of the first.

    >>> spellings(["Safeguarding & Child Protection", "The safeguarding and child-protection policy"])
    {'Safeguarding & Child Protection': 'Safeguarding & Child Protection', \
'The safeguarding and child-protection policy': 'Safeguarding & Child Protection'}
    """
    first: dict[str, str] = {}
    spelt: dict[str, str] = {}
    for title in titles:
        keys = [key for key in _keys(title) if key]
        spelt[title] = next((first[key] for key in keys if key in first), title)
        for key in keys:
            first.setdefault(key, spelt[title])
    return spelt


def _keys(title: str) -> tuple[str, str]:
    """By what titles are compared."""
    return heading_key(title), plain_name(title)


class Titles:
    """The titles of a register, and the other names that the settings give them."""

    def __init__(self, titles: Iterable[str], named: Mapping[str, str]) -> None:
        self._titles = list(dict.fromkeys(titles))
        self._by_key = defaultdict(set)
        for title in self._titles:
            for key in _keys(title):
                self._by_key[key].add(title)
        self._named = {heading_key(name): title for name, title in named.items()}

    def find(self, text: str) -> str | None:
        """The title that a text names, None where none or several could be meant."""
        if text in self._titles:
            return text
        for key in _keys(text):
            if len(found := self._by_key.get(key, set())) == 1:
                return next(iter(found))
        other = self._named.get(heading_key(text))
        return self.find(other) if other and heading_key(other) != heading_key(text) else None

    def renamed(self, text: str) -> str:
        """The title that the settings give a name, whether or not it is of the register; "" where they give none."""
        return self._named.get(heading_key(text), "")

    def suggestion(self, text: str) -> str:
        """How to mend a name that is in no register, with the nearest titles."""
        near = self._near(text)
        if not near:
            return "Add it to the register, or correct the title."
        line = f"{in_toml(text)} = {in_toml(near[0])}"
        return f"If it is {' or '.join(near)}, write that title, or add  {line}  to [policies] in govstats.toml."

    def mend_of_settings(self, text: str) -> str:
        """How to mend a title that the settings write and no register has."""
        near = self._near(text)
        return f"If it is {' or '.join(near)}, write that title there." if near else "Correct the title there."

    def _near(self, text: str) -> list[str]:
        keys = {heading_key(title): title for title in self._titles}
        words = {word for word in heading_key(text).split() if len(word) > 4} - {"policy", "policies"}
        alike = get_close_matches(plain_name(text), keys, n=2, cutoff=0.7)
        sharing = [key for key in keys if words & set(key.split())]
        return [keys[key] for key in dict.fromkeys([*alike, *sharing])][:3]


def link_policies(
    frame: pd.DataFrame, titles: Titles, headings: Headings, *, blank_allowed: bool
) -> tuple[pd.DataFrame, list[Problem], list[Problem]]:
    """Write policies as the register does.

    Returns
    -------
    frame, aside, noticed
        The rows that name a policy of the register; a problem for each of the others; a problem for each title of the
        settings that set rows aside, for the mistake is theirs and no row's.
    """
    found = {text: titles.find(text) for text in frame["policy"].unique()}
    if blank_allowed:
        found[""] = ""
    nowhere = frame["policy"].isin([text for text, title in found.items() if title is None])
    unknown = frame[nowhere]
    aside: list[Problem] = []
    written: Counter[tuple[str, str]] = Counter()
    for place, source, text in zip(places_of(unknown), unknown["source"], unknown["policy"], strict=True):
        column = headings.get((place["file"], place["sheet"], "policy"), "")
        # The settings may have another title for the name that stands in a row, or name the policy of the whole file.
        if (renamed := titles.renamed(text)) or not column:
            written["policies" if renamed else f"sources.{source}.policy", renamed or text] += 1
            suggestion = "Correct the title in govstats.toml, and nothing here."
        else:
            suggestion = titles.suggestion(text)
        aside.append(problem("policy-not-in-register", **place, column=column, found=text, suggestion=suggestion))
    noticed = [
        problem(
            "title-of-settings-not-in-register",
            file=FILE_NAME,
            column=setting,
            found=title,
            rows_affected=rows,
            suggestion=titles.mend_of_settings(title),
        )
        for (setting, title), rows in written.items()
    ]
    known = kept(frame, ~nowhere)
    return (
        known.assign(policy=respelt(known["policy"], {text: title or "" for text, title in found.items()})),
        aside,
        noticed,
    )


def versions_unknown(acknowledgements: pd.DataFrame, register: pd.DataFrame) -> list[Problem]:
    """Versions that people named and the register does not have."""
    known = set(zip(register["policy"], register["version_key"], strict=True))
    pairs, numbered = told_apart(acknowledgements, ["policy", "version_key"])
    strange = [key != "" and (policy, key) not in known for policy, key in pairs.itertuples(index=False, name=None)]
    named = acknowledgements[np.array(strange, dtype=bool)[numbered]]
    return [
        problem(
            "version-not-in-register",
            **places_of(rows)[0],
            column="Version",
            found=rows["version"].iloc[0],
            policy=policy,
            rows_affected=len(rows),
        )
        for (policy, _), rows in named.groupby(["policy", "version_key"], sort=True)
    ]
