# SPDX-License-Identifier: EUPL-1.2
"""The form of one action, and its way to the store: what was typed stays until it is stored, whatever happens."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import streamlit as st

from governance.bootstrap import application
from governance.errors import ConflictError, EchelonsError
from governance.plans.records import NEVER_PLANNED, PlanEntry, PlannedAction, Status, stated
from governance.ui import dossier
from governance.ui.language import t
from governance.ui.memory import Memory
from governance.ui.told import tell

NEW = "new"
"""Stands for the id of an action that is still to be written."""
NO_QUESTION = ""
OPEN = "plan-open"
"""The session's key for the action whose form is open."""


@dataclass(frozen=True, slots=True)
class PlanState(Memory):
    """What the session knows of the form of one action. Everything lives in Streamlit's session state."""

    assessment_id: str
    planned_id: str

    def key(self, name: str) -> str:
        """The session key of a field or a memory of this form."""
        return f"plan-{name}:{self.assessment_id}:{self.planned_id}"

    def begin(self, planned: PlannedAction | None, title: str | None = None) -> None:
        """Open the form on an action as it is stored, under the title that its reader sees; or on an empty one."""
        st.session_state[OPEN] = self.planned_id
        self.put("fault", None)
        self.put("seen", planned.version if planned else NEVER_PLANNED)
        self.put("question", NO_QUESTION)
        self.put("sure", False)
        for name, value in stated(planned or PlanEntry("")).items():
            self.put(name, value)
        self.put("titles", None)
        if planned and title is not None:
            self.put("title", title)
            self.put("titles", (title, planned.title))

    def entry(self) -> PlanEntry:
        """What the fields say. A title that was only read in another language is still the one stored."""
        due, status = self.get("due"), self.get("status")
        texts = {name: str(self.get(name) or "") for name in stated(PlanEntry("")) if name not in {"due", "status"}}
        titles = self.get("titles")
        if isinstance(titles, tuple) and texts["title"] == titles[0]:
            texts["title"] = titles[1]
        chosen: Status = status if status in ("doing", "done", "dropped") else "todo"
        return PlanEntry(due=due if isinstance(due, date) else None, status=chosen, **texts)

    def save(self) -> None:
        """Store what the fields say, and close the form."""
        try:
            self.store()
        except EchelonsError as fault:
            self.put("fault", fault)
        else:
            close()
            tell(t("plan.saved"))

    def store(self) -> None:
        """The call of the service."""
        plans, said = application().plans, {"author": dossier.author(), "key": uuid4().hex}
        if self.planned_id == NEW:
            question = str(self.get("question") or "")
            plans.add(self.assessment_id, self.entry(), question_id=question or None, **said)
            return
        seen = self.get("seen")
        plans.change(self.planned_id, self.entry(), expected_version=seen if isinstance(seen, int) else 0, **said)

    def keep_mine(self) -> None:
        """After a conflict: save my version over theirs, knowingly."""
        if theirs := self.theirs:
            self.put("seen", theirs.version)
            self.save()

    def keep_theirs(self) -> None:
        """After a conflict: go on from their version."""
        if theirs := self.theirs:
            self.begin(theirs)

    @property
    def theirs(self) -> PlannedAction | None:
        """After a conflict: what somebody else stored; None when they removed it."""
        theirs = self.fault.values["theirs"] if isinstance(self.fault, ConflictError) else None
        return theirs if isinstance(theirs, PlannedAction) else None

    def remove(self) -> None:
        """Take the action out of the plan, and close the form."""
        seen = self.get("seen")
        try:
            application().plans.remove(
                self.planned_id,
                expected_version=seen if isinstance(seen, int) else 0,
                author=dossier.author(),
                key=uuid4().hex,
            )
        except EchelonsError as fault:
            self.put("fault", fault)
        else:
            close()
            tell(t("plan.removed"))


def close() -> None:
    """No form is open."""
    st.session_state.pop(OPEN, None)
