"""Model lag: policies adopted from a model of which there is a later release.

A flag of its own: a later model does not make the adopted version out of date.
Definitions: docs/methodology.md, "Model lag".
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from govstats.measures.asked import asked
from govstats.measures.register import Version, documents_of, interval_of, possibly_in_force
from govstats.measures.shape import CANNOT_TELL, DONE, NOT_DONE, Loaded, counts_of, tidy
from govstats.periods import DateInterval
from govstats.rules import model_releases
from govstats.rules.policies import plain_name

_COLUMNS = ["school", "policy", "schools", "version", "model_source", "model_date", "newest_release", "behind"]


@asked()
def model_copies(organisation: Loaded, as_at: date) -> pd.DataFrame:
    """The adopted policies with a known model source, and whether the source has a later release.

    A release is known from the package's list (`rules/models.toml`) or from the register: a draft, or another
    school's copy, with a model date. What was released after `as_at` is a later fact.

    Returns
    -------
    DataFrame
        One row a document: `school` ("" for the whole organisation), `policy, schools, version, model_source,
        model_date, newest_release` (both in words), `behind` ("yes", "no", "cannot tell").
    """
    rows, registered = [], _registered(organisation)
    for document in documents_of(organisation):
        version = possibly_in_force(document.versions, as_at)[-1]
        if version is None or not version.model_source:
            continue
        listed = [release.date for release in model_releases(version.model_source, version.policy)]
        told = registered[version.policy, plain_name(version.model_source)]
        known = [each for each in (*listed, *told) if each.on_or_before(as_at) is not False]
        newest = max(known, key=lambda each: (each.latest or date.min, each.earliest or date.min), default=None)
        head = (document.school, document.policy, document.schools, version.version, version.model_source)
        said = newest.in_words() if newest else ""
        rows.append((*head, version.model_date.in_words(), said, _behind(version, known, as_at)))
    return pd.DataFrame(rows, columns=_COLUMNS)


@asked("school", "policy")
def model_lag(organisation: Loaded, as_at: date, by: Sequence[str] = ("school", "policy")) -> pd.DataFrame:
    """Adopted policies with a known model source, and how many of the sources have a later release.

    Parameters
    ----------
    by
        Of `school`, `policy`.

    Returns
    -------
    DataFrame
        The tidy shape (`govstats.measures.shape.tidy`), over policy × school pairs. `numerator` counts those behind.
    """
    return tidy("model_lag", counts_of(copy_leaves(organisation, as_at)), by, basis="", start=None, end=as_at)


def copy_leaves(organisation: Loaded, as_at: date) -> pd.DataFrame:
    """One row an adopted policy and school: `school, policy, reference` (the version), `outcome` (a code: done means
    behind), `why`.
    """
    copies = model_copies(organisation, as_at).drop(columns="school").explode("schools")
    words = {
        "yes": "behind: the model has a release of {}",
        "no": "not behind: no later release is known",
        "cannot tell": "cannot tell: a date of the model is vague or missing",
    }
    said = zip(copies["behind"], copies["newest_release"], strict=True)
    return copies.rename(columns={"schools": "school", "version": "reference"}).assign(
        outcome=copies["behind"].map({"yes": DONE, "no": NOT_DONE, "cannot tell": CANNOT_TELL}).astype("int8"),
        why=[words[behind].format(newest) for behind, newest in said],
    )


def _registered(organisation: Loaded) -> defaultdict[tuple[str, str], list[DateInterval]]:
    """The releases that the register tells of, drafts and other schools' copies too, by policy and source."""
    register = organisation.records.policies
    found: defaultdict[tuple[str, str], list[DateInterval]] = defaultdict(list)
    rows: list[dict[str, Any]] = register[register["model_date_text"] != ""].to_dict("records")  # type: ignore[assignment]
    for row in rows:
        found[row["policy"], plain_name(row["model_source"])].append(interval_of(row, "model_date"))
    return found


def _behind(version: Version, known: Sequence[DateInterval], as_at: date) -> str:
    own = version.model_date
    verdicts = {_later(release, own, as_at) for release in known}
    return "yes" if True in verdicts else "cannot tell" if None in verdicts else "no"


def _later(release: DateInterval, own: DateInterval, as_at: date) -> bool | None:
    """Whether a release came after the adopted one; None where a vague date leaves it open."""
    if (release.earliest, release.latest) == (own.earliest, own.latest) and own.known:
        return False
    if own.latest is None or own.earliest is None or release.earliest is None or release.latest is None:
        return None
    if release.latest <= own.earliest:
        return False
    return True if release.earliest > own.latest and release.latest <= as_at else None
