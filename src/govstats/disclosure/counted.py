"""Who is counted in a total of some day, by references scrambled beside the version that is to be signed.

After a new version everybody is somebody else. A minor change is none, for what was signed before it counts.
"""

from datetime import date

from govstats.disclosure.groups import number_of
from govstats.measures.register import Document, documents_of, possibly_in_force
from govstats.measures.shape import Loaded, schools_of


class Signing:
    """What each person is to sign of a policy, as a number: of what, in which version."""

    def __init__(self, organisation: Loaded, as_at: date) -> None:
        self._documents = documents_of(organisation)
        self._as_at = as_at
        self._known: dict[tuple[str, str], int] = {}

    def __call__(self, policy: str, leaf: str) -> int:
        """The versions of a policy that somebody at some schools is to sign."""
        if (policy, leaf) not in self._known:
            of_policy = [each for each in self._documents if each.policy == policy]
            there = [each for each in of_policy if not each.school or {*schools_of(leaf)} & {*each.schools}]
            self._known[policy, leaf] = number_of(policy, *(_last_major(each, self._as_at) for each in there))
        return self._known[policy, leaf]


def _last_major(document: Document, as_at: date) -> str:
    """The version in force, or the one before a run of minor changes."""
    latest = possibly_in_force(document.versions, as_at)[-1]
    if latest is None:
        return document.school
    earlier = document.versions[: document.versions.index(latest) + 1]
    major = next((each for each in reversed(earlier) if each.change != "minor"), earlier[0])
    return f"{document.school} {major.version} {major.starts.earliest} {major.starts.latest}"
