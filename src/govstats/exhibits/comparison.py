"""Schools compared for one policy: each against all of them together."""

from collections.abc import Iterable, Sequence
from functools import partial

import pandas as pd
from markupsafe import Markup

from govstats.disclosure import ALL
from govstats.errors import MustFix, problem
from govstats.exhibits.against_chance import (
    ABOVE,
    BELOW,
    CANNOT_TELL,
    RANGED,
    TOO_FEW,
    WITHHELD,
    Comparison,
    Position,
    compare_schools,
)
from govstats.exhibits.count import Count, cell_words
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.funnel_face import funnel_figure
from govstats.exhibits.markup import SHORTHAND, bullets, paragraph, section, table
from govstats.exhibits.page import BODY_ROWS, COVERAGE, Page
from govstats.exhibits.schools import SEVERAL_SCHOOLS
from govstats.exhibits.unsaid import unread
from govstats.exhibits.wording import SMALL, listed, opened, part, some_of

NAMED = 12  # schools of a sentence; the table has all of them
HEADINGS = ("School", "Signed", "Range expected from chance", "What can be said")
PUT_LAST = ("ranges", "those not shown by school", "versions that began this term")
NOTES = (
    "The range is where chance leaves 95 of 100 such schools. To be within it is not to reach the target.",
    "Schools below the range stand first. Otherwise the order is that of the settings.",
    SEVERAL_SCHOOLS,
)
UNCLEAR = "Signatures of which the date is unclear are not counted."
UNCLEAR_IN_SECOND = "Of two per cents, the second counts signatures of which the date is unclear. The number does not."


def policy_compared(page: Page, wanted: str = "") -> str:
    """The title of the policy to compare: the one asked for, else the one furthest below target of those not put last.

    A number comes before a range, which is not compared; and a version that began this term comes last, for it tells
    how soon a school has begun.

    Parameters
    ----------
    wanted
        A title, in any case; "" for the lowest share among the policies that are not put last.

    Returns
    -------
    str
        "" where no policy has a figure.

    Raises
    ------
    MustFix
        No policy is so called.
    """
    counts = page.counts(COVERAGE)
    if wanted:
        titles = {" ".join(each.policy.casefold().split()): each.policy for each in counts}
        known = titles.get(" ".join(wanted.casefold().split()))
        if known is None:
            policies = ", ".join(sorted(titles.values()))
            raise MustFix(problem("policy-unknown", found=wanted, policies=policies or "none"))
        return known
    found = min(_shown(page), key=lambda each: _put_last(page, each), default=None)
    return found.policy if found else ""


def _shown(page: Page) -> list[Count]:
    """The policies that have a figure, lowest share first."""
    return [each for each in page.counts(COVERAGE) if each.told and each.of]


def _put_last(page: Page, each: Count) -> tuple[bool, ...]:
    """Whether a policy is of each kind in `PUT_LAST`."""
    return bool(each.between), each.policy in page.left_out, bool(page.new_since(each.policy))


def _why_compared(page: Page, policy: str) -> str:
    """Why schools are compared for this policy, where nobody asked for another and there was a choice."""
    shown = _shown(page)
    if len(shown) == 1 or policy != policy_compared(page):
        return ""
    place = [each.policy for each in shown].index(policy)
    chosen, lower = _put_last(page, shown[place]), [_put_last(page, each) for each in shown[:place]]
    aside = [name for kind, name in enumerate(PUT_LAST) if not chosen[kind] and any(each[kind] for each in lower)]
    return f"Of all policies this has the lowest share{f', leaving out {listed(aside)}' if aside else ''}."


def compare(page: Page, policy: str) -> Exhibit:
    """Every school beside the range that chance gives it, were it like all schools together."""
    found = compared(page, policy)
    title = _title(page, policy, found)
    if found is None:
        why = f"Figures by school would tell of too few people: {policy}."
        body = paragraph(nothing_to_compare(page, policy) or why)
        return Exhibit("compare", title, section("compare", title, body), _data(()))
    html = section("compare", title, bullets(_said(page, found)), _table(page, found))
    figure = f"{policy} signed, by number of people at each school, {page.as_at}"
    draw = partial(funnel_figure, found, figure) if found.compared else None
    return Exhibit("compare", title, html, _data(found.positions), f"{figure}. {title}.", draw)


def compared(page: Page, policy: str) -> Comparison | None:
    """The schools beside each other; None where they may not be compared, or there is nothing to compare."""
    return None if nothing_to_compare(page, policy) else compare_schools(page, policy)


def nothing_to_compare(page: Page, policy: str) -> str:
    """Why schools cannot be compared at all; "" where they may be."""
    if len(page.release.schools) < 2:
        return "One school is listed, so there is no other to compare it with."
    if unsaid := unread(page):
        return unsaid
    if not policy:
        return "No acknowledgement figure can be shown."
    total = page.cell(COVERAGE, policy, ALL)
    said = f"{opened(total.proportion_said)} have signed {policy}." if total and total.between else ""
    return f"{said} Ranges are not compared." if said else ""


