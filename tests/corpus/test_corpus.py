"""Every awkward file is read, each row accounted for, or refused in one plain sentence; nothing dies."""

import pytest

from tests.corpus import table
from tests.corpus.conftest import AnswerTo
from tests.corpus.corpus import CORPUS
from tests.corpus.entry import Awkward, faults
from tests.corpus.table import PAGE

pytestmark = pytest.mark.corpus

# A file's tests stay on one worker of pytest-xdist, so that it is read once.
ENTRIES = [pytest.param(entry, id=entry.file, marks=pytest.mark.xdist_group(entry.file)) for entry in CORPUS]


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_file_is_read_or_refused(built: Awkward, answer_of: AnswerTo) -> None:
    found = faults(built, answer_of(built))
    assert not found, f"{built.what}: " + "\n".join(found)


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_page_says_what_became_of_a_file(built: Awkward, answer_of: AnswerTo) -> None:
    assert table.row(built, answer_of(built)) in page(), f"run: {table.COMMAND}"


def test_the_page_is_about_these_files_and_no_other() -> None:
    said = {entry.file: line for line in page() for entry in CORPUS if line.startswith(f"| `{entry.file}` |")}
    assert page() == table.text(lambda entry: said.get(entry.file, "")).splitlines(), f"run: {table.COMMAND}"


def test_the_corpus_is_as_large_as_was_asked_for() -> None:
    names = [entry.file.casefold() for entry in CORPUS]
    assert len(names) == len(set(names)) >= 170


def page() -> list[str]:
    return PAGE.read_text("utf-8").splitlines() if PAGE.is_file() else []
