"""The last gate: every finished file is read again, whole, before anybody is given it.

Each of three checks stops a pack by itself. A file is searched for personal values; its figures are read back by key
and held against the published ones; and it is held, letter by letter, against what it is meant to be, made once more
from the published figures. Nothing else may lie in the folder of the run.

A name may also be a word, and a number may also be a staff number. Neither is searched by a list of words alone.
Where a text is one of those that are meant, a word of the fixed wording, the settings or a title may stand in it. In
any other text no personal value may.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from govstats.disclosure import Published
from govstats.errors import DisclosureRefusal
from govstats.memory import give_back
from govstats.organisation import Organisation
from govstats.reports.first_difference import first_difference
from govstats.reports.gate.allowed import allowed_in
from govstats.reports.gate.finding import Cause, Finding, refusal
from govstats.reports.gate.paper import as_printed, unlike_the_page
from govstats.reports.gate.personal import PersonalValues
from govstats.reports.gate.piece import Piece
from govstats.reports.gate.read_back import Difference, of_measures, of_page
from govstats.reports.gate.readers import can_read, read_pieces
from govstats.reports.gate.search import Meant, find_personal
from govstats.reports.gate.spelling import decoded
from govstats.reports.gate.wording import Wording, fixed_wording

__all__ = ["Cause", "Finding", "Gate", "Intended"]

_PDF = ".pdf"


@dataclass(frozen=True)
class Intended:
    """What a file is meant to hold.

    Attributes
    ----------
    text
        The file, made once more from the published figures. For a PDF: the page that it prints.
    kind
        The kind of file that `text` is, such as ".html".
    school
        Whose page it is, "" for the organisation's; None for what is no page.
    """

    text: str
    kind: str
    school: str | None = None


class Gate:
    """The gate of a run: it knows every person of the input, and every figure that may be printed."""

    def __init__(self, organisation: Organisation, published: Published, wording: Wording | None = None) -> None:
        self._personal = PersonalValues(organisation.records)
        register, fixed = organisation.records.policies, wording or fixed_wording()
        self._allowed = allowed_in(organisation.settings, register, published, fixed)
        self._published = published
        give_back()

    def names_a_person(self, text: str) -> bool:
        """Whether a text that is meant to be published holds a personal value that is no word of the page."""
        return any(
            not self._allowed.may_stand(hit, form, self._personal)
            for form in decoded(text)
            for hit in self._personal.in_text(form)
        )

    def search(self, path: Path, intended: Intended) -> Iterator[Finding]:
        """What of a file may not stand in it: personal values, and whatever else it is not meant to say."""
        content = path.read_bytes()
        if not can_read(path.suffix):
            yield Finding(Cause.UNREAD, path.name, what="govstats cannot read this kind of file")
            return
        same = content == intended.text.encode("utf-8")
        try:
            pieces = _pieces_of(path.suffix, content, each_once=same)
        except ValueError as error:
            yield Finding(Cause.UNREAD, path.name, what=str(error))
            return
        # A sheet has one text.
        sheets = sum(piece.shown for piece in pieces) if path.suffix == _PDF else 0
        meant = Meant(tuple(pieces)) if same else _meant(intended, sheets)
        for piece, hit in find_personal(pieces, meant, self._personal, self._allowed):
            yield Finding(Cause.PERSON, path.name, piece.said, f'"{hit.said}"')
        if path.suffix == _PDF:
            found = unlike_the_page(pieces, intended.text)
        else:
            differences = self._differences(path, content, intended)
            found = ((Cause.OTHERWISE, each.place, each.what) for each in differences)
        yield from (Finding(cause, path.name, place, what) for cause, place, what in found)

    def _differences(self, path: Path, content: bytes, intended: Intended) -> Iterator[Difference]:
        """What a file says otherwise than it should, as its figures are read back, and letter by letter."""
        text = content.decode("utf-8")
        if intended.school is not None:
            yield from of_page(text, self._published, intended.school)
        elif path.name == "measures.csv":
            yield from of_measures(content, self._published.measures)
        if first := first_difference(text, intended.text):
            yield Difference(f"line {first.line}", first.found, first.meant)

    def refuse(self, run: Path, files: Iterable[tuple[Path, Intended | None]]) -> None:
        """Let a run pass, or stop it.

        Parameters
        ----------
        run
            Its folder.
        files
            Every file that may lie in it, with what it is meant to hold; None for one of the office's, which may name
            people. They are taken one by one: together the pages of a trust take much room.

        Raises
        ------
        DisclosureRefusal
            A file holds what it may not, or is one that nobody meant. The message says which, where and why.
        """
        found, paths = list[Finding](), list[Path]()
        for path, intended in files:
            paths.append(path)
            found += self.search(path, intended) if intended else ()
        found += _strays(run, paths)
        if found:
            raise DisclosureRefusal(refusal(found))


def _pieces_of(kind: str, content: bytes, *, each_once: bool) -> list[Piece]:
    """The pieces of a file. Of one that is just what it is meant to be, the same text need not be searched again, nor
    several texts in a row.
    """
    pieces = read_pieces(kind, content)
    if not each_once:
        return [*pieces]
    return [*{(each.place, each.text): each for each in pieces if not each.joins}.values()]


def _strays(run: Path, files: Iterable[Path]) -> Iterator[Finding]:
    """What lies in the folder of a run beside its files; a folder, too, has a name."""
    meant = {each for path in files for each in (path, *path.parents)}
    for path in sorted({*run.rglob("*")} - meant):
        yield Finding(Cause.STRAY, path.relative_to(run).as_posix())


@lru_cache(maxsize=4)
def _meant(intended: Intended, sheets: int) -> Meant:
    text = as_printed(intended.text, sheets) if sheets else intended.text
    return Meant(tuple(read_pieces(intended.kind, text.encode("utf-8"))))
