"""What became of each duty, and why: one outcome and one reason a person and policy, to be summed or explained."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from govstats.measures.requirements import Duties, Rows
from govstats.measures.shape import CANNOT_TELL, LEFT_OUT
from govstats.measures.verdicts import Verdicts

Codes = npt.NDArray[np.int8]

# Of several reasons for the same outcome, the one further down is told.
WHYS = (
    "nothing recorded",
    "recorded without a day",
    "dated before it could count",
    "a version that the register does not have",
    "an earlier version",
    "exception requested",
    "declined",
    "lapsed",
    "done after the days allowed",
    "a date is vague",
    "no records were given",
    "may not be required",
    "the days allowed may not have run out",
    "the calendar does not tell the school days",
    "two versions may be in force",
    "of the version before a minor change",
    "inferred from the day",
    "names the version, before it took effect",
    "names the version",
    "the induction names the policy",
    "within the days allowed",
    "away",
    "not an employee",
    "nothing earlier to renew",
)
_MAY_NOT_HAVE_TO = tuple(
    WHYS.index(words)
    for words in (
        "may not be required",
        "the days allowed may not have run out",
        "the calendar does not tell the school days",
    )
)
_WEIGHT = 100  # a verdict outweighs every reason
WHY = {words: np.int8(code) for code, words in enumerate(WHYS)}


def fold(duties: Duties, outcome: Codes, why: Codes) -> pd.DataFrame:
    """One leaf a person and policy.

    While two versions may be in force, only what holds for both is said. A policy of which each school has its own copy
    is done when it is done at every school of the person.

    Returns
    -------
    DataFrame
        `school, policy, group, audience, person_id` (categories), `outcome, why` (codes).
    """
    policies = pd.Index(duties.versions["policy"].unique(), dtype="str").sort_values()
    policy = policies.get_indexer(duties.versions["policy"])[duties.version]
    pairs = pd.DataFrame({"person": duties.person, "policy": policy, "outcome": outcome, "why": why})
    pairs["version"] = duties.version
    several = pairs.duplicated(["person", "policy"], keep=False)
    leaf = pairs
    if several.any():
        document = duties.versions["document"].to_numpy()[duties.version]
        leaf = pd.concat([pairs[~several], _folded(pairs.assign(document=document)[several])], ignore_index=True)
    person = leaf["person"].to_numpy()
    return pd.DataFrame(
        {
            "school": _category(duties.people["school"], person),
            "policy": pd.Categorical.from_codes(leaf["policy"].to_numpy(), policies),
            "group": _category(duties.people["group"], person),
            "audience": _category(duties.versions["audience"], leaf["version"].to_numpy()),
            "person_id": pd.Categorical.from_codes(person, pd.Index(duties.people["person_id"], dtype="str")),
            "outcome": leaf["outcome"].to_numpy(),
            "why": leaf["why"].to_numpy(),
        }
    )


def surely_required(leaves: pd.DataFrame) -> pd.DataFrame:
    """The leaves of those who surely must have done it by now, whatever became of it.

    Of the others it cannot be told because of their staff type, or of a day on the staff list. That is another question
    for every audience and every day.
    """
    return leaves[(leaves["outcome"] != LEFT_OUT) & ~leaves["why"].isin(_MAY_NOT_HAVE_TO)]


def _folded(pairs: pd.DataFrame) -> pd.DataFrame:
    key = ["person", "policy"]
    by_document = pairs.groupby([*key, "document"], sort=False)["outcome"]
    low, high = by_document.transform("min"), by_document.transform("max")
    said = low.where(low == high, CANNOT_TELL)
    # Left out is the highest outcome: of several schools' copies it decides only where nothing else does.
    decisive = said.groupby([pairs["person"], pairs["policy"]]).transform("min")
    leaf = pairs.assign(outcome=decisive, told=(pairs["outcome"] == decisive))
    leaf["why"] = leaf["why"].where(leaf["told"], WHY["two versions may be in force"]).astype("int8")
    leaf = leaf.sort_values([*key, "told"], ascending=[True, True, False], kind="stable").drop_duplicates(key)
    return leaf[["person", "policy", "outcome", "why", "version"]]


def _category(words: pd.Series, rows: npt.NDArray[np.int64]) -> pd.Categorical:
    codes, known = pd.factorize(words, sort=True)
    return pd.Categorical.from_codes(codes[rows], known)


def best_of(duties: Duties, pair: Rows, verdict: Verdicts, why: Codes) -> tuple[Verdicts, Codes]:
    """By duty, the best verdict that any record beside it gives, with its reason; no where there is none."""
    score = np.zeros(len(duties), "int16")
    np.maximum.at(score, pair, verdict.astype("int16") * _WEIGHT + why)
    return (score // _WEIGHT).astype("int8"), (score % _WEIGHT).astype("int8")


def in_words(leaves: pd.DataFrame) -> pd.DataFrame:
    """The leaves with their person as `reference`, and their reason in words."""
    why = pd.array(WHYS, dtype="str").take(leaves["why"].to_numpy())
    return leaves.rename(columns={"person_id": "reference"}).assign(why=why)
