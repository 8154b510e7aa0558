"""One warm reading process a worker of pytest, which keeps each answer."""

import os
from collections.abc import Callable, Iterator

import pytest

from tests.corpus import npm
from tests.corpus.entry import Awkward, answer_to
from tests.corpus.reader import Answer, Reader

AnswerTo = Callable[[Awkward], Answer]


@pytest.fixture(scope="session")
def answer_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerTo]:
    answers: dict[str, Answer] = {}
    with Reader() as reader:

        def answer_of(entry: Awkward) -> Answer:
            if entry.file not in answers:
                answers[entry.file] = answer_to(entry, reader, tmp_path_factory.mktemp("corpus"))
            return answers[entry.file]

        yield answer_of


@pytest.fixture
def built(entry: Awkward) -> Awkward:
    """The entry, if what it is built with is installed."""
    if entry.needs == "npm" and (lacking := npm.missing()):
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say(f"this file needs {lacking}")
    return entry
