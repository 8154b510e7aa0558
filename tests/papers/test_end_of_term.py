"""The page on the end of term: its very lines are run as cron runs them, and Windows is told the same."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journey.office import ROOT, Answer
from tests.journey.organisations import write
from tests.papers.steps import Step, steps_of
from tests.unit.test_papers import options_of

STEPS = steps_of((ROOT / "docs/how-to/end-of-term.md").read_text("utf-8"))
HOME, WINDOWS = "/srv/govstats", "C:\\govstats"
MORNING = "2025-12-20"
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def holding(words: str) -> Step:
    [step] = [step for step in STEPS if step.text.startswith(words)]
    return step


SCRIPT, BATCH = holding("#!/bin/sh"), holding("@echo off")
CRONTAB, TASKS = holding("0 6 20 12"), holding("schtasks")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A place where govstats is set up, with an organisation whose name is not plain ASCII."""
    home = tmp_path / "govstats"
    (home / "oakhill").mkdir(parents=True)
    (home / ".venv").symlink_to(Path(sys.prefix))
    write("one school", home / "oakhill")
    settings = home / "oakhill" / "govstats.toml"
    school = 'name = "Elm Primary School"'
    assert settings.read_text("utf-8").count(school) == 1
    named = settings.read_text("utf-8").replace(school, 'name = "Ysgol Tŷ Elm"\nalso = ["Elm Primary School"]')
    settings.write_text(named, "utf-8")
    script = home / "end-of-term.sh"
    script.write_text(SCRIPT.text.replace(HOME, str(home)), "utf-8")
    script.chmod(0o755)
    # The clock of the morning for which cron has been asked.
    (tmp_path / "clock").mkdir()
    clock = tmp_path / "clock" / "date"
    clock.write_text(f'#!/bin/sh\nexec /bin/date --date {MORNING} "$@"\n', "utf-8")
    clock.chmod(0o755)
    return home


def as_cron_does(office: Path, season: str) -> Answer:
    """Run the line of the page in cron's surroundings: a home, a short path, no terminal, no language."""
    [line] = [line for line in CRONTAB.text.splitlines() if line.endswith(f" {season}")]
    command = line.split(maxsplit=5)[5].replace(HOME, str(office))
    elsewhere = office.parent / "home"
    elsewhere.mkdir(exist_ok=True)
    surroundings = {"HOME": str(elsewhere), "SHELL": "/bin/sh", "PATH": f"{office.parent / 'clock'}:/usr/bin:/bin"}
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=elsewhere, env=surroundings, stdin=subprocess.DEVNULL,
        capture_output=True, check=False, encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no cron")
def test_cron_makes_the_pack_of_the_term_that_has_ended(office: Path) -> None:
    answer = as_cron_does(office, "Autumn")
    log = (office / "packs/end-of-term.log").read_text("utf-8")
    assert answer == Answer(0, "", ""), log
    document = json.loads((office / "packs/answer.json").read_text("utf-8"))
    assert Path(document["run"]).parent == office / "packs"
    assert document["failed"] == []
    assert all(Path(file["path"]).is_file() for file in document["files"])
    [page] = (Path(document["run"]) / "for-governors").glob("*.html")
    assert "Ysgol Tŷ Elm" in page.read_text("utf-8")
    assert "19 December 2025" in page.read_text("utf-8").replace("\u00a0", " ")
    assert log.endswith(f"{MORNING} Autumn 2025: exit code 0\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no cron")
def test_what_must_be_fixed_ends_with_its_code_and_a_sentence(office: Path) -> None:
    staff = office / "oakhill" / "staff.csv"
    staff.write_text(staff.read_text("utf-8").replace("person_id", "shoe size"), "utf-8")
    answer = as_cron_does(office, "Autumn")
    assert (answer.code, answer.out.count("\n"), answer.err) == (3, 1, "")
    assert "exit code 3" in answer.out
    document = json.loads((office / "packs/answer.json").read_text("utf-8"))
    assert document["run"] is None
    assert document["problems"]["must fix"] == 1
    log = (office / "packs/end-of-term.log").read_text("utf-8")
    assert "staff.csv" in log
    assert log.endswith(f"{MORNING} Autumn 2025: exit code 3\n")
    assert not list((office / "packs").glob("*_run-*"))


def words_of(script: str) -> list[str]:
    """What a script asks of govstats, without where its answers go."""
    [line] = re.findall(r"^\.venv.govstats? (.+?) >|^\.venv\S+govstats (.+?) >", script, re.M)
    return shlex.split("".join(line))


def test_windows_is_asked_for_the_same() -> None:
    unix, windows = words_of(SCRIPT.text), words_of(BATCH.text)
    assert [word.replace("%term%", "$term") for word in windows] == unix
    assert {word for word in unix if word.startswith("--")} <= options_of("report")
    for name in ("answer.json", "end-of-term.log"):
        assert f"packs/{name}" in SCRIPT.text
        assert f"packs\\{name}" in BATCH.text
    assert BATCH.text.rstrip().endswith("exit /b %code%")


def test_each_term_has_a_task_on_the_day_of_its_line_for_cron() -> None:
    cron = [line.split() for line in CRONTAB.text.splitlines()]
    for (minute, hour, day, month, weekday, script, season), task in zip(cron, TASKS.commands, strict=True):
        assert weekday == "*"
        assert script == f"{HOME}/end-of-term.sh"
        program, action, *rest = shlex.split(task, posix=False)
        options = dict(zip(rest[::2], (word.strip('"') for word in rest[1::2]), strict=True))
        assert (program, action) == ("schtasks", "/Create")
        assert options == {
            "/TN": f"govstats {season}",
            "/TR": f"{WINDOWS}\\end-of-term.cmd {season}",
            "/SC": "MONTHLY",
            "/M": MONTHS[int(month) - 1],
            "/D": day,
            "/ST": f"{int(hour):02}:{int(minute):02}",
        }
        assert len(options["/TR"]) <= 261  # as long as a task's command may be
