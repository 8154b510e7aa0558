"""The tables of a case as an organisation's folder, with what a case need not repeat."""

import csv
from collections.abc import Iterable
from pathlib import Path

from govstats.records import SOURCES
from tests.spec.tables import SpecError, Table

# What stands where a case gives no such table.
DEFAULT_TABLES = {
    "schools": Table("schools", ("name",), (("Ash Grove",),)),
    "staff": Table("staff", ("person_id",), (("P1",),)),
    "policies": Table("policies", ("version", "approved", "cycle"), (("1", "2025-09-01", "annual"),)),
}
# What every row of a table says where the table has no such column. "" is the first of the schools.
DEFAULT_COLUMNS = {
    "staff": {"school": "", "start_date": "2020-09-01"},
    "earlier_staff": {"school": "", "start_date": "2015-09-01"},
    "policies": {"policy": "Social media"},
    "acknowledgements": {"policy": "Social media"},
    "inductions": {"policy": "Social media"},
}
NOT_EXPORTS = {
    "organisation": {"name", "kind"},
    "schools": {"name", "type", "phase"},
    "calendar": {"term", "start", "end"},
    "meetings": {"date", "body"},
    "closed days": {"date"},
    "policy names": {"name", "title"},
    "targets": {"acknowledged", "induction_days", "induction_days_are", "grace_days"},
    "disclosure": {"profile", "minimum"},
}


def write_folder(folder: Path, given: Iterable[Table]) -> None:
    """Write `govstats.toml` and one CSV file a source."""
    tables = DEFAULT_TABLES | {table.words: table for table in given}
    for name, table in tables.items():
        known = NOT_EXPORTS.get(name) or {field.name for field in SOURCES[name].fields}
        if unknown := set(table.columns) - known:
            raise SpecError(f"The {name} have no {', '.join(sorted(unknown))}.")
    schools = _rows(tables, "schools")
    [organisation] = _rows(tables, "organisation") or [{}]
    organisation = {"name": "The Spec Federation", "kind": "federation"} | organisation
    lines = ["[organisation]", *(f'{name} = "{value}"' for name, value in organisation.items())]
    for school in schools:
        lines += ["[[schools]]", *(f'{name} = "{value}"' for name, value in school.items() if value)]
    lines.append("[calendar]")
    lines += [f'"{term["term"]}" = [{term["start"]}, {term["end"]}]' for term in _rows(tables, "calendar")]
    meetings = [f'{{ date = {each["date"]}, body = "{each["body"]}" }}' for each in _rows(tables, "meetings")]
    lines.append(f"meetings = [{', '.join(meetings)}]")
    lines.append(f"closed = [{', '.join(each['date'] for each in _rows(tables, 'closed days'))}]")
    lines.append("[targets]")
    targets = [each for row in _rows(tables, "targets") for each in row.items()]
    lines += [f'{name} = "{value}"' if name.endswith("_are") else f"{name} = {value}" for name, value in targets]
    lines.append("[disclosure]")
    for disclosure in _rows(tables, "disclosure"):
        lines += [
            f'{name} = "{value}"' if name == "profile" else f"{name} = {value}" for name, value in disclosure.items()
        ]
    lines += ["[policies]", *(f'"{each["name"]}" = "{each["title"]}"' for each in _rows(tables, "policy names"))]
    for name in SOURCES.keys() & tables.keys():
        lines += [f"[sources.{name}]", f'file = "{name}.csv"']
        _write_csv(folder / f"{name}.csv", tables[name], DEFAULT_COLUMNS.get(name, {}), schools[0]["name"])
    (folder / "govstats.toml").write_text("\n".join(lines), "utf-8")


def _rows(tables: dict[str, Table], name: str) -> list[dict[str, str]]:
    """The rows of a table by column; none where the case has no such table."""
    table = tables.get(name)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows] if table else []


def _write_csv(path: Path, table: Table, defaults: dict[str, str], school: str) -> None:
    filled = {name: value or school for name, value in defaults.items() if name not in table.columns}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*table.columns, *filled])
        writer.writerows([*row, *filled.values()] for row in table.rows)
