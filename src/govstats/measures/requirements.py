"""Who must know which version: the expected pairs of person and document, from which denominators are built."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from govstats.measures.people import NO_SCHOOL, in_audience
from govstats.measures.register import Document, Version, possibly_in_force
from govstats.measures.shape import schools_of
from govstats.measures.verdicts import NO, UNSURE, YES, Verdicts

DOCUMENT = ["policy", "document_school"]
VERSION = [*DOCUMENT, "version_number"]
KEY = ["person_id", *DOCUMENT]
_TYPES: dict[str, Any] = {
    **dict.fromkeys((*DOCUMENT, "audience", "version"), "str"),
    "version_number": "int64",
    "begins": "datetime64[s]",
    "required": "int8",
}


def required_pairs(people: pd.DataFrame, standing: Sequence[Document], as_at: date) -> pd.DataFrame:
    """Every person × version in force that the register's audiences require.

    Parameters
    ----------
    people
        As `people_in_post` gives them.

    Returns
    -------
    DataFrame
        The columns of `people` and `policy, document_school, version_number, version, audience, begins,
        required`: one row for each version that may be in force. `begins` is the first day on which it surely is;
        `required` is a verdict.
    """
    frames = [people.head(0).assign(**{name: pd.Series(dtype=kind) for name, kind in _TYPES.items()})]
    for document in standing:
        scope = people[_answers_to(people, document)]
        possible = possibly_in_force(document.versions, as_at)
        certain = YES if None not in possible else UNSURE
        for version in possible:
            if version is None:
                continue
            wanted = np.minimum(np.minimum(in_audience(scope, version.audience), scope["in_post"]), certain)
            facts: dict[str, Any] = {
                "policy": document.policy,
                "document_school": document.school,
                "version_number": document.versions.index(version),
                "version": version.version,
                "audience": version.audience,
                "begins": pd.Timestamp(version.starts.latest or date.max),
            }
            frames.append(scope.assign(required=wanted, **facts)[wanted > NO])
    filled = [frame for frame in frames if len(frame)] or frames[:1]
    return pd.concat(filled, ignore_index=True)


def _answers_to(people: pd.DataFrame, document: Document) -> pd.Series:
    """Who falls under a document: its school's people; for one of the whole organisation, all but those whose
    schools have copies of their own.
    """
    by_leaf = {leaf: set(schools_of(leaf)) for leaf in people["school"].unique()}
    answers = {
        leaf: bool(schools & set(document.schools)) or (NO_SCHOOL in schools and not document.school)
        for leaf, schools in by_leaf.items()
    }
    return people["school"].map(answers).astype(bool)


def accepted_versions(standing: Sequence[Document]) -> pd.DataFrame:
    """The versions whose acknowledgement counts for a version: itself, and after a minor change the one before.

    Returns
    -------
    DataFrame
        `policy, document_school, version_number` (of the version in force), `version_key` (of the accepted one), and
        when that one was `made_known_*` and came `in_force_*` (earliest, latest).
    """
    rows = []
    for document in standing:
        for number in range(len(document.versions)):
            for version in _accepted(document.versions[: number + 1]):
                known, starts = version.made_known, version.starts
                days = (known.earliest, known.latest, starts.earliest, starts.latest)
                key = (document.policy, document.school, number, version.version_key)
                rows.append((*key, *(pd.Timestamp(day or date.max) for day in days)))
    ends = [f"{name}_{end}" for name in ("made_known", "in_force") for end in ("earliest", "latest")]
    types = _TYPES | {"version_key": "str"} | dict.fromkeys(ends, "datetime64[s]")
    columns = [*VERSION, "version_key", *ends]
    return pd.DataFrame(rows, columns=columns).astype({name: types[name] for name in columns})


def _accepted(history: Sequence[Version]) -> Iterator[Version]:
    for version in reversed(history):
        yield version
        if version.change != "minor":
            return


def best_fact(pairs: pd.DataFrame, facts: pd.DataFrame, fact_verdicts: Verdicts) -> Verdicts:
    """The best verdict that any fact gives to each pair; no where there is none.

    `facts` has a column `pair`, the index of the pair in `pairs`.
    """
    best = pd.Series(fact_verdicts, facts.index).groupby(facts["pair"]).max()
    return best.reindex(pairs.index, fill_value=NO).to_numpy("int8")


def leaves(pairs: pd.DataFrame) -> pd.DataFrame:
    """Fold versions and schools' own documents into one leaf a person and policy, ready to be summed.

    While two versions may be in force, only what holds for both is said. A policy of which each school has its own
    copy is done when it is done at every school of the person. `pairs` has the verdict `done` and the
    boolean `away`, which leaves a person out.
    """
    dimensions = {name: (name, "first") for name in ("school", "group", "audience")}
    document = (
        pairs.groupby(KEY, sort=False)
        .agg(
            low=("done", "min"),
            high=("done", "max"),
            required=("required", "min"),
            away=("away", "all"),
            **dimensions,
        )
        .reset_index()
    )
    document["done"] = document["low"].where(document["low"] == document["high"], UNSURE)
    leaf = document.groupby(["person_id", "policy"], as_index=False, sort=False).agg(
        done=("done", "min"), required=("required", "max"), away=("away", "all"), **dimensions
    )
    counted = ~leaf["away"].astype(bool)
    unsure = (leaf["done"] == UNSURE) | (leaf["required"] == UNSURE)
    return leaf.assign(
        numerator=((leaf["done"] == YES) & ~unsure & counted).astype(int),
        denominator=counted.astype(int),
        unknown=(unsure & counted).astype(int),
        excluded=(~counted).astype(int),
    )
