"""What cannot be asked of a measure is said in one sentence, which says what it may be."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import govstats
from govstats.periods import Term

AS_AT = date(2025, 12, 19)
FACES = {"m": govstats.measures, "day": AS_AT, "date": date, "datetime": datetime, "pd": pd, "Term": Term}

SETTINGS = """
[organisation]
name = "Ash Grove"
kind = "federation"
[[schools]]
name = "Ash Grove"
[[schools]]
name = "Beech Lane"
"""


@pytest.fixture(scope="module")
def organisation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[govstats.Organisation]:
    folder = tmp_path_factory.mktemp("asked")
    (folder / "govstats.toml").write_text(SETTINGS, "utf-8")
    (folder / "staff.csv").write_text("Payroll number,School,Start date\nP1,Ash Grove,2020-09-01\n", "utf-8")
    register = "Policy,Version,Approved\nSocial media,1,2025-09-01\nAttendance,1,2025-09-01\n"
    (folder / "register.csv").write_text(register, "utf-8")
    return govstats.load(folder)


def rows() -> list[list[str]]:
    _, *lines = Path(__file__).with_name("asked.txt").read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.split(" | ")] for line in lines if line and not line.startswith("# ")]


@pytest.mark.parametrize(("asked", "said"), rows())
def test_what_cannot_be_asked_is_said(organisation: govstats.Organisation, asked: str, said: str) -> None:
    with pytest.raises((ValueError, TypeError)) as caught:
        eval(asked, {**FACES, "o": organisation, "__builtins__": {}})
    assert str(caught.value) == said


@pytest.mark.parametrize(
    "asked",
    [
        'm.policy_currency(o, day, ("school", "policy"))',
        "m.policy_currency(o, as_at=day, by=[])",
        'm.explain(o, "acknowledgement_coverage", day, school="ash grove")',
        "m.forward_calendar(o, day, months=0)",
        "m.policy_days_in_date(o, day, term=Term('a day', day, day))",
    ],
)
def test_what_can_be_asked_is_counted(organisation: govstats.Organisation, asked: str) -> None:
    found: Any = eval(asked, {**FACES, "o": organisation, "__builtins__": {}})
    assert isinstance(found, pd.DataFrame)
