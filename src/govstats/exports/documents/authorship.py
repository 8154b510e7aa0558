"""Whose text a policy is made of: its model, and guidance that it puts down to somebody else."""

import re
from collections.abc import Callable, Iterator, Sequence

from govstats.errors import Problem, problem
from govstats.exports.documents.row import Row
from govstats.exports.documents.values import dates_in
from govstats.exports.documents.words import any_of, words_of
from govstats.periods import DateInterval, parse_date

_NEAR = 80  # characters between a guidance and the name of its publisher
_MODEL_OF = re.compile(r"\bmodel (?:policy|procedure|document|text)\b", re.I)


def guidance_of_another(row: Row, sentences: Sequence[str]) -> Iterator[Problem]:  # noqa: ARG001
    """Guidance that a sentence calls another publisher's, or statutory, by the list in `words.toml`."""
    for guidance in words_of("guidance"):
        name, wrong, right = (any_of(guidance[part]) for part in ("phrases", "not_by", "right"))
        for sentence in sentences:
            found = name.search(sentence)
            if not found or right.search(sentence):
                continue
            near = sentence[max(0, found.start() - _NEAR) : found.end() + _NEAR]
            said = wrong.search(near)
            if said:
                publisher = guidance["published_by"]
                yield problem(
                    "guidance-of-another",
                    found=guidance["name"],
                    said=f'"{said[0]}"',
                    publisher=publisher[0].upper() + publisher[1:],
                )
                break


def older_than_its_model(row: Row, sentences: Sequence[str]) -> Iterator[Problem]:
    """A copy whose every date is before its model's: the model's date is in the text, or a known release."""
    own = max(row.own_dates, key=lambda each: each.latest or each.earliest, default=None)  # type: ignore[arg-type,return-value]
    models = [*_dates_of_model(row, sentences), *_known_releases(row, sentences)]
    newer = [each for each in models if own and own.latest and each.earliest and own.latest < each.earliest]
    if own and newer:
        newest = max(newer, key=lambda each: each.earliest)  # type: ignore[arg-type,return-value]
        yield problem("older-than-its-model", model=newest.in_words(), own=own.in_words())


def _dates_of_model(row: Row, sentences: Sequence[str]) -> Iterator[DateInterval]:
    for said, value in row.values:
        if said.meaning.fields == ("model_date",):
            yield from value.dates
    for sentence in [row.title or "", *sentences]:
        if found := _MODEL_OF.search(sentence):
            behind = sentence[found.start() : found.end() + _NEAR * 2]
            yield from (each for each in dates_in(_in_brackets_or_dated(behind)) if each.precision != "range")


def _in_brackets_or_dated(text: str) -> str:
    """The day that a text gives a model: in brackets, or behind "dated", "of", "issued", "published"."""
    found = re.search(
        r"\(([^()]{4,40})\)|\b(?:dated|issued|published|released|updated|version of)\b (?:on |in )?(.{4,30})", text
    )
    return (found[1] or found[2]) if found else ""


def _known_releases(row: Row, sentences: Sequence[str]) -> Iterator[DateInterval]:
    for model in words_of("model"):
        about = any_of(model["about"]).search(row.title or "")
        if about and any(any_of(model["phrases"]).search(sentence) for sentence in [row.title or "", *sentences]):
            yield parse_date(model["released"])


RULES_OF_AUTHORSHIP: tuple[Callable[[Row, Sequence[str]], Iterator[Problem]], ...] = (
    guidance_of_another,
    older_than_its_model,
)
