"""The notebooks under stock papermill, and run as JupyterLab runs them: the figures of `govstats report`."""

import json
import re
from copy import deepcopy
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import plotly.io
import pytest

import govstats
from govstats.exhibits.exhibit import PLOTLY
from govstats.reports.gate import Gate, Intended
from govstats.reports.style import own_style
from tests.benchmarks.trusts import write_trust
from tests.journey.office import ROOT, jupyter
from tests.journey.organisations import write
from tests.spec.folder import write_folder

NOTEBOOKS = ROOT / "notebooks"
REPORT, EXPLORE = NOTEBOOKS / "governor_report.ipynb", NOTEBOOKS / "explore.ipynb"
OVERVIEW = NOTEBOOKS / "trust_overview.ipynb"


@pytest.fixture(scope="session")
def by_papermill(shared):
    """The folder in which papermill ran the report notebook and nbconvert made its page."""

    def make(folder):
        ran = jupyter("papermill", str(REPORT), "OUT.ipynb", "-p", "as_at", "2025-12-19", cwd=folder)
        assert ran.code == 0, ran.err
        made = jupyter("jupyter", "nbconvert", "--to", "html", "--template", "govstats", "OUT.ipynb", cwd=folder)
        assert made.code == 0, made.err
        return str(folder)

    return Path(shared("by-papermill", make))


def outputs(path):
    """What each cell of an executed notebook shows: its forms, from MIME type to content."""
    cells = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    shown = [output for cell in cells for output in cell.outputs]
    assert not [output for output in shown if output.output_type == "stream"], "a cell printed or warned"
    return [output["data"] for output in shown]


class Document(HTMLParser):
    """What a page holds, in order: elements with all their attributes, texts without their line breaks."""

    def __init__(self, page):
        super().__init__()
        self.parts = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.parts.append((tag, sorted(attrs)))

    handle_startendtag = handle_starttag

    @property
    def words(self):
        """The texts alone."""
        return " ".join(part for part in self.parts if isinstance(part, str))

    def handle_data(self, data):
        if words := " ".join(data.split()):
            self.parts.append(words)


def test_papermill_and_nbconvert_make_the_page_of_the_report(by_papermill, demo_pack):
    """The same page; nbconvert writes it in another way (`<meta/>`, attributes by the alphabet)."""
    [path] = [f["path"] for f in demo_pack["files"] if (f["kind"], f["school"]) == ("governor_html", None)]
    # A pack's page has only the part of the style that it uses.
    texts = (own_style(Path(each).read_text("utf-8")) for each in (path, by_papermill / "OUT.html"))
    page, stock = (Document(text).parts for text in texts)
    assert len(page) > 1000
    assert stock == page, "Where the template was changed by hand: make setup, since Jupyter reads a copy of it"


def test_run_all_on_the_defaults_shows_the_same(by_papermill, tmp_path):
    """Without papermill: no parameters are put in, and the term's last day is the day."""
    ran = jupyter("jupyter", "execute", str(REPORT), "--output", str(tmp_path / "OUT.ipynb"), cwd=REPORT.parent)
    assert ran.code == 0, ran.err
    shown = outputs(tmp_path / "OUT.ipynb")
    assert shown == outputs(by_papermill / "OUT.ipynb")
    assert sum("text/html" in forms for forms in shown) >= 8


@pytest.mark.parametrize(("notebook", "asks"), [(REPORT, "school"), (OVERVIEW, "policy")], ids=["report", "overview"])
def test_papermill_lists_the_parameters(notebook, asks, tmp_path):
    listed = jupyter("papermill", "--help-notebook", str(notebook), cwd=tmp_path)
    assert listed.code == 0, listed.err
    _, _, parameters = listed.out.partition("Parameters inferred")
    # An entry stands two spaces in, its explanation further.
    names = [line.split(":")[0].strip() for line in parameters.splitlines() if line[:3].strip() and line[:2] == "  "]
    assert names == ["folder", "term", "as_at", asks, "profile"]
    assert "Unknown" not in parameters


