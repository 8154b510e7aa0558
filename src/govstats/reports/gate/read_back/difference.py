"""What a finished file prints where the published frame has something else, and the numbers of a text."""

import re
from dataclasses import dataclass

from govstats.periods.words import MONTHS

WITHHELD = "[c]"
NUMBER = r"\d+(?:,\d{3})*"
_NUMBER = re.compile(rf"{NUMBER}(?:\.\d+)?")
_DAY = re.compile(rf"(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) \d{{4}}")


@dataclass(frozen=True)
class Difference:
    """A figure of a file that is not the published one."""

    place: str
    printed: str
    published: str

    @property
    def what(self) -> str:
        return f"says {self.printed!r}, and what may be published is {self.published!r}"


def numbers_of(text: str) -> tuple[str, ...]:
    """The numbers of a text in order, without the commas that part thousands.

    >>> numbers_of("1,020 of 1,100 (92.5%)")
    ('1020', '1100', '92.5')
    """
    return tuple(number.replace(",", "") for number in _NUMBER.findall(text))


def undated(text: str) -> str:
    """A text without its days and months: they are no figures.

    >>> undated("Up from 5 of 9 on 22 July 2025")
    'Up from 5 of 9 on '
    """
    return _DAY.sub("", text)


def as_cell(text: str) -> str:
    """A text as a page's cell gives it back."""
    return " ".join(text.split())
