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
NOT_EXPORTS = {"schools": {"name"}, "calendar": {"term", "start", "end"}, "policy names": {"name", "title"}}


def write_folder(folder: Path, given: Iterable[Table]) -> None:
    """Write `govstats.toml` and one CSV file a source."""
    tables = DEFAULT_TABLES | {table.words: table for table in given}
    for name, table in tables.items():
        known = NOT_EXPORTS.get(name) or {field.name for field in SOURCES[name].fields}
        if unknown := set(table.columns) - known:
            raise SpecError(f"The {name} have no {', '.join(sorted(unknown))}.")
    schools = [school for (school,) in tables["schools"].rows]
    lines = ["[organisation]", 'name = "The Spec Federation"', 'kind = "federation"']
    for school in schools:
        lines += ["[[schools]]", f'name = "{school}"']
    if "calendar" in tables:
        lines.append("[calendar]")
        for row in tables["calendar"].rows:
            term = dict(zip(tables["calendar"].columns, row, strict=True))
            lines.append(f'"{term["term"]}" = [{term["start"]}, {term["end"]}]')
    if "policy names" in tables:
        lines += ["[policies]", *(f'"{name}" = "{title}"' for name, title in tables["policy names"].rows)]
    for name in SOURCES.keys() & tables.keys():
        lines += [f"[sources.{name}]", f'file = "{name}.csv"']
        _write_csv(folder / f"{name}.csv", tables[name], DEFAULT_COLUMNS.get(name, {}), schools[0])
    (folder / "govstats.toml").write_text("\n".join(lines), "utf-8")


def _write_csv(path: Path, table: Table, defaults: dict[str, str], school: str) -> None:
    filled = {name: value or school for name, value in defaults.items() if name not in table.columns}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*table.columns, *filled])
        writer.writerows([*row, *filled.values()] for row in table.rows)
