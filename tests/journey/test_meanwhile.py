"""What is made in a child of the warm process, while other work is done, is as if it were made here."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from govstats.engine.forks import Forks, warm_process
from govstats.engine.meanwhile import Meanwhile


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    with warm_process() as forks:
        yield forks


def test_it_is_made_elsewhere_where_there_is_a_warm_process(forks: Forks) -> None:
    with Meanwhile(forks, os.getpid) as there, Meanwhile(None, os.getpid) as here:
        assert there.ask(int) != os.getpid() == here.ask(int)


def test_where_the_warm_process_is_lost_it_is_made_here() -> None:
    with warm_process() as forks:
        lost = Meanwhile(forks, os.getpid)
    with lost:
        assert lost.ask(int) == os.getpid()


def test_what_the_system_refuses_is_raised_as_it_was(forks: Forks, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    with Meanwhile(forks, Path, nowhere) as asking, pytest.raises(FileNotFoundError) as refused:
        asking.ask(Path.read_bytes)
    assert refused.value.filename == str(nowhere)
    with Meanwhile(forks, nowhere.read_bytes) as making, pytest.raises(FileNotFoundError):
        making.ask(len)


def test_what_it_is_told_is_done_before_it_is_asked(forks: Forks) -> None:
    for where in (forks, None):
        with Meanwhile(where, list) as made:
            made.tell(list.append, 1)
            made.tell(list.append, 2)
            assert made.ask(sorted) == [1, 2]


def test_whatever_else_is_raised_comes_with_its_traceback(forks: Forks) -> None:
    with Meanwhile(forks, int, "many") as made, pytest.raises(RuntimeError, match="ValueError: invalid literal"):
        made.ask(abs)


def test_what_it_leaves_in_the_temporary_folder_goes_with_it(forks: Forks) -> None:
    with Meanwhile(forks, tempfile.mkdtemp) as made:
        left = Path(made.ask(str))
        assert left.is_dir()
    assert not left.exists()
