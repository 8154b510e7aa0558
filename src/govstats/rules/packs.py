"""Rule packs: one published list or Act each, with its days in force and where it was read."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import tomli

Sector = Literal["maintained", "academies"]


@dataclass(frozen=True, slots=True)
class RulePack:
    """One list of statutory policies, or one Act that adds to the list.

    `in_force_to` is the last day, None while nothing has replaced it. A `supplement` stands beside the
    list in force and ends nothing. `verified` is False while a date or duty is still to be checked; the
    `note` says which.
    """

    id: str
    name: str
    in_force_from: date
    published: str
    read: str
    source: str
    verified: bool
    sectors: tuple[Sector, ...]
    in_force_to: date | None = None
    supplement: bool = False
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the pack is in force on a day."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


@cache
def rule_packs() -> tuple[RulePack, ...]:
    """Every rule pack, the oldest first.

    >>> [pack.id for pack in rule_packs()][:3]
    ['DfE-2014-09', 'DfE-2019-09', 'DfE-2022-03']
    """
    listed = tomli.loads(files(__package__).joinpath("packs.toml").read_text("utf-8"))["pack"]
    packs = (RulePack(**pack | {"sectors": tuple(pack["sectors"])}) for pack in listed)
    return tuple(sorted(packs, key=lambda pack: pack.in_force_from))


def pack_in_force(day: date) -> RulePack | None:
    """The list of statutory policies in force on a day, without its supplements; None before the first.

    >>> pack_in_force(date(2024, 3, 6)).id
    'DfE-2022-03'
    >>> pack_in_force(date(2024, 3, 7)).id
    'GG-2024-03'
    """
    return next((pack for pack in rule_packs() if not pack.supplement and pack.holds_on(day)), None)
