"""Workbooks written as XML by Excel 2003, and by many an MIS that calls them `.xls`."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from govstats.exports.opening.columns import Table
from govstats.exports.opening.layout import Layout
from govstats.exports.opening.xml import every, root_of, said


def read_spreadsheetml(content: bytes, wanted: Collection[str] = ()) -> tuple[list[Table], dict[str, str]]:
    """The visible sheets, and the hidden ones that are `wanted`, in the shape of `workbooks.read_workbook`."""
    root = root_of(content)
    sheets = []
    for sheet in every(root, "Worksheet"):
        name = said(sheet, "Name") or ""
        hidden = any((each.text or "").startswith("SheetHidden") or each.text == "SheetVeryHidden"
                     for each in every(sheet, "Visible"))  # fmt: skip
        if hidden and name not in wanted:
            continue
        layout = Layout(name)
        for row in every(sheet, "Row"):
            place = said(row, "Index")
            layout.new_row(int(place) - 1 if place else None)
            for cell in every(row, "Cell"):
                at = said(cell, "Index")
                layout.add(
                    _value(next(every(cell, "Data"), None)),
                    at=int(at) - 1 if at else None,
                    across=int(said(cell, "MergeAcross") or 0) + 1,
                    down=int(said(cell, "MergeDown") or 0) + 1,
                )
        sheets.append(layout.table())
    return sheets, {"epoch": "1904"} if next(every(root, "Date1904"), None) is not None else {}


def _value(data: ElementTree.Element | None) -> Any:
    if data is None:
        return None
    text = "".join(data.itertext())
    match said(data, "Type"):
        case "Number":
            return float(text)
        case "Boolean":
            return text.strip() == "1"
        case "DateTime":
            moment = datetime.fromisoformat(text.strip().removesuffix("Z"))
            return moment.date() if moment.time() == moment.min.time() else moment
        case _:
            return text
