"""An executed notebook into the governor's page: one HTML file that needs nothing else."""

import html
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from nbconvert import HTMLExporter
from nbformat import NotebookNode, from_dict

from govstats.exhibits.exhibit import Exhibit
from govstats.reports.smaller import smaller
from govstats.reports.style import own_style


class ExhibitsLost(Exception):
    """Exhibits that a notebook shows and its page does not: charts may vanish on the way without a word."""


class PageExporter(HTMLExporter):
    """nbconvert's exporter without its last step, which writes the page's tags anew and makes them invalid."""

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> Any:
        page, resources = super(HTMLExporter, self).from_notebook_node(nb, resources, **kw)
        return page, resources


@cache
def _exporter() -> PageExporter:
    here = Path(__file__).parent
    # The template takes the exhibits of a notebook as they are: no preprocessor has anything to do for it.
    return PageExporter(template_name="template", extra_template_basedirs=[str(here)], default_preprocessors=[])


def export_page(notebook: NotebookNode) -> str:
    """The page of a notebook.

    Raises
    ------
    ExhibitsLost
        An exhibit of the notebook is not on the page.
    """
    page, _ = _exporter().from_notebook_node(notebook)
    page = _lighter(page)
    said = _words(page)
    lost = [name for name, face in exhibits_of(notebook) if _words(face) not in said]
    if lost:
        raise ExhibitsLost(f"These exhibits are in the notebook and not on the page: {', '.join(lost)}.")
    return smaller(own_style(page))


def exhibits_of(notebook: NotebookNode) -> Iterator[tuple[str, str]]:
    """Name and HTML face of each exhibit that an executed notebook shows, in order."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            mark: Any = output.get("metadata", {}).get("govstats")
            if mark:
                yield mark["exhibit"], output["data"]["text/html"]


def _lighter(page: str) -> str:
    """The same page without the ends of a table's parts, which HTML knows by what follows them."""
    return page.replace("</thead><tbody>", "<tbody>").replace("</tbody></table>", "</table>")


def page_of(report: Mapping[str, Exhibit | None]) -> str:
    """The page that a notebook would make of a report's exhibits, without a kernel."""
    cells = [_cell_of(exhibit) for exhibit in report.values() if exhibit]
    return export_page(from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}))


def _cell_of(exhibit: Exhibit) -> dict[str, Any]:
    # The face that a page shows; a figure for JupyterLab need not be drawn for it.
    output = {"output_type": "display_data", "data": {"text/html": str(exhibit.html)}, "metadata": exhibit.mark}
    bare: dict[str, Any] = {"cell_type": "code", "id": exhibit.name, "source": "", "metadata": {}}
    return bare | {"execution_count": None, "outputs": [output]}


def _words(markup: str) -> str:
    """What a page says. The exporter may write a tag another way; it may not leave out a word."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())
