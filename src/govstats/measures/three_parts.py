"""Whether a policy was shared, is in the handbook, and was referred to at induction: three figures, never one.

Clause 6(i) of the model policy on social media asks for the three. Definitions: docs/methodology.md, "Obligations".
"""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from govstats.measures.asked import asked, checked_policy
from govstats.measures.coverage import acknowledgement_leaves
from govstats.measures.evidence import OnePolicy, find, handbook_leaves, since_adoption, window_since
from govstats.measures.inductions import timeliness_leaves
from govstats.measures.outcomes import in_words
from govstats.measures.register import documents_of
from govstats.measures.shape import Loaded
from govstats.rules.obligations import Clause

PARTS = {
    "shared": Clause(id="6(i)", says="shared", applies_to="contact", evidence="acknowledgement_coverage"),
    "handbook": Clause(id="6(i)", says="handbook", applies_to="schools", evidence="handbook"),
    "induction": Clause(id="6(i)", says="induction", applies_to="contact", evidence="induction_timeliness"),
}
_COLUMNS = ["reference", "school", "policy", "outcome", "why"]


@asked()
def three_part_evidence(organisation: Loaded, as_at: date, policy: str) -> pd.DataFrame:
    """Whether a policy was shared, is in the handbook, and was referred to at induction.

    Returns
    -------
    DataFrame
        `policy, part, numerator, denominator, unknown`. "shared" counts people in contact with children who have
        acknowledged it; "handbook" schools; "induction" starters in contact with children since its adoption, whose
        days allowed have run out.

    Raises
    ------
    ValueError
        The register has no such policy.
    """
    seen = OnePolicy.of(organisation, checked_policy(organisation, policy))
    found = {part: find(seen, clause, as_at) for part, clause in PARTS.items()}
    rows = [(policy, part, each.numerator, each.denominator, each.unknown) for part, each in found.items()]
    return pd.DataFrame(rows, columns=["policy", "part", "numerator", "denominator", "unknown"])


def three_part_leaves(organisation: Loaded, as_at: date, policy: str | None = None) -> pd.DataFrame:
    """One row a person, or a school's version, of each part of each policy, or of one: `reference, school, policy,
    outcome, why`.

    `why` begins with the part. Never for governors.
    """
    titles = sorted({document.policy for document in documents_of(organisation)})
    if policy is not None:
        titles = [checked_policy(organisation, policy)]
    rows = [rows for title in titles for rows in _parts(OnePolicy.of(organisation, title), as_at)]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=_COLUMNS)


def _parts(seen: OnePolicy, as_at: date) -> Iterator[pd.DataFrame]:
    window = window_since(since_adoption(seen, as_at), as_at)
    shared = acknowledgement_leaves(seen, as_at, audience=PARTS["shared"].audience)
    inducted = timeliness_leaves(seen, as_at, window, PARTS["induction"].audience)
    kept = [
        (version, school, seen.policy, outcome, why)
        for school, version, outcome, why in handbook_leaves(seen, PARTS["handbook"], as_at)
    ]
    parts = {
        "shared": in_words(shared),
        "handbook": pd.DataFrame(kept, columns=_COLUMNS),
        "induction": in_words(inducted),
    }
    for part, leaves in parts.items():
        words = leaves[_COLUMNS].astype(dict.fromkeys(("reference", "school", "policy", "why"), "str"))
        yield words.assign(outcome=words["outcome"].astype("int8"), why=f"{part}: " + words["why"])
