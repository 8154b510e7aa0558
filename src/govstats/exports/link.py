"""Records linked to people of the staff list and to policies of the register, never by a guess."""

from collections.abc import Iterable
from difflib import get_close_matches

import pandas as pd

from govstats.errors import Problem, problem
from govstats.exports.headings import heading_key
from govstats.records import places_of


def link_people(frame: pd.DataFrame, staff: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """Fill in `person_id` from the staff list: by reference first, then by e-mail address.

    Returns the rows that belong to somebody, and a problem for each of the others.
    """
    references = dict(zip(staff["person_id"], staff["person_id"], strict=True))
    addresses = {email.casefold(): person for email, person in zip(staff["email"], staff["person_id"], strict=True)}
    addresses.pop("", None)
    email = frame["email"].str.casefold()
    person = frame["person_id"].map(references)
    person = person.fillna(email.map(addresses))
    unknown = frame[person.isna()]
    problems = [
        problem("person-anonymous", **place, column="E-mail")
        if email in ("", "anonymous") and not reference
        else problem(
            "person-not-on-list",
            **place,
            column="Staff number" if reference else "E-mail",
            found=reference or email,
        )
        for place, reference, email in zip(places_of(unknown), unknown["person_id"], unknown["email"], strict=True)
    ]
    return frame.assign(person_id=person)[person.notna()].reset_index(drop=True), problems


def link_policies(
    frame: pd.DataFrame, titles: Iterable[str], *, blank_allowed: bool
) -> tuple[pd.DataFrame, list[Problem]]:
    """Write policies as the register does; rows that name no policy of the register are problems."""
    by_key = {heading_key(title): title for title in titles}
    keys = frame["policy"].map({text: heading_key(text) for text in frame["policy"].unique()})
    title = keys.map(by_key)
    if blank_allowed:
        title = title.mask(frame["policy"] == "", "")
    unknown = frame[title.isna()]
    problems = [
        problem(
            "policy-not-in-register",
            **place,
            column="Policy",
            found=text,
            suggestion=_suggestion(text, by_key),
        )
        for place, text in zip(places_of(unknown), unknown["policy"], strict=True)
    ]
    return frame.assign(policy=title)[title.notna()].reset_index(drop=True), problems


def _suggestion(text: str, by_key: dict[str, str]) -> str:
    words = {word for word in heading_key(text).split() if len(word) > 4}
    alike = set(get_close_matches(heading_key(text), by_key, n=2, cutoff=0.75))
    near = [title for key, title in by_key.items() if key in alike or words & set(key.split())][:3]
    return (
        f"If it is {' or '.join(near)}, write that title." if near else "Add it to the register, or correct the title."
    )
