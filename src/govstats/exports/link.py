"""Records linked to people of the staff list and to policies of the register, never by a guess."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import pandas as pd

from govstats.errors import Problem, problem
from govstats.exports.headings import heading_key
from govstats.records import Place, places_of

# (file, sheet, field) → the heading that the file has for it
Headings = Mapping[tuple[str, str, str], str]


def link_people(frame: pd.DataFrame, staff: pd.DataFrame, headings: Headings) -> tuple[pd.DataFrame, list[Problem]]:
    """Fill in `person_id` from the staff list: by reference first, then by e-mail address.

    Returns the rows that belong to somebody, and a problem for each of the others.
    """
    references = set(staff["person_id"])
    addresses = {email.casefold(): person for email, person in zip(staff["email"], staff["person_id"], strict=True)}
    addresses.pop("", None)
    found = [
        reference if reference in references else addresses.get(email.casefold())
        for reference, email in zip(frame["person_id"], frame["email"], strict=True)
    ]
    person = pd.Series(found, frame.index, dtype="str")
    unknown = frame[person.isna()]
    problems = [
        problem("person-anonymous", **place, column=_heading(headings, place, "email"))
        if email in ("", "anonymous") and not reference
        else problem(
            "person-not-on-list",
            **place,
            column=_heading(headings, place, "person_id" if reference else "email"),
            found=reference or email,
        )
        for place, reference, email in zip(places_of(unknown), unknown["person_id"], unknown["email"], strict=True)
    ]
    return frame.assign(person_id=person)[person.notna()].reset_index(drop=True), problems


def link_policies(
    frame: pd.DataFrame, titles: Iterable[str], headings: Headings, *, blank_allowed: bool
) -> tuple[pd.DataFrame, list[Problem]]:
    """Write policies as the register does; rows that name no policy of the register are problems."""
    by_key = {heading_key(title): title for title in titles}
    title = (
        frame["policy"].map({text: by_key.get(heading_key(text)) for text in frame["policy"].unique()}).astype("str")
    )
    if blank_allowed:
        title = title.mask(frame["policy"] == "", "")
    unknown = frame[title.isna()]
    problems = [
        problem(
            "policy-not-in-register",
            **place,
            column=_heading(headings, place, "policy"),
            found=text,
            suggestion=_suggestion(text, by_key),
        )
        for place, text in zip(places_of(unknown), unknown["policy"], strict=True)
    ]
    return frame.assign(policy=title)[title.notna()].reset_index(drop=True), problems


def _heading(headings: Headings, place: Place, field: str) -> str:
    return headings.get((place["file"], place["sheet"], field), "")


def versions_unknown(acknowledgements: pd.DataFrame, register: pd.DataFrame) -> list[Problem]:
    """Versions that people named and the register does not have."""
    known = set(zip(register["policy"], register["version_key"], strict=True))
    named = acknowledgements[acknowledgements["version_key"] != ""]
    return [
        problem(
            "version-not-in-register",
            **places_of(rows)[0],
            column="Version",
            found=rows["version"].iloc[0],
            policy=policy,
            rows_affected=len(rows),
        )
        for (policy, key), rows in named.groupby(["policy", "version_key"], sort=True)
        if (policy, key) not in known
    ]


def _suggestion(text: str, by_key: dict[str, str]) -> str:
    words = {word for word in heading_key(text).split() if len(word) > 4}
    alike = set(get_close_matches(heading_key(text), by_key, n=2, cutoff=0.75))
    near = [title for key, title in by_key.items() if key in alike or words & set(key.split())][:3]
    return (
        f"If it is {' or '.join(near)}, write that title." if near else "Add it to the register, or correct the title."
    )
