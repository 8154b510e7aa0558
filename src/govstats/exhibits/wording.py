"""Words for numbers: counts before per cents, never more than the data say."""

import re
from collections.abc import Sequence

SHORT_LIST = 3
SMALL = 10  # a group of fewer has a count and no per cent
LESS_THAN_ONE = "less than 1"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "policy", "policies"), counted(1204, "row")
    ('1 policy', '1,204 rows')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def part(number: int, total: int, one: str = "policy", many: str = "policies") -> str:
    """A part of a whole, at the beginning of a sentence: "all 1" and "3 of 3" are never said.

    >>> part(1, 3), part(3, 3), part(2, 2), part(1, 1)
    ('1 of 3 policies', 'All 3 policies', 'Both policies', 'The one policy')
    """
    if number < total:
        return f"{number:,} of {counted(total, one, many)}"
    if total == 1:
        return f"The one {one}"
    return f"Both {many}" if total == 2 else f"All {total:,} {many}"


def share(done: int, of: int) -> str:
    """Count and per cent. Rounding never makes 100% or 0% untrue.

    >>> share(155, 180), share(249, 250), share(1, 400), share(0, 12)
    ('155 of 180 (86%)', '249 of 250 (99%)', '1 of 400 (less than 1%)', '0 of 12 (0%)')
    """
    return f"{done:,} of {of:,} ({per_cent(done, of)})"


def per_cent(done: int, of: int) -> str:
    """A whole per cent.

    >>> per_cent(199, 200), per_cent(200, 200)
    ('99%', '100%')
    """
    if not of:
        return "none to count"
    if done and done * 100 < of:
        return "less than 1%"
    # Half up on whole numbers, so that 0.5 goes the same way on every machine.
    whole = (200 * done + of) // (2 * of)
    return f"{99 if whole == 100 and done < of else whole}%"


def proportion(done: int, of: int) -> str:
    """A count for a small group, with a per cent from 10 people on.

    >>> proportion(7, 9), proportion(9, 12)
    ('7 of 9', '9 of 12 (75%)')
    """
    return share(done, of) if of >= SMALL else f"{done:,} of {of:,}"


def proportion_told(done: int, unknown: int, of: int) -> str:
    """A count for a small group, with what cannot be told.

    >>> proportion_told(0, 9, 9), proportion_told(113, 1, 150), proportion_told(9, 0, 12)
    ('0 of 9; 9 cannot be told', '113 of 150 (75% to 76%); 1 cannot be told', '9 of 12 (75%)')
    """
    if not unknown:
        return proportion(done, of)
    ranged = f" ({per_cent_range(done, unknown, of)})" if of >= SMALL else ""
    return f"{done:,} of {of:,}{ranged}; {unknown:,} cannot be told"


def per_cent_range(done: int, unknown: int, of: int) -> str:
    """A whole per cent, or its range while something cannot be told.

    >>> per_cent_range(113, 1, 150), per_cent_range(50, 0, 149)
    ('75% to 76%', '34%')
    """
    least, most = per_cent(done, of), per_cent(done + unknown, of)
    return least if most == least else f"{least} to {most}"


def at_least_or_most(least: str, most: str, from_none: bool, to_all: bool) -> str:
    """A range within a sentence; an end that leaves nothing out is not said.

    >>> at_least_or_most("85%", "89%", False, False), at_least_or_most("95%", "100%", False, True)
    ('between 85% and 89%', 'at least 95%')
    """
    if from_none:
        return f"at most {most}"
    return f"at least {least}" if to_all else f"between {least} and {most}"


def points(difference: float) -> str:
    """A difference of shares in whole points. Rounding never makes a difference none.

    >>> points(0.312), points(0.004), points(-0.03), points(0)
    ('31', 'less than 1', '−3', '0')
    """
    whole = round(100 * difference)
    if difference > 0 and not whole:
        return LESS_THAN_ONE
    return f"−{-whole}" if whole < 0 else f"{whole}"


def listed(items: Sequence[str]) -> str:
    """Items as a sentence lists them.

    >>> listed(["Behaviour"]), listed(["Behaviour", "Complaints", "First aid"])
    ('Behaviour', 'Behaviour, Complaints and First aid')
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def some_of(items: Sequence[str], most: int = SHORT_LIST) -> str:
    """The first items by name, three if not told otherwise, the others by number.

    >>> some_of(["A", "B", "C", "D", "E"])
    'A, B, C and 2 more'
    """
    if len(items) <= most:
        return listed(items)
    return listed([*items[:most], f"{len(items) - most:,} more"])


def opened(words: str) -> str:
    """Words at the beginning of a sentence.

    >>> opened("at 3 of 4 schools")
    'At 3 of 4 schools'
    """
    return f"{words[:1].upper()}{words[1:]}"


def in_sentence(body: str) -> str:
    """A body that meets, within a sentence; what is no word of plain letters keeps its capitals.

    >>> in_sentence("Full governing body"), in_sentence("FGB")
    ('full governing body', 'FGB')
    """
    return f"{body[0].lower()}{body[1:]}" if body.split()[0].istitle() else body


def on_or_in(said: str) -> str:
    """A date in a sentence.

    >>> on_or_in("1 July 2025"), on_or_in("July 2025"), on_or_in("by 30 July 2025")
    ('on 1 July 2025', 'in July 2025', 'by 30 July 2025')
    """
    if said.startswith("by "):
        return said
    return f"{'on' if re.match(r'[0-9]{1,2} ', said) else 'in'} {said}"


def since(said: str) -> str:
    """From when something holds, in a sentence.

    >>> since("September 2025"), since("by 30 September 2025"), since("1 May 2025 to 9 May 2025")
    ('since September 2025', 'by 30 September 2025', 'since a day from 1 May 2025 to 9 May 2025')
    """
    if said.startswith("by "):
        return said
    return f"since {'a day from ' if ' to ' in said else ''}{said}"


def months_in_words(months: int) -> str:
    """A span of months, in years where it is whole years.

    >>> months_in_words(12), months_in_words(48), months_in_words(18)
    ('1 year', '4 years', '18 months')
    """
    years, rest = divmod(months, 12)
    return counted(months, "month") if rest else counted(years, "year")
