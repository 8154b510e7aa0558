"""The four facts at the top of a page: each with its count, its target, and how it has moved since last term."""

from typing import NamedTuple

from markupsafe import Markup

from govstats.disclosure import ALL
from govstats.exhibits.comparing import change_of_documents, change_of_people, policies_in
from govstats.exhibits.count import Count
from govstats.exhibits.markup import joined
from govstats.exhibits.page import COVERAGE, IN_TIME, INDUCTION, Page
from govstats.exhibits.unsaid import why_unsaid
from govstats.exhibits.wording import SMALL, some_of

TOGETHER = "The change is shown for all schools together"
NO_CHANGE = "No earlier figure"


class Tile(NamedTuple):
    fact: str
    value: str
    detail: str
    change: str


def tiles_of(page: Page) -> list[Tile]:
    return [_reviews(page), _signatures(page), _inductions(page), _gap(page)]


def drawn(tiles: list[Tile]) -> Markup:
    return Markup('<ul class="tiles">{}</ul>').format(
        joined(
            Markup(
                '<li><span class="fact">{}</span> <strong class="big">{}</strong> '
                '<span>{}</span> <span class="chg">{}</span></li>'
            ).format(*tile)
            for tile in tiles
        )
    )


def _reviews(page: Page) -> Tile:
    in_date, total = page.in_date
    if not total:
        return Tile("Policies in date", "[z]", "No policy is required", NO_CHANGE)
    change = change_of_documents((in_date, total), page.in_date_before, page.before_end)
    return Tile("Policies in date", f"{in_date}", f"of {total}. Target: all", change)


def _signatures(page: Page) -> Tile:
    target, fact = _target(page), "Policies signed"
    total = page.total(COVERAGE)
    if why_unsaid(page, "acknowledgements"):
        return Tile(fact, "[x]", f"Cannot be said. {target}", NO_CHANGE)
    if total is None or not total.told or not total.of:
        sign, why = _unshown(page, COVERAGE, "Nothing to sign")
        return Tile(fact, sign, f"{why}. {target}", NO_CHANGE)
    change = _change(page, COVERAGE, total)
    if page.few(COVERAGE):
        return Tile(fact, total.counted, f"signatures{_in_some(page, COVERAGE)}. {target}", change)
    signatures = f"{total.number} of {total.of:,} signatures{total.doubt}{_in_some(page, COVERAGE)}"
    return Tile(fact, total.least, f"{signatures}. {target}", change)


def _inductions(page: Page) -> Tile:
    """Those done in time, of those of which the days allowed have run out; in all, where only that is published."""
    timely, target = not page.school and not page.public, "Target: all"
    measure, fact, unit = (
        (IN_TIME, "Inducted in time", "inductions due") if timely else (INDUCTION, "Inductions done", "inductions")
    )
    total = page.total(measure)
    if not page.release.nobody_listed and not any(each.of for each in page.counts(INDUCTION)):
        sign, why = _unshown(page, INDUCTION, "No induction asked for")
        return Tile(fact, sign, why, NO_CHANGE)
    if why_unsaid(page, "inductions"):
        return Tile(fact, "[x]", f"Cannot be said. {target}", NO_CHANGE)
    if total is None or not total.told or not total.of:
        sign, why = _unshown(page, measure, "No induction is due yet")
        return Tile(fact, sign, f"{why}. {target}", NO_CHANGE)
    some = _in_some(page, measure)
    change = _change(page, measure, total)
    if page.few(measure):
        return Tile(fact, total.counted, f"{unit}{some}. {target}", change)
    return Tile(fact, total.least, f"{total.counted} {unit}{some}. {target}", change)


def _gap(page: Page) -> Tile:
    """The policy whose share lies furthest below the target."""
    target, short = _target(page), page.short_of_target
    if why_unsaid(page, "acknowledgements"):
        return Tile("Lowest coverage", "[x]", f"Cannot be said. {target}", NO_CHANGE)
    if not any(each.told and each.of for each in page.counts(COVERAGE)):
        sign, why = _unshown(page, COVERAGE, "Nothing to sign")
        return Tile("Lowest coverage", sign, f"{why}. {target}", NO_CHANGE)
    if not short:
        return Tile("Lowest coverage", "No policy", f"of those shown is below target. {target}", "No gap to compare")
    worst = short[0]
    fact, change = "Lowest range" if worst.between else "Lowest coverage", _change(page, COVERAGE, worst)
    # Which of several ranges that begin alike holds the lowest number cannot be told.
    alike = [each.policy for each in short if worst.between and worst.begins_like(each)] or [worst.policy]
    if worst.of < SMALL:
        return Tile(fact, worst.counted, f"{worst.policy}. {target}", change)
    if len(alike) > 1:
        return Tile(fact, worst.least, f"{some_of(alike, most=1)}. {target}", change)
    signed = f"{worst.counted} have signed{page.new_since(worst.policy)}"
    return Tile(fact, worst.least, f"{worst.policy}: {signed}. {target}", change)


def _in_some(page: Page, measure: str) -> str:
    """Of which policies a total is, where some are withheld."""
    some = page.in_some(measure)
    return f", in {some[0]} of {some[1]} policies" if some else ""


def _target(page: Page) -> str:
    return f"Target {page.release.targets.acknowledged:.0%}"


def _unshown(page: Page, measure: str, nothing: str) -> tuple[str, str]:
    """The sign and the reason where a measure has no figure: it is withheld, or there is nothing to count."""
    return ("[c]", "Would tell of too few") if page.withheld(measure) else ("[z]", nothing)


def _change(page: Page, measure: str, now: Count) -> str:
    """How a figure has moved. Earlier ones are of the organisation only, so that they tell nothing of a joiner."""
    if page.school and not now.between:
        return TOGETHER
    before, policies = page.before(measure, now.policy), 1 if now.policy != ALL else policies_in(page, measure)
    if before and before.done == before.of == 0:
        return f"None was due on {page.before_end}"
    if before is None and page.before(measure):
        return f"No figure of {page.before_end}"
    return change_of_people(now, before, policies, page.before_end)
