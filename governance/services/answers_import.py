# SPDX-License-Identifier: EUPL-1.2
"""Answers of many territories at once, from a file: all or nothing, said where they come from, nobody overwritten."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import uuid4

from governance.access.actor import LOCAL_ADMINISTRATOR, Actor
from governance.assessments.records import NEVER_ANSWERED, AssessmentHead, Change, StoredAnswer
from governance.errors import ConflictError
from governance.imports.answers_file import AnswerReader, ImportedAnswer
from governance.imports.codes import CodeBook
from governance.imports.records import DataImport, Provenance, read_provenance
from governance.imports.report import Report
from governance.imports.rows import RawTable
from governance.questionnaire.edition import EditionKey
from governance.questionnaire.model import Form, Questionnaire
from governance.services.assessments import must_stay, now
from governance.services.imports import Importer, LocalReference, Outcome
from governance.services.ports import Clock, Questionnaires, Store, Unit

People = Literal["refuse", "keep", "replace"]
"""What becomes of answers that a person entered and that differ from the file's: the file is refused (the default), or
theirs are kept and the rest is imported, or the file's take their place; the history keeps both."""
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Present:
    """What is there of a version of a questionnaire, locked."""

    heads: dict[str, AssessmentHead]
    answers: dict[Key, StoredAnswer]
    by_people: set[Key]


@dataclass(frozen=True, slots=True)
class Written:
    """An answer to write, and the code that it takes the place of."""

    assessment_id: str
    answer: StoredAnswer
    from_code: str | None


class AnswerImportService(Importer):
    """Imports answers."""

    kind = "answers"

    def __init__(
        self, store: Store, questionnaires: Questionnaires, reference: LocalReference, clock: Clock = now
    ) -> None:
        super().__init__(store, reference, clock)
        self._questionnaires = questionnaires

    def bring(
        self,
        table: RawTable,
        said: Provenance,
        *,
        questionnaire: EditionKey | None = None,
        people: People = "refuse",
        actor: Actor = LOCAL_ADMINISTRATOR,
    ) -> Outcome:
        """Write the answers of a table; importing the same again writes nothing.

        RefusedFileError, with the report of every line refused and why, when one of them cannot be kept.
        """
        actor.must_administer()
        said, report = read_provenance(said), Report(table.name)
        answered = self._questionnaires.get(*questionnaire) if questionnaire else self._questionnaires.latest()
        read = AnswerReader(answered, CodeBook(self._territories), report).read(table)
        record = self.record(table.name, answered.title.fr, said, {})
        with self._store.writing() as unit:
            present = there(unit, answered)
            new = new_heads(read, present, answered, record)
            choice = Choice(present, new, record, people, report)
            written = choice.written(read)
            report.close()
            facts = choice.facts | {
                "territories": len({answer.territory_id for answer in read}),
                "assessments": len(new),
            }
            if written or new:
                record = replace(record, facts=facts)
                self._write(unit, list(new.values()), written, record)
        return Outcome(record if written or new else None, facts, report)

    def _write(self, unit: Unit, new: Sequence[AssessmentHead], written: Sequence[Written], record: DataImport) -> None:
        """Everything at once: heads, answers, history, record."""
        for head in new[:1]:
            must_stay(unit, self._questionnaires, head)
        unit.imports.add(record)
        for head in new:
            # Begun by somebody since it was looked for, where several servers write: their answers must be read first.
            if not unit.assessments.add(head):
                raise ConflictError("imports.meanwhile", territory=head.territory_id)
        pairs = [(one.assessment_id, one.answer) for one in written]
        unit.answers.write_all(pair for pair in pairs if pair[1].version == NEVER_ANSWERED + 1)
        unit.answers.rewrite_all(pair for pair in pairs if pair[1].version > NEVER_ANSWERED + 1)
        unit.changes.add_all(changes(written, record))
        counts = Counter(one.assessment_id for one in written)
        unit.assessments.touch_all(counts, record.at)
        unit.imports.link(record.id, counts)


