"""From what a document says to one row of a register: each field with its interval, and where it was said."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from govstats.exports.documents.labels import Clock, names_a_body
from govstats.exports.documents.statement import Statement
from govstats.exports.documents.values import Value, read_value
from govstats.exports.documents.version import number_of
from govstats.periods import DateInterval, Frequency, parse_date, parse_frequency

ORIGINS = ("label", "history", "sentence")  # in the order in which they are trusted


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a document with the label that it stands at."""

    date: DateInterval
    label: str
    origin: str
    clock: Clock = ""


@dataclass(frozen=True)
class Dates:
    """What a document says of one day.

    Parameters
    ----------
    date
        The day in the register; None where nothing is said. It has no ends where what is said is no date,
        and where the document gives two that cannot both be it.
    said
        Every date at a label of this field, those the row does not have too.
    """

    date: DateInterval | None = None
    said: tuple[Dated, ...] = ()

    @property
    def known(self) -> DateInterval | None:
        return self.date if self.date and self.date.latest else None


@dataclass(frozen=True)
class Row:
    """One document as a row of a register.

    Parameters
    ----------
    cycles
        Every cycle that the document states, each once.
    """

    title: str | None
    version: str | None
    written: Dates
    approved: Dates
    effective: Dates
    reviewed: Dates
    review_due: Dates
    cycles: tuple[Frequency, ...]
    audience: str | None = None
    values: tuple[tuple[Statement, Value], ...] = field(default=(), repr=False)

    @property
    def cycle_months(self) -> int | None:
        """The stated cycle, None where there is none or where two disagree."""
        months = {each.months for each in self.cycles}
        return months.pop() if len(months) == 1 else None

    @property
    def adopted(self) -> DateInterval | None:
        """The day the cycle runs from: the later of approval and last review, else in force, else written."""
        renewed = [each for each in (self.approved.known, self.reviewed.known) if each]
        return max(renewed, key=_newest, default=None) or self.effective.known or self.written.known

    @property
    def cycle_due(self) -> DateInterval | None:
        if self.cycle_months is None or self.adopted is None:
            return None
        return self.adopted.plus_months(self.cycle_months)

    @property
    def own_dates(self) -> list[DateInterval]:
        """Every day on which this text is said to have been made, approved or reviewed."""
        days = (self.written.known, self.approved.known, self.effective.known, self.reviewed.known)
        return [each for each in days if each]


def make_row(
    statements: Sequence[Statement],
    title: str | None,
    versions: Sequence[str],
    audience: str | None,
    *,
    month_first: bool = False,
) -> Row:
    """Bring what a document says into one row.

    Examples
    --------
    >>> from govstats.exports.documents.extraction.lines import Line
    >>> from govstats.exports.documents.statements import statements_of
    >>> said = statements_of([Line(("Reviewed: Sept 2019",)), Line(("Review date: Annually",))])
    >>> row = make_row(said, None, (), None)
    >>> row.cycle_months, row.review_due.date, row.cycle_due.in_words()
    (12, None, 'September 2020')
    """
    values = tuple((said, read_value(said.value, month_first=month_first)) for said in statements)
    effective = _past(values, "effective")
    return Row(
        title=title,
        version=_version(values) or next(iter(versions), None),
        written=_past(values, "written"),
        approved=_past(values, "approved"),
        effective=effective if effective.date else _past(values, "published"),
        reviewed=_past(values, "reviewed", also=_bare_reviews(values)),
        review_due=_due(values),
        cycles=tuple(_cycles(values)),
        audience=audience,
        values=values,
    )


Values = Sequence[tuple[Statement, Value]]


def _past(values: Values, name: str, also: Sequence[Dated] = ()) -> Dates:
    """A day that has been: of several the newest, because it is that of the version in force."""
    said = [*_dated(values, lambda each: name in each.meaning.fields), *also]
    best = _most_trusted(said)
    if not best:
        return Dates(_undated(values, name))
    return Dates(max((each.date for each in best), key=_newest), tuple(said))


def _due(values: Values) -> Dates:
    """The day of the next review: of several one that they can all be, else none."""
    said = list(_dated(values, lambda each: "review_due" in each.meaning.fields and not _is_done(each, values)))
    best = _most_trusted(said)
    if not best:
        return Dates(_undated(values, "review_due"))
    dates = [each.date for each in best]
    if any(one.overlaps(two) is False for one in dates for two in dates):
        text = " / ".join(dict.fromkeys(f"{each.date.text} ({each.label})" for each in best))
        return Dates(DateInterval(None, None, "unknown", text), tuple(said))
    return Dates(min(dates, key=_width), tuple(said))


def _bare_reviews(values: Values) -> list[Dated]:
    return list(_dated(values, lambda each: _is_done(each, values)))


def _is_done(said: Statement, values: Values) -> bool:
    """Whether a bare "Review date" is that of the review done: the document dates the next one as well."""
    if not said.meaning.bare:
        return False
    return any(
        value.dates and not each.meaning.bare and "review_due" in each.meaning.fields and each.origin != "sentence"
        for each, value in values
    )


def _dated(values: Values, wanted: Callable[[Statement], bool]) -> Iterator[Dated]:
    for said, value in values:
        if wanted(said):
            yield from (Dated(date, said.label, said.origin, said.meaning.clock) for date in value.dates)


def _most_trusted(said: Sequence[Dated]) -> list[Dated]:
    for origin in ORIGINS:
        if best := [each for each in said if each.origin == origin]:
            return best
    return []


def _undated(values: Values, name: str) -> DateInterval | None:
    """What stands at a label of a day and is no date: "As and when required", "TBC", "14 September"."""
    for said, value in values:
        if name in said.meaning.fields and value.state in ("said", "undecided"):
            # "Reviewed by: Headteacher" names a person, and "Review date: Annually" a cycle.
            is_cycle = value.frequency.kind in ("every", "ambiguous", "live document")
            if not is_cycle and (value.tells or not (said.meaning.by or names_a_body(value.text))):
                return parse_date(value.text)
    return None


def _cycles(values: Values) -> Iterator[Frequency]:
    """The cycles at labels of reviews; sentences count too, so that two that disagree are seen."""
    seen = set()
    for said, value in values:
        about_reviews = {"cycle", "review_due", "reviewed"} & set(said.meaning.fields)
        cycle = value.frequency
        if cycle.kind == "unknown" and said.origin == "label":
            cycle = parse_frequency(_with_unit(value.text, said.label))
        if (
            about_reviews
            and cycle.kind in ("every", "ambiguous", "live document")
            and (cycle.kind, cycle.months) not in seen
        ):
            seen.add((cycle.kind, cycle.months))
            yield cycle


def _with_unit(value: str, label: str) -> str:
    """The cycle in a label: "Annual review date", "Review period (years)" with its number."""
    unit = re.search(r"\b(?:year|month|term)s?\b", label, re.I)
    return f"{value} {unit[0]}" if unit and value.isdecimal() else label


def _version(values: Values) -> str | None:
    for origin in ORIGINS:
        for said, value in values:
            if said.origin == origin and said.meaning.fields == ("version",) and value.state == "said" and value.text:
                return number_of(value.text)
    return None


def _newest(date: DateInterval) -> tuple[int, int]:
    first, last = date.earliest or date.latest, date.latest or date.earliest
    return (last.toordinal() if last else 0, first.toordinal() if first else 0)


def _width(date: DateInterval) -> int:
    return (date.latest - date.earliest).days if date.earliest and date.latest else 10**6
