"""A finished file against what it was meant to hold: whatever else stands in it is nobody's word but a leak's."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from govstats.reports.gate.allowed import Allowed
from govstats.reports.gate.personal import Hit, PersonalValues, Words
from govstats.reports.gate.piece import Piece
from govstats.reports.gate.readers import running_text
from govstats.reports.gate.spelling import decoded, words_of


@dataclass(frozen=True)
class Meant:
    """What a file is meant to hold, made once more from the published figures alone.

    A name that is also a word, or a number that is also a reference, may stand where this has it, and as often.
    """

    pieces: tuple[Piece, ...]

    @cached_property
    def texts(self) -> Counter[tuple[str, str]]:
        return Counter((piece.place, piece.text) for piece in self.pieces)

    @cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Words that follow each other, for files whose lines were broken anew."""
        texts = [*(piece.text for piece in self.pieces), *running_text(self.pieces)]
        return frozenset(pair for text in texts for pair in pairwise(words_of(text)))

    @cached_property
    def whole(self) -> frozenset[tuple[str, ...]]:
        """The words of each text."""
        return frozenset(words_of(piece.text) for piece in self.pieces)

    @cached_property
    def run(self) -> str:
        """All words of what is shown, without a space."""
        return "".join(words_of(running_text(self.pieces)[0]))


def find_personal(
    pieces: Iterable[Piece], meant: Meant, personal: PersonalValues, allowed: Allowed
) -> Iterator[tuple[Piece, Hit]]:
    """The personal values of a file, each with the piece that holds it."""
    pieces, left = tuple(pieces), Counter(meant.texts)
    within: set[Words] = set()
    for piece in pieces:
        place = (piece.place, piece.text)
        known = left[place] > 0
        left[place] -= 1
        for hit in _hits(piece, meant, personal, allowed, known=known):
            within.add(hit.value)
            yield piece, hit
    if pieces != meant.pieces:
        yield from ((piece, hit) for piece, hit in _across(pieces, meant, personal) if hit.value not in within)


def _hits(piece: Piece, meant: Meant, personal: PersonalValues, allowed: Allowed, *, known: bool) -> Iterator[Hit]:
    if known and piece.joins:
        return
    for text in decoded(piece.text):
        for hit in personal.in_text(text):
            excused = known or (piece.flows and _between_its_neighbours(hit, text, meant))
            excused = excused or (piece.of_the_maker and hit.is_number)
            if not (excused and allowed.may_stand(hit, text, personal)):
                yield hit
        if not known:
            yield from (hit for hit in personal.run_together(text) if "".join(hit.value) not in meant.run)


def _between_its_neighbours(hit: Hit, text: str, meant: Meant) -> bool:
    """Whether the words before and after a value are those that it has on the page too."""
    words = words_of(text)
    around = words[max(hit.start - 1, 0) : hit.end + 1]
    if len(around) < 2:
        return around in meant.whole
    return all(pair in meant.neighbours for pair in pairwise(around))


def _across(pieces: Sequence[Piece], meant: Meant, personal: PersonalValues) -> Iterator[tuple[Piece, Hit]]:
    """A value that begins in one place and ends in another, oftener than in what was meant."""
    if any(piece.flows for piece in pieces):
        return
    for now, before in zip(running_text(pieces), running_text(meant.pieces), strict=True):
        more = Counter(hit.value for hit in personal.in_text(now))
        more -= Counter(hit.value for hit in personal.in_text(before))
        yield from ((Piece("two places that follow each other", now), Hit(value, 0, 0)) for value in more)
