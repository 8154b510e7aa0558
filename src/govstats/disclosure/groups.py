"""Who is counted: a group of people, or of what people are to sign, known by numbers that do not show who they are.

A trust has a million signatures, and its figures a hundred thousand groups: a group is numbers in order, and is
compared by a digest of them.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]
_BYTES = 8  # of a million people, no two are likely to be scrambled into the same


def scrambled(*parts: str) -> str:
    """A reference, or several parts of one, as letters and digits that do not show it.

    >>> scrambled("P07", "2.0") == scrambled("P07", "2.1")
    False
    """
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=_BYTES).hexdigest()


def number_of(*parts: str) -> int:
    """What `scrambled` gives, as a number."""
    return int(scrambled(*parts), 16)


class Group:
    """People; or what people are to sign, of which each is somebody's.

    Parameters
    ----------
    members
        Their numbers, each once and in order.
    people
        By member, whose it is; where people are counted, they themselves.
    """

    def __init__(self, members: Numbers, people: Numbers | None = None) -> None:
        self.members = members
        self.people = members if people is None else people

    @classmethod
    def of(cls, numbers: Iterable[int]) -> "Group":
        """The people of such numbers."""
        return cls(np.unique(np.fromiter(numbers, "uint64")))

    @classmethod
    def referred_to(cls, references: Iterable[str]) -> "Group":
        """The people whom `references` gives."""
        return cls.of(int(each, 16) for each in references)

    @classmethod
    def signing(cls, people: Numbers, to_sign: Numbers) -> "Group":
        """What people are to sign, both by their numbers, side by side."""
        # Either is as good as drawn by lot, and so is the two in one.
        return cls._each_once(people ^ to_sign, people)

    @classmethod
    def union(cls, groups: Iterable["Group"]) -> "Group":
        """Whoever is in any of some groups."""
        several = [*groups] or [cls.of(())]
        members, people = ([getattr(each, name) for each in several] for name in ("members", "people"))
        return cls._each_once(np.concatenate(members), np.concatenate(people))

    @classmethod
    def _each_once(cls, members: Numbers, people: Numbers) -> "Group":
        once, place = np.unique(members, return_index=True)
        return cls(once, people[place])

    @property
    def whose(self) -> "Group":
        """The people whose it is."""
        return Group(np.unique(self.people))

    @property
    def references(self) -> list[str]:
        """The members as `scrambled` gives them."""
        return [f"{number:0{2 * _BYTES}x}" for number in self]

    def chosen(self, places: npt.NDArray[np.int64]) -> "Group":
        """The members at some places, given in order."""
        return Group(self.members[places], self.people[places])

    def common(self, other: "Group") -> int:
        """How many are in both groups."""
        return len(np.intersect1d(self.members, other.members, assume_unique=True))

    def __len__(self) -> int:
        return len(self.members)

    def __iter__(self) -> Iterator[int]:
        return iter(self.members.tolist())

    def __le__(self, other: "Group") -> bool:
        return self.common(other) == len(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Group) and self._digest == other._digest

    def __hash__(self) -> int:
        return hash(self._digest)

    def __repr__(self) -> str:
        return f"Group of {len(self)}"

    @cached_property
    def _digest(self) -> bytes:
        return hashlib.blake2b(self.members.tobytes(), digest_size=2 * _BYTES).digest()
