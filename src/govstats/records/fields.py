"""The canonical fields of each source: what a column means, however a file calls it."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text", "id", "date", "yes or no", "answer", "count", "school", "frequency", "months", "fact", "fact by school",
    "minute",
]  # fmt: skip
Words = Literal["staff_types", "audiences"]
# What a fact of the register says where it can be read as neither yes nor no. A blank says nothing, and is blank.
UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Field:
    """One canonical field.

    A date becomes four columns of the tidy table: `<name>_earliest` and `<name>_latest` (both inclusive, NaT
    where an end is not known), `<name>_precision`, and `<name>_text` (as the file has it, "" where blank).
    A fact becomes "yes", "no", `UNCLEAR` or ""; one by school may also be the schools it is true of, joined by ";".
    A minute becomes the text that names it, or "".

    `tells` is what figures take from a field that need not be there, as the end of "No column tells …". It is "" where
    its lack is seen on the page, where no figure uses it, and where hardly any list has it: of those nobody is asked.
    `words` are the lists of words that its cells are written in.
    """

    name: str
    kind: Kind
    label: str
    required: bool = False
    blank_allowed: bool = False  # a required column whose blank cells say something
    lenient: bool = False  # a cell that cannot be read is not known, and its row is used all the same
    tells: str = ""
    words: tuple[Words, ...] = ()

    @property
    def may_be_unknown(self) -> bool:
        """Whether a row is used when its cell cannot be read."""
        return self.lenient or self.kind not in ("yes or no", "answer", "count", "school")

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
    like: str = ""  # the source whose headings it has, where not its own
    key: tuple[str, ...] = ()  # the fields by which two files of it are seen to hold the same records
    long: bool = False  # a row for each thing that each person did: the words of its table are categories

    @property
    def headings(self) -> str:
        """The source under whose name its headings are listed."""
        return self.like or self.name

    @property
    def was(self) -> str:
        """The verb that its label takes: acknowledgements were given, an induction log was."""
        return "were" if self.label.endswith("s") else "was"

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

_STAFF = (
    # Beside a blank number an e-mail address or a name may tell whose further post the row is.
    Field("person_id", "id", "Staff number", required=True, blank_allowed=True),
    *_PERSON[1:],
    Field("school", "school", "School", tells="at which school somebody works"),
    Field("role", "text", "Role", tells="what work somebody does"),
    Field("staff_type", "text", "Staff type", tells="who is employed", words=("staff_types",)),
    Field("start_date", "date", "Start date", required=True),
    Field("end_date", "date", "Leaving date", tells="who has left"),
    Field("status", "text", "Status"),
    Field("contact_with_children", "yes or no", "Contact with children", lenient=True, tells="who works with children"),
    Field("absent_from", "date", "Absent from"),
    Field("absent_to", "date", "Absent to"),
)
# Needed only where a row names a person and nothing else: a name tells people apart within a school.
_AT_SCHOOL = Field("school", "text", "School")

# What of a row tells of a person, whatever its source.
PERSONAL = (*(field.name for field in _PERSON), "inducted_by", "approved_by", "owner", "note")

SOURCES: dict[str, SourceSpec] = {
    spec.name: spec
    for spec in (
        SourceSpec(
            "staff",
            "staff list",
            _STAFF,
            key=("person_id", "school"),
        ),
        SourceSpec("earlier_staff", "earlier staff list", _STAFF, like="staff"),
        SourceSpec(
            "policies",
            "policy register",
            (
                Field("policy", "text", "Policy", required=True),
                Field("version", "id", "Version", tells="which version is in force"),
                Field("written", "date", "Date written"),
                Field("approved", "date", "Approved", tells="when a policy was approved"),
                Field("effective", "date", "Effective from"),
                Field("published", "date", "Published"),
                Field("review_due", "date", "Review date", tells="when a review is due"),
                Field("cycle", "frequency", "Review cycle", tells="how often a policy is reviewed"),
                Field("change", "text", "Change", tells="which change is minor"),
                Field("renew_months", "months", "Renew after months"),
                Field("required", "yes or no", "Required", lenient=True),
                Field("approval_level", "text", "Approval level"),
                Field("approved_by", "text", "Approved by"),
                Field("owner", "text", "Owner"),
                Field("status", "text", "Status", tells="which version is a draft"),
                Field(
                    "audience", "text", "Audience", tells="who must read a policy", words=("audiences", "staff_types")
                ),
                Field("scope", "text", "Scope", tells="which policies are a school's own"),
                Field("school", "school", "School", tells="whose policy it is"),
                Field("model_source", "text", "Model source"),
                Field("model_date", "date", "Model date"),
                Field("linked_policies", "text", "Linked policies"),
                Field("in_handbook", "fact by school", "In staff handbook"),
                Field("unions_consulted", "fact", "Unions consulted"),
                Field("minute_reference", "minute", "Minute reference"),
                Field("statutory_key", "text", "Statutory key"),
            ),
            key=("policy", "version", "school"),
        ),
        SourceSpec(
            "acknowledgements",
            "acknowledgements",
            (
                *_PERSON,
                _AT_SCHOOL,
                Field("policy", "text", "Policy", required=True),
                Field("version", "id", "Version", tells="which version was signed"),
                # A blank day says "not acknowledged yet": a row, and not coverage.
                Field("acknowledged_on", "date", "Acknowledged on", required=True, blank_allowed=True),
                Field("response", "answer", "Response", tells="who declined"),
            ),
            one_of=("person_id", "email", "name", "surname"),
            long=True,
        ),
        SourceSpec(
            "inductions",
            "induction log",
            (
                *_PERSON,
                _AT_SCHOOL,
                Field("policy", "text", "Policy", tells="which policy an induction was about"),
                Field("inducted_on", "date", "Inducted on", required=True),
                Field("inducted_by", "text", "Inducted by"),
            ),
            one_of=("person_id", "email", "name", "surname"),
            long=True,
        ),
        SourceSpec(
            "incidents",
            "incident counts",
            (
                Field("period", "date", "Period", required=True),
                Field("school", "school", "School", tells="at which school it was"),
                Field("policy", "text", "Policy", tells="which policy it is about"),
                Field("category", "text", "Category", required=True),
                Field("count", "count", "Count", required=True),
                Field("outcome", "text", "Outcome"),
            ),
            key=("period_text", "school", "policy", "category", "outcome"),
        ),
        SourceSpec(
            "evidence",
            "evidence log",
            (
                Field("policy", "text", "Policy", required=True),
                Field("clause", "id", "Clause", required=True),
                Field("kind", "text", "Kind of evidence", required=True),
                Field("date", "date", "Date", required=True),
                Field("school", "school", "School", tells="at which school it was"),
                Field("count", "count", "Count", tells="how many it was done for"),
                Field("of", "count", "Of", tells="of how many"),
                Field("note", "text", "Note"),
            ),
            key=("policy", "clause", "kind", "date_text", "school"),
        ),
    )
}