@pytest.mark.parametrize(
    ("notebook", "name", "value", "words"),
    [
        (REPORT, "school", "Elm", "Oakfield Primary School"),
        (REPORT, "as_at", "20251219", "2025-12-19"),  # papermill makes it a number
        (OVERVIEW, "policy", "Behaviourism", "The policies are: Acceptable use, Behaviour, "),
    ],
    ids=["school", "as_at", "policy"],
)
def test_a_wrong_parameter_is_a_plain_error(notebook, name, value, words, tmp_path):
    ran = jupyter("papermill", str(notebook), "OUT.ipynb", "-p", name, value, cwd=tmp_path)
    assert ran.code != 0
    cells = json.loads((tmp_path / "OUT.ipynb").read_text("utf-8"))["cells"]
    [error] = [out for cell in cells for out in cell.get("outputs", ()) if out["output_type"] == "error"]
    assert error["ename"] == "MustFix"
    assert value in error["evalue"]
    assert words in error["evalue"]


@pytest.fixture(scope="session")
def explored(shared):
    """The folder in which papermill ran the analyst's notebook."""

    def make(folder):
        ran = jupyter("papermill", str(EXPLORE), "OUT.ipynb", cwd=folder)
        assert ran.code == 0, ran.err
        return str(folder)

    return Path(shared("explored", make))


def exported(notebook, folder, *more):
    """The page that nbconvert makes of a notebook, without a library that is written into it as any letters."""
    nbformat.write(notebook, folder / "OUT.ipynb")
    made = jupyter("jupyter", "nbconvert", "--to", "html", *more, "OUT.ipynb", cwd=folder)
    assert made.code == 0, made.err
    return re.sub(r"[A-Za-z0-9+/=]{500,}", "", (folder / "OUT.html").read_text("utf-8"))


def people_in(page):
    """The names, addresses and staff numbers of the demo's people that a page holds."""
    staff = govstats.load("").records.staff
    values = {*staff["name"], *staff["email"], *staff["person_id"]} - {""}
    return {value for value in values if re.search(rf"(?<!\w){re.escape(value)}(?!\w)", page)}


def test_explore_shows_tables_figures_and_no_form_under_papermill(explored):
    shown = outputs(explored / "OUT.ipynb")
    assert len(shown) >= 25
    assert sum("application/vnd.plotly.v1+json" in forms for forms in shown) == 5
    assert "widgets" not in nbformat.read(explored / "OUT.ipynb", 4).metadata
    tables = [forms["text/html"] for forms in shown if "dt_args" in forms.get("text/html", "")]
    assert len(tables) >= 15
    # The library's code is in the notebook; an address of it would be in each table that fetches it.
    assert not [table for table in tables if "unpkg.com" in table]


def test_what_explore_shows_of_people_leaves_in_no_export(explored, tmp_path):
    """Neither through nbconvert's own templates nor through ours; and it would, were the cells not tagged."""
    notebook = nbformat.read(explored / "OUT.ipynb", 4)
    page = exported(notebook, tmp_path)
    assert "Whistleblowing" in page
    assert not people_in(page)
    assert not people_in(exported(notebook, tmp_path, "--template", "govstats"))
    for cell in notebook.cells:
        cell.metadata.tags = [tag for tag in cell.metadata.get("tags", ()) if tag != "personal"]
    assert len(people_in(exported(notebook, tmp_path))) > 100


def test_a_cell_about_people_is_no_part_of_a_page_even_if_it_shows_an_exhibit(explored, tmp_path):
    notebook = nbformat.read(explored / "OUT.ipynb", 4)
    [output] = [each for cell in notebook.cells if cell.id == "figure-coverage" for each in cell.outputs]
    [about_people] = [cell for cell in notebook.cells if cell.id == "explain"]
    about_people.outputs = [deepcopy(output)]
    about_people.outputs[0]["data"] = {"text/html": "<p>004223 did not sign</p>"}
    page = exported(notebook, tmp_path, "--template", "govstats")
    assert "Days overdue or left" in page and "did not sign" not in page


