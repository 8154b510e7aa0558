"""Who must know which version: the expected pairs of person and document, from which denominators are built."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from govstats.measures.people import in_audience
from govstats.measures.register import Version, documents, possibly_in_force
from govstats.measures.shape import schools_of
from govstats.measures.verdicts import NO, UNSURE, YES, Verdicts

KEY = ["person_id", "policy", "document_school"]


def required_pairs(people: pd.DataFrame, register: pd.DataFrame, as_at: date) -> pd.DataFrame:
    """Every person × version in force that the register's audiences require.

    Parameters
    ----------
    people
        As `people_in_post` gives them.

    Returns
    -------
    DataFrame
        The columns of `people` and `policy, document_school, version, accepted, audience,
        in_force_*, made_known_*, required`: one row for each version that may be in force.
        `accepted` holds the versions whose acknowledgement counts: this one, and while this is a minor change
        the ones before it. `required` is a verdict.
    """
    frames = []
    for document in documents(register):
        scope = people if not document.school else people[_works_at(people, document.school)]
        possible = possibly_in_force(document.versions, as_at)
        certain = YES if None not in possible else UNSURE
        for version in possible:
            if version is None:
                continue
            wanted = np.minimum(np.minimum(in_audience(scope, version.audience), scope["in_post"]), certain)
            pairs = scope.assign(required=wanted)[wanted > NO]
            frames.append(pairs.assign(**_facts(document.versions, version)))
    if not frames:
        return people.head(0).assign(**{name: pd.Series(dtype=kind) for name, kind in _FACTS.items()})
    return pd.concat(frames, ignore_index=True)


_FACTS: dict[str, Any] = {
    **dict.fromkeys(("policy", "document_school", "audience", "version", "accepted"), "str"),
    **dict.fromkeys(("in_force_earliest", "in_force_latest", "made_known_earliest"), "datetime64[s]"),
    **dict.fromkeys(("made_known_latest", "begins"), "datetime64[s]"),
    "required": "int8",
}


def _works_at(people: pd.DataFrame, school: str) -> pd.Series:
    return people["school"].map({leaf: school in schools_of(leaf) for leaf in people["school"].unique()}).astype(bool)


def _facts(versions: tuple[Version, ...], version: Version) -> dict[str, Any]:
    accepted = [version]
    earlier = versions[: versions.index(version)]
    while earlier and accepted[-1].change == "minor":
        accepted.append(earlier[-1])
        earlier = earlier[:-1]
    oldest = accepted[-1]
    return {
        "policy": version.policy,
        "document_school": version.school,
        "audience": version.audience,
        "version": version.version,
        "accepted": "|".join(each.version_key for each in accepted),
        "in_force_earliest": pd.Timestamp(oldest.starts.earliest or date.max),
        "in_force_latest": pd.Timestamp(oldest.starts.latest or date.max),
        "made_known_earliest": pd.Timestamp(oldest.made_known.earliest or date.max),
        "made_known_latest": pd.Timestamp(oldest.made_known.latest or date.max),
        "begins": pd.Timestamp(version.starts.latest or date.max),
    }


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
