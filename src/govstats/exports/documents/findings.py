"""What is worth checking in a policy document: one rule a function, in the order in which they are told."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from govstats.errors import Problem, problem
from govstats.exports.documents.authorship import RULES_OF_AUTHORSHIP
from govstats.exports.documents.labels import names_a_body
from govstats.exports.documents.row import Dated, Dates, Row
from govstats.exports.documents.values import lost_year, unfilled_in
from govstats.exports.documents.words import phrases
from govstats.periods import DateInterval, say_day

_MOST_NAMED = 5
_LONGEST_QUOTE = 120  # characters
_AUDIENCES = {
    "all": "everyone on the staff list",
    "employed": "employees",
    "contact": "people in contact with children",
}


@dataclass(frozen=True)
class Read:
    """A document as the rules see it.

    Parameters
    ----------
    audiences
        Kind of the register and the sentence that names it.
    """

    row: Row
    sentences: Sequence[str]
    audiences: Sequence[tuple[str, str]]
    whole: bool
    month_first: bool


def findings_of(read: Read) -> Iterator[Problem]:
    """Everything worth checking in a document."""
    for rule in RULES:
        yield from rule(read)


def _clocks(read: Read) -> Iterator[Problem]:
    stated, cycle = read.row.review_due.known, read.row.cycle_due
    if stated and cycle and stated.overlaps(cycle) is False and read.row.adopted:
        yield problem(
            "stated-and-cycle-disagree",
            found=stated.text,
            stated=stated.in_words(),
            cycle=_quote(next(each.text for each in read.row.cycles)),
            adopted=read.row.adopted.in_words(),
            cycle_due=cycle.in_words(),
        )


def _review_dates(read: Read) -> Iterator[Problem]:
    due, done = read.row.review_due.said, read.row.reviewed.said
    for said in (due, done):
        if {"central", "school"} <= {each.clock for each in said}:
            yield problem("two-review-clocks", found=_with_labels(said))
            return
    if _differ(due):
        yield problem("review-dates-differ", found=_with_labels(due))


def _with_labels(said: Sequence[Dated]) -> str:
    labels = {each.date.text: each.label for each in reversed(said)}
    return " and ".join(f"{text} ({label})" for text, label in reversed(labels.items()))


def _cycles(read: Read) -> Iterator[Problem]:
    for each in read.row.cycles:
        if each.kind == "ambiguous":
            yield problem("cycle-ambiguous", found=_quote(each.text))
    said = [each for each in read.row.cycles if each.kind == "every"]
    if len(said) > 1:
        yield problem("cycles-disagree", found=" and ".join(f'"{_quote(each.text)}"' for each in said))


def _labels_with_a_cycle(read: Read) -> Iterator[Problem]:
    for said, value in () if read.row.review_due.known else read.row.values:
        holds_cycle = value.frequency.kind in ("every", "ambiguous", "live document") and not value.dates
        if said.origin == "label" and "review_due" in said.meaning.fields and holds_cycle:
            yield problem("label-holds-cycle", label=said.label, found=_quote(value.text))


def _review_that_has_no_day(read: Read) -> Iterator[Problem]:
    row = read.row
    due = row.review_due
    if due.known or due.said:
        return
    if due.date and not lost_year(due.date.text):
        yield problem("review-without-day", found=_quote(due.date.text))
    if row.cycle_due and row.adopted:
        yield problem(
            "due-by-cycle",
            months=row.cycle_months,
            adopted=row.adopted.in_words(),
            due=row.cycle_due.in_words(),
        )
    elif not row.cycles and not due.date:
        yield problem("no-review-date")


def _days(read: Read) -> Iterator[Problem]:
    row = read.row
    for dates in (row.written, row.approved, row.effective, row.reviewed, row.review_due):
        date, is_due = dates.known, dates is row.review_due
        if date and date.precision not in ("day", "range"):
            yield problem(
                "document-date-without-day",
                label=_label_of(dates, date),
                found=_quote(date.text),
                reading=_reading(date, is_due=is_due),
            )


def _reading(date: DateInterval, *, is_due: bool) -> str:
    first, last = (say_day(day) if day else "" for day in (date.earliest, date.latest))
    return f"due by {last}" if is_due else f"some day from {first} to {last}"


def _label_of(dates: Dates, date: DateInterval) -> str:
    return next(each.label for each in dates.said if each.date == date)


def _dates_not_read(read: Read) -> Iterator[Problem]:
    for said, value in read.row.values:
        days = set(said.meaning.fields) & {"written", "approved", "effective", "published", "reviewed", "review_due"}
        if said.origin == "sentence" or not days or value.dates or value.state in ("blank", "unfilled"):
            continue
        if value.is_yearless:
            yield problem("year-lost", label=said.label, found=_quote(value.text))
        elif (
            value.frequency.kind == "unknown"
            and not (said.meaning.by or names_a_body(value.text))
            and "review_due" not in days
        ):
            yield problem("document-date-not-read", label=said.label, found=_quote(value.text))


def _several(read: Read) -> Iterator[Problem]:
    row = read.row
    for dates in (row.written, row.approved, row.effective, row.reviewed):
        if dates.known and _differ(dates.said):
            texts = list(dict.fromkeys(each.date.text for each in dates.said))
            yield problem(
                "several-dates",
                label=_label_of(dates, dates.known),
                found=", ".join(texts[:_MOST_NAMED]) + (" …" if len(texts) > _MOST_NAMED else ""),
            )


def _differ(said: Sequence[Dated]) -> bool:
    return any(one.date.overlaps(two.date) is False for one in said for two in said)


def _review_before_approval(read: Read) -> Iterator[Problem]:
    due, approved = read.row.review_due.known, read.row.approved.known or read.row.effective.known
    if due and approved and due.latest and approved.earliest and due.latest < approved.earliest:
        yield problem("review-before-approval", due=due.in_words(), approved=approved.in_words())


def _blanks(read: Read) -> Iterator[Problem]:
    given = {name for said, value in read.row.values if value.state != "blank" for name in said.meaning.fields}
    told = set()
    for said, value in read.row.values:
        names = set(said.meaning.fields) - {"status", "title", "supersedes", "model_date", "audience"}
        if said.asked and value.state == "blank" and names and not names & given and said.label not in told:
            told.add(said.label)
            yield problem("place-left-blank", label=said.label)


def _unfilled(read: Read) -> Iterator[Problem]:
    places = list(dict.fromkeys(place for sentence in read.sentences for place in unfilled_in(sentence)))
    if places:
        more = f" and {len(places) - _MOST_NAMED} more" if len(places) > _MOST_NAMED else ""
        yield problem("place-not-filled-in", found=", ".join(f'"{each}"' for each in places[:_MOST_NAMED]) + more)


def _model_title(read: Read) -> Iterator[Problem]:
    if read.row.title and phrases("title", "model").search(read.row.title):
        yield problem("still-a-model", found=_quote(read.row.title))


def _versions(read: Read) -> Iterator[Problem]:
    said = [value.text for each, value in read.row.values if each.meaning.fields == ("version",) and value.text]
    numbers = {
        re.sub(r"(?:\.0)+$", "", found[0]): text for text in said if (found := re.search(r"\d+(?:\.\d+)*", text))
    }
    if len(numbers) > 1:
        yield problem("versions-differ", found=" and ".join(_quote(text) for text in numbers.values()))


def _audiences(read: Read) -> Iterator[Problem]:
    if len(read.audiences) > 1:
        named = (f'{_AUDIENCES.get(kind, kind)} ("{_quote(sentence)}")' for kind, sentence in read.audiences)
        yield problem("two-audiences", found=" and ".join(named))


def _superseded(read: Read) -> Iterator[Problem]:
    for sentence in read.sentences:
        if _NO_LONGER.search(sentence):
            yield problem("superseded", found=_quote(sentence))
            break
    for said, value in read.row.values:
        if said.meaning.fields == ("supersedes",) and value.state == "said" and value.text:
            yield problem("supersedes-another", found=f'"{_quote(value.text)}"')
            return
    for sentence in read.sentences:
        if found := _REPLACES.search(sentence):
            yield problem("supersedes-another", found=f'"{_quote(sentence[found.end() :].strip(" .:"))}"')
            return


_THIS = r"\bthis (?:[\w-]+ ){0,3}?(?:policy|document|version|procedure)"
_NO_LONGER = re.compile(
    rf"{_THIS} (?:has been|is|was) (?:now )?(?:superseded|withdrawn|replaced|no longer in (?:force|use))"
    r"|^(?:superseded|withdrawn)\b(?! by the (?:head|governing))|\bsuperseded by\b",
    re.I,
)
_REPLACES = re.compile(rf"{_THIS} (?:supersedes|replaces|supersedes and replaces)\b", re.I)


def _order(read: Read) -> Iterator[Problem]:
    if read.month_first:
        yield problem("document-month-first")


def _part(read: Read) -> Iterator[Problem]:
    if not read.whole:
        yield problem("document-read-in-part")


def _quote(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1].rstrip() + "…"


def _authorship(read: Read) -> Iterator[Problem]:
    for rule in RULES_OF_AUTHORSHIP:
        yield from rule(read.row, read.sentences)


RULES: tuple[Callable[[Read], Iterator[Problem]], ...] = (
    _part,
    _clocks,
    _review_dates,
    _cycles,
    _labels_with_a_cycle,
    _review_that_has_no_day,
    _review_before_approval,
    _dates_not_read,
    _days,
    _several,
    _blanks,
    _unfilled,
    _model_title,
    _versions,
    _audiences,
    _authorship,
    _superseded,
    _order,
)
