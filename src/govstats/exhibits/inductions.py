"""New starters: whose induction named which policy."""

import pandas as pd

from govstats.disclosure.margins import BAND
from govstats.exhibits.count import NO_RANGE, Count, cell_words
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.markup import paragraph, section, table
from govstats.exhibits.page import IN_TIME, INDUCTION, Page
from govstats.exhibits.unsaid import why_unsaid
from govstats.exhibits.wording import counted, opened
from govstats.periods import say_day


def new_starters(page: Page) -> Exhibit:
    """Induction by policy, for the people who started in the term."""
    counts = page.counts(INDUCTION)
    start = say_day(page.release.term.start)
    shown = [each for each in counts if each.told and each.of]
    total = page.total(INDUCTION)
    if not page.release.nobody_listed and not page.withheld(INDUCTION) and not any(each.of for each in counts):
        title = "No induction is asked for this term"
        body = paragraph(f"No employee who started since {start} must be told of a policy in force.")
    elif unsaid := why_unsaid(page, "inductions"):
        title = "It cannot be said what new starters were told"
        body = paragraph(f"{unsaid}.")
    elif not shown or total is None or not total.of:
        title = "No induction figure can be shown"
        few = f"A figure would tell of too few employees who started since {start}."
        body = paragraph(f"{few} {page.why_otherwise(INDUCTION)}".strip())
    else:
        few = f"{total.number_said} of {total.of:,}"
        done = few if page.few(INDUCTION) else total.proportion_said
        title = f"Inductions of new starters recorded: {done}"
        in_time = {each.policy: each for each in page.counts(IN_TIME)}
        timely = (f"Within {page.release.induction_allowed}",) if in_time else ()
        rows = [
            (each.policy, cell_words(each), *[_in_time(in_time.get(each.policy)) for _ in timely]) for each in counts
        ]
        caption = f"Table #: Starters since {start} whose induction named the policy"
        notes = [f"An induction is one starter told of one policy. {_asked_of(shown)}"]
        notes += ["Employees only. Agency staff, volunteers, governors and contractors are inducted in their own ways."]
        if unsure := max(each.unknown for each in counts):
            notes.append(f"{opened(_up_to(unsure))} cannot be told, for want of a clear date.")
        if why := page.why_otherwise(INDUCTION):
            notes.append(why)
        if timely:
            notes += _on_time(page, max(each.unknown for each in in_time.values()))
        headings = ("Policy", "Inducted", *timely)
        body = table("new-starters-table", caption, headings, rows, numbers=(1, 2), notes=notes)
    data = pd.DataFrame(
        [(each.policy, each.done, each.of, each.unknown, *(each.between or NO_RANGE)) for each in counts],
        columns=["policy", "numerator", "denominator", "unknown", *BAND],
    )
    return Exhibit("new_starters", title, section("new-starters", title, body), data)


def _asked_of(shown: list[Count]) -> str:
    """Of how many starters the figures are: the policies may ask for different ones."""
    most = max(each.of for each in shown)
    if len(shown) == 1:
        return f"It is asked for {counted(most, 'starter')}."
    return f"{counted(most, 'starter')} at most for each of {len(shown):,} policies."


def _in_time(each: Count | None) -> str:
    """A policy without a row is one whose starters all have time left."""
    if each is None:
        return "[z]"
    if not each.unknown:
        return cell_words(each)
    return "[x]" if each.unknown == each.of else each.counted


def _on_time(page: Page, unsure: int) -> list[str]:
    """What the last column counts, and of how many it cannot be told."""
    counts = f"The last column counts only the starters whose {page.release.induction_allowed} have run out"
    if not unsure:
        return [f"{counts}."]
    want = "of a clear date, or of the days of a term" if page.in_school_days else "of a clear date"
    return [f"{counts}, or may have.", f"There, {_up_to(unsure)} cannot be told, for want {want}."]


def _up_to(starters: int) -> str:
    return "1 starter" if starters == 1 else f"up to {starters:,} starters for a policy"
