"""What the register shows of a clause, in sentences: adopted, reviewed, linked."""

from datetime import date, timedelta

from govstats.exhibits.shown import Shown
from govstats.exhibits.wording import counted, listed, months_in_words, on_or_in, opened
from govstats.measures.facts import Adopted, Due, Link, Other
from govstats.measures.reviews import CANNOT_SAY, CURRENT, NO_DATE, NO_VERSION, OVER_STATUTORY, OVERDUE
from govstats.periods import say_day

NOT_IN_FORCE = "No version in force."
STANDS = {
    OVERDUE: "overdue",
    NO_VERSION: "without a version in force",
    NO_DATE: "without a review date",
    CANNOT_SAY: "not clear",
}
_PARTS = {"dated": "day of adoption", "minuted": "minute reference", "consulted": "consultation"}


def adopted(row: Shown, _: date) -> str:
    told = [each for each in row.facts if isinstance(each, Adopted)]
    copies = row.denominator // 3
    if copies > 1:
        dated, minuted, consulted = (sum(bool(getattr(each, part)) for each in told) for part in _PARTS)
        return f"Of {copies} copies: {dated} adopted, {minuted} minuted, {consulted} consulted on{row.doubt}."
    if not told:
        return NOT_IN_FORCE
    [one] = told
    day = f"{'Adopted' if one.by == 'approved' else 'In effect from'} {one.on}"
    done = {day: one.dated, "minuted": one.minuted, "consulted on": one.consulted}
    there = [what for what, so in done.items() if so]
    lacking = [f"no {what}" for part, what in _PARTS.items() if getattr(one, part) is False]
    return " ".join(
        [
            *([f"{opened(listed(there))}."] if there else []),
            *([f"{opened(listed(lacking))} recorded."] if lacking else []),
            *(["Whether it was consulted on cannot be told."] if one.consulted is None else []),
        ]
    )


def reviewed(row: Shown, as_at: date) -> str:
    told = [each for each in row.facts if isinstance(each, Due)]
    if len(told) > 1:
        return _copies_reviewed(told, as_at)
    [one] = told
    by = "" if one.stated else " by its cycle"
    due = f" Review due {one.stated or one.cycle}{by}."
    if one.status == OVERDUE and one.last_day:
        said = f"Overdue since {say_day(one.last_day + timedelta(days=1))}{by}."
    elif one.status == NO_VERSION:
        said = NOT_IN_FORCE
    elif one.status == NO_DATE:
        start = "no day to count its cycle from" if one.cycle_months else "no cycle"
        said = f"No review date and {start} recorded."
    elif one.status == OVER_STATUTORY:
        said = f"{OVER_STATUTORY}.{due}"
    elif one.status in CURRENT:
        said = f"In date.{due}"
    else:
        said = "It cannot be told which version is in force."
    return f"{said}{_by_cycle(one, as_at)}"


def _by_cycle(one: Due, as_at: date) -> str:
    if not one.disagree or not one.cycle_months:
        return ""
    cycle = "An annual cycle" if one.cycle_months == 12 else f"A cycle of {months_in_words(one.cycle_months)}"
    return f" {cycle} {'made' if _passed(one, as_at) else 'makes'} it due {on_or_in(one.cycle)}."


def _passed(one: Due, as_at: date) -> bool:
    return one.cycle_last_day is not None and one.cycle_last_day < as_at


def _copies_reviewed(told: list[Due], as_at: date) -> str:
    found = [STANDS.get(each.status, "in date") for each in told]
    states = [*STANDS.values(), "in date"]
    said = f"Of {len(told)} copies: {', '.join(f'{found.count(each)} {each}' for each in states if each in found)}."
    late = sum(each.status in CURRENT and each.disagree and _passed(each, as_at) for each in told)
    return f"{said} {late} of those in date {'is' if late == 1 else 'are'} overdue by cycle." if late else said


def linked(row: Shown, as_at: date) -> str:
    [told] = [each for each in row.facts if isinstance(each, Link)]
    if not told.there:
        return "No link recorded."
    others = told.others
    if not others:
        return "Linked. The linked policy is not in the register."
    if len(others) == 1:
        return f"Linked. {others[0].policy} {_itself(others[0], as_at)}."
    current = sum(each.status in CURRENT for each in others)
    what = "copies" if len({each.policy for each in others}) == 1 else "policies"
    how_many = f"All {len(others)}" if current == len(others) else f"{current} of {len(others)}"
    return f"Linked. {how_many} linked {what} {'is' if current == 1 else 'are'} in date."


def _itself(other: Other, as_at: date) -> str:
    if other.status == OVERDUE and other.last_day:
        return f"is itself {counted((as_at - other.last_day).days, 'day')} overdue"
    if other.status in CURRENT:
        return "is in date"
    return {NO_VERSION: "has no version in force", NO_DATE: "has no review date"}.get(
        other.status, "cannot be shown to be in date"
    )
