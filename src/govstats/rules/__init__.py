"""What English lists of statutory policies ask for, what they say of review cycles, and from which day.

The rules are data: `packs.toml` says which list was in force when and where it was read, `policies.toml`
what each list says of each policy. This package only looks them up; whether a school keeps to them is
for the measures to say.
"""

from govstats.rules.listed import Listed, Phase, statutory_policies
from govstats.rules.maxima import Maximum, maximum_between_reviews
from govstats.rules.models import Release, model_releases
from govstats.rules.packs import RulePack, Sector, pack_in_force, rule_packs
from govstats.rules.policies import plain_name, policy_named

__all__ = [
    "Listed",
    "Maximum",
    "Phase",
    "Release",
    "RulePack",
    "Sector",
    "maximum_between_reviews",
    "model_releases",
    "pack_in_force",
    "plain_name",
    "policy_named",
    "rule_packs",
    "statutory_policies",
]
