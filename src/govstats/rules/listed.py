"""What the lists in force on a day ask of a school of one kind and phase."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from govstats.rules.maxima import Kind
from govstats.rules.packs import RulePack, Sector, rule_packs
from govstats.rules.policies import names_of, plain_name, policies

Phase = Literal["nursery", "primary", "secondary", "special"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A policy that a list in force names for a kind of school.

    Attributes
    ----------
    kind
        Of the rule on its reviews; it may be no firmer than "own choice" on a policy that must be there.
    verified
        Whether the list was seen to name it for this kind of school, or a firm duty was seen to ask for it. What is
        not verified may be shown only as unverified, never as law.
    only_if
        What must hold for it to be needed; "" where it always is.
    record
        Kept apart from the policies, as the single central record is.
    part_of
        Keys of the policies that it is often a part of.
    words
        Its names and what hints at it, as `plain_name` writes them.
    """

    key: str
    title: str
    pack: str
    kind: Kind
    verified: bool
    only_if: str
    record: bool
    part_of: tuple[str, ...]
    words: tuple[str, ...]

    def may_be(self, title: str) -> bool:
        """Whether a title holds words of this policy, as "Behaviour Policy 2025" does, and can be said no more of.

        >>> [exclusion] = [
        ...     each
        ...     for each in statutory_policies(date(2025, 9, 10), sector="academies", phase="primary")
        ...     if each.key == "exclusion"
        ... ]
        >>> exclusion.may_be("Behaviour and suspension"), exclusion.may_be("Attendance")
        (True, False)
        """
        padded = f" {plain_name(title)} "
        return any(f" {each} " in padded for each in self.words)


def statutory_policies(day: date, *, sector: Sector, phase: Phase) -> tuple[Listed, ...]:
    """The policies and other documents that the packs in force on a day list for a school, in the order of the data.

    Returns
    -------
    tuple of Listed
        Each by the newest list that was seen to name it or, where none was, by the newest that may. Empty where
        nothing can be said: before the first list, and for a nursery school, of which nothing was read.

    Examples
    --------
    >>> primary = statutory_policies(date(2025, 9, 10), sector="maintained", phase="primary")
    >>> [each.title for each in primary if each.kind == "firm" and each.verified][-2:]
    ['Special educational needs and disability', 'Equality information and objectives']
    >>> statutory_policies(date(2025, 9, 10), sector="maintained", phase="nursery")
    ()
    """
    newest_first = [pack for pack in reversed(rule_packs()) if pack.holds_on(day) and sector in pack.sectors]
    found = []
    for entry in policies():
        if phase in entry["phases"]:
            listings = [each for pack in newest_first if (each := _listing(entry, pack, sector))]
            found += sorted(listings, key=lambda each: not each.verified)[:1]
    return tuple(found)


def _listing(entry: dict[str, Any], pack: RulePack, sector: Sector) -> Listed | None:
    rule = entry["rules"].get(pack.id)
    if rule is None or sector not in (applies := rule.get("applies", entry["applies"])):
        return None
    seen = rule.get("listed", applies if rule["verified"] else ())
    return Listed(
        key=entry["key"],
        title=entry["title"],
        pack=pack.id,
        kind=rule["kind"],
        # A listing is no surer than the pack it comes from.
        verified=sector in seen and pack.verified,
        only_if=entry["only_if"].get(sector, ""),
        record=entry["document"] == "record",
        part_of=tuple(entry["part_of"]),
        words=tuple(plain_name(each) for each in (*names_of(entry), *entry["hints"])),
    )
