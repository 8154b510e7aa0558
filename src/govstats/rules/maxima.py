"""The longest time a list allows between two reviews of a policy."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from govstats.rules.packs import Sector, rule_packs
from govstats.rules.policies import policy_named

Kind = Literal["firm", "recommended", "live document", "own choice"]


@dataclass(frozen=True, slots=True)
class Maximum:
    """What one pack says of one policy.

    `months` is None where the pack lists the policy and sets no number: a live document is kept up to
    date at all times, and under "own choice" the board decides. A rule that is not `verified` may be
    shown only as unverified, never as law.
    """

    months: int | None
    kind: Kind
    pack: str
    verified: bool
    title: str


def maximum_between_reviews(policy: str, as_at: date, *, sector: Sector | None = None) -> Maximum | None:
    """The rule on reviewing a policy, by the packs in force on a day.

    Parameters
    ----------
    policy
        A statutory key, or a title as a school may write it; case, punctuation and a trailing "policy"
        do not matter.
    sector
        "maintained" or "academies" leaves out the rules for the other. Without it, a pack written for
        one sector alone is not consulted.

    Returns
    -------
    Maximum or None
        None where no list in force has the policy, or its title is not known.

    Examples
    --------
    >>> maximum = maximum_between_reviews("Safeguarding & Child Protection Policy", date(2025, 9, 10))
    >>> maximum.months, maximum.kind, maximum.pack, maximum.verified
    (12, 'firm', 'GG-2024-03', True)
    >>> maximum_between_reviews("Social networking", date(2025, 9, 10)) is None
    True
    """
    entry = policy_named(policy)
    if entry is None:
        return None
    for pack in reversed(rule_packs()):  # the newest word on a policy is the one that counts
        rule = entry["rules"].get(pack.id)
        if rule is None or not pack.holds_on(as_at):
            continue
        applies = rule.get("applies", entry["applies"])
        if (sector in applies and sector in pack.sectors) if sector else len(pack.sectors) > 1:
            # A rule is no surer than the pack it comes from.
            verified = rule["verified"] and pack.verified
            return Maximum(rule.get("months"), rule["kind"], pack.id, verified, entry["title"])
    return None
