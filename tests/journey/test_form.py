"""The form of `start_here.ipynb`, without a browser: answered and pressed as its widgets are."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import nbformat
import pytest
import typer
from ipywidgets import HTML, Button, ToggleButton, Widget

import govstats
from govstats.cli import app
from govstats.errors import MustFix
from govstats.lab import answers
from govstats.lab.choices import a_term_has_begun, choices_of
from govstats.lab.fields import ELSEWHERE
from govstats.lab.form import AGAIN, FIRST, STOPPED
from govstats.lab.made import progress
from govstats.lab.notebooks import lay_out
from govstats.reports.checking import READY
from govstats.reports.parameters import PackParameters
from tests.journey.office import REGISTER, ROOT, OpenSheet, contents, copied, jupyter
from tests.journey.office import govstats as command

START, QUALITY = (ROOT / "notebooks" / f"{name}.ipynb" for name in ("start_here", "data_quality"))
GIVEN = {name: field.default for name, field in PackParameters.model_fields.items()}


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office of its own, in which somebody sees the notebook."""
    monkeypatch.setattr(answers, "user_config_path", lambda *_, **__: tmp_path / "settings")
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/1")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Shown:
    """A form as a person sees it."""

    def __init__(self, **given: object) -> None:
        steps = govstats.start_here(**GIVEN | given)
        self.parts = [list(_within(part())) for part in (steps.choose, steps.check, steps.make)]
        named = (widget for part in self.parts for widget in part if getattr(widget, "description", ""))
        self.widgets = {widget.description: widget for widget in named}

    def text(self, step: int) -> str:
        return words_of(_text(self.parts[step]))

    def choose(self, label: str, value: object) -> None:
        self.widgets[label].value = value

    def press(self, name: str) -> None:
        self.widgets[name].click()

    def can_make(self) -> bool:
        return not self.widgets["Make the pack"].disabled


def _within(widget: Widget) -> Iterator[Widget]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _within(child)


def _text(widgets: list[Widget]) -> str:
    return " ".join(widget.value for widget in widgets if isinstance(widget, HTML))


def test_each_parameter_is_a_question_with_the_models_own_label() -> None:
    asked = {name for name, widget in Shown().widgets.items() if not isinstance(widget, Button | ToggleButton)}
    assert asked == {field.title for field in PackParameters.model_fields.values()} | {"Its path"}


def test_the_command_line_explains_each_parameter_in_the_same_words() -> None:
    explained = {each.name: each.help for each in typer.main.get_command(app).commands["report"].params}
    for name, field in PackParameters.model_fields.items():
        assert explained[name].startswith(field.description)


def test_what_stops_a_report_is_named_with_its_row_and_nothing_is_made_until_it_is_mended(at_home: Path) -> None:
    row = write_audience(copied(at_home), "whoever <i>cares</i>")
    form = Shown()
    assert form.text(2) == FIRST
    form.choose("Term", "Autumn 2025")
    form.choose("As at", date(2025, 12, 19))
    form.press("Check")
    assert "1 thing stops the report." in form.text(1)
    assert 'class="verdict bad"' in _text(form.parts[1])
    assert re.search(rf'{REGISTER}, sheet "Register" {row} Audience .*"whoever <i>cares</i>"', form.text(1))
    assert not form.can_make()
    write_audience(at_home / "willow-tree", "employed")
    form.press("Check")
    assert READY in form.text(1)
    assert "205 201 4" in form.text(1)  # of the staff list, as read, used and set aside
    assert form.can_make()
    form.choose("School", "Oakfield Primary School")
    assert (form.can_make(), form.text(1), form.text(2)) == (False, "", AGAIN)


def test_what_stops_it_on_the_way_is_no_longer_understood(at_home: Path) -> None:
    folder = copied(at_home)
    form = Shown()
    form.choose("Term", "Autumn 2025")
    form.choose("As at", date(2025, 12, 19))
    form.press("Check")
    assert READY in form.text(1)
    write_audience(folder, "whoever cares")
    form.press("Make the pack")
    assert (form.can_make(), form.text(1)) == (False, "")
    assert "1 thing stops the report." in form.text(2) and "check again" in form.text(2)
    form.press("Check")
    assert "1 thing stops the report." in form.text(1)


def test_the_sentences_are_those_of_the_command_line(at_home: Path) -> None:
    willow = govstats.load(copied(at_home))
    with pytest.raises(MustFix) as outside:
        willow.position(willow.term("Autumn 2025"), date(2026, 1, 9))
    form = Shown()
    form.choose("Term", "Autumn 2025")
    form.choose("As at", date(2026, 1, 9))
    form.press("Check")
    assert form.text(1) == f"◆ {outside.value}"
    assert not form.can_make()
    assert Shown().widgets["As at"].value is None  # what was refused is not remembered


