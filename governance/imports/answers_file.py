# SPDX-License-Identifier: EUPL-1.2
"""A file of answers of many territories: columns territory, question, answer[, reason][, tier], one answer a line."""

from dataclasses import dataclass
from difflib import get_close_matches

from governance.assessments.codes import canonical_code
from governance.assessments.texts import COMMENT_LIMIT, REASON_MINIMUM, clean_text
from governance.errors import EchelonsError, InputError
from governance.imports.codes import CodeBook
from governance.imports.report import Report
from governance.imports.rows import RawTable, lay_out
from governance.language import REFERENCE, sentence
from governance.questionnaire.answer import NOT_APPLICABLE
from governance.questionnaire.model import Questionnaire, Tier

COLUMNS = {
    "territory": ("territory", "territoire", "code_territoire", "code"),
    "question": ("question",),
    "answer": ("answer", "reponse"),
    "reason": ("reason", "motif"),
    "tier": ("tier", "echelon", "maille", "niveau"),
}
REQUIRED = ("territory", "question", "answer")


@dataclass(frozen=True, slots=True)
class ImportedAnswer:
    """One answer of a file, fit to be kept."""

    line: int
    territory_id: str
    question_id: str
    code: str
    reason: str = ""


class AnswerReader:
    """Reads the lines of one file for one questionnaire; what it refuses goes to the report."""

    def __init__(self, questionnaire: Questionnaire, codes: CodeBook, report: Report) -> None:
        self.questionnaire = questionnaire
        self.questions = {question.id: question for question in questionnaire.questions}
        self.codes = codes
        self.report = report
        self.territories: dict[tuple[str, str], tuple[str, Tier] | None] = {}
        self.canonical: dict[tuple[str, str], str | EchelonsError | None] = {}
        self.first: dict[tuple[str, str], ImportedAnswer] = {}

    def read(self, table: RawTable) -> list[ImportedAnswer]:
        """The answers of a table. RefusedFileError or InputError when it cannot be kept whole."""
        layout = lay_out(table, COLUMNS, REQUIRED)
        for line, (territory, question, answer, reason, tier) in layout.cells(*COLUMNS):
            place, code = self.place(line, territory, tier), self.code(line, question, answer)
            if place and code and self.concerned(line, territory, question, place[1], code):
                self.keep(ImportedAnswer(line, place[0], question, code, self.reason(line, reason, code)))
        self.report.close()
        if not self.first:
            raise InputError("imports.no_answer", file=table.name)
        return list(self.first.values())

    def place(self, line: int, code: str, tier: str) -> tuple[str, Tier] | None:
        """The id of the authority, and the tier by which questions concern it."""
        key = code, tier
        if key not in self.territories:
            self.territories[key] = None
            try:
                found = self.codes.resolve(code, tier)
                authority = self.codes.territories.authority(found.id)
                self.territories[key] = authority.id, authority.tier
            except InputError as fault:
                self.report.refuse(line, "territory", fault)
                return None
            if found.mended:
                self.report.note(line, "territory", f"code_{found.mended}", code=code, territory=authority.id)
        elif self.territories[key] is None:
            self.report.fault(line, "territory", "code_refused_above", code=code)
        return self.territories[key]

    def unknown_question(self, line: int, question_id: str) -> None:
        """A question that the questionnaire does not have, with the nearest that it has."""
        near = get_close_matches(question_id[:80], self.questions, n=1) if self.report.fault_count < 100 else ()
        key = "question_unknown_near" if near else "question_unknown"
        values = {"question": question_id, "questionnaire": self.questionnaire.id, "near": list(near)}
        self.report.fault(line, "question", key, **values)

    def concerned(self, line: int, territory: str, question_id: str, tier: Tier, code: str) -> bool:
        """Whether the question is put to the territory's tier; NC is how a file leaves out what is not."""
        if self.questions[question_id].concerns(tier):
            return True
        if code != NOT_APPLICABLE:
            self.report.fault(line, "question", "question_not_asked", question=question_id, territory=territory)
        return False

    def code(self, line: int, question_id: str, answer: str) -> str | None:
        """The code in its one form; None for no answer, or a refused one."""
        if question_id not in self.questions:
            self.unknown_question(line, question_id)
            return None
        key = question_id, answer
        if key not in self.canonical:
            try:
                self.canonical[key] = canonical_code(self.questions[question_id], answer)
            except EchelonsError as fault:
                self.canonical[key] = fault
        found = self.canonical[key]
        if isinstance(found, EchelonsError):
            self.report.refuse(line, "answer", found)
            return None
        return found

    def reason(self, line: int, text: str, code: str) -> str:
        """Why a question does not concern a territory; a file that does not say is quoted as not saying."""
        if code != NOT_APPLICABLE:
            return ""
        reason = clean_text(text)
        if len(reason) > COMMENT_LIMIT:
            self.report.fault(line, "reason", "reason_too_long", limit=COMMENT_LIMIT, length=len(reason))
        if len(reason) >= REASON_MINIMUM:
            return reason
        self.report.note(line, "reason", "reason_missing")
        return sentence("messages.imports.no_reason", REFERENCE)

    def keep(self, answer: ImportedAnswer) -> None:
        """Keep an answer, once for each territory and question."""
        key = answer.territory_id, answer.question_id
        first = self.first.setdefault(key, answer)
        if first is not answer:
            where = {"territory": key[0], "question": key[1], "first": first.line}
            self.report.fault(answer.line, "", "answered_twice", **where)
