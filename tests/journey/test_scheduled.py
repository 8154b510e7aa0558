"""A notebook run as jupyter-scheduler's "Create notebook job" runs it: its parameters as Python, far from its folder.

It need not be installed: the first test takes the same steps with nbconvert. Where it is, the second one has it do so.
"""

import json
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert.preprocessors import CellExecutionError, ExecutePreprocessor

from tests.journey.office import ROOT, copied

LONGEST = 300  # seconds that a job may take
NOTEBOOKS = ROOT / "notebooks"


def as_in_the_form(folder: Path, **more: str) -> dict[str, str]:
    """What somebody writes into the fields of a job: text in quotes, and whole paths."""
    words = {"folder": str(folder), "term": "Autumn 2025", "as_at": "2025-12-19"} | more
    return {name: json.dumps(value) for name, value in words.items()}


def run_as_a_job(notebook: Path, parameters: dict[str, str], staging: Path) -> Any:
    """Put the parameters below their cell, and run the notebook in a folder of its own."""
    read = nbformat.read(notebook, 4)
    place = next(at for at, cell in enumerate(read.cells) if "parameters" in cell.metadata.get("tags", ()))
    source = "\n".join(f"{name} = {value}" for name, value in parameters.items())
    read.cells.insert(place + 1, nbformat.v4.new_code_cell(source))
    ExecutePreprocessor(kernel_name="python3").preprocess(read, {"metadata": {"path": str(staging)}})
    return read


def pages_of(read: Any) -> list[str]:
    return [
        output.metadata["govstats"]["page_title"]
        for cell in read.cells
        for output in cell.get("outputs", ())
        if output.get("metadata", {}).get("govstats", {}).get("page_title")
    ]


def test_the_report_runs_as_a_job(tmp_path: Path) -> None:
    parameters = as_in_the_form(copied(tmp_path), school="Oakfield Primary School")
    read = run_as_a_job(NOTEBOOKS / "governor_report.ipynb", parameters, tmp_path)
    assert pages_of(read) == ["Policy coverage and review: Oakfield Primary School, Autumn 2025"]


def test_a_job_whose_day_is_not_in_quotes_ends_with_a_plain_message(tmp_path: Path) -> None:
    """Without quotes a day is a sum: 1994."""
    parameters = as_in_the_form(copied(tmp_path)) | {"as_at": "2025-12-19"}
    with pytest.raises(CellExecutionError, match='"1994"'):
        run_as_a_job(NOTEBOOKS / "governor_report.ipynb", parameters, tmp_path)


def test_the_scheduler_itself_makes_the_pack(tmp_path: Path) -> None:
    """Through its own scheduler and execution manager: the pack is there, and the job says that it is completed."""
    scheduler = pytest.importorskip("jupyter_scheduler.scheduler")
    models = pytest.importorskip("jupyter_scheduler.models")
    orm = pytest.importorskip("jupyter_scheduler.orm")
    environments = pytest.importorskip("jupyter_scheduler.environments")
    database = f"sqlite:///{tmp_path}/jobs.sqlite"
    orm.create_tables(database)
    office = scheduler.Scheduler(
        root_dir=str(tmp_path),
        environments_manager=environments.CondaEnvironmentManager(),
        db_url=database,
        staging_path=str(tmp_path / "staging"),
    )
    notebook = tmp_path / "start_here.ipynb"
    notebook.write_bytes((NOTEBOOKS / notebook.name).read_bytes())
    parameters = as_in_the_form(copied(tmp_path), school="Oakfield Primary School", out=str(tmp_path / "packs"))
    job = office.create_job(
        models.CreateJob(
            name="End of term",
            input_uri=notebook.name,
            runtime_environment_name="this one",
            output_formats=["ipynb"],
            parameters=parameters | {"pdf": "False"},
        )
    )
    end, told = time.monotonic() + LONGEST, office.get_job(job, False)
    while told.status.value not in ("COMPLETED", "FAILED") and time.monotonic() < end:
        time.sleep(1)
        told = office.get_job(job, False)
    assert told.status.value == "COMPLETED", told.status_message
    assert [path.name for path in tmp_path.glob("packs/*/for-governors/*.html")] == ["Oakfield-Primary-School.html"]
    [ran] = (tmp_path / "staging" / job).glob("start_here-*.ipynb")
    outputs = [output for cell in nbformat.read(ran, 4).cells for output in cell.get("outputs", ())]
    assert "Made 1 governor page for Autumn 2025" in outputs[-1].data["text/html"]
