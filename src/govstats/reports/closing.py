"""What a run ends with: what was made, what to send to whom, and what could not be made."""

from collections.abc import Iterator

from govstats.disclosure import PUBLIC
from govstats.reports.kinds import HTML, PDF
from govstats.reports.pack import Pack, PackFile


def closing_words(pack: Pack) -> Iterator[str]:
    """Lines for a terminal."""
    pages = [page.path.name for page in pack.of_kind(*HTML)]
    printed = (" and as a PDF" if len(pages) == 1 else ", each as a PDF too") if pack.of_kind(*PDF) else ""
    yield f"{made_words(pack)}, in {pack.place_of(pack.run)}"
    yield f"{recipients(pack)}: {', '.join(pages)}{printed}"
    yield f"Keep in the office: {workbook_of(pack).path.name}. {workbook_words(pack)}"
    yield from not_made(pack)


def made_words(pack: Pack) -> str:
    pages = len(pack.of_kind(*HTML))
    return (
        f"Made {pages} governor page{'' if pages == 1 else 's'} for {pack.published.term.name}, and an action workbook"
    )


def recipients(pack: Pack) -> str:
    return "For anyone to read" if pack.published.profile == PUBLIC else "Send to governors"


def workbook_of(pack: Pack) -> PackFile:
    [workbook] = pack.of_kind("workbook")
    return workbook


def workbook_words(pack: Pack) -> str:
    things = len(pack.problems)
    return f"It names people, and lists {things} thing{'' if things == 1 else 's'} worth checking."


def not_made(pack: Pack) -> Iterator[str]:
    for page, why in pack.failed:
        yield f"Not made: {page.title(pack.published)}. {why}"
