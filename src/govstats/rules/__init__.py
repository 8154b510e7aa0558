"""What English lists of statutory policies say of review cycles, and from which day.

The rules are data: `packs.toml` says which list was in force when and where it was read, `policies.toml`
what each list says of each policy. This package only looks them up; whether a school keeps to them is
for the measures to say.
"""

from govstats.rules.maxima import Maximum, maximum_between_reviews, plain_name
from govstats.rules.models import Release, model_releases
from govstats.rules.packs import RulePack, pack_in_force, rule_packs

__all__ = [
    "Maximum",
    "Release",
    "RulePack",
    "maximum_between_reviews",
    "model_releases",
    "pack_in_force",
    "plain_name",
    "rule_packs",
]
