"""Tidy counts into publishable counts, and the attack that proves a withheld cell cannot be worked out."""

from govstats.disclosure.attack import attack
from govstats.disclosure.cells import ALL
from govstats.disclosure.ledger import Ledger, read_ledger, write_ledger
from govstats.disclosure.profiles import BOARD, INTERNAL, PROFILES, PUBLIC
from govstats.disclosure.protect import MINIMUM, protect
from govstats.disclosure.publish import Release, release
from govstats.disclosure.published import Published
from govstats.disclosure.renamed import not_held_against
from govstats.disclosure.why_withheld import why_withheld

__all__ = [
    "ALL",
    "BOARD",
    "INTERNAL",
    "MINIMUM",
    "PROFILES",
    "PUBLIC",
    "Ledger",
    "Published",
    "Release",
    "attack",
    "not_held_against",
    "protect",
    "read_ledger",
    "release",
    "why_withheld",
    "write_ledger",
]
