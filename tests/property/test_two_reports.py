"""What two reports tell together of a few people, against every history of every person that fits their numbers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from govstats.disclosure.figures import Figure, History
from govstats.disclosure.groups import Group
from govstats.disclosure.together import few_told_of
from tests.examples import EXAMPLES

FEW = 3
NO, UNSURE, YES = range(3)
Status = tuple[int, int]  # whether it was done, and whether in time
NOT, IN_TIME, LATE = (NO, NO), (YES, YES), (YES, NO)
Course = tuple[Status | None, Status | None]  # a person's status at each report; None where no figure counts them


@st.composite
def two_reports(draw: st.DrawFn) -> list[list[Figure]]:
    """Figures about overlapping crowds of a few people, then and now. All of them are true of one history."""
    timed, open_ = draw(st.booleans()), draw(st.booleans())
    statuses = statuses_of(timed=timed, open_=open_)
    most_people = {2: 6, 3: 4, 6: 3}[len(statuses)]
    people = range(draw(st.integers(min(3, most_people), most_people)))
    then = [draw(st.sampled_from(statuses)) for _ in people]
    # Most people stay as they were, so that a supposition often holds.
    now = [draw(st.sampled_from([was, was, was, *statuses])) for was in then]
    reports = []
    for status in (then, now):
        figures = []
        for _ in range(draw(st.integers(1, 3))):
            crowd = [place for place in range(len(people)) if draw(st.integers(0, 3))]
            in_time = timed and draw(st.booleans())
            done, unsure = ([status[place][in_time] for place in crowd].count(answer) for answer in (YES, UNSURE))
            slack = draw(st.sampled_from([0, 0, 0, 1]))
            figure = Figure(Group.of(crowd), done, in_time, unsure=unsure)
            figures.append(figure.as_range(done, min(done + slack, len(crowd))) if slack else figure)
        reports.append(figures)
    return reports


@settings(max_examples=EXAMPLES, deadline=None)
@given(two_reports())
def test_the_few_of_whom_two_reports_tell(reports: list[list[Figure]]) -> None:
    then, now = reports
    parts: list[History] = [[then, []], [[], now]]
    assert {*few_told_of(reports, parts, FEW)} == {*told_by_trying(reports, parts)}


def told_by_trying(reports: History, parts: Iterable[History]) -> Iterator[Group]:
    """The groups of whom the histories left by both reports say more than those left by either."""
    people = sorted(frozenset().union(*(each.people for figures in reports for each in figures)))
    alike = {person: tuple(person in each.people for figures in reports for each in figures) for person in people}
    counted = [each for figures in reports for each in figures]
    timed, open_ = any(each.in_time for each in counted), any(each.unsure for each in counted)
    histories = [*every_history(people, reports, statuses_of(timed=timed, open_=open_))]
    may = supposed([each for each in histories if fits(each, reports)], alike)
    left = [each for each in histories if all(may(person, course) for person, course in each.items())]
    together = [each for each in left if fits(each, reports)]
    alone = [[each for each in left if fits(each, part)] for part in parts]
    crowds = [frozenset(each.people) for figures in reports for each in figures]
    groups = {frozenset(one for one in people if alike[one] == alike[person]) for person in people}
    groups |= {one - other for one, other in product(crowds, repeat=2)}
    # Whoever surely has done it, and whoever surely has not: of the others it cannot be told.
    asked = [*product((0, 1), sorted({False, timed}), (YES, NO))]
    told = False
    for group in groups:
        for count in asked if 0 < len(group) < FEW else ():
            if all(histories[0][person][count[0]] is not None for person in group):
                width, *others = (range_of(some, group, *count) for some in (together, *alone))
                if width < min(len(group), FEW, *others):
                    told = True
                    yield Group.of(group)
    if told:
        return
    # Of one person, to another who is told apart alone, and knows how he stands himself.
    single = [person for person in people if [*alike.values()].count(alike[person]) == 1]
    for one, other, count in product(single, single, asked):
        if one != other and histories[0][one][count[0]] is not None and range_of(together, {one}, *count):
            for course in {each[other] for each in together}:
                knows = [[each for each in some if each[other] == course] for some in (together, *alone)]
                certain, *others = (range_of(some, {one}, *count) for some in knows)
                if not certain and all(others):
                    yield Group.of({one})


def statuses_of(*, timed: bool, open_: bool) -> list[Status]:
    answers = (NO, UNSURE, YES) if open_ else (NO, YES)
    return [each for each in product(answers, repeat=2) if (each[1] <= each[0] if timed else each[0] == each[1])]


def every_history(people: Sequence[int], reports: History, statuses: list[Status]) -> Iterator[dict[int, Course]]:
    counted = [frozenset().union(*(each.people for each in figures)) for figures in reports]
    choices = [product(*(statuses if person in crowd else (None,) for crowd in counted)) for person in people]
    yield from (dict(zip(people, courses, strict=True)) for courses in product(*choices))


def fits(history: Mapping[int, Course], reports: History) -> bool:
    for report, figures in enumerate(reports):
        for each in figures:
            answers = [history[person][report][each.in_time] for person in each.people]
            if not each.ends[0] <= answers.count(YES) <= each.ends[1]:
                return False
            if each.unsure not in (None, answers.count(UNSURE)):
                return False
    return True


def supposed(fitting: Sequence[Mapping[int, Course]], alike: Mapping[str, object]):
    """Who may have changed and how: nobody, but where as few as can be have."""

    def undone(course: Course) -> bool:
        return None not in course and course[0] != course[1] and course[0] != NOT

    def done_since(course: Course) -> bool:
        return None not in course and course[0] == NOT != course[1]

    def where(change, histories: Sequence[Mapping[int, Course]]) -> set[object]:
        """The atoms of which somebody has so changed in some history of fewest changes."""
        changes = [[alike[person] for person, course in each.items() if change(course)] for each in histories]
        fewest = min(map(len, changes))
        return {atom for each in changes if len(each) == fewest for atom in each}

    anything = where(undone, fitting)
    rest = [
        {person: course for person, course in each.items() if alike[person] not in anything}
        for each in fitting
        if not any(undone(course) and alike[person] not in anything for person, course in each.items())
    ]
    more = where(done_since, rest)

    def may(person: int, course: Course) -> bool:
        if alike[person] in anything:
            return True
        return not undone(course) and (alike[person] in more or not done_since(course))

    return may


def range_of(
    histories: Sequence[Mapping[int, Course]], group: Set[int], report: int, in_time: bool, answer: int
) -> int:
    counts = [sum(each[person][report][in_time] == answer for person in group) for each in histories]
    return max(counts) - min(counts)
