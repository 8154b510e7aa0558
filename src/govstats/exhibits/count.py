"""One published figure as a page says it: a number, the range it lies in, or nothing at all."""

from dataclasses import dataclass

from govstats.exhibits.wording import SMALL, at_least_or_most, per_cent, per_cent_range

NO_RANGE = (None, None)
NO_BREAK = "\u00a0"  # a space
WITHHELD = "[c]"


@dataclass(frozen=True, slots=True)
class Count:
    """One published figure.

    Attributes
    ----------
    done
        None where it is withheld, or told as a range.
    unknown
        Of how many it cannot be told. A range holds them already.
    between
        The ends of the range that is told in place of the number.
    """

    policy: str
    school: str
    done: int | None
    of: int
    unknown: int
    excluded: int
    between: tuple[int, int] | None = None

    @property
    def told(self) -> bool:
        """Whether something is told, be it a range."""
        return self.done is not None or self.between is not None

    @property
    def ends(self) -> tuple[int, int]:
        """The least and the most that it can be."""
        return self.between or (self.done or 0, (self.done or 0) + self.unknown)

    @property
    def share(self) -> float:
        """The least share that it can be."""
        return self.ends[0] / self.of if self.of else 0.0

    @property
    def at_most(self) -> float:
        """The largest that the share can be; a withheld one, or one of nobody, can be everything."""
        return self.ends[1] / self.of if self.told and self.of else 1.0

    def begins_like(self, other: "Count") -> bool:
        """Whether two ranges begin with the same per cent."""
        return per_cent(self.ends[0], self.of) == per_cent(other.ends[0], other.of)

    @property
    def per_cent(self) -> str:
        """The share with its range, while something cannot be told."""
        least, most = self.ends
        return per_cent_range(least, most - least, self.of)

    @property
    def per_cent_said(self) -> str:
        """The share within a sentence."""
        if self.between is None:
            return self.per_cent
        least, most = self.between
        return at_least_or_most(per_cent(least, self.of), per_cent(most, self.of), not least, most == self.of)

    @property
    def least(self) -> str:
        """The share of those who surely have, in few words; of a range, both ends."""
        return self.per_cent if self.between else per_cent(self.done or 0, self.of)

    @property
    def number(self) -> str:
        """How many, as a table or a tile says it."""
        if self.between is None:
            return f"{self.done or 0:,}"
        least, most = self.between
        return f"{least:,} to {most:,}"

    @property
    def number_said(self) -> str:
        """How many, within a sentence."""
        if self.between is None:
            return self.number
        least, most = self.between
        return at_least_or_most(f"{least:,}", f"{most:,}", not least, most == self.of)

    @property
    def counted(self) -> str:
        """The count, with the most that the share can be while something cannot be told."""
        return f"{self.number} of {self.of:,}{self.doubt}"

    @property
    def proportion(self) -> str:
        """The count with its share, from those who surely have to those who may have, as a table says it."""
        doubt = "" if self.between else self.doubt
        return f"{self.number} of {self.of:,}{self._in_brackets or doubt}"

    @property
    def proportion_said(self) -> str:
        """The same within a sentence."""
        if self.between is None:
            return self.proportion
        return f"{self.number_said} of {self.of:,}{self._in_brackets}"

    @property
    def in_range(self) -> bool:
        """Whether its per cent is a range, for some may have done it."""
        return self.told and self.between is None and self.of >= SMALL and " to " in self.per_cent

    @property
    def _in_brackets(self) -> str:
        # A line may break before the bracket, and not within it.
        return f" ({self.per_cent.replace(' ', NO_BREAK)})" if self.of >= SMALL else ""

    @property
    def doubt(self) -> str:
        """The most that it can be, in brackets, while something cannot be told: of a small group as a number."""
        possible = (self.done or 0) + self.unknown
        if self.of < SMALL:
            return f" (at most {possible})" if self.unknown else ""
        most = per_cent(possible, self.of)
        return "" if self.between or most == self.least else f" (at most {most})"


def cell_words(each: Count | None) -> str:
    """What a table says of a figure; of one that was left out, that it is withheld."""
    return each.proportion if each and each.told else WITHHELD
