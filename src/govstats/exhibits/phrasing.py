"""Words as a sentence takes them: its opening, a date in it, a span of months."""

import re

from govstats.exhibits.wording import counted


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


def months_in_words(months: int) -> str:
    """A span of months, in years where it is whole years.

    >>> months_in_words(12), months_in_words(48), months_in_words(18)
    ('1 year', '4 years', '18 months')
    """
    years, rest = divmod(months, 12)
    return counted(months, "month") if rest else counted(years, "year")
