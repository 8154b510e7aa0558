"""The last gate: every finished file is read again, whole, before anybody is given it.

A name may also be a word, and a number may also be a staff number. Neither is searched by a list of words alone:
each file is compared with what it is meant to hold, made once more from the published figures. Where a text is one of
those, a word of the fixed wording, the settings or a title may stand in it. In any other text no personal value may.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from govstats.disclosure import Published
from govstats.errors import DisclosureRefusal
from govstats.organisation import Organisation
from govstats.reports.gate.allowed import allowed_in
from govstats.reports.gate.paper import as_printed, unlike_the_page
from govstats.reports.gate.personal import PersonalValues
from govstats.reports.gate.read_back import of_measures, of_page
from govstats.reports.gate.readers import can_read, read_pieces
from govstats.reports.gate.search import Meant, find_personal
from govstats.reports.gate.spelling import decoded

__all__ = ["Finding", "Gate", "Intended"]

_MOST_SHOWN = 5


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


@dataclass(frozen=True)
class Finding:
    """Something in a finished file that may not stand there."""

    file: str
    place: str
    what: str

    @property
    def said(self) -> str:
        return f"{self.file}, {self.place}: {self.what}"


class Gate:
    """The gate of a run: it knows every person of the input, and every figure that may be printed."""

    def __init__(self, organisation: Organisation, published: Published) -> None:
        self._personal = PersonalValues(organisation.records)
        self._allowed = allowed_in(organisation.settings, organisation.records.policies, published)
        self._published = published

    def names_a_person(self, text: str) -> bool:
        """Whether a text that is meant to be published holds a personal value that is no word of the page."""
        return any(
            not self._allowed.may_stand(hit, form, self._personal)
            for form in decoded(text)
            for hit in self._personal.in_text(form)
        )

    def search(self, path: Path, intended: Intended) -> Iterator[Finding]:
        """What of a file may not stand in it: personal values, and figures that are not the published ones.

        A PDF may be neither less nor more than its page.
        """
        content = path.read_bytes()
        if not can_read(path.suffix):
            yield Finding(path.name, "the whole file", "govstats cannot read this kind of file, so it is not sent")
            return
        try:
            pieces = read_pieces(path.suffix, content)
        except ValueError as error:
            yield Finding(path.name, "the whole file", f"it cannot be read ({error})")
            return
        on_paper = path.suffix == ".pdf"
        same = content == intended.text.encode("utf-8")
        # A sheet has one text.
        sheets = sum(piece.shown for piece in pieces) if on_paper else 0
        meant = Meant(tuple(pieces)) if same else _meant(intended, sheets)
        for piece, hit in find_personal(pieces, meant, self._personal, self._allowed):
            yield Finding(path.name, piece.said, f'"{hit.said}"')
        if path.suffix == ".html" and intended.school is not None:
            differences = [*of_page(content.decode("utf-8"), self._published, intended.school)]
        elif path.name == "measures.csv":
            differences = [*of_measures(content.decode("utf-8"), self._published.measures)]
        else:
            differences = []
        if on_paper:
            yield from (Finding(path.name, "its text", each) for each in unlike_the_page(pieces, intended.text))
        yield from (Finding(path.name, each.place, each.said) for each in differences)

    def refuse(self, files: Mapping[Path, Intended]) -> None:
        """Let a run's files pass, or stop them.

        Parameters
        ----------
        files
            Every file that governors may be given, with what it is meant to hold.

        Raises
        ------
        DisclosureRefusal
            One of them holds a personal value or a figure that was not published. The message says where.
        """
        found = [each for path, intended in files.items() for each in self.search(path, intended)]
        if found:
            raise DisclosureRefusal(_in_words(found))


@lru_cache(maxsize=4)
def _meant(intended: Intended, sheets: int) -> Meant:
    text = as_printed(intended.text, sheets) if sheets else intended.text
    return Meant(tuple(read_pieces(intended.kind, text.encode("utf-8"))))


def _in_words(found: list[Finding]) -> str:
    said = list(dict.fromkeys(each.said for each in found))
    more = f"; and {len(said) - _MOST_SHOWN} more places" if len(said) > _MOST_SHOWN else ""
    return (
        "The pack was not handed over, because a file for governors held something about a person, a figure that may "
        f"not be published, or less or more than it should ({'; '.join(said[:_MOST_SHOWN])}{more}). If it stands in a "
        "policy title, a version or a setting, change it there and run again."
    )
