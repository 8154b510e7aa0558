"""The page over a run's files: what there is, and whom each file is for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from govstats.disclosure import PUBLIC, Published
from govstats.exhibits.exhibit import Exhibit
from govstats.exhibits.headline import header
from govstats.exhibits.markup import bullets, joined, paragraph, section
from govstats.exhibits.page import Page
from govstats.exhibits.trust import TITLE as COMPARED

TITLE = "Files of the report"
_SEND = 'Send the files of "for-governors". Keep those of "office-only" where only the office can open them.'
# The reason may be a fault of the data, and name somebody.
_NOT_MADE = 'The page "{}" could not be made. The sheet "Run log" of the action workbook says why.'
_PAGES = {"governor_html": "", "trust_html": COMPARED}  # what each is called, if not after whom it is about
_TO_SEND = (("measures", "The published figures", "a table for an analyst"),)
_TO_KEEP = (
    ("workbook", "Action workbook", "who has to do what; it names people"),
    ("calendar", "Policy calendar", "reviews, meetings and papers, for a diary; it names nobody"),
    ("manifest", "Manifest", "what was read and what was made"),
)


class Listed(NamedTuple):
    """A file: its kind, the school whose page it is, and its place from the run's folder, with forward slashes."""

    kind: str
    school: str | None
    path: str


def contents(
    published: Published, files: Sequence[Listed], not_made: Sequence[str] = (), no_pdf: str = ""
) -> dict[str, Exhibit]:
    """The exhibits of the page. They name nobody, and hold no figure.

    Parameters
    ----------
    not_made
        What the pages are called that failed.
    no_pdf
        Why there is no PDF, where there should be one.
    """
    pages = [*_pages(published, files)]
    missing = [*map(_NOT_MADE.format, not_made), *filter(None, [no_pdf])]
    whom = "anyone" if published.profile == PUBLIC else "governors"
    parts = [
        Markup("<h1>{} <span>{}</span></h1>").format(TITLE, published.term.name),
        paragraph(_SEND, "lead"),
        section("send", f"For {whom}", bullets([*pages, *_others(files, _TO_SEND)]), *map(paragraph, missing)),
        section("keep", "For the office", bullets(_others(files, _TO_KEEP))),
    ]
    title = f"{TITLE}: {published.organisation}, {published.term.name}"
    return {
        "header": replace(header(Page(published), "For the school office, not for governors. "), page_title=title),
        "contents": Exhibit("contents", title, joined(parts)),
    }


def _pages(published: Published, files: Sequence[Listed]) -> Iterator[Markup]:
    places = {each.path for each in files}
    for each in files:
        if each.kind in _PAGES:
            name = _PAGES[each.kind] or each.school or published.organisation
            pdf = each.path.removesuffix("html") + "pdf"
            yield Markup(", ").join([_link(each.path, name), *([_link(pdf, "PDF")] if pdf in places else [])])


def _others(files: Sequence[Listed], kinds: Sequence[tuple[str, str, str]]) -> Iterator[Markup]:
    for kind, name, what in kinds:
        for each in files:
            if each.kind == kind:
                yield Markup("{}: {}").format(_link(each.path, name), what)


def _link(path: str, name: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(quote(path), name)