def _title(page: Page, policy: str, found: Comparison | None) -> str:
    if nothing_to_compare(page, policy):
        return "The schools cannot be compared"
    if found is None or not found.compared:
        return f"{policy}: the schools cannot be compared"
    number, below, above = len(found.compared), len(found.on_side(BELOW)), len(found.on_side(ABOVE))
    unsure = found.said_of(CANNOT_TELL)
    if below and above:
        are = "is" if below == 1 else "are"
        return f"{policy}: {below} of {number} schools {are} below the range expected from chance alone, {above} above"
    if below or above:
        side, are = BELOW if below else ABOVE, "is" if below + above == 1 else "are"
        return f"{policy}: {below + above} of {number} schools {are} {side} the range expected from chance alone"
    if unsure:
        return f"{policy}: no school is known to be outside the range expected from chance"
    schools = "both schools" if number == 2 else f"all {number:,} schools compared"
    return f"{policy}: {schools} are within the range expected from chance"


def compared_table(page: Page, found: Comparison) -> Markup:
    """Every school, what needs attention first."""
    notes = (*NOTES, unclear(each.count for each in found.positions) or UNCLEAR)
    return _listing(page, found, "compare-table", "by school", found.positions, notes)


def unclear(counts: Iterable[Count | None]) -> str:
    """Why some figure of a table has two per cents; "" where none has."""
    return UNCLEAR_IN_SECOND if any(each and each.in_range for each in counts) else ""


def _table(page: Page, found: Comparison) -> Markup | str:
    """Every school or, where they are too many for the body of a page, those worth asking about."""
    if len(found.positions) <= BODY_ROWS:
        return compared_table(page, found)
    shown = found.outside[:BODY_ROWS]
    notes = [f"{part(len(shown), len(found.positions), 'school', 'schools')}; all of them are in the annex."]
    return _listing(page, found, "compare-outside-table", "schools worth asking about", shown, notes) if shown else ""


def _listing(
    page: Page, found: Comparison, name: str, which: str, positions: Sequence[Position], notes: Sequence[str]
) -> Markup:
    caption = f"Table #: {found.policy} signed, {which}, {page.as_at}"
    return table(name, caption, HEADINGS, [_row(each) for each in positions], notes=notes)


def _row(position: Position) -> tuple[str, str, str, str]:
    signed = "[z]" if position.count is None else cell_words(position.count)
    expected = "[z]"
    if position.expected and position.count:
        low, high = position.expected
        expected = f"{f'{low:,} to {high:,}' if low < high else f'{low:,}'} of {position.count.of:,}"
    return position.school, signed, expected, position.said


def _said(page: Page, found: Comparison) -> list[str]:
    everyone, target = found.everyone, page.release.targets.acknowledged
    said = [f"Each school is held against all schools together: {everyone.proportion}. The target is {target:.0%}."]
    if why := _why_compared(page, found.policy):
        said.append(why)
    if since := page.new_since(found.policy):
        said.append(f"People have had less time to sign a version that began this term{since}.")
    for side, words in ((BELOW, "Below"), (ABOVE, "Above")):
        schools = found.on_side(side)
        if schools and len(found.positions) <= BODY_ROWS:
            said.append(f"{words} the range expected from chance alone, worth asking why: {some_of(schools, NAMED)}.")
    if found.compared:
        said.append(_by_chance(found))
    for why, words in (
        (CANNOT_TELL, "Cannot be told, for want of clear dates"),
        (RANGED, "No comparison of what is told as a range"),
        (WITHHELD, opened(SHORTHAND["[c]"])),
        (TOO_FEW, f"No comparison of fewer than {SMALL} people, where one person moves the share by over 10 points"),
    ):
        if schools := found.said_of(why):
            said.append(f"{words}: {some_of(schools, NAMED)}.")
    return said


def _by_chance(found: Comparison) -> str:
    number = len(found.compared)
    expected = "fewer than one" if found.false_flags < 0.5 else f"about {round(found.false_flags):,}"
    said = f"If the {number:,} schools compared were alike, chance alone would put {expected} outside the range."
    if found.allows_for_number:
        said += " A school is named only where that is allowed for. Up to 1 in 20 of those named may still be chance."
    return said


def _data(positions: tuple[Position, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (
                each.school,
                each.count.done if each.count else None,
                each.count.of if each.count else 0,
                each.count.unknown if each.count and each.count.done is not None else None,
                *(each.expected or (None, None)),
                each.said,
            )
            for each in positions
        ],
        columns=["school", "numerator", "denominator", "unknown", "expected_least", "expected_most", "said"],
    ).astype(dict.fromkeys(("numerator", "unknown", "expected_least", "expected_most"), "Int64"))
