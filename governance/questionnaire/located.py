# SPDX-License-Identifier: EUPL-1.2
"""The check of a tree that is being edited: each problem with the place of what is to be mended."""

from dataclasses import dataclass

from governance.questionnaire.change_rules import Older
from governance.questionnaire.checking import complete_findings, sound_findings
from governance.questionnaire.document import Document
from governance.questionnaire.node import Loc, Node
from governance.questionnaire.problem import Problem, problem
from governance.questionnaire.tree import Tree

PARTS = ("families", "challenges")


@dataclass(frozen=True, slots=True)
class LocatedProblem:
    """A problem, and the way to the value that causes it."""

    loc: Loc
    problem: Problem


def located_problems(tree: Tree, name: str, older: Older) -> list[LocatedProblem]:
    """Every problem of a tree, in the order of its parts; ``older`` finds earlier versions.

    >>> [found.loc for found in located_problems({"id": "a", "version": "1", "challenges": []}, "a", lambda *_: None)]
    [('title',), ('challenges',)]
    """
    root = Node.of(tree, name)
    document = Document(root, [])
    findings = [*sound_findings(document)[1], *complete_findings(document, None, older)]
    found = [LocatedProblem(finding.loc, problem(root, name, finding)) for finding in findings]
    return sorted(found, key=lambda each: order(each.loc))


def order(loc: Loc) -> tuple[int, ...]:
    """What places are sorted by: the questionnaire as a whole, its readings, its challenges one by one.

    >>> order(("title",)), order(("challenges", 1, "questions", 3, "title"))
    ((0,), (2, 1, 3))
    """
    group = PARTS.index(loc[0]) + 1 if loc and loc[0] in PARTS else 0
    return (group, *(step for step in loc if isinstance(step, int)))
