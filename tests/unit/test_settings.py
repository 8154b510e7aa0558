"""What is said of a setting that cannot be used: where it stands, and what has to stand there."""

from pathlib import Path

import pytest

from govstats.errors import MustFix
from govstats.settings import read_settings

PLAIN = '[organisation]\nname = "Elm"\n[[schools]]\nname = "Elm"\n'

# part | setting | where it is said to be | what is said of it
FAULTS = """
[targets]    | acknowledged = 95             | targets.acknowledged            | It is 95, and has to be 1 or less: 95% is written 0.95
[targets]    | acknowledged = "95%"          | targets.acknowledged            | It is "95%", and has to be a number, such as 0.95: 95% is written 0.95
[targets]    | acknowledged = 0              | targets.acknowledged            | It is 0, and has to be more than 0
[targets]    | induction_days = 2.5          | targets.induction_days          | It is 2.5, and has to be a whole number, such as 28
[targets]    | inductions_days = 28          | targets.inductions_days         | There is no such setting. It may be induction_days
[targets]    | colours = "red"               | targets.colours                 | There is no such setting
[target]     | grace_days = 28               | target                          | There is no such setting. It may be targets
[disclosure] | minimum = 3                   | disclosure.minimum              | It is 3, and has to be 5 or more
[calendar]   | "Autumn 2025" = ["1/9/25", 2025-12-19] | calendar.Autumn 2025, first day | It is "1/9/25", and has to be a day, written as 2025-09-01 without quotation marks
[calendar]   | "Autumn 2025" = [2025-09-01]  | calendar.Autumn 2025, last day  | This setting is needed and not there
[calendar]   | meetings = [{ date = "soon", body = "FGB" }] | calendar.meetings.date | It is "soon", and has to be a day, written as 2025-09-01 without quotation marks
[calendar]   | closed = 2025-09-01           | calendar.closed                 | It is 2025-09-01, and has to be a list in [ ], or parts that begin with [[ ]]
[[schools]]  | name = ""                     | schools 2.name                  | It is "", and has to be a text that is not blank
[[schools]]  | name = "Elm"                  | schools                         | Two schools are called "Elm"
[sources]    | staf = { file = "x" }         | sources.staf                    | It is "staf", and has to be "staff", "earlier_staff", "policies", "acknowledgements", "inductions", "incidents" or "evidence"
[sources.staff] | fiel = "x"                 | sources.staff.fiel              | There is no such setting. It may be file
[roles]      | "Cook" = "Kitchen"            | roles.Cook                      | It is "Kitchen", and has to be "Teachers and leaders", "Classroom support" or "Other staff"
"""
CASES = [[cell.strip() for cell in line.split(" | ")] for line in FAULTS.strip().splitlines()]


@pytest.mark.parametrize(("part", "setting", "place", "words"), CASES, ids=[case[2] for case in CASES])
def test_a_setting_that_cannot_be_used_is_said(part: str, setting: str, place: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "govstats.toml").write_text(f"{PLAIN}{part}\n{setting}\n", "utf-8")
    with pytest.raises(MustFix) as raised:
        read_settings(tmp_path)
    [fault] = raised.value.problems
    assert (fault.column, fault.says) == (place, f"{words}.")


def test_letters_of_another_encoding_are_said_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "govstats.toml").write_bytes(f'{PLAIN}[roles]\n"Concièrge" = "Other staff"\n'.encode("cp1252"))
    with pytest.raises(MustFix, match="A letter of line 6 is not written in UTF-8"):
        read_settings(tmp_path)
