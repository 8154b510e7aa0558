"""What the fixed wording, the settings and the titles put on a page: words that may also be somebody's name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from govstats.disclosure import Published
from govstats.disclosure.margins import BAND
from govstats.measures.shape import COUNTS
from govstats.reports.gate.personal import Hit, PersonalValues, Words, holds_reference, is_long, stands_alone
from govstats.reports.gate.spelling import folded, words_of
from govstats.reports.gate.wording import Wording
from govstats.settings import Settings

_OF_A_CLAUSE = ("clause", "says", "prompt", "prompt_source")


@dataclass(frozen=True)
class Allowed:
    """What may stand where govstats itself put it; it is allowed nowhere else.

    Attributes
    ----------
    words
        Each single word.
    titles
        Whole titles: of policies, schools, bodies and the organisation.
    names
        Of these, the names that the settings give.
    numbers
        The published counts.
    signs
        Settings, titles and clauses as a reader sees them, for names that have no letter, such as an emoji.
    wording
        The fixed wording.
    """

    words: frozenset[str]
    titles: frozenset[Words]
    names: frozenset[Words]
    numbers: frozenset[str]
    signs: str
    wording: Wording

    def may_stand(self, hit: Hit, text: str, personal: PersonalValues) -> bool:
        """Whether a personal value is also a word of the page, in a text that the page is known to hold.

        A name that is a whole title, or stands in the fixed wording, is allowed: a teacher may be called Data
        Protection, and the policy of that title says nothing of her. A whole name inside a longer title, such as
        "Return to work of Imran Hesketh", was put there to say something of a person, and is a hit. Inside the name of
        an organisation it is the organisation's.
        """
        value = hit.value
        if hit.is_number:
            short = len(value) == 1 and not is_long(value[0])
            return short or hit.said in self.numbers or not stands_alone(value, text)
        if not words_of(hit.said):
            return hit.said in self.signs or hit.said in self.wording.signs
        if len(value) == 1:
            return value[0] in self.words or value[0] in self.wording.words
        # Single letters tell nobody, and bodies and roles stand in the same columns as people: "Line manager" has a
        # word that govstats knows.
        if all(len(word) == 1 for word in value):
            return True
        known = self.wording.words.intersection(value)
        if value in personal.roles and known and self.words | known >= set(value):
            return True
        if value in self.titles or f" {hit.said} " in self.wording.running:
            return True
        words = words_of(text)
        return self._inside_a_name(hit, words) or self._over_an_edge(hit, words)

    def _inside_a_name(self, hit: Hit, words: Words) -> bool:
        """Whether a value is some of the words of a name that the settings give, and stands inside that name."""
        return any(start <= hit.start and hit.end <= end for start, end in _standing(self.names, hit, words))

    def _over_an_edge(self, hit: Hit, words: Words) -> bool:
        """Whether a value begins in a title and ends in the fixed wording after it, or the other way about."""
        places = _standing(self.titles, hit, words)
        outside = ((*words[hit.start : start], *words[end : hit.end]) for start, end in places)
        return any(beside and self.wording.words.issuperset(beside) for beside in outside)


def _standing(titles: Iterable[Words], hit: Hit, words: Words) -> Iterator[tuple[int, int]]:
    """The places of every title that stands where a value does, or over some of it."""
    for title in titles:
        for start in range(max(0, hit.start - len(title) + 1), hit.end):
            if words[start : start + len(title)] == title:
                yield start, start + len(title)


def allowed_in(settings: Settings, register: pd.DataFrame, published: Published, wording: Wording) -> Allowed:
    """What anyone may read: the fixed wording, the settings' names, the register's titles, what policies oblige to."""
    names = [
        settings.organisation.name,
        *settings.school_names,
        *(meeting.body for meeting in settings.meetings),
    ]
    titles = [
        *names,
        *register["policy"].unique(),
        *published.lacking["title"].unique(),
    ]
    # What an export calls a version or a category is no title: a name in it is not let through.
    own = [
        *titles,
        *(words for column in _OF_A_CLAUSE for words in published.clauses[column].unique()),
        published.term.name,
    ]
    marks = (word for text in register["version"].unique() for word in words_of(text) if re.search(r"\d", word))
    printed = {str(number) for column in (*COUNTS, *BAND) for number in published.counts[column].dropna()}
    words = {word for word in (*marks, *chain.from_iterable(map(words_of, own))) if not holds_reference(word)}
    signs = "\n".join(map(folded, own))
    whole, given = (frozenset(map(words_of, texts)) for texts in (titles, names))
    return Allowed(frozenset(words), whole, given, frozenset(printed), signs, wording)