def test_settings_that_cannot_be_read_are_told_of_when_the_folder_is_chosen(at_home: Path) -> None:
    settings = copied(at_home) / "govstats.toml"
    settings.write_text(settings.read_text("utf-8") + "[targets", "utf-8")
    form = Shown()
    assert "govstats.toml: The file is not written as TOML" in form.text(0)
    form.press("Check")
    assert "The file is not written as TOML" in form.text(1)
    form.choose("Folder", "")
    assert form.text(0).count("TOML") == 0


def test_another_folder_is_found_by_its_path_from_where_jupyterlab_was_opened(at_home: Path) -> None:
    (at_home / "a/b/c").mkdir(parents=True)
    copied(at_home / "a/b/c")
    form = Shown()
    form.choose("Folder", ELSEWHERE)
    form.choose("Its path", "a/b/c/nowhere")
    assert "There is no folder" in form.text(0)
    form.choose("Its path", "a/b/c/willow-tree")
    assert "There is no folder" not in form.text(0)
    assert "Autumn 2025" in dict(form.widgets["Term"].options)


def test_the_terms_are_those_that_have_begun_and_the_sample_begins_with_its_own(at_home: Path) -> None:
    folder = copied(at_home)
    first, *further = choices_of(str(folder), date(2026, 11, 30)).terms
    assert (first, further[:3]) == ("Autumn 2026", ["Summer 2026", "Spring 2026", "Autumn 2025"])
    form = Shown()
    form.choose("Folder", "")
    offered = [name for name, _ in form.widgets["Term"].options]
    assert offered == list(choices_of("", date.today()).terms)
    assert form.widgets["Term"].value == "Autumn 2025"


