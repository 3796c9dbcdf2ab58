# SPDX-License-Identifier: EUPL-1.2
"""From one version of a questionnaire to a later one: which question became which.

What the later version's ``changes`` says comes first; what it does not name follows from the ids.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from typing import Literal

from governance.language.localized import LocalizedText
from governance.questionnaire.change_parts import QuestionChange
from governance.questionnaire.model import Question, Questionnaire
from governance.questionnaire.shelf import version_order

Kind = Literal["same", "reworded", "altered", "split", "merged", "new", "dropped"]
"""``altered``: under the same id, a question of another kind, with other levels, goalposts or more items: to be asked
again."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of some questions. ``levels``: the new level of each old one; None where each keeps its number."""

    kind: Kind
    old: tuple[Question, ...] = ()
    new: tuple[Question, ...] = ()
    levels: Mapping[int, int] | None = field(default=None, hash=False)
    note: LocalizedText | None = None


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Every question of two versions, each in one change: in the order of the later one, what was dropped last."""

    old: Questionnaire
    new: Questionnaire
    changes: tuple[Change, ...]

    def of_kind(self, *kinds: Kind) -> tuple[Change, ...]:
        """The changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)

    def to(self, question_id: str) -> Change:
        """The change that leads to a question of the later version; KeyError when it has no such question."""
        for change in self.changes:
            if any(question.id == question_id for question in change.new):
                return change
        raise KeyError(question_id)


def compare(old: Questionnaire, new: Questionnaire, between: Sequence[Questionnaire] = ()) -> Correspondence:
    """What became of each question from ``old`` to ``new``, through the versions in ``between`` as far as needed."""
    steps = route(old, new, between)
    return reduce(chained, [step(earlier, later) for earlier, later in pairwise(steps)])


def route(old: Questionnaire, new: Questionnaire, between: Sequence[Questionnaire] = ()) -> list[Questionnaire]:
    """The versions to go through, the earliest first: what a version says of an older one spares those between."""
    known = {version_order(q.version): q for q in between if q.id == new.id}
    first, last = version_order(old.version), version_order(new.version)
    inner = {order: q for order, q in known.items() if first < order < last} | {first: old}
    path = [new]
    while path[0] is not old:
        path.insert(0, before(path[0], inner))
    return path


def before(new: Questionnaire, known: Mapping[tuple[int, ...], Questionnaire]) -> Questionnaire:
    """The earliest known version that this one speaks of; without any, the last one before it."""
    told = [version_order(change.since) for change in new.changes]
    spoken = [order for order in told if order in known and order < version_order(new.version)]
    earlier = [order for order in known if order < version_order(new.version)]
    return known[min(spoken) if spoken else max(earlier, default=min(known))]


def step(old: Questionnaire, new: Questionnaire) -> Correspondence:
    """The same without any version between."""
    left_old = {question.id: question for question in old.questions}
    left_new = {question.id: question for question in new.questions}
    said = [c for told in new.changes if same_version(told.since, old.version) for c in told.questions]
    changes = [taken(entry, left_old, left_new) for entry in said]
    changes += derived(left_old, left_new)
    return Correspondence(old, new, in_order(new, [change for change in changes if change.old or change.new]))


def same_version(one: str, other: str) -> bool:
    """Whether two versions are the same, however many zeros end them.

    >>> same_version("1.0", "1.0.0"), same_version("1.1", "1.10")
    (True, False)
    """
    return version_order(one) == version_order(other)


def taken(said: QuestionChange, old: dict[str, Question], new: dict[str, Question]) -> Change:
    """A change that the file names, with its questions, which leave those that are left; unknown ids count for none."""
    olds = tuple(old.pop(name) for name in dict.fromkeys(said.old) if name in old)
    news = tuple(new.pop(name) for name in dict.fromkeys(said.new) if name in new)
    kind: Kind = said.kind if olds and news else "dropped" if olds else "new"
    return Change(kind, olds, news, said.levels, said.note)


def derived(old: Mapping[str, Question], new: Mapping[str, Question]) -> Iterator[Change]:
    """The changes that follow from the ids."""
    for name, question in new.items():
        was = old.get(name)
        yield Change(kind_of(was, question), (was,), (question,)) if was else Change("new", (), (question,))
    yield from (Change("dropped", (question,)) for name, question in old.items() if name not in new)


