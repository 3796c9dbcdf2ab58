# SPDX-License-Identifier: EUPL-1.2
"""The check of a questionnaire: everything that is wrong, in one pass, in the order of the files."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from governance.questionnaire.action_rules import ACTION_RULES
from governance.questionnaire.change_rules import Older, change_rules, older_rules
from governance.questionnaire.document import HEAD, Document, FileReader
from governance.questionnaire.model import Questionnaire
from governance.questionnaire.node import Finding, Loc, Node
from governance.questionnaire.problem import Problem, problem
from governance.questionnaire.reach import reached_tiers
from governance.questionnaire.rules import COMPLETE, SOUND
from governance.questionnaire.shelf import find_shipped, is_there, locate
from governance.questionnaire.spot import Spot
from governance.questionnaire.strict import SHIPPED_ID, shipped_rules
from governance.questionnaire.structure import structure_findings


def check(reference: str | Path, strict: bool | None = None) -> list[Problem]:
    """Every problem of a questionnaire: a shipped id, a folder or a file. NotFoundError when there is none.

    ``strict`` adds the rules of the shipped référentiel; by default only a questionnaire of its id must follow them.
    """
    head = locate(reference)
    return document_problems(FileReader().document(head), head, strict, beside(head))


def check_data(data: Any, name: str, strict: bool | None = None, older: Older | None = None) -> list[Problem]:
    """The same for a questionnaire that is in no file, such as one being edited; ``name`` is what its user calls it.

    ``older`` finds its earlier versions; without it, what they have is not looked at.
    """
    return document_problems(Document(Node.of(data, name), []), Path(name), strict, older)


def document_problems(document: Document, head: Path, strict: bool | None, older: Older | None) -> list[Problem]:
    """Every problem of a document."""
    return problems(document, head, [*sound_findings(document)[1], *complete_findings(document, strict, older)])


def beside(head: Path) -> Older:
    """Finds the earlier versions of a questionnaire in files: shipped, or in folders beside its own."""

    def older(name: str, version: str) -> Questionnaire | None:
        path = find_shipped(f"{name}@{version}") or head.parent.parent / version / HEAD
        return sound_findings(FileReader().document(path))[0] if is_there(path) else None

    return older


def sound_findings(document: Document) -> tuple[Questionnaire | None, list[Finding]]:
    """The questionnaire if it can serve, and what is wrong enough to prevent it."""
    if document.root is None:
        return None, document.findings
    data = document.root.plain()
    questionnaire, findings = structured(data)
    if isinstance(data, dict):
        findings += [finding for rule in SOUND for finding in rule(Spot((), data))]
    unread = unread_places(document)
    findings = [*document.findings, *(f for f in findings if not any(f.loc[: len(loc)] == loc for loc in unread))]
    return (None if findings else questionnaire), findings


def structured(data: Any) -> tuple[Questionnaire | None, list[Finding]]:
    """The questionnaire, or what its model refuses."""
    try:
        return Questionnaire.model_validate(data), []
    except ValidationError as fault:
        return None, structure_findings(fault)


def complete_findings(document: Document, strict: bool | None, older: Older | None) -> list[Finding]:
    """What does not prevent scoring; not looked for while a part is missing, which would show as many lacks."""
    data = document.root.plain() if document.root else None
    if not isinstance(data, dict) or unread_places(document):
        return []
    head = Spot((), data)
    findings = [finding for rule in (*COMPLETE, *ACTION_RULES, change_rules, reached_tiers) for finding in rule(head)]
    findings += older_rules(head, older) if older else []
    if strict or (strict is None and head.id == SHIPPED_ID):
        findings += shipped_rules(head)
    return findings


def unread_places(document: Document) -> list[Loc]:
    """The places whose content could not be read."""
    return [finding.loc for finding in document.findings if finding.unread]


def problems(document: Document, head: Path, findings: list[Finding]) -> list[Problem]:
    """The findings with their places, file by file as they are named, from the first line to the last."""
    found = [problem(document.root, str(head), finding) for finding in findings]
    files = list(dict.fromkeys([str(head), *(document.root.files() if document.root else ())]))
    return sorted(found, key=lambda p: (files.index(p.file) if p.file in files else len(files), p.line))
