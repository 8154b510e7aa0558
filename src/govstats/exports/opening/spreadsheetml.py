"""Workbooks written as XML by Excel 2003, and by many an MIS that calls them `.xls`."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from govstats.exports.opening.columns import Table
from govstats.exports.opening.layout import Layout
from govstats.exports.opening.refusal import Refused
from govstats.exports.opening.xml import every, root_of, said


def read_spreadsheetml(content: bytes, wanted: Collection[str] = ()) -> tuple[list[Table], dict[str, str]]:
    """The visible sheets, and the hidden ones that are `wanted`, in the shape of `workbooks.read_workbook`."""
    root = root_of(content)
    sheets = [(said(sheet, "Name") or "", sheet) for sheet in every(root, "Worksheet")]
    hidden = [name for name, sheet in sheets if _is_hidden(sheet) and name not in wanted]
    try:
        tables = [_table(name, sheet) for name, sheet in sheets if name not in hidden]
    except (ValueError, OverflowError):  # a number or a day that is none
        raise Refused("file-damaged") from None
    assumed = {"epoch": "1904"} if next(every(root, "Date1904"), None) is not None else {}
    return tables, assumed | ({"hidden": ", ".join(hidden)} if hidden else {})


def _is_hidden(sheet: ElementTree.Element) -> bool:
    return any((each.text or "") in ("SheetHidden", "SheetVeryHidden") for each in every(sheet, "Visible"))


def _table(name: str, sheet: ElementTree.Element) -> Table:
    layout = Layout(name)
    for row in every(sheet, "Row"):
        place = said(row, "Index")
        layout.new_row(int(place) - 1 if place else None)
        for cell in every(row, "Cell"):
            at = said(cell, "Index")
            layout.add(
                # Not the data of a comment on the cell.
                _value(next((each for each in cell if each.tag.endswith("}Data")), None)),
                at=int(at) - 1 if at else None,
                across=int(said(cell, "MergeAcross") or 0) + 1,
                down=int(said(cell, "MergeDown") or 0) + 1,
            )
    return layout.table()


def _value(data: ElementTree.Element | None) -> Any:
    if data is None:
        return None
    text = "".join(data.itertext())
    match said(data, "Type"):
        case "Number":
            return float(text) if text.strip() else None
        case "Boolean":
            return text.strip() == "1"
        case "DateTime":
            moment = datetime.fromisoformat(text.strip().removesuffix("Z"))
            return moment.date() if moment.time() == moment.min.time() else moment
        case _:
            return text