def test_a_fault_of_govstats_itself_shows_no_trace(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("the inside of it")

    monkeypatch.setattr("govstats.lab.form.read", broken)
    monkeypatch.setattr("tempfile.tempdir", str(at_home))
    form = Shown()
    form.press("Check")
    assert form.text(1).startswith("◆ govstats made a mistake of its own. The details are in ")
    assert "inside" not in form.text(1)
    [log] = at_home.glob("govstats-*.log")
    assert "the inside of it" in log.read_text("utf-8")


def test_what_was_stopped_is_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def stopped(*_: object, resume: bool) -> None:
        asked.append(resume)
        raise KeyboardInterrupt

    monkeypatch.setattr("govstats.lab.form.make", stopped)
    form = Shown()
    form.press("Check")
    form.press("Make the pack")
    assert (form.text(2), form.can_make()) == (STOPPED, True)
    form.press("Make the pack")
    assert asked == [False, True]


def test_how_far_a_pack_has_come_is_said_with_the_step_it_belongs_to() -> None:
    heard = ["Making 2 governor pages.", "  1 of 2: Elm (about 5 seconds left)", "  2 of 2: Oak", "Printing to PDF."]
    assert progress(heard[:2]) == ("<ul><li>Making 2 governor pages.<br>1 of 2: Elm (about 5 seconds left)</li></ul>")
    assert progress(heard) == "<ul><li>Making 2 governor pages.<br>2 of 2: Oak</li><li>Printing to PDF.</li></ul>"


def test_the_command_needs_a_folder_that_is_there(at_home: Path) -> None:
    answer = command("lab", "nowhere", cwd=at_home)
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith('There is no folder "nowhere".')
    assert list(at_home.iterdir()) == []


def test_the_answers_are_remembered_and_are_the_users_own(at_home: Path) -> None:
    folder = copied(at_home)
    before = contents(folder)
    form = Shown()
    form.choose("Term", "Autumn 2025")
    form.choose("As at", date(2025, 12, 19))
    form.choose("School", "Oakfield Primary School")
    form.choose("PDF", False)
    form.press("Check")
    again = {name: widget.value for name, widget in Shown().widgets.items() if hasattr(widget, "value")}
    assert again["Folder"] == str(folder)
    answered = (again["Term"], again["As at"], again["School"], again["PDF"])
    assert answered == ("Autumn 2025", date(2025, 12, 19), "Oakfield Primary School", False)
    assert contents(folder) == before
    assert [path.name for path in (at_home / "settings").iterdir()] == ["answers.json"]


def test_a_term_is_remembered_until_the_next_begins(at_home: Path) -> None:
    folder = str(copied(at_home))
    assert not a_term_has_begun(folder, date(2025, 12, 19), date(2025, 12, 28))
    assert a_term_has_begun(folder, date(2025, 12, 28), date(2026, 1, 7))


@pytest.mark.parametrize("written", ["", "[]", '{"answers": 1}', '{"answers": {"": {"on": "x"}}}', "{"])
def test_answers_that_somebody_spoilt_are_forgotten(written: str, at_home: Path) -> None:
    (at_home / "settings").mkdir()
    answers.answers_file().write_text(written, "utf-8")
    assert Shown().widgets["Term"].value == "Autumn 2025"


def test_a_copy_of_a_notebook_is_fresh_until_somebody_changes_it(at_home: Path) -> None:
    folder = at_home / "notebooks"
    given = {"folder": "/an office", "term": "Spring 2026"}
    assert list(lay_out(folder, {})) == []
    start, explore = folder / "start_here.ipynb", folder / "explore.ipynb"
    shown, changed = nbformat.read(start, 4), nbformat.read(explore, 4)
    shown.cells[2].outputs = [nbformat.v4.new_output("stream", text="004223 Kirsty Adeyinka")]
    changed.cells[-1].source = "my_own"
    nbformat.write(shown, start)
    nbformat.write(changed, explore)
    assert list(lay_out(folder, given)) == [explore]
    assert "Adeyinka" not in start.read_text("utf-8")
    [injected] = [cell for cell in nbformat.read(start, 4).cells if "injected-parameters" in cell.metadata.tags]
    assert '"/an office"' in injected.source and '"Spring 2026"' in injected.source
    assert injected.metadata.jupyter.source_hidden
    assert "my_own" in explore.read_text("utf-8")
    asks_no_term = [cell.source for cell in nbformat.read(folder / "data_quality.ipynb", 4).cells]
    assert not [source for source in asks_no_term if "Spring 2026" in source]


def test_papermill_needs_no_form(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same notebook checks and makes what it is told to, and stops where something must be fixed."""
    monkeypatch.delenv("SERVER_SOFTWARE")
    told = {"folder": "willow-tree", "as_at": "2025-12-19", "school": "Oakfield", "pdf": "False", "out": "packs"}
    chosen = [word for name, value in told.items() for word in ("-p", name, value)]
    row = write_audience(copied(at_home), "whoever cares")
    stopped = jupyter("papermill", str(START), "OUT.ipynb", *chosen, cwd=at_home)
    assert stopped.code != 0
    assert f'sheet "Register", row {row}, Audience: ' in stopped.err
    write_audience(at_home / "willow-tree", "employed")
    made = jupyter("papermill", str(START), "OUT.ipynb", *chosen, cwd=at_home)
    assert made.code == 0, made.err
    outputs = [each for cell in nbformat.read(at_home / "OUT.ipynb", 4).cells for each in cell.get("outputs", ())]
    assert not [each for each in outputs if "application/vnd.jupyter.widget-view+json" in each.data]
    assert "Made 1 governor page for Autumn 2025" in outputs[-1].data["text/html"]
    [page] = at_home.glob("packs/*/for-governors/*.html")
    assert page.name == "Oakfield-Primary-School.html"


def test_data_quality_says_what_to_mend_first_even_where_it_stops_a_report(at_home: Path) -> None:
    row = write_audience(copied(at_home), "whoever cares")
    ran = jupyter("papermill", str(QUALITY), "OUT.ipynb", "-p", "folder", "willow-tree", cwd=at_home)
    assert ran.code == 0, ran.err
    cells = nbformat.read(at_home / "OUT.ipynb", 4).cells
    verdict, accounts, causes, problems = (
        words_of(output.data["text/html"]) for cell in cells for output in cell.get("outputs", ())
    )
    assert "1 thing stops the report." in verdict
    assert 'sheet "Staff" 205 201 4' in accounts
    assert "Files An audience is not known Must fix 1 1 1 " in causes
    weights = [int(number) for number in re.findall(r"Worth checking \d+ (\d+) \d+", causes)]
    assert len(weights) > 5 and weights == sorted(weights, reverse=True)
    assert f'sheet "Register" {row} Audience' in problems


def words_of(page: str) -> str:
    return unescape(" ".join(re.sub("<style.*?</style>|<[^>]+>", " ", page, flags=re.S).split()))


def write_audience(folder: Path, audience: str) -> int:
    """Write into the register for whom its first version is, and give the row."""
    with OpenSheet(folder, REGISTER) as sheet:
        [heading] = [cell for row in sheet.iter_rows() for cell in row if cell.value == "Audience"]
        sheet.cell(heading.row + 1, heading.column).value = audience
        return int(heading.row) + 1
