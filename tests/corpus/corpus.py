"""All files of the corpus, in the order of the page about them."""

from tests.corpus import (
    books,
    cells,
    dates,
    forms,
    furniture,
    headings,
    hostile,
    installed,
    markup,
    numbers,
    rows,
    systems,
    tables,
    texts,
    tools,
    wrong,
)
from tests.corpus.entry import Awkward

SECTIONS: dict[str, tuple[Awkward, ...]] = {
    "Text files": texts.FILES,
    "Spreadsheets by format": books.FILES,
    "What a workbook holds beside its table": furniture.FILES,
    "HTML, XML and web archives called .xls": markup.FILES,
    "Where the table stands": tables.FILES,
    "Headings": headings.FILES,
    "Among the rows": rows.FILES,
    "Dates": dates.FILES,
    "Staff numbers and counts": numbers.FILES,
    "Cells": cells.FILES,
    "Forms": forms.FILES,
    "Policy tools and logs": tools.FILES,
    "Staff lists and registers of systems": systems.FILES,
    "Not what the name says": wrong.FILES,
    "Broken, and made to break": hostile.FILES,
    "From other packages": installed.FILES,
}
CORPUS = tuple(entry for entries in SECTIONS.values() for entry in entries)