def test_what_explore_may_export_comes_from_published_figures_or_is_about_documents(explored):
    """Any other cell that shows something is tagged."""
    cells = [cell for cell in nbformat.read(explored / "OUT.ipynb", 4).cells if cell.get("outputs")]
    untagged = [cell for cell in cells if "personal" not in cell.metadata.tags]
    assert len(cells) - len(untagged) >= 15
    first = ("report[", "report.published", "told = report.published", "reviews = measures.reviews(", "assert ")
    own = ("import govstats\n\ngovstats.sortable_tables()",)
    assert not [cell.source for cell in untagged if not cell.source.startswith((*first, *own))]


def test_explore_runs_where_nobody_is_on_the_staff_list(tmp_path):
    folder = tmp_path / "nobody"
    folder.mkdir()
    write("nobody on the list", folder)
    chosen = ("-p", "folder", "nobody", "-p", "as_at", "2025-12-19")
    ran = jupyter("papermill", str(EXPLORE), "OUT.ipynb", *chosen, cwd=tmp_path)
    assert ran.code == 0, ran.err


def test_explore_begins_with_what_every_organisation_can_answer_and_says_what_it_leaves_out(tmp_path):
    """Of a staff list with the least of columns, and a register of more policies than a figure has rows."""
    folder = tmp_path / "trust"
    folder.mkdir()
    write_trust(folder, 6)
    ran = jupyter("papermill", str(EXPLORE), "OUT.ipynb", "-p", "folder", "trust", cwd=tmp_path)
    assert ran.code == 0, ran.err
    charts = [forms[PLOTLY]["layout"] for forms in outputs(tmp_path / "OUT.ipynb") if PLOTLY in forms]
    reviews, coverage, *_, what_if = [layout["title"]["text"] for layout in charts]
    assert reviews.startswith("Figure 1") and reviews.endswith("(the first 12 of 40)")
    assert coverage.startswith("Figure 2") and coverage.endswith("(the first 12 of 40)")
    assert "11 of 40 policies below target. As it is: 40." in what_if


def exhibits(path):
    """The exhibits of an executed notebook by name, as a browser is given them."""
    return {
        output.metadata["govstats"]["exhibit"]: output["data"]
        for cell in nbformat.read(path, 4).cells
        for output in cell.get("outputs", ())
        if "govstats" in output.get("metadata", {})
    }


def test_the_trust_overview_compares_the_schools_and_becomes_a_page(tmp_path):
    ran = jupyter("papermill", str(OVERVIEW), "OUT.ipynb", "-p", "policy", "social networking", cwd=tmp_path)
    assert ran.code == 0, ran.err
    shown = exhibits(tmp_path / "OUT.ipynb")
    assert len(outputs(tmp_path / "OUT.ipynb")) == len(shown) + 1  # one cell shows a table of figures
    assert {name for name, forms in shown.items() if "application/vnd.plotly.v1+json" in forms} == {
        "compare",
        "forward",
    }
    made = jupyter("jupyter", "nbconvert", "--to", "html", "--template", "govstats", "OUT.ipynb", cwd=tmp_path)
    assert made.code == 0, made.err
    page = (tmp_path / "OUT.html").read_text("utf-8")
    words = Document(page).words
    # Of 148 people in three schools 125 have signed; the middle 95% of a binomial of 55 people is 41 to 51.
    for said in ("all 3 schools compared are within the range", "125 of 148", "41 of 55", "41 to 51 of 55"):
        assert said in words
    assert "<title>Schools compared: The Willow Tree Federation, Autumn 2025</title>" in page
    assert "<script" not in page


