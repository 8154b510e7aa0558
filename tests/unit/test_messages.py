"""The messages: each is raised somewhere with all it needs, keeps to the house's wording, and is explained."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from govstats.errors import messages, pages, problem

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "govstats"
SENTENCES = ("says", "mend", "help")
LONGEST = 25
# A message blames nobody, begs nothing of anybody, and does not shout.
UNWELCOME = re.compile(
    r"\b(?:invalid|illegal|please|wrong|wrongly|mistakes?|fail(?:s|ed)?|faults?|sorry|bad)\b|!", re.I
)


class Raised(NamedTuple):
    """A place in the code that names a message, with the words it gives to the sentences; None where others do."""

    place: str
    code: str
    words: frozenset[str] | None


def words_of(call: ast.Call) -> frozenset[str]:
    """The places of a sentence that a call fills with something of its own."""
    named = {keyword.arg for keyword in call.keywords}
    spread = {ast.unparse(keyword.value) for keyword in call.keywords if keyword.arg is None}
    # `**place` and `**places_of(...)[0]` say where a row stands; whoever reports a refusal knows the file.
    located = {"file", "sheet"} if any("place" in name for name in spread) else set()
    located |= {"file"} if getattr(call.func, "id", "") == "Refused" else set()
    return frozenset({"rows" if name == "rows_affected" else name for name in named if name} | located)


def calls_in(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("problem", "Refused") and node.args:
            yield node


def constants_in(node: ast.AST) -> Iterator[ast.Constant]:
    yield from (each for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str))


def raised() -> Iterator[Raised]:
    """Every place that names a message."""
    for path in sorted(SOURCE.glob("**/*.py")):
        tree, place = ast.parse(path.read_text("utf-8")), path.relative_to(SOURCE).as_posix()
        first: set[ast.Constant] = set()
        for call in calls_in(tree):
            for code in constants_in(call.args[0]):
                first.add(code)
                yield Raised(place, code.value, words_of(call))
        for constant in constants_in(tree):
            if constant not in first and constant.value in messages():
                yield Raised(place, constant.value, None)


@cache
def passed_on() -> dict[str, list[frozenset[str]]]:
    """By room: the words given where the code of a message comes from elsewhere."""
    given = defaultdict(list)
    for path in SOURCE.glob("**/*.py"):
        for call in calls_in(ast.parse(path.read_text("utf-8"))):
            if not list(constants_in(call.args[0])):
                given[path.relative_to(SOURCE).parts[0]].append(words_of(call))
    return given


def places(code: str) -> set[str]:
    """The places of a message's sentences."""
    message = messages()[code]
    sentences = (message[name] for name in ("says", "mend", "expected") if name in message)
    return {name for text in sentences for _, name, _, _ in Formatter().parse(text) if name}


RAISED = list(raised())


def test_every_message_is_raised_and_every_message_raised_is_there() -> None:
    assert {each.code for each in RAISED} == set(messages())


@pytest.mark.parametrize("each", RAISED, ids=lambda each: f"{each.place}: {each.code}")
def test_every_place_of_a_sentence_is_filled_where_it_is_raised(each: Raised) -> None:
    needed, room = places(each.code), each.place.split("/")[0]
    given = [each.words] if each.words is not None else passed_on()[room]
    assert any(needed <= words for words in given) or not needed, (needed, given)


@pytest.mark.parametrize("code", messages())
def test_a_message_says_what_happened_and_how_to_mend_it(code: str) -> None:
    message = messages()[code]
    assert set(message) - {"expected", "whole"} == {"severity", "reason", "says", "mend", "help"}
    assert message["severity"] in ("must fix", "worth checking")
    made = problem(code, **dict.fromkeys(places(code) - {"rows"}, "Ash Grove"))
    assert (made.severity, made.reason) == (message["severity"], message["reason"])
    assert not re.search(r"[{}]", made.says + made.mend + made.expected)


@pytest.mark.parametrize("code", messages())
def test_the_wording_keeps_to_the_rules(code: str) -> None:
    message = messages()[code]
    assert not re.search(r"[{}.]|^[A-Z]", message["reason"]), "a few words that governors see, counted"
    for name in ("reason", *SENTENCES):
        assert not UNWELCOME.search(message[name]), message[name]
    assert re.search(r'(?:[.]|["”]|\{suggestion\})$', message["says"])
    for name in SENTENCES:
        for sentence in sentences_of(message[name]):
            assert len(sentence.split()) <= LONGEST, sentence


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; a place counts as one word, whatever it lists, and a line of settings as none."""
    bare = re.sub(r"  \S.*?(?:  |$)", " ", re.sub(r"\{\w+\}", "x", text))
    return [sentence for sentence in re.split(r"(?<=[.:;]) ", bare) if sentence.strip()]


@pytest.mark.parametrize("code", messages())
def test_the_help_adds_to_the_message(code: str) -> None:
    message = messages()[code]
    said = [sentence.strip(" .").casefold() for name in ("says", "mend") for sentence in message[name].split(". ")]
    explained = message["help"].split(". ")
    assert 1 <= len(explained) <= 3
    assert message["help"].endswith(".")
    assert not [sentence for sentence in explained if sentence.strip(" .").casefold() in said]


def test_rows_set_aside_are_said_to_be() -> None:
    """A message that says its row is not counted explains what becomes of it."""
    aside = [code for code, message in messages().items() if "so the row is not counted" in message["says"]]
    assert len(aside) > 10
    assert not [code for code in aside if "set aside" not in messages()[code]["help"]]


def test_every_place_has_words_for_the_page_and_no_other() -> None:
    words = tomllib.loads((SOURCE / "errors" / "places.toml").read_text("utf-8"))
    assert set(words) == {name for code in messages() for name in places(code)}


def test_the_page_has_an_entry_for_every_message_in_the_order_of_the_file() -> None:
    page = pages.text()
    assert re.findall(r"^### `(.+)`$", page, re.M) == list(messages())
    parts = re.findall(r"^# -+ (.+?) -+$", (SOURCE / "errors" / "messages.toml").read_text("utf-8"), re.M)
    assert [part.casefold() for part in re.findall(r"^## (.+)$", page, re.M)] == parts
    for message in messages().values():
        assert message["help"] in page
        assert pages.shown(message["says"]) in page


def test_the_page_is_current() -> None:
    written = (ROOT / "docs" / "messages.md").read_text("utf-8")
    assert written == pages.text(), "run: python -m govstats.errors.pages > docs/messages.md"
