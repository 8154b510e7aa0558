"""Which tables and columns a store has, and of what kind: docs/reference/store.md."""

from collections.abc import Sequence

import pyarrow as pa

from govstats.records import PERSONAL, SOURCES

LAYOUT = 2
ABOUT = "store.json"
POLICIES = "policies"
WORDS = pa.string()


def _days(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}_{end}" for name in names for end in ("earliest", "latest"))


# What is counted of people, and nothing by which they are called but their number. Of a date's text only whether there
# is one. The tables have as many row groups as each other; a person's rows stand in the same one of each.
PEOPLE: dict[str, tuple[str, ...]] = {
    "staff": (
        *("person_id", "school", "role", "group", "staff_type", "contact_with_children"),
        *_days("start_date", "end_date", "absent_from", "absent_to"),
        *("end_date_text", "absent_from_text", "absent_to_text"),
    ),
    "acknowledgements": (
        *("person_id", "policy", "version_key", "response"),
        *(*_days("acknowledged_on"), "acknowledged_on_text"),
    ),
    "inductions": ("person_id", "policy", *_days("inducted_on")),
}
REGISTER: tuple[str, ...] = (
    *(name for name in SOURCES[POLICIES].columns if name not in PERSONAL),
    *("version_key", "draft", "file", "sheet", "row"),
)


def schema_of(columns: Sequence[str], days: pa.DataType, words: pa.DataType = WORDS) -> pa.Schema:
    """The columns of a table with their kinds, for days and words kept in such a way."""
    return pa.schema([(name, _kind(name, days, words)) for name in columns])


def _kind(name: str, days: pa.DataType, words: pa.DataType) -> pa.DataType:
    if name.endswith(("_earliest", "_latest")):
        return days
    if name.endswith("_months") or name == "row":
        return pa.int64()
    return pa.bool_() if name in ("draft", "required") else words
