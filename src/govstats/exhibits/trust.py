"""The overview of a trust or federation: its schools compared, and what all of them have to review."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from govstats.disclosure import Published
from govstats.exhibits.annex import annex
from govstats.exhibits.comparison import compare, policy_compared
from govstats.exhibits.currency import currency_by_school
from govstats.exhibits.difference import difference
from govstats.exhibits.every_school import every_school
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.forward import forward
from govstats.exhibits.headline import coverage_sentence, header, reviews_sentence
from govstats.exhibits.markup import paragraph
from govstats.exhibits.page import BODY_ROWS, Page
from govstats.exhibits.report import Maker, Report
from govstats.exhibits.sureness import definitions, sureness
from govstats.exhibits.wording import counted

TITLE = "Schools compared"


def trust_overview(published: Published, policy: str = "") -> Report:
    """The exhibits of an overview, by name, made of the same release as the governor report.

    Parameters
    ----------
    policy
        The policy for which schools are compared; "" for the one furthest below target that is not new this term.

    Raises
    ------
    MustFix
        No policy is so called.
    """
    title = policy_compared(Page(published), policy)
    makers: dict[str, Maker] = {
        "header": _header,
        "headline": _headline,
        "compare": partial(compare, policy=title),
        "difference": partial(difference, policy=title),
        "currency_by_school": currency_by_school,
        "forward": forward,
        "annex": partial(annex, in_part=len(published.schools) > BODY_ROWS),
        "every_school": partial(every_school, policy=title),
        "sureness": sureness,
        "definitions": definitions,
    }
    return Report(published, makers=makers)


def _header(page: Page) -> Exhibit:
    return replace(header(page), page_title=f"{TITLE}: {page.subject}, {page.release.term.name}")


def _headline(page: Page) -> Exhibit:
    lead = " ".join(_lead(page))
    html = Markup("<h1>{} <span>{}</span></h1>{}").format(TITLE, page.release.term.name, paragraph(lead, "lead"))
    return Exhibit("headline", next(_lead(page)), html)


def _lead(page: Page) -> Iterator[str]:
    yield f"{page.subject} has {counted(len(page.release.schools), 'school')}."
    yield reviews_sentence(page)
    yield coverage_sentence(page)