@pytest.mark.parametrize("schools", [50, pytest.param(600, marks=pytest.mark.slow)])
def test_the_trust_overview_of_many_schools_runs_whole_and_tells_of_every_school(schools, tmp_path):
    folder = tmp_path / "trust"
    folder.mkdir()
    write(f"{schools} schools", folder)
    chosen = ("-p", "folder", "trust", "-p", "as_at", "2025-12-19")
    ran = jupyter("papermill", str(OVERVIEW), "OUT.ipynb", *chosen, cwd=tmp_path)
    assert ran.code == 0, ran.err
    shown = exhibits(tmp_path / "OUT.ipynb")
    assert list(shown) == [name for name, exhibit in overview_of(folder).items() if exhibit]
    names = govstats.load(folder).settings.school_names
    assert len(names) == schools
    # In JupyterLab the funnel has each school that can be compared, by name; the page has all of them in its tables.
    funnel = json.dumps(shown["compare"]["application/vnd.plotly.v1+json"])
    told = " ".join(Document(forms["text/html"]).words for forms in shown.values())
    assert sum(name in funnel for name in names) > 0.8 * schools
    assert not [name for name in names if name not in told]
    made = jupyter("jupyter", "nbconvert", "--to", "html", "--template", "govstats", "OUT.ipynb", cwd=tmp_path)
    assert made.code == 0, made.err
    page = (tmp_path / "OUT.html").read_text("utf-8")
    assert "<title>Schools compared: The Long Row Trust, Autumn 2025</title>" in page
    assert f"has {schools} schools." in page and "<script" not in page
    assert len(page) < 250_000


def overview_of(folder):
    trust = govstats.load(folder)
    return trust.trust_overview(trust.term("Autumn 2025"), as_at=date(2025, 12, 19))


def test_the_trust_overview_of_one_school_says_that_there_is_no_other(tmp_path):
    folder = tmp_path / "one"
    folder.mkdir()
    write_folder(folder, ())
    ran = jupyter(
        "papermill", str(OVERVIEW), "OUT.ipynb", "-p", "folder", "one", "-p", "as_at", "2025-12-19", cwd=tmp_path
    )
    assert ran.code == 0, ran.err
    shown = exhibits(tmp_path / "OUT.ipynb")
    assert "One school is listed, so there is no other to compare it with." in shown["compare"]["text/html"]
    assert "1 of 1 policy is in date" in shown["currency_by_school"]["text/html"]


def test_no_figure_offers_to_upload_its_data_not_even_without_its_exhibit():
    willow = govstats.load("")
    figure = willow.report(willow.term("Autumn 2025"), as_at=date(2025, 12, 19))["coverage"].figure
    shown = plotly.io.renderers["plotly_mimetype"].to_mimebundle(figure.to_dict())
    assert shown["application/vnd.plotly.v1+json"]["config"]["showSendToCloud"] is False


def test_the_executed_report_holds_nothing_about_a_person(by_papermill, demo_pack):
    """Its outputs, parameters and metadata pass the gate; and nothing of it is left in a run."""
    willow = govstats.load("")
    gate = Gate(willow, willow.report(willow.term("Autumn 2025"), as_at=date(2025, 12, 19)).published)
    ran = by_papermill / "OUT.ipynb"
    meant = Intended(ran.read_text("utf-8"), ".ipynb")
    found = [each.said for each in gate.search(ran, meant)]
    # The words beside the cells are those of the notebook that comes with govstats.
    own = [each.what for each in gate.search(REPORT, Intended(REPORT.read_text("utf-8"), ".ipynb"))]
    assert not [said for said in found if not any(said.endswith(what) for what in own)]
    assert "aisha" not in " ".join(own)
    notebook = json.loads(ran.read_text("utf-8"))
    notebook["cells"][-1]["outputs"].append(
        {"output_type": "stream", "name": "stdout", "text": "004223 Kirsty Adeyinka"}
    )
    leaking = by_papermill / "leaking.ipynb"
    leaking.write_text(json.dumps(notebook), "utf-8")
    assert {'"kirsty adeyinka"', '"004223"'} <= {each.what for each in gate.search(leaking, meant)}
    leaking.unlink()
    left = {path.suffix for path in Path(demo_pack["run"]).rglob("*") if path.is_file()}
    assert left == {".html", ".csv", ".xlsx", ".ics", ".json"}
