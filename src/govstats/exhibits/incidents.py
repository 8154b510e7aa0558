"""Section G: incidents by term and by clause, what can be said of them, and what cannot."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from govstats.disclosure import ALL
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.markup import bullets, paragraph, section, table
from govstats.exhibits.page import COVERAGE, Page
from govstats.exhibits.recorded import LEAST_STAFF, Recorded, gaps, number_in_words, read_recorded, returns
from govstats.exhibits.unsaid import why_unsaid
from govstats.exhibits.wording import counted, opened
from govstats.statistics import rate_ratio

SMALL_NUMBERS = "A change of one or two is not a trend."
NO_CAUSE = (
    "This report cannot show that acknowledging a policy changes behaviour. "
    "Incident numbers are small, depend on what is reported, and move by chance."
)
IN_PUBLIC = "Numbers are to the nearest 5, and withheld under 5. They are not shown by school, policy or clause."
WITHHELD = "Numbers from 1 to 4 are withheld, and so are those that differ by 1 to 4 from an earlier report."
A_RETURN = "A return is what a school reports for one clause or category and one period."


def incidents(page: Page) -> Exhibit:
    frame = page.release.incidents
    rows = read_recorded(frame, rounded=page.public)
    terms = [each for each in rows if each.policy == ALL]
    parts = [each for each in rows if each.policy != ALL]
    title = _title(terms)
    if page.school and terms:
        title = f"{page.release.organisation} as a whole: {title}"
    html = section(
        "incidents",
        title,
        bullets([*_sayings(page, terms), *_beside_coverage(page, parts, terms)]),
        *([_by_term(terms)] if terms else []),
        *([_by_clause(parts, terms)] if terms and not page.public else []),
        paragraph(f"{NO_CAUSE} {SMALL_NUMBERS}" if any(each.answered for each in terms) else NO_CAUSE),
    )
    return Exhibit("incidents", title, html, frame)


def _title(terms: Sequence[Recorded]) -> str:
    if not terms:
        return "No file of incidents was given, so none can be counted"
    now = terms[0]
    if not now.answered:
        return f"Incidents in {now.term} cannot be counted: {gaps(now)}"
    if now.number is None and now.rounded:
        said = f"Fewer than 5 incidents were recorded in {now.term}"
    elif now.rounded:
        said = f"About {now.number:,} incidents were recorded in {now.term}"
    elif now.number is None:
        said = f"Incidents were recorded in {now.term}; their number is withheld"
    else:
        said = f"{_recorded(now.number)} in {now.term}"
    return said if now.complete else f"{said}; {gaps(now)}"


def _recorded(number: int) -> str:
    if not number:
        return "No incidents were recorded"
    return f"{counted(number, 'incident')} {_were(number)} recorded"


def _sayings(page: Page, terms: Sequence[Recorded]) -> Iterator[str]:
    if not terms:
        return
    now, *earlier = terms
    yield f"Returns for {now.term}: {returns(now)}. {A_RETURN}"
    if now.rounded:
        yield IN_PUBLIC
    elif now.answered:
        yield _rate_said(now)
        if earlier:
            yield _compared(now, earlier[0], over=page.release.as_at >= page.release.term.end)


def _rate_said(now: Recorded) -> str:
    if now.number is None:
        return "No rate is shown, because the number is withheld."
    if not now.complete:
        return f"No rate is shown: {gaps(now)}."
    if not now.rated:
        return f"No rate is shown, because there were fewer than {LEAST_STAFF} staff."
    years = f"{now.staff_years:,.1f}".removesuffix(".0")
    rate, lower, upper = now.rate
    if not now.number:
        return f"None recorded; with {years} staff-years the underlying rate could be as high as {upper:,.1f} per 100."
    in_words = f"{rate:,.1f} incidents per 100 staff-years (of which there were {years})"
    return f"The rate is {in_words}. The range consistent with chance is {lower:,.1f} to {upper:,.1f}."


def _compared(now: Recorded, then: Recorded, *, over: bool) -> str:
    """Whether more or fewer were recorded than the term before: by counts, and only beyond chance."""
    if not over:
        return f"Not compared with {then.term}: the term is not over."
    if now.number is None or then.number is None:
        return f"Not compared with {then.term}: a number is withheld."
    if not (now.complete and then.complete and now.person_days and then.person_days):
        return f"Not compared with {then.term}: returns are missing or do not tell the number."
    lower, upper = rate_ratio(now.number, now.person_days, then.number, then.person_days)
    word = "No clear change since"
    if now.number > then.number + 2 and lower > 1:
        word = "More than in"
    elif now.number < then.number - 2 and upper < 1:
        word = "Fewer than in"
    beyond = "" if word.startswith("No") else " Chance alone would seldom give that."
    return f"{word} {then.term}, when {then.number or 'none'} {_were(then.number)} recorded.{beyond}"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _beside_coverage(page: Page, parts: Sequence[Recorded], terms: Sequence[Recorded]) -> Iterator[str]:
    """For each policy a sentence on its incidents and one on who has acknowledged it, and no word between them."""
    if not terms:
        return
    now = [each for each in parts if each.clause == ALL and each.term == terms[0].term]
    for each in now:
        yield f"{each.policy}: {_of_policy(each)}. {_acknowledged(page, each.policy)}"
    if not now and not page.public and terms[0].answered and terms[0].number != 0:
        yield "Numbers by policy would tell of few incidents."


def _of_policy(each: Recorded) -> str:
    if not each.answered:
        return f"incidents cannot be counted, as {gaps(each)}"
    if each.number is None:
        return "the number of incidents is withheld"
    said = f"{counted(each.number, 'incident')} {_were(each.number)}" if each.number else "no incidents were"
    return f"{said} recorded{'' if each.complete else f'; {gaps(each)}'}"


def _acknowledged(page: Page, policy: str) -> str:
    # Of the whole organisation on every page, as the incidents are.
    told = page.cell(COVERAGE, policy, ALL)
    if why_unsaid(page, "acknowledgements") or (told is not None and told.of and not told.told):
        return "It cannot be shown how many have acknowledged it."
    if told is None or not told.of:
        return "Nobody in post must acknowledge it."
    return f"{opened(told.proportion_said)} have acknowledged it."


def _by_term(terms: Sequence[Recorded]) -> Markup:
    rated = any(each.rated for each in terms)
    headings = ("Term", "Incidents", "Returns", *(["Rate per 100 staff-years"] if rated else []))
    rows = [(each.term, number_in_words(each), returns(each), *([_rate_cell(each)] if rated else [])) for each in terms]
    few = any(each.number is None and not each.rounded for each in terms)
    notes = [WITHHELD] if few else []
    if rated:
        notes.append(
            "In brackets: the range consistent with chance. Several incidents by one person would make it wider."
        )
    caption = "Table #: Incidents by term"
    return table("incidents-table", caption, headings, rows, notes=notes)


def _rate_cell(each: Recorded) -> str:
    if not each.rated:
        return "[c]" if each.number is None else "[x]"
    rate, lower, upper = each.rate
    return f"{rate:,.1f} ({lower:,.1f} to {upper:,.1f})" if each.number else f"0 (up to {upper:,.1f})"


def _by_clause(parts: Sequence[Recorded], terms: Sequence[Recorded]) -> Markup:
    found = {(each.term, each.policy, each.clause): each for each in parts if each.clause != ALL}
    if not found:
        some = any(each.number != 0 for each in terms)
        return paragraph("Numbers by clause or category would tell of few incidents.") if some else Markup("")
    told, shown = {(term, policy) for term, policy, _ in found}, [each.term for each in terms]

    def cell(term: str, policy: str, clause: str) -> str:
        return number_in_words(found.get((term, policy, clause))) if (term, policy) in told else "[c]"

    several = len({policy for _, policy in told}) > 1
    rows = [
        (clause, *([policy] if several else []), *(cell(term, policy, clause) for term in shown))
        for policy, clause in dict.fromkeys((policy, clause) for _, policy, clause in found)
    ]
    headings = ("Clause or category", *(["Policy"] if several else []), *shown)
    whose = "" if several else f" of {next(policy for _, policy in told)}"
    caption = f"Table #: Incidents by clause or category{whose}"
    return table("incidents-by-clause-table", caption, headings, rows)
