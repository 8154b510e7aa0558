"""Lay the papers out for the site, or look at what became of them.

`python -m tests.papers.site` fills build/papers and writes build/zensical.toml.
`python -m tests.papers.site looked` ends with a sentence where a page of build/site would fetch something.
"""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.unit.test_papers import PAPERS, ROOT, prose_of, text_of

BUILD = ROOT / "build"
# What a browser fetches by itself: scripts, styles, fonts, pictures. A link that is clicked is none of it.
_FETCHED = re.compile(
    r"<(?:script|img|iframe|source|video)\b[^>]*\bsrc=[\"']?((?:https?:)?//[^\"'\s>]+)"
    r"|<link\b(?![^>]*rel=[\"']?canonical)[^>]*\bhref=[\"']?((?:https?:)?//[^\"'\s>]+)"
    r"|(?:@import\s+|url\()[\"']?((?:https?:)?//[^\"')\s]+)"
)


def lay_out() -> None:
    """Copy the papers, and what they show or link to. Each keeps its place, and so its links."""
    shutil.rmtree(BUILD / "papers", ignore_errors=True)
    for path in sorted({*PAPERS, *linked()}):
        there = BUILD / "papers" / path.relative_to(ROOT)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, there)
        if path.suffix == ".md":
            there.write_text(for_the_site(text_of(path)), "utf-8")
    pages = f"nav = {toml(list(listed()))}\n"
    (BUILD / "zensical.toml").write_text(text_of(ROOT / "docs/site.toml").replace("\n\n", f"\n{pages}\n", 1), "utf-8")


def for_the_site(paper: str) -> str:
    """A paper as the site's Markdown wants it, which is stricter than that of repositories.

    What is folded away is Markdown only where that is said, and what belongs to a numbered step stands four spaces in.

    >>> for_the_site("1. Type this:\\n\\n   ```\\n   make\\n   ```\\n")
    '1. Type this:\\n\\n    ```\\n    make\\n    ```\\n'
    """
    words_and_blocks = re.split(r"(^```.*?^```$)", paper, flags=re.M | re.S)
    words_and_blocks[::2] = [re.sub(r"^(?=   \S|    )", " ", words, flags=re.M) for words in words_and_blocks[::2]]
    return "".join(words_and_blocks).replace("<details>", '<details markdown="1">')


def linked() -> set[Path]:
    """The files that papers link to, beside other papers."""
    targets = (
        (paper.parent / target).resolve()
        for paper in PAPERS
        for target in re.findall(r"\]\(([^)\s#:]+)", prose_of(paper))
    )
    return {path for path in targets if path.is_file() and path.is_relative_to(ROOT)}


def listed() -> Iterator[dict[str, object]]:
    """The pages in the order of docs/README.md: a part for each of its headings."""
    yield {"govstats": "README.md"}
    yield {"Tutorial": "docs/tutorial.md"}
    for part in re.split(r"^## ", text_of(ROOT / "docs/README.md"), flags=re.M)[1:]:
        heading, _, body = part.partition("\n")
        links = re.findall(r"^- \[([^]]+)\]\(([^)]+)\)", body, re.M)
        pages = {title: (ROOT / "docs" / path).resolve().relative_to(ROOT).as_posix() for title, path in links}
        yield {heading: [{title: page} for title, page in pages.items()]}
    logs = {text_of(page).splitlines()[0].strip("# "): page for page in sorted(ROOT.glob("docs/assurance/*.md"))}
    yield {"Assurance": [{title: page.relative_to(ROOT).as_posix()} for title, page in logs.items()]}
    more = ("CONTRIBUTING.md", "CHANGELOG.md", "data/README.md")
    yield {"More": [{text_of(ROOT / page).splitlines()[0].strip("# "): page} for page in more]}


def toml(value: object) -> str:
    """Lists, tables and texts as TOML writes them."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def fetched(text: str) -> list[str]:
    """The addresses that a page or a style makes a browser fetch.

    >>> fetched('<script src="https://example.org/x.js"></script> <a href="https://example.org">there</a>')
    ['https://example.org/x.js']
    """
    return ["".join(found) for found in _FETCHED.findall(text)]


if __name__ == "__main__":
    if sys.argv[1:] == ["looked"]:
        pages = [path for kind in ("html", "css") for path in (BUILD / "site").rglob(f"*.{kind}")]
        calls = sorted({call for path in pages for call in fetched(path.read_text("utf-8"))})
        sys.exit(f"The site would fetch: {', '.join(calls)}" if calls else 0)
    lay_out()
