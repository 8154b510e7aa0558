"""Whether a release can be held against the one before it: people and policies are known by what they are called."""

from collections.abc import Iterator
from datetime import date

from govstats.disclosure.groups import Group
from govstats.disclosure.ledger import Ledger
from govstats.disclosure.publish import Release
from govstats.errors import Problem, problem
from govstats.periods import say_day


def not_held_against(earlier: Ledger, release: Release) -> Iterator[Problem]:
    """What may have got another name since the last release, so that nothing is held against what that one printed.

    Nothing is guessed: a new name may be of something new.
    """
    of_people = earlier.rows[earlier.rows["definition"] != ""]
    last = of_people[of_people["release"] == of_people["release"].iloc[-1]] if len(of_people) else of_people
    then = Group.union(earlier.people[each] for each in last["membership"].unique())
    now = Group.union({*release.figures["people"]})
    fewer, more = sorted((len(then), len(now)))
    # As many people as before, and most of them others.
    if more <= 2 * fewer and 2 * then.common(now) < fewer:
        day = say_day(date.fromisoformat(last["as_at"].iloc[-1]))
        yield problem("staff-numbers-new", day=day, found=then.common(now), of=len(now))
    gone = {*last["policy"]} - {*release.published.counts["policy"]}
    new = {*release.figures["policy"]} - {*earlier.rows["policy"]}
    if gone and new:
        yield problem("policies-renamed", found=", ".join(sorted(gone)), policies=", ".join(sorted(new)))
