"""The form of what a page says, by rule: what no line may hold, and what goes with what. A fault is a few words."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from tests.journey.spoken import Line, Spoken

Plain = Callable[[str], str]  # a text with a word for each name: a name is not ours to shorten or to mend

MOST_WORDS = 25
SIGNS = ("[c]", "[x]", "[z]", "[low]")
# A tile has no note below it, and says in words what its sign means.
SAID_OF_A_SIGN = (
    r"\b(?:too few|Cannot be said|Nothing to sign|No induction (?:asked for|is due yet)|No policy is required)\b"
)
# Cells and tiles are no sentences, and a list in brackets beside them is read with its heading.
IN_PIECES = ("tr", "tile")
SENTENCES = ("p", "li", "dd")
TITLES = ("h1", "h2", "h3", "caption", "dt", "summary")

# Where a question may send the reader, beside figures and tables | the exhibit that stands there.
PLACES = {
    "the table by school": "by_school",
    "every review date in the annex": "all_reviews",
    "new starters in the annex": "new_starters",
    "the clauses in the annex": "working",
    "incidents in the annex": "incidents",
    "the end of the annex": "sureness",
}
FORBIDDEN = {
    r"\s\s": "two spaces",
    r"\s[.,;:?!)](?!\w)": "a space before a stop",
    r"\(\s": "a space after a bracket",
    r"[.,;:]{2}|\?\.": "two stops",
    r"\[\]|\(\)|\{|\}": "an empty bracket, or a place that was not filled in",
    r"\b(?:nan|NaN|NaT|Timestamp|True|False)\b|<NA>": "a value that is no word",
    r"[^.|] None\b|^None$|\| None$|\| None \|": "a value that is no word",
    r"\b0 of 0\b|none to count": "a share of nothing",
    r"&\w+;|</?\w+>": "HTML that is read aloud",
    r"(?:Table|Figure) #": "a table without its number",
    r"\d{4}-\d\d-\d\d": "a date that is not written as 1 September 2025",
    r"\b(\w+) \1\b": "a word twice",
    r"(?<!\w)-\d": "a number below nought",
    r"(?<![\w%−.,])(\d[\d,.]*%?) to \1(?![\d,.%])": "a range of one value",
    r"\bfor none of\b": "a finding that begins with what is not there",
    r"(?<![\d,.])(?<!of )0 (?:people|staff|policies|reviews|schools|incidents|returns|starters|clauses)\b": (
        "a nought of something"
    ),
    r"none recorded; .*\breturns? missing": "none, though something was not told",
}
NOUNS = {
    "policy": "policies",
    "person": "people",
    **{
        one: f"{one}s"
        for one in (
            "school", "starter", "row", "day", "month", "year", "meeting", "clause", "incident", "return", "signature",
            "decision", "review", "number", "appointment", "declaration", "version", "group", "meeting", "action",
        )
    },
}  # fmt: skip
_ONE, _MANY = "|".join(NOUNS), "|".join(NOUNS.values())
_OTHER = "(?:more |other |overdue )?"
# A number of "2 of 7" goes with its own verb, and that of a date ("1 September 2025 is") with none.
DISAGREEING = {
    rf"(?<![\d,])(?<!of )1 {_OTHER}(?:{_MANY})\b": "one of several",
    rf"(?<![\d,])(?:0|[2-9]|\d\d+) {_OTHER}(?:{_ONE})\b(?! days)": "several of one",
    r"(?<![\d,])(?<!of )1 (?:are|have|were|do)\b": "one that are",
    r"(?<![\d,])(?<!of )(?!20\d\d )(?:[2-9]|\d\d+) (?:is|has|was|does)\b": "several that is",
    r"(?<![\d,])1 of [\d,]+ \w+ (?:are|have|were|do)\b": "one that are",
    r"(?<![\d,])(?:[2-9]|\d\d+) of [\d,]+ \w+ (?:is|has|was|does)\b": "several that is",
    rf"(?<![\d,])1 {_OTHER}(?:{_ONE}) (?:are|have|were|do)\b": "one that are",
    rf"(?<![\d,])(?<!of )(?<!of the )(?:[2-9]|\d\d+) {_OTHER}(?:{_MANY}) (?:is|has|was|does)\b": "several that is",
    r"\b(?:[Aa]ll|[Bb]oth|[Ee]ach of) (?:of )?(?:the )?1\b": "all of one",
    rf"(?<![\d,])1 of 1 (?:{_ONE}|{_MANY})\b": "one of one",
}
VERBS = {
    "is", "are", "was", "were", "be", "been", "can", "cannot", "could", "have", "has", "had", "do", "does", "reach",
    "reaches", "fall", "falls", "started", "must", "asked", "mean", "means", "say", "says", "show", "shows", "recorded",
    "know", "signed", "knows", "may", "need", "needs",
}  # fmt: skip


def faults_of(exhibit: Spoken, plain: Plain) -> Iterator[str]:
    """What is wrong with the form of an exhibit, with the line that it stands in."""
    yield from exhibit.faults
    yield from unexplained(exhibit.lines)
    for line in exhibit.lines:
        for check in (wrong_words, too_long, wrong_ends, no_finding, untrue_share, few_per_cent):
            yield from (f"{fault}: {line.text!r}" for fault in check(line, plain))


def wrong_words(line: Line, plain: Plain) -> Iterator[str]:
    text = plain(line.text)
    yield from (why for pattern, why in {**FORBIDDEN, **DISAGREEING}.items() if re.search(pattern, text))


def too_long(line: Line, plain: Plain) -> Iterator[str]:
    for sentence in () if line.kind in IN_PIECES else line.sentences:
        words = len(re.findall(r"[^\W_][\w'’.,%-]*", plain(sentence)))
        if words > MOST_WORDS:
            yield f"a sentence of {words} words"


def wrong_ends(line: Line, _: Plain) -> Iterator[str]:
    """A sentence ends with a stop, or with a colon before a list; a title does not. Who does it, and when, is none."""
    if line.kind in SENTENCES and not re.search(r"[.?!:]$", line.parts[0].strip()):
        yield "a sentence without a stop"
    if line.kind in TITLES and line.text.endswith("."):
        yield "a title with a stop"
    if line.kind in (*SENTENCES, *TITLES) and not re.match(r'"?[A-Z0-9\[]', line.text):
        yield "no capital at the beginning"


def no_finding(line: Line, plain: Plain) -> Iterator[str]:
    """A heading states the finding, with a number or a verb. The annex, and what lists everything, has a title."""
    if line.kind == "h2" and not line.text.startswith(("Annex:", "Every ")):
        words = set(re.findall(r"\w+", plain(line.text)))
        if not words & VERBS and not re.search(r"\d", line.text):
            yield "a heading that finds nothing"


def untrue_share(line: Line, _: Plain) -> Iterator[str]:
    def number(words: str) -> int:
        return int(words.replace(",", ""))

    for done, of in re.findall(r"\b(\d[\d,]*) of (?:the )?(\d[\d,]*)\b", line.text):
        if number(done) > number(of):
            yield "more than all"
    for share, done, of in re.findall(r"(\d+)% \((\d[\d,]*) of (\d[\d,]*)", line.text):
        exact = 100 * number(done) / number(of)
        if abs(exact - int(share)) >= 1 or (int(share) in (0, 100) and exact != int(share)):
            yield "a per cent of something else"


def few_per_cent(line: Line, _: Plain) -> Iterator[str]:
    """Fewer than ten are counted, and have no per cent."""
    if re.search(r"\b\d of \d \((?:at most )?\d+%|\d% \(\d of \d\)", line.text):
        yield "a per cent of fewer than ten"


def nowhere(page: Mapping[str, Spoken]) -> Iterator[str]:
    """A figure that is named is on the page, and so is where a question sends the reader, and what it asks after."""
    captions = {line.text.split(":")[0] for each in page.values() for line in each.lines if line.kind == "caption"}
    asked = "\n".join(line.text for line in page["questions"].lines) if "questions" in page else ""
    sent = re.findall(r"See (.+?)(?:, and clause .*)?\.$", asked, re.MULTILINE)
    named = (re.findall(r"\bFigure \d\b", line.text) for each in page.values() for line in each.lines)
    for place in dict.fromkeys((*sent, *chain.from_iterable(named))):
        if not (PLACES[place] in page if place in PLACES else place in captions):
            yield f"no such place: {place!r}"
    short = {line.text for line in page["coverage"].lines if " | below target | " in line.text} if asked else set()
    for policy in re.findall(r"What would bring (.+) from .+ signed to the .+ target\?", asked):
        if not any(row.startswith(f"{policy} | ") for row in short):
            yield f"asked after, and not below the target: {policy!r}"


def all_of_one(page: Mapping[str, Spoken], schools: int) -> Iterator[str]:
    if schools == 1:
        found = (
            line.text for each in page.values() for line in each.lines if re.search(r"\b[Aa]ll schools\b", line.text)
        )
        yield from (f"all schools, of one: {text!r}" for text in found)


def unexplained(lines: list[Line]) -> Iterator[str]:
    """A sign is explained below the table that it stands in; a tile says in words what its sign means."""
    for at, line in enumerate(lines):
        below = " ".join(each.text for each in lines[at:] if each.kind == "p")
        for sign in SIGNS:
            in_words = line.kind == "tile" and re.search(SAID_OF_A_SIGN, line.text)
            if sign in line.text and not in_words and f"{sign} means" not in below:
                yield f"{sign} is not explained: {line.text!r}"
