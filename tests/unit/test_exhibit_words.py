"""The words of the exhibits: none that judges a person or a school, none that says more than the figures do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from govstats.exhibits.incidents import NO_CAUSE, SMALL_NUMBERS
from govstats.exhibits.wording import proportion, share

EXHIBITS = Path(__file__).parents[2] / "src" / "govstats" / "exhibits"
FILES = sorted(path for path in EXHIBITS.glob("**/*") if path.suffix in (".py", ".toml"))
# What a page never says | what it says instead.
FORBIDDEN = {
    r"outliers?|anomal\w+": "below the range expected from chance alone, worth asking why",
    r"worst|best|poor(?:ly|er|est)?|league|rank(?:s|ed|ing)?": "lowest, or most overdue",
    r"red|amber|green|traffic|RAG": "a word and a shape",
    r"(?:non-?)?complian(?:t|ce)|complies|comply|breach\w*|unlawful": "Evidence complete, Partly, No evidence",
    r"there were no(?:ne)? incidents?|there were none|incident-free": "no incidents were recorded",
    r"significant(?:ly)?|insignificant": "more than chance explains",
    r"invalid|illegal|please|sorry|fault|blame\w*|fail(?:s|ed|ure|ing)?": "what happened, and how to mend it",
    r"caused?|because of|thanks to|leads? to|led to|resulted|as a result|proves?|proved": "two sentences side by side",
    r"trend\w*": "a change from one term to the next",
    r"non-?statutory staff|guilty|offenders?|culprits?": "people",
}
ALLOWED = (SMALL_NUMBERS, NO_CAUSE)  # which say what cannot be said


def is_docstring(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    return isinstance(parents.get(node), ast.Expr)


def wording(path: Path) -> Iterator[str]:
    """The texts of a module that may come onto a page, also those of its f-strings; the whole of a data file."""
    text = path.read_text("utf-8")
    if path.suffix == ".toml":
        yield text
        return
    tree = ast.parse(text)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            # A place holds a figure or a title: the words on both sides of it do not touch.
            yield "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not is_docstring(node, parents):
            yield node.value


def unwelcome(text: str) -> list[str]:
    for allowed in ALLOWED:
        text = text.replace(allowed, "")
    # Two sentences that begin with "Red" or hold an element's class are words all the same.
    return [word for pattern in FORBIDDEN for word in re.findall(rf"(?<![\w-])(?:{pattern})(?![\w-])", text, re.I)]


def test_there_are_words_to_look_at() -> None:
    assert len(FILES) > 15
    assert sum(1 for path in FILES for _ in wording(path)) > 400


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_exhibit_has_a_forbidden_word(path: Path) -> None:
    assert not {text: words for text in wording(path) if (words := unwelcome(text))}


@pytest.mark.parametrize(
    "text",
    [
        "Ash Grove is an outlier",
        "worst first",
        "Shown in red.",
        "Non-compliant",
        "There were no incidents",
        "Significantly lower",
        "Incidents fell because of it",
        "an upward trend",
    ],
)
def test_the_search_finds_them(text: str) -> None:
    assert unwelcome(text)


@pytest.mark.parametrize("text", ["Policies are required", "was recorded", SMALL_NUMBERS, NO_CAUSE, "Reduced hours"])
def test_the_search_finds_no_others(text: str) -> None:
    assert not unwelcome(text)


@pytest.mark.parametrize(("done", "of"), [(155, 180), (249, 250), (1, 400), (0, 12), (9, 12)])
def test_counts_stand_before_per_cents(done: int, of: int) -> None:
    for said in (share(done, of), proportion(done, of)):
        assert re.fullmatch(rf"{done} of {of} \((?:less than )?\d+%\)", said)
