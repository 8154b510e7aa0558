"""The evidence for each clause of the policy on social networking, worked out again from the raw files.

As by_hand.py: openpyxl only, and nothing of govstats.
"""

import re

from tests.journey import by_hand as hand

POLICY = "Social networking"
# clause | kind of evidence in the log | months for which it holds (0: for ever)
LOGGED = {
    "3.4": ("briefing", 12),
    "4.1": ("statement", 0),
    "4.1 note": ("declaration", 4),
    "4.2": ("recruitment check", 12),
    "5": ("briefing", 12),
    "6(iii)": ("briefing", 0),
    "6(iv)": ("statement", 0),
}


def logged(clause, day):
    """The rows of a clause that hold on the day: numbers where they say of how many."""
    kind, months = LOGGED[clause]
    rows = hand.sheet("Policy evidence log 2025-26.xlsx", "Evidence", "Policy name")
    rows = [r for r in rows if str(r["Section"]).replace(" (", "(") == clause and r["Evidence"].lower() == kind]
    held = [r | {"when": when} for r in rows if (when := hand.read_date(r["Date recorded"])) and when[1] <= day]
    if months:
        held = [r for r in held if hand.add_months(r["when"], months, "")[0] >= day]
    # Appointments and declarations add up; of people the newest row is where a school stands.
    last = {r["School"]: r for r in sorted(held, key=lambda r: r["when"][1])}.values()
    newest = held if clause in ("4.1 note", "4.2") else last
    if newest and all(r["Out of"] is not None for r in newest):
        return sum(r["Number done"] for r in newest), sum(r["Out of"] for r in newest)
    return (int(bool(newest)), 1) if clause in ("4.1 note", "4.2") else (len(newest), len(hand.SCHOOLS))


def inducted_in_time(day):
    """Employees in contact with children who started since the adoption, once 28 days have run out."""
    adopted = hand.month(2024, 7)[0]
    done = due = 0
    for number, posts in hand.staff()[0].items():
        start = hand.service_start(number, day)
        held = hand.people_in_post(day).get(number, (None, posts))[1]
        employee = any(p["type"] == "employee" for p in held) and any(p["contact"] for p in held)
        if start and employee and start[0] >= adopted and start[1] + 28 * hand.DAY <= day:
            days = hand.inductions()[0].get((number, POLICY), [])
            due += 1
            done += any(start[0] - 60 * hand.DAY <= d <= start[0] + 28 * hand.DAY for d in days)
    return done, due


def clauses(day):
    """{clause: (status, numerator, denominator)} as at a day on which the version of July 2024 is in force."""
    [row] = [
        r
        for r in hand.sheet("Policy register 2025-26.xlsx", "Register", "Policy")
        if r["Policy"] == POLICY and r["Status"] == "Current"
    ]
    version = hand.in_force((POLICY, ""), day)
    clocks = [version["stated"], version["cycle"]]
    people = hand.people_in_post(day).values()
    employed = [certain for certain, posts in people if any(p["type"] == "employee" for p in posts)]
    linked = "Acceptable use" in re.split(r"[;,] *", row["Linked policies"])
    current = hand.review(("Acceptable use", ""), day)["status"] in hand.CURRENT
    found = {
        "Adoption": (1 + bool(row["Minute reference"]) + (row["Unions consulted"] == "Yes"), 3),
        "Review": (sum(due[1] >= day for due in clocks), len(clocks)),
        "2": (sum(map(bool, employed)), len(employed)),
        "6(i) shared": hand.total(hand.acknowledgement(day, "contact"), POLICY)[:2],
        "6(i) handbook": (len(hand.SCHOOLS) * (row["In staff handbook"] == "Yes"), len(hand.SCHOOLS)),
        "6(i) induction": inducted_in_time(day),
        "6(ii)": (linked + (linked and current), 2),
    }
    found |= {clause: logged(clause, day) for clause in LOGGED}
    return {clause: (status(*counts, clause), *counts) for clause, counts in found.items()}


def status(done, of, clause):
    """Everything is asked for, and of acknowledgements 95 in a hundred."""
    share = 0.95 if clause == "6(i) shared" else 1
    if not of:
        return "Not applicable"
    return "Evidence complete" if done >= share * of else "Partly" if done else "No evidence"
