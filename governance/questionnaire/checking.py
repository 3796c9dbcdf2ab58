# SPDX-License-Identifier: EUPL-1.2
"""The check of a questionnaire: everything that is wrong, in one pass, in the order of the files."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from governance.questionnaire.document import Document, FileReader
from governance.questionnaire.model import Questionnaire
from governance.questionnaire.node import Finding, Loc, Node
from governance.questionnaire.problem import Problem, problem
from governance.questionnaire.reach import reached_tiers
from governance.questionnaire.rules import COMPLETE, SOUND
from governance.questionnaire.shelf import locate
from governance.questionnaire.spot import Spot
from governance.questionnaire.strict import SHIPPED_ID, shipped_rules
from governance.questionnaire.structure import structure_findings


def check(reference: str | Path, strict: bool | None = None) -> list[Problem]:
    """Every problem of a questionnaire: a shipped id, a folder or a file. NotFoundError when there is none.

    ``strict`` adds the rules of the shipped référentiel; by default only a questionnaire of its id must follow them.
    """
    head = locate(reference)
    document = FileReader().document(head)
    findings = [*sound_findings(document)[1], *complete_findings(document, strict)]
    return problems(document, head, findings)


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


def complete_findings(document: Document, strict: bool | None) -> list[Finding]:
    """What does not prevent scoring; not looked for while a part is missing, which would show as many lacks."""
    data = document.root.plain() if document.root else None
    if not isinstance(data, dict) or unread_places(document):
        return []
    head = Spot((), data)
    findings = [finding for rule in (*COMPLETE, reached_tiers) for finding in rule(head)]
    if strict or (strict is None and head.id == SHIPPED_ID):
        findings += shipped_rules(head)
    return findings


def unread_places(document: Document) -> list[Loc]:
    """The places whose content could not be read."""
    return [finding.loc for finding in document.findings if finding.unread]


def problems(document: Document, head: Path, findings: list[Finding]) -> list[Problem]:
    """The findings with their places, file by file as the head names them, from the first line to the last."""
    found = [problem(document.root, str(head), finding) for finding in findings]
    files = files_in_order(document.root, str(head))
    return sorted(found, key=lambda p: (files.index(p.file) if p.file in files else len(files), p.line))


def files_in_order(root: Node | None, head: str) -> list[str]:
    """The head file, then the challenge files."""
    challenges = root.value.get("challenges") if root and isinstance(root.value, dict) else None
    nodes = challenges.value if challenges and isinstance(challenges.value, list) else []
    return list(dict.fromkeys([head, *(node.file for node in nodes)]))
