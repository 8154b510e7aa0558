"""What is made in a child of the warm process, while other work is done, is as if it were made here."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from govstats.engine.forks import Child, Forks, WarmProcessFailed, warm_process
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


def test_where_a_child_is_lost_before_it_is_told_anything_it_is_made_here(
    forks: Forks, monkeypatch: pytest.MonkeyPatch
) -> None:
    fork = Forks.fork

    def lost(self: Forks, *asked: object) -> Child:
        child = fork(self, *asked)  # type: ignore[arg-type]
        child.end()
        with pytest.raises(EOFError):
            child.link.receive()
        return child

    monkeypatch.setattr(Forks, "fork", lost)
    with Meanwhile(forks, os.getpid) as made:
        assert made.ask(int) == os.getpid()


def test_after_what_the_warm_process_could_not_do_its_children_are_who_they_say() -> None:
    with warm_process() as forks:
        forks.do(int, "many")
        forks.do(int, "1")
        with pytest.raises(WarmProcessFailed, match="ValueError: invalid literal"):
            forks.fork(len)
        with Meanwhile(forks, os.getpid) as made:
            child = made.ask(int)
        assert child != os.getpid()
        forks.do(int, "2")
        with Meanwhile(forks, os.getpid) as made:
            assert made.ask(int) not in (child, os.getpid())