class Choice:
    """What of a file is to be written; what a person entered otherwise is told, and overwritten only on demand."""

    def __init__(
        self, present: Present, new: dict[str, AssessmentHead], record: DataImport, people: People, report: Report
    ) -> None:
        self.present = present
        self.heads = present.heads | new
        self.record = record
        self.people = people
        self.report = report
        self.facts = {"written": 0, "same": 0, "kept": 0, "replaced": 0}

    def written(self, read: Sequence[ImportedAnswer]) -> list[Written]:
        """The answers to write."""
        chosen = [one for answer in read if (one := self.one(answer, self.heads[answer.territory_id].id))]
        self.facts["written"] = len(chosen)
        return chosen

    def one(self, answer: ImportedAnswer, assessment_id: str) -> Written | None:
        """An answer to write; None when it is there already, or when a person's stays."""
        key = assessment_id, answer.question_id
        before = self.present.answers.get(key)
        if before is not None and (before.code, before.reason) == (answer.code, answer.reason):
            self.facts["same"] += 1
            return None
        if before is not None and before.code is not None and key in self.present.by_people:
            tell(self.report, answer, before, self.people)
            self.facts["replaced" if self.people == "replace" else "kept"] += 1
            if self.people != "replace":
                return None
        return Written(assessment_id, stored(answer, before, self.record), before.code if before else None)


def there(unit: Unit, questionnaire: Questionnaire) -> Present:
    """What is there already; nobody else writes to it until the transaction ends."""
    edition = questionnaire.id, questionnaire.version
    heads = {head.territory_id: head for head in unit.assessments.lock_edition(*edition)}
    if not heads:
        return Present({}, {}, set())
    return Present(heads, unit.answers.of_edition(*edition), unit.imports.by_people(*edition))


def new_heads(
    read: Sequence[ImportedAnswer], present: Present, questionnaire: Questionnaire, record: DataImport
) -> dict[str, AssessmentHead]:
    """An assessment for each territory that has none: in the flash form when the file answers nothing beyond it."""
    beyond = {question.id for question in questionnaire.questions if not question.flash}
    forms: dict[str, Form] = {}
    for answer in read:
        if answer.territory_id not in present.heads:
            known: Form = forms.get(answer.territory_id, "flash" if questionnaire.has_flash else "full")
            forms[answer.territory_id] = "full" if answer.question_id in beyond else known
    return {territory: head_of(territory, form, questionnaire, record) for territory, form in forms.items()}


def head_of(territory_id: str, form: Form, questionnaire: Questionnaire, record: DataImport) -> AssessmentHead:
    """A new assessment, begun by an import."""
    return AssessmentHead(
        id=str(uuid4()),
        territory_id=territory_id,
        questionnaire_id=questionnaire.id,
        questionnaire_version=questionnaire.version,
        form=form,
        simulated=False,
        author=record.source,
        created_at=record.at,
        updated_at=record.at,
    )


def stored(answer: ImportedAnswer, before: StoredAnswer | None, record: DataImport) -> StoredAnswer:
    """The answer to keep: signed by its source; what people wrote beside the former one stays."""
    return StoredAnswer(
        question_id=answer.question_id,
        code=answer.code,
        reason=answer.reason,
        comment=before.comment if before else "",
        evidence=before.evidence if before else "",
        version=(before.version if before else NEVER_ANSWERED) + 1,
        author=record.source,
        at=record.at,
    )


def tell(report: Report, answer: ImportedAnswer, before: StoredAnswer, people: People) -> None:
    """Say of a line that a person answered otherwise, and what became of it."""
    values = {
        "territory": answer.territory_id,
        "question": answer.question_id,
        "theirs": before.code,
        "mine": answer.code,
        "who": before.author or "–",
    }
    if people == "refuse":
        report.fault(answer.line, "answer", "person_answered", **values)
    else:
        report.note(answer.line, "answer", f"person_{people}", **values)


def changes(written: Sequence[Written], record: DataImport) -> Iterator[Change]:
    """A line of history for each answer."""
    for number, one in enumerate(written):
        key = f"import {record.id} {number}"
        yield Change(key, one.assessment_id, one.from_code, one.answer, import_id=record.id)
