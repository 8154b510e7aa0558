"""What became of each duty, and why: one outcome and one reason a person and policy, to be summed or explained."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from govstats.measures.codes import Rows, category_of, coded
from govstats.measures.requirements import Duties
from govstats.measures.shape import CANNOT_TELL, LEFT_OUT, NOT_DONE, OUTCOMES, Outcome, counts_in
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
# Whose outcome is not what they did: a condition by pair, the outcome and the reason. The first that holds decides.
Apart = Sequence[tuple[npt.NDArray[np.bool_], Outcome, str]]

_WEIGHT = 100  # a verdict outweighs every reason
WHY = {words: np.int8(code) for code, words in enumerate(WHYS)}


def outcomes_of(done: Verdicts, apart: Apart) -> Codes:
    """The outcome of each pair. A verdict on what was done is an outcome: not done, cannot tell, done."""
    outcome = done.astype("int8")
    for condition, told, _ in reversed(apart):
        outcome[condition] = told
    return outcome


def reasons_of(why: Codes, apart: Apart) -> Codes:
    """The reason for the outcome of each pair, from that for the verdict."""
    reason = why.astype("int8")
    for condition, _, words in reversed(apart):
        reason[condition] = WHY[words]
    return reason


def fold(duties: Duties, outcome: Codes, why: Codes) -> pd.DataFrame:
    """One leaf a person and policy, as `one_each` folds them.

    Returns
    -------
    DataFrame
        `school, policy, group, audience, person_id` (categories), `outcome, why` (codes).
    """
    leaf, outcome, why = one_each(duties, outcome, why)
    person, version = duties.person[leaf], duties.version[leaf]
    known = pd.Index(duties.people["person_id"], dtype="str")
    return pd.DataFrame(
        {
            "school": category_of(duties.people["school"], person),
            "policy": category_of(duties.versions["policy"], version),
            "group": category_of(duties.people["group"], person),
            "audience": category_of(duties.versions["audience"], version),
            "person_id": pd.Categorical.from_codes(person, known),
            "outcome": outcome,
            "why": why,
        }
    )


def together(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The leaves of some policies each as those of all."""
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def surely_required(leaves: pd.DataFrame) -> pd.DataFrame:
    """The leaves of those who surely must have done it by now, whatever became of it.

    Of the others it cannot be told because of their staff type, or of a day on the staff list. That is another question
    for every audience and every day.
    """
    return leaves[(leaves["outcome"] != LEFT_OUT) & ~leaves["why"].isin(_MAY_NOT_HAVE_TO)]


# The words along one side of a table, in order, and by leaf which of them it is: `codes[rows]`.
_Side = tuple[pd.Index, Rows, Rows | slice]


def sums(duties: Duties, outcome: Codes, by: Sequence[str]) -> pd.DataFrame:
    """How many leaves came to each outcome: `by`, then `COUNTS`, sorted, one row for each combination that occurs.

    As summing what `fold` gives, without making a row for each leaf.
    """
    leaf, outcome, _ = one_each(duties, outcome, outcome)
    sides: dict[str, _Side] = {}
    for name in by:
        of_people = name in duties.people
        table, rows = (duties.people, duties.person) if of_people else (duties.versions, duties.version)
        codes, words = coded(table[name])
        sides[name] = words, codes, rows[leaf]
    return _by_cell(outcome, sides)


def counted(leaves: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """What `sums` gives, from what `fold` gives."""
    columns = {name: leaves[name].cat for name in by}
    sides: dict[str, _Side] = {
        name: (each.categories, np.asarray(each.codes, "int64"), slice(None)) for name, each in columns.items()
    }
    return _by_cell(leaves["outcome"].to_numpy(), sides)


def _by_cell(outcome: Codes, sides: Mapping[str, _Side]) -> pd.DataFrame:
    """How often each outcome stands in each cell of a table with such sides."""
    cell, cells = outcome, len(OUTCOMES)
    for words, codes, rows in [*sides.values()][::-1]:
        cell = cell + (codes * cells)[rows]
        cells *= len(words)
    numbers = np.bincount(cell, minlength=cells).reshape(-1, len(OUTCOMES))
    found = np.flatnonzero(numbers.any(axis=1) | (not sides))
    where = np.unravel_index(found, [len(words) for words, _, _ in sides.values()]) if sides else ()
    told = {name: words.take(place) for (name, (words, _, _)), place in zip(sides.items(), where, strict=True)}
    return pd.DataFrame(told | counts_in(numbers[found]))


def one_each(duties: Duties, outcome: Codes, why: Codes) -> tuple[Rows | slice, Codes, Codes]:
    """One pair for each person and policy, with its outcome and reason.

    While two versions may be in force, only what holds for both is said. A policy of which each school has its own copy
    is done when it is done at every school of the person.
    """
    policies, _ = pd.factorize(duties.versions["policy"])
    if len({*policies[duties.asked]}) == len(duties.asked):
        return slice(None), outcome, why
    pair = duties.person * len(policies) + policies[duties.version]
    _, place, number = np.unique(pair, return_inverse=True, return_counts=True)
    alone, several = np.flatnonzero(number[place] == 1), np.flatnonzero(number[place] > 1)
    document = duties.versions["document"].to_numpy()[duties.version]
    first, outcomes, reasons = _folded(pair[several], document[several], outcome[several], why[several])
    leaf = np.concatenate([alone, several[first]])
    return leaf, np.concatenate([outcome[alone], outcomes]), np.concatenate([why[alone], reasons])


def _folded(pair: Rows, document: Rows, outcome: Codes, why: Codes) -> tuple[Rows, Codes, Codes]:
    """Of each pair, in order: one of its rows, and the outcome and the reason of them all."""
    _, of_pair = np.unique(pair, return_inverse=True)
    _, of_document = np.unique(np.stack([pair, document]), axis=1, return_inverse=True)
    low, high = np.full(len(pair), LEFT_OUT), np.full(len(pair), NOT_DONE)
    np.minimum.at(low, of_document, outcome)
    np.maximum.at(high, of_document, outcome)
    said = np.where(low == high, low, CANNOT_TELL)[of_document]
    # Left out is the highest outcome: of several schools' copies it decides only where nothing else does.
    decisive = np.full(len(pair), LEFT_OUT)
    np.minimum.at(decisive, of_pair, said)
    told = outcome == decisive[of_pair]
    reason = np.where(told, why, WHY["two versions may be in force"])
    order = np.lexsort((~told, of_pair))
    first = order[np.unique(of_pair[order], return_index=True)[1]]
    return first, decisive[of_pair[first]], reason[first]


def best_of(duties: Duties, pair: Rows, verdict: Verdicts, why: Codes) -> tuple[Verdicts, Codes]:
    """By duty, the best verdict that any record beside it gives, with its reason; no where there is none."""
    score = np.zeros(len(duties), "int16")
    np.maximum.at(score, pair, verdict.astype("int16") * _WEIGHT + why)
    return (score // _WEIGHT).astype("int8"), (score % _WEIGHT).astype("int8")


def in_words(leaves: pd.DataFrame) -> pd.DataFrame:
    """The leaves with their person as `reference`, and their reason in words."""
    why = pd.array(WHYS, dtype="str").take(leaves["why"].to_numpy())
    return leaves.rename(columns={"person_id": "reference"}).assign(why=why)
