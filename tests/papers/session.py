"""A reader at work: the steps of a paper are taken in a folder, and what comes out is what the paper says."""

import re
import shlex
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govstats.rules.obligations import read_obligations
from govstats.settings import FILE_NAME, read_settings
from tests.journey.office import Answer, run
from tests.papers.steps import NOT_TYPED, Step, as_said, carried_out, settled

ANYONE = '[organisation]\nname = "Anyone"\nkind = "federation"\n\n[[schools]]\nname = "Anywhere"\n'
# A reader without a browser: pages are not printed to PDF, which tests/browser looks at.
BIN = str(Path(sys.executable).parent)


@dataclass
class Session:
    """Where the steps are taken.

    Attributes
    ----------
    stands_for
        What a paper leaves open, such as FOLDER, and what the reader takes for it.
    settings
        The `govstats.toml` that the paper's settings go into; without one they are only read.
    not_typed
        Commands that the reader passes over.
    answer
        What the last command said, and the words of it that the paper shows.
    typed
        The commands that were run.
    """

    folder: Path
    stands_for: dict[str, str] = field(default_factory=dict)
    settings: Path | None = None
    not_typed: re.Pattern[str] = NOT_TYPED
    answer: Answer | None = None
    shown: str = ""
    typed: list[str] = field(default_factory=list)
    names: dict[str, Any] = field(default_factory=dict)

    def take(self, step: Step) -> None:
        """Take one step."""
        if step.kind == "typed":
            for command in step.commands:
                if not self.not_typed.match(command):
                    self.type(command)
        elif step.kind == "said":
            assert self.answer, f"Nothing was typed that could say: {step.text}"
            assert as_said(step.text, self.answer.out + self.answer.err), self.answer.out + self.answer.err
            self.shown += step.text
        elif step.kind == "settings":
            self.settle(step.text)
        elif step.kind == "python":
            exec(compile(step.text, f"line {step.line}", "exec"), self.names)
        elif step.kind in ("file", "change"):
            assert step.path, f"It is not said which file this is: {step.text}"
            carried_out(step, self.folder)

    def type(self, command: str) -> None:
        """Type a command, once the one before it has ended as it should."""
        self.ended_well()
        words = [self.stands_for.get(word, word) for word in shlex.split(command)]
        assert words.pop(0) == "govstats", f"Nobody runs: {command}"
        self.shown = ""
        self.answer = run([str(Path(BIN, "govstats")), *words], self.folder, PATH=BIN)
        self.typed.append(command)

    def ended_well(self) -> None:
        """The last command has ended well, or with what must be fixed where the paper shows so."""
        if self.answer:
            assert self.answer.code == (3 if "Must fix" in self.shown else 0), self.answer.out + self.answer.err

    def settle(self, text: str) -> None:
        """Settings of a paper are understood, wherever they go."""
        if "clause" in tomllib.loads(text):
            path = self.folder / "clauses" / "obligations" / "policy.toml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            assert read_obligations(self.folder / "clauses")
            return
        path = self.settings or self.folder / "settings" / FILE_NAME
        path.parent.mkdir(exist_ok=True)
        path.write_text(settled(path.read_text("utf-8") if self.settings else ANYONE, text), "utf-8")
        read_settings(path.parent)
