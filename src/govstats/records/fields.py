"""The canonical fields of each source: what a column means, however a file calls it."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "id", "date", "yes or no", "answer", "count", "school", "frequency", "whole number"]


@dataclass(frozen=True, slots=True)
class Field:
    """One canonical field.

    A date becomes four columns of the tidy table: `<name>_earliest` and `<name>_latest` (both inclusive, NaT
    where an end is not known), `<name>_precision`, and `<name>_text` (as the file has it, "" where blank).
    """

    name: str
    kind: Kind
    label: str
    required: bool = False
    blank_allowed: bool = False  # a required column whose blank cells say something

    @property
    def columns(self) -> tuple[str, ...]:
        if self.kind == "date":
            return tuple(f"{self.name}_{part}" for part in ("earliest", "latest", "precision", "text"))
        if self.kind == "frequency":
            return tuple(f"{self.name}_{part}" for part in ("months", "kind", "text"))
        return (self.name,)


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """One kind of export."""

    name: str
    label: str
    fields: tuple[Field, ...]
    one_of: tuple[str, ...] = ()  # at least one of these fields must be there

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    @property
    def required(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.required)

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(column for field in self.fields for column in field.columns)


_PERSON = (
    Field("person_id", "id", "Staff number"),
    Field("email", "id", "E-mail"),
    Field("name", "text", "Name"),
    Field("forename", "text", "Forename"),
    Field("surname", "text", "Surname"),
)

SOURCES: dict[str, SourceSpec] = {
    spec.name: spec
    for spec in (
        SourceSpec(
            "staff",
            "staff list",
            (
                Field("person_id", "id", "Staff number", required=True),
                *_PERSON[1:],
                Field("school", "school", "School"),
                Field("role", "text", "Role"),
                Field("staff_type", "text", "Staff type"),
                Field("start_date", "date", "Start date", required=True),
                Field("end_date", "date", "Leaving date"),
                Field("contact_with_children", "yes or no", "Contact with children"),
                Field("absent_from", "date", "Absent from"),
                Field("absent_to", "date", "Absent to"),
            ),
        ),
        SourceSpec(
            "policies",
            "policy register",
            (
                Field("policy", "text", "Policy", required=True),
                Field("version", "id", "Version"),
                Field("written", "date", "Date written"),
                Field("approved", "date", "Approved"),
                Field("effective", "date", "Effective from"),
                Field("published", "date", "Published"),
                Field("review_due", "date", "Review date"),
                Field("cycle", "frequency", "Review cycle"),
                Field("change", "text", "Change"),
                Field("renew_months", "whole number", "Renew after months"),
                Field("required", "yes or no", "Required"),
                Field("approval_level", "text", "Approval level"),
                Field("approved_by", "text", "Approved by"),
                Field("owner", "text", "Owner"),
                Field("status", "text", "Status"),
                Field("audience", "text", "Audience"),
                Field("scope", "text", "Scope"),
                Field("school", "school", "School"),
                Field("model_source", "text", "Model source"),
                Field("model_date", "date", "Model date"),
                Field("linked_policies", "text", "Linked policies"),
                Field("in_handbook", "text", "In staff handbook"),
                Field("unions_consulted", "text", "Unions consulted"),
                Field("minute_reference", "text", "Minute reference"),
                Field("statutory_key", "text", "Statutory key"),
            ),
        ),
        SourceSpec(
            "acknowledgements",
            "acknowledgements",
            (
                *_PERSON,
                Field("policy", "text", "Policy", required=True),
                Field("version", "id", "Version"),
                # A blank day says "not acknowledged yet": a row, and not coverage.
                Field("acknowledged_on", "date", "Acknowledged on", required=True, blank_allowed=True),
                Field("response", "answer", "Response"),
            ),
            one_of=("person_id", "email"),
        ),
        SourceSpec(
            "inductions",
            "induction log",
            (
                *_PERSON,
                Field("policy", "text", "Policy"),
                Field("inducted_on", "date", "Inducted on", required=True),
                Field("inducted_by", "text", "Inducted by"),
            ),
            one_of=("person_id", "email"),
        ),
        SourceSpec(
            "incidents",
            "incident counts",
            (
                Field("period", "date", "Period", required=True),
                Field("school", "school", "School"),
                Field("policy", "text", "Policy"),
                Field("category", "text", "Category", required=True),
                Field("count", "count", "Count", required=True),
                Field("outcome", "text", "Outcome"),
            ),
        ),
        SourceSpec(
            "evidence",
            "evidence log",
            (
                Field("policy", "text", "Policy", required=True),
                Field("clause", "id", "Clause", required=True),
                Field("kind", "text", "Kind of evidence", required=True),
                Field("date", "date", "Date", required=True),
                Field("school", "school", "School"),
                Field("count", "count", "Count"),
                Field("of", "count", "Of"),
                Field("note", "text", "Note"),
            ),
        ),
    )
}
