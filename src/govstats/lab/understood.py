"""What *Check* shows: each file's account, then the problems by their cause, with the row and the mend of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from govstats.errors import MustFix, Problem
from govstats.exhibits.markup import details, joined, paragraph, table
from govstats.organisation import Organisation
from govstats.records import SOURCES, ReadAs, SourceRead
from govstats.reports.checking import EXAMPLES, READY, Cause, Part, columns_in_words, dates_in_words, parts

MANY = 200  # rows of one cause that a page can bear
_NO_PLACE, _WHOLE = "the folder", "all"


@dataclass(frozen=True)
class Understood:
    """What was read of a folder, part by part."""

    sources: Sequence[SourceRead]
    problems: Sequence[Problem]
    read_as: Sequence[ReadAs]

    @classmethod
    def of(cls, read: Organisation | MustFix) -> "Understood":
        """An organisation that was read, or what must be fixed before it can be."""
        if isinstance(read, Organisation):
            return cls(read.records.sources, read.problems, read.records.read_as)
        return cls(read.sources, read.problems, read.read_as)

    @property
    def parts(self) -> list[Part]:
        return list(parts(self.problems))

    def verdict(self) -> Markup:
        """The answer first."""
        return _verdict(self.parts)

    def accounts(self) -> Markup:
        """Each file, and in which order its dates were read."""
        if not self.sources:
            return paragraph("No table could be read.")
        return joined([_accounts(self.sources), *(paragraph(words) for words in dates_in_words(self.read_as))])

    def listed(self) -> Markup:
        """What must be fixed is open; the rest opens on a click."""
        return joined(_part(part) for part in self.parts)

    def whole(self) -> Markup:
        pieces = [self.verdict(), self.listed()]
        return joined([*pieces, _heading("What was understood"), self.accounts()] if self.sources else pieces)


def understood(read: Organisation | MustFix) -> Markup:
    """All that *Check* shows."""
    return Understood.of(read).whole()


def _verdict(found: Sequence[Part]) -> Markup:
    stops = next((part for part in found if part.stops), None)
    if stops is None:
        return paragraph(f"✓ {READY}", "verdict good")
    things = f"{stops.number} thing{' stops' if stops.number == 1 else 's stop'} the report."
    return paragraph(f"◆ {things} Mend what is named below, save the file, and check again.", "verdict bad")


def _heading(words: str) -> Markup:
    return Markup("<h3>{}</h3>").format(words)


def _accounts(sources: Sequence[SourceRead]) -> Markup:
    rows = [
        (
            SOURCES[read.source].label.capitalize(),
            read.file + (f', sheet "{read.sheet}"' if read.sheet else ""),
            f"{read.rows_read:,}",
            f"{read.rows_used:,}",
            f"{read.rows_set_aside:,}",
            columns_in_words(read.not_read) or "none",
        )
        for read in sources
    ]
    headings = ("List", "File", "Rows read", "Used", "Set aside", "Columns not read")
    return table("accounts", "Rows read are rows used and rows set aside", headings, rows, numbers=(2, 3, 4))


def _part(part: Part) -> Markup:
    causes = [_cause(cause, unfolded=part.stops) for cause in part.causes]
    return joined([_heading(f"{part.title} ({part.number})"), *causes])


def _cause(cause: Cause, *, unfolded: bool) -> Markup:
    title, number = cause.title, len(cause.problems)
    shown, rest = cause.problems[:EXAMPLES], cause.problems[EXAMPLES:MANY]
    pieces = [_problems(cause.problems[0].code, title, shown)]
    if rest:
        further = _problems(f"{cause.problems[0].code}-further", f"{title}, continued", rest)
        pieces.append(details(f"The other {len(rest):,}" if number <= MANY else f"The next {len(rest):,}", further))
    if number > MANY:
        pieces.append(paragraph(f"There are {number - MANY:,} more of this kind."))
    return details(f"{title}: {number:,}", joined(pieces), unfolded=unfolded)


def _problems(name: str, caption: str, problems: Sequence[Problem]) -> Markup:
    headings = ("File", "Row", "Column", "What was found", "What to do")
    return table(name, caption, headings, list(_rows(problems)))


def _rows(problems: Sequence[Problem]) -> Iterator[tuple[str, ...]]:
    for each in problems:
        place = each.file + (f', sheet "{each.sheet}"' if each.sheet else "")
        row = _WHOLE if each.row is None else str(each.row)
        yield place or _NO_PLACE, row, each.column or _WHOLE, each.says, each.mend
