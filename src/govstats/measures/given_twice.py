"""Rows of the register that tell of one version twice: which of them counts, and in what they differ."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd

from govstats.errors import Problem, problem
from govstats.measures.register import by_time, version_of
from govstats.measures.shape import Loaded
from govstats.records import SOURCES, place_beside

_FIELDS = [field for field in SOURCES["policies"].fields if field.name not in ("policy", "version")]
# What a row says in other words is no difference: a day by its ends, a cycle by its months.
_TOLD_BY = {"date": ("earliest", "latest"), "frequency": ("months", "kind")}


def versions_given_twice(organisation: Loaded) -> Iterator[Problem]:
    """The rows that tell of the same version as one that counts. One without a number is told by its days."""
    register = organisation.records.policies
    register = register[~register["draft"]]
    # Most versions stand once: no time is spent on them.
    again = register[register.duplicated(["policy", "school", "version_key"], keep=False)]
    rows: list[dict[str, Any]] = again.to_dict("records")  # type: ignore[assignment]
    alike = defaultdict(list)
    for row in rows:
        version = version_of(row)
        if version.ever:
            days = (version.starts.earliest, version.starts.latest)
            alike[version.policy, version.school, version.version_key or days].append((version, row))
    for several in alike.values():
        counting = [each for each in several if each[1]["required"]]
        if len(several) == 1 or not counting:
            continue
        counts, its_row = max(counting, key=lambda each: by_time(each[0]))
        for version, row in several:
            if row is its_row:
                continue
            differ = ", ".join(_differences(row, its_row))
            yield problem(
                "version-given-twice" if differ else "row-given-twice",
                **version.place,
                column="Version",
                found=version.version,
                policy=version.policy,
                other=place_beside(version.place, counts.place),
                differ=differ,
            )


def _differences(one: dict[str, Any], other: dict[str, Any]) -> Iterator[str]:
    for field in _FIELDS:
        columns = [f"{field.name}_{part}" for part in _TOLD_BY.get(field.kind, ())] or [field.name]
        pairs = [(one[column], other[column]) for column in columns]
        if any(here != there and not (pd.isna(here) and pd.isna(there)) for here, there in pairs):
            yield field.label
