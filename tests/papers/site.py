"""Lay the papers out for the site: `python -m tests.papers.site FOLDER`. Each keeps its place, and so its links."""

import re
import shutil
import sys
from pathlib import Path

from tests.unit.test_papers import PAPERS, ROOT, prose_of


def lay_out(folder: Path) -> None:
    """Copy the papers, and what they show or link to."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in sorted({*PAPERS, *linked()}):
        there = folder / path.relative_to(ROOT)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, there)


def linked() -> set[Path]:
    """The files that papers link to, beside other papers."""
    found = set[Path]()
    for paper in PAPERS:
        for target in re.findall(r"\]\(([^)\s#]+)", prose_of(paper)):
            path = (paper.parent / target).resolve()
            if path.is_file() and path.is_relative_to(ROOT):
                found.add(path)
    return found


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]))
