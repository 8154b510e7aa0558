"""Policies named freely in exports, written as the register writes them: exactly so called, then so called apart from
case and punctuation, then by a name that the settings give; never by likeness.
"""

from collections import defaultdict
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
from govstats.settings import in_toml


class Titles:
    """The titles of a register, and the other names that the settings give them."""

    def __init__(self, titles: Iterable[str], named: Mapping[str, str]) -> None:
        self._titles = list(dict.fromkeys(titles))
        self._by_key = defaultdict(set)
        for title in self._titles:
            for key in (heading_key(title), plain_name(title)):
                self._by_key[key].add(title)
        self._named = {heading_key(name): title for name, title in named.items()}

    def find(self, text: str) -> str | None:
        """The title that a text names, None where none or several could be meant."""
        if text in self._titles:
            return text
        for key in (heading_key(text), plain_name(text)):
            if len(found := self._by_key.get(key, set())) == 1:
                return next(iter(found))
        other = self._named.get(heading_key(text))
        return self.find(other) if other and heading_key(other) != heading_key(text) else None

    def suggestion(self, text: str) -> str:
        """How to mend a name that is in no register, with the nearest titles."""
        keys = {heading_key(title): title for title in self._titles}
        words = {word for word in heading_key(text).split() if len(word) > 4} - {"policy", "policies"}
        alike = get_close_matches(plain_name(text), keys, n=2, cutoff=0.7)
        sharing = [key for key in keys if words & set(key.split())]
        near = [keys[key] for key in dict.fromkeys([*alike, *sharing])]
        if not near:
            return "Add it to the register, or correct the title."
        line = f"{in_toml(text)} = {in_toml(near[0])}"
        return f"If it is {' or '.join(near[:3])}, write that title, or add  {line}  to [policies] in govstats.toml."


def link_policies(
    frame: pd.DataFrame, titles: Titles, headings: Headings, *, blank_allowed: bool
) -> tuple[pd.DataFrame, list[Problem]]:
    """Write policies as the register does; rows that name no policy of the register are problems."""
    found = {text: titles.find(text) for text in frame["policy"].unique()}
    if blank_allowed:
        found[""] = ""
    nowhere = frame["policy"].isin([text for text, title in found.items() if title is None])
    unknown = frame[nowhere]
    problems = [
        problem(
            "policy-not-in-register",
            **place,
            column=headings.get((place["file"], place["sheet"], "policy"), ""),
            found=text,
            suggestion=titles.suggestion(text),
        )
        for place, text in zip(places_of(unknown), unknown["policy"], strict=True)
    ]
    known = kept(frame, ~nowhere)
    return known.assign(policy=respelt(known["policy"], {text: title or "" for text, title in found.items()})), problems


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
