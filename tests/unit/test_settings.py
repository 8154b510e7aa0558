"""What is said of a setting that cannot be used: where it stands, and what has to stand there."""

from pathlib import Path

import pytest

from govstats.errors import MustFix
from govstats.settings import read_settings

PLAIN = '[organisation]\nname = "Elm"\n[[schools]]\nname = "Elm"\n'

_DAY = "and has to be a day, written as 2025-09-01 without quotation marks"
# what stands in the file after the least that it needs: where the fault is | what is said of it
FAULTS = {
    "[targets]\nacknowledged = 95": ("targets.acknowledged", "It is 95, and has to be 1 or less: 95% is written 0.95"),
    '[targets]\nacknowledged = "95%"': ("targets.acknowledged", "a number, such as 0.95: 95% is written 0.95"),
    "[targets]\nacknowledged = 0": ("targets.acknowledged", "It is 0, and has to be more than 0"),
    "[targets]\ninduction_days = 2.5": (
        "targets.induction_days",
        "It is 2.5, and has to be a whole number, such as 28",
    ),
    "[targets]\ninductions_days = 28": ("targets.inductions_days", "no such setting. It may be induction_days"),
    '[targets]\ncolours = "red"': ("targets.colours", "There is no such setting"),
    "[target]\ngrace_days = 28": ("target", "There is no such setting. It may be targets"),
    "[disclosure]\nminimum = 3": ("disclosure.minimum", "It is 3, and has to be 5 or more"),
    '[calendar]\n"Autumn 2025" = ["1/9", 2025-12-19]': (
        "calendar.Autumn 2025, first day",
        f'It is "1/9", {_DAY}',
    ),
    '[calendar]\n"Autumn 2025" = [2025-09-01]': ("calendar.Autumn 2025, last day", "needed and not there"),
    '[calendar]\nmeetings = [{ date = "soon", body = "FGB" }]': ("calendar.meetings.date", f'It is "soon", {_DAY}'),
    "[calendar]\nclosed = 2025-09-01": ("calendar.closed", "It is 2025-09-01, and has to be a list in [ ]"),
    '[[schools]]\nname = ""': ("schools 2.name", 'It is "", and has to be a text that is not blank'),
    '[[schools]]\nname = "Elm"': ("schools", 'Two schools are called "Elm"'),
    '[sources.staf]\nfile = "x"': ("sources.staf", 'It is "staf", and has to be "staff", "earlier_staff", "policies"'),
    '[sources.staff]\nfiel = "x"': ("sources.staff.fiel", "There is no such setting. It may be file"),
    '[roles]\n"Cook" = "Kitchen"': ("roles.Cook", 'It is "Kitchen", and has to be "Teachers and leaders"'),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_setting_that_cannot_be_used_is_said(text: str, tmp_path: Path) -> None:
    (tmp_path / "govstats.toml").write_text(f"{PLAIN}{text}\n", "utf-8")
    with pytest.raises(MustFix) as raised:
        read_settings(tmp_path)
    [fault] = raised.value.problems
    place, words = FAULTS[text]
    assert fault.column == place
    assert words in fault.says


def test_letters_of_another_encoding_are_said_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "govstats.toml").write_bytes(f'{PLAIN}[roles]\n"Concièrge" = "Other staff"\n'.encode("cp1252"))
    with pytest.raises(MustFix, match="A letter of line 6 is not written in UTF-8"):
        read_settings(tmp_path)
