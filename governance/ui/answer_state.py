# SPDX-License-Identifier: EUPL-1.2
"""One question's widgets, and their way to the store: saved at each choice, said saved only once it is.

What a person enters stays in the session until it is stored: a fault or somebody else's answer never erases it.
"""

from dataclasses import dataclass
from uuid import uuid4

from governance.assessments.records import NEVER_ANSWERED, StoredAnswer
from governance.assessments.texts import REASON_MINIMUM
from governance.bootstrap import application
from governance.errors import ConflictError, EchelonsError
from governance.questionnaire.answer import DONT_KNOW, NO_ITEM, NOT_APPLICABLE
from governance.questionnaire.model import Question
from governance.ui import dossier
from governance.ui.memory import Memory

VALUE = "VALUE"
"""The choice "I have a value" of number and checklist questions, whose value stands in a field of its own."""


@dataclass(frozen=True, slots=True)
class AnswerState(Memory):
    """What the session knows of one question of one assessment. Everything lives in Streamlit's session state."""

    assessment_id: str
    question: Question

    def key(self, name: str) -> str:
        """The session key of a widget or a memory of this question."""
        return f"{name}:{self.assessment_id}:{self.question.id}"

    @property
    def waits_for_reason(self) -> bool:
        """« Non concerné » was chosen and the reason is still to come."""
        return self.get("choice") == NOT_APPLICABLE and len(self.text("reason")) < REASON_MINIMUM

    @property
    def waits_for_value(self) -> bool:
        """« Votre valeur » was chosen, or the list was opened, and nothing is entered yet."""
        return self.get("choice") == VALUE and self.code() is None

    def text(self, name: str) -> str:
        """A text field's content."""
        return str(self.get(name) or "").strip()

    def follow(self, stored: StoredAnswer | None) -> None:
        """Bring the widgets to the stored answer, at the first showing and whenever somebody else has changed it."""
        version = stored.version if stored else NEVER_ANSWERED
        if self.get("seen") == version or self.fault or self.waits_for_reason:
            return
        self.put("seen", version)
        for name in ("reason", "comment", "evidence"):
            self.put(name, getattr(stored, name) if stored else "")
        self.show_code(stored.code if stored else None)

    def show_code(self, code: str | None) -> None:
        """Bring the answering widgets to a code."""
        plain_choice = code is None or self.question.kind == "level" or code in {DONT_KNOW, NOT_APPLICABLE, NO_ITEM}
        self.put("choice", code if plain_choice else VALUE)
        if self.question.kind == "number":
            number = None if plain_choice else float(str(code))
            # A field cannot show what it does not take.
            self.put("number", number if number is not None and self.question.admits(number) else None)
        for item in self.question.items:
            self.put(f"item-{item.id}", not plain_choice and item.id in str(code).split(";"))

    def code(self) -> str | None:
        """The code that the widgets stand for; None without an answer."""
        choice = self.get("choice")
        if choice != VALUE:
            return str(choice) if choice is not None else None
        if self.question.kind == "number":
            number = self.get("number")
            return None if number is None else repr(number)
        held = [item.id for item in self.question.items if self.get(f"item-{item.id}")]
        return ";".join(held) or None

    def choose(self) -> None:
        """Store the choice: the callback of the choices. To open a list or a field says nothing yet."""
        if not self.waits_for_value:
            self.save()

    def save(self) -> None:
        """Store what the widgets say: the callback of each of them."""
        if self.waits_for_reason:
            return
        seen = self.get("seen")
        try:
            stored = application().assessments.save(
                self.assessment_id,
                self.question.id,
                self.code(),
                reason=self.text("reason") if self.get("choice") == NOT_APPLICABLE else "",
                comment=self.text("comment"),
                evidence=self.text("evidence"),
                expected_version=seen if isinstance(seen, int) else NEVER_ANSWERED,
                author=dossier.author(),
                key=uuid4().hex,
            )
        except EchelonsError as fault:
            self.put("fault", fault)
        else:
            self.put("fault", None)
            self.put("seen", stored.version)

    def clear(self) -> None:
        """Withdraw the answer; comment and evidence stay."""
        self.put("reason", "")
        self.show_code(None)
        self.save()

    def keep_mine(self) -> None:
        """After a conflict: save my answer over theirs, knowingly."""
        if isinstance(self.fault, ConflictError):
            theirs: StoredAnswer | None = self.fault.values["theirs"]
            self.put("seen", theirs.version if theirs else NEVER_ANSWERED)
            self.save()

    def keep_theirs(self) -> None:
        """After a conflict: show their answer."""
        self.put("fault", None)
        self.put("seen", None)