def kind_of(old: Question, new: Question) -> Literal["same", "reworded", "altered"]:
    """What two questions of one id are to each other.

    >>> from governance.language import LocalizedText as Words
    >>> days = Question(id="days", kind="number", title=Words(fr="Jours", en="Days"), goalposts={"low": 9, "high": 1})
    >>> kind_of(days, days), kind_of(days, days.model_copy(update={"title": Words(fr="Délai", en="Delay")}))
    ('same', 'reworded')
    >>> kind_of(days, days.model_copy(update={"goalposts": days.goalposts.model_copy(update={"high": 2})}))
    'altered'
    >>> kind_of(days, days.model_copy(update={"least": 0, "most": 30}))
    'same'
    """
    added = {item.id for item in new.items} - {item.id for item in old.items}
    if shape(old) != shape(new) or added:
        return "altered"
    return "same" if words(old) == words(new) else "reworded"


def shape(question: Question) -> tuple[object, ...]:
    """What an answer depends on: kind, number of levels, goalposts with their unit; not the bounds."""
    return question.kind, len(question.levels), question.goalposts, question.unit


def words(question: Question) -> tuple[object, ...]:
    """What a person reads before answering."""
    items = {item.id: item.title for item in question.items}
    return question.title, tuple(level.title for level in question.levels), items


def chained(first: Correspondence, second: Correspondence) -> Correspondence:
    """Two steps as one: changes that share a question of the version between them are one change."""
    groups: list[tuple[list[Change], list[Change]]] = [([change], []) for change in first.changes]
    for change in second.changes:
        met = [group for group in groups if any(linked(one, change) for one in group[0])]
        groups = [group for group in groups if group not in met]
        earlier = [one for group in met for one in group[0]]
        groups.append((earlier, [*(one for group in met for one in group[1]), change]))
    joined = [joint(*group) for group in groups]
    return Correspondence(first.old, second.new, in_order(second.new, [c for c in joined if c.old or c.new]))


def linked(first: Change, second: Change) -> bool:
    """Whether the second step goes on with a question of the first."""
    return not {q.id for q in first.new}.isdisjoint(q.id for q in second.old)


def joint(first: Sequence[Change], second: Sequence[Change]) -> Change:
    """Some changes of a first step and those that go on with their questions, as one."""
    old = tuple(question for change in first for question in change.old)
    new = tuple(question for change in second for question in change.new)
    note = next((change.note for change in (*second, *first) if change.note), None)
    if not old or not new:
        return Change("dropped" if old else "new", old, new, None, note)
    through: set[Kind] = {change.kind for change in (*first, *second) if change.kind != "dropped"}
    if through <= {"same", "reworded", "merged"} and len(second) == 1:
        kind = worst(through)
        if len(first) == 1 and first[0].levels is not None:
            return Change(kind, old, new, composed(first[0].levels, second[0].levels), note)
        if all(change.levels is None for change in first):
            return Change(kind, old, new, second[0].levels, note)
    return Change("split" if len(old) == 1 and len(new) > 1 else "altered", old, new, None, note)


def worst(kinds: set[Kind]) -> Kind:
    """Of changes that keep answers, the one that says most."""
    return next(kind for kind in ("merged", "reworded", "same") if kind in kinds)


def composed(first: Mapping[int, int], second: Mapping[int, int] | None) -> dict[int, int]:
    """Two tables of levels as one; None keeps numbers.

    >>> composed({0: 0, 1: 2, 2: 3}, {0: 0, 2: 1}), composed({0: 1}, None)
    ({0: 0, 1: 1}, {0: 1})
    """
    if second is None:
        return dict(first)
    return {level: second[reached] for level, reached in first.items() if reached in second}


def in_order(new: Questionnaire, changes: Sequence[Change]) -> tuple[Change, ...]:
    """In the order of the later version's questions; those that lead to none last."""
    places = {question.id: place for place, question in enumerate(new.questions)}
    return tuple(sorted(changes, key=lambda change: min((places[q.id] for q in change.new), default=len(places))))
