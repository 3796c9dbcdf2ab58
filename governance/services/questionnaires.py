# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires at hand, shipped or published here, and the drafts that become editions."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from governance.access.actor import LOCAL_ADMINISTRATOR, Actor
from governance.assessments.stating import read_author
from governance.errors import ConflictError, InputError, NotFoundError
from governance.questionnaire.changes import Correspondence, compare
from governance.questionnaire.edition import FIRST_REVISION, Draft, Edition, EditionKey, Publication
from governance.questionnaire.loading import load_data
from governance.questionnaire.model import Questionnaire
from governance.questionnaire.problem import Problem
from governance.questionnaire.shelf import version_order
from governance.services.assessments import now, storable
from governance.services.drafts import (
    checked_document,
    copied,
    identified,
    next_version,
    problems_of,
    read_new_id,
    same_title,
)
from governance.services.ports import Clock, Store
from governance.services.shipped import ShippedQuestionnaires


class QuestionnaireService:
    """What can be answered, and what is being written."""

    def __init__(self, store: Store, shipped: ShippedQuestionnaires, clock: Clock = now) -> None:
        self._store = store
        self._shipped = shipped
        self._clock = clock
        self._read: dict[EditionKey, Questionnaire] = {}
        self._compared: dict[tuple[str, str, str], Correspondence] = {}

    # What can be answered.

    def latest(self) -> Questionnaire:
        """The référentiel in its latest version: what new assessments answer unless somebody chooses otherwise."""
        return self._shipped.latest()

    def is_shipped(self, questionnaire_id: str, version: str, /) -> bool:
        """Whether an edition comes with the program."""
        return self._shipped.is_shipped(questionnaire_id, version)

    def get(self, questionnaire_id: str, version: str, /) -> Questionnaire:
        """An exact edition, which never changes; NotFoundError when there is none."""
        key = (questionnaire_id, version)
        if self._shipped.has(questionnaire_id):
            return self._shipped.get(*key)
        if key not in self._read:
            self._read[key] = load_data(self._publication(*key).document, f"{questionnaire_id}@{version}")
        return self._read[key]

    def _publication(self, questionnaire_id: str, version: str) -> Publication:
        with self._store.reading() as unit:
            found = unit.questionnaires.edition(storable(questionnaire_id), storable(version))
        if found is None:
            raise NotFoundError("versions.unknown", id=questionnaire_id, version=version)
        return found

    def newest(self, questionnaire_id: str) -> Questionnaire:
        """The latest version of a questionnaire; NotFoundError when there is none of that id."""
        versions = self.versions(questionnaire_id)
        if not versions:
            raise NotFoundError("versions.id_unknown", id=questionnaire_id)
        return self.get(questionnaire_id, versions[-1])

    def versions(self, questionnaire_id: str) -> list[str]:
        """The versions of a questionnaire at hand, from the oldest to the latest."""
        found = [version for name, version in self._keys() if name == questionnaire_id]
        return sorted(found, key=version_order)

    def _keys(self) -> list[EditionKey]:
        return [*self._shipped.editions, *(key for key, _ in self._published())]

    def _published(self) -> list[tuple[EditionKey, datetime]]:
        with self._store.reading() as unit:
            return unit.questionnaires.editions()

    def shelf(self) -> list[Edition]:
        """Every edition at hand: the référentiel first, then the other shipped ones, then those published here."""
        with self._store.reading() as unit:
            published, counts = unit.questionnaires.editions(), unit.assessments.count_by_edition()
        return [*self.shipped(counts), *(self._edition(key, at, counts) for key, at in published)]

    def shipped(self, counts: Mapping[EditionKey, int] = MappingProxyType({})) -> list[Edition]:
        """The editions that come with the program: those at hand even without a database."""
        return [self._edition(key, None, counts) for key in self._shipped.editions]

    def _edition(self, key: EditionKey, at: datetime | None, counts: Mapping[EditionKey, int]) -> Edition:
        title = self.get(*key).title
        return Edition(key[0], key[1], title, "local" if at else "shipped", at, counts.get(key, 0))

    def tree(self, questionnaire_id: str, version: str) -> dict[str, Any]:
        """The tree of plain values of an edition, which the caller may alter."""
        if self.is_shipped(questionnaire_id, version):
            return self._shipped.tree(questionnaire_id, version)
        return dict(self._publication(questionnaire_id, version).document)

    def correspondence(self, questionnaire_id: str, old: str, new: str) -> Correspondence:
        """What became of each question between two versions, through those between."""
        key = (questionnaire_id, old, new)
        if key not in self._compared:
            between = [self.get(questionnaire_id, version) for version in self.versions(questionnaire_id)]
            first, last = self.get(questionnaire_id, old), self.get(questionnaire_id, new)
            self._compared[key] = compare(first, last, between)
        return self._compared[key]

    # What is being written.

    def drafts(self) -> list[Draft]:
        """Every draft, the last written to first."""
        with self._store.reading() as unit:
            return unit.questionnaires.drafts()

    def draft(self, draft_id: str) -> Draft:
        """One draft; NotFoundError when it was published or discarded."""
        with self._store.reading() as unit:
            return existing(unit.questionnaires.draft(storable(draft_id)))

    def copy(self, questionnaire_id: str, version: str, new_id: str | None = None, author: str = "") -> Draft:
        """Begin a draft from an edition: the next version of the same questionnaire, or, with an id, another one.

        A shipped questionnaire is only varied under another id: nothing must pass for it that is not it.
        """
        tree = self.tree(questionnaire_id, version)
        if new_id is None or new_id.strip() == questionnaire_id:
            self._may_go_on(questionnaire_id)
            changed = copied(tree, questionnaire_id, next_version(self.versions(questionnaire_id)))
        else:
            name = read_new_id(new_id, {key[0] for key in self._keys()})
            changed = copied(tree, name, "1.0.0", renamed=True)
        return self._begin(changed, author, (questionnaire_id, version))

    def _may_go_on(self, questionnaire_id: str) -> None:
        """InputError for the id of a shipped questionnaire."""
        if self._shipped.has(questionnaire_id):
            raise InputError("versions.shipped_id", id=questionnaire_id, suggestion=f"{questionnaire_id}-local")

    def begin(self, document: Mapping[str, Any], author: str = "") -> Draft:
        """Begin a draft from a tree, faulty or not. It never replaces anything."""
        return self._begin(checked_document(document), author, None)

    def _begin(self, document: dict[str, Any], author: str, based_on: EditionKey | None) -> Draft:
        moment = self._clock()
        draft = Draft(str(uuid4()), document, FIRST_REVISION, based_on, read_author(author), moment, moment)
        with self._store.writing() as unit:
            unit.questionnaires.add_draft(draft)
        return draft

    def save(self, draft_id: str, document: Mapping[str, Any], expected_revision: int, author: str = "") -> Draft:
        """Put a tree in the place of a draft's. ConflictError, carrying ``theirs``, when somebody saved meanwhile."""
        checked, author = checked_document(document), read_author(author)
        with self._store.writing() as unit:
            theirs = existing(unit.questionnaires.draft(storable(draft_id), lock=True))
            unchanged(theirs, expected_revision)
            mine = replace(
                theirs, document=checked, revision=theirs.revision + 1, author=author, updated_at=self._clock()
            )
            unit.questionnaires.write_draft(mine)
        return mine

    def discard(self, draft_id: str) -> None:
        """Delete a draft."""
        with self._store.writing() as unit:
            if not unit.questionnaires.remove_draft(storable(draft_id)):
                raise NotFoundError("versions.draft_unknown")

    def problems(self, draft_id: str) -> list[Problem]:
        """Everything that is wrong in a draft."""
        return problems_of(self.draft(draft_id).document, self.older)

    def older(self, questionnaire_id: str, version: str) -> Questionnaire | None:
        """An edition at hand; None when there is none."""
        try:
            return self.get(questionnaire_id, version)
        except NotFoundError:
            return None

    def publish(self, draft_id: str, actor: Actor = LOCAL_ADMINISTRATOR) -> Edition:
        """Make an edition of a draft, which ends there. It can be answered at once, and never changes."""
        actor.must_administer()
        draft = self.draft(draft_id)
        self._may_go_on(str(draft.document.get("id")))
        if problems := problems_of(draft.document, self.older):
            raise InputError("versions.faulty", problem=problems[0], count=len(problems))
        edition = self._publishable(draft, actor)
        with self._store.writing() as unit:
            unchanged(existing(unit.questionnaires.draft(draft.draft_id, lock=True)), draft.revision)
            if not unit.questionnaires.publish(edition):
                raise InputError("versions.taken", id=edition.id, version=edition.version)
            unit.questionnaires.remove_draft(draft.draft_id)
        return self._edition((edition.id, edition.version), edition.published_at, {})

    def _publishable(self, draft: Draft, actor: Actor) -> Publication:
        """The edition that a sound draft makes; InputError when it would pass for another one."""
        self._may_be_told_apart(draft.document)
        name, version = identified(draft.document)
        author = read_author(actor.name) or draft.author
        return Publication(str(uuid4()), name, version, draft.document, draft.based_on, author, self._clock())

    def obstacle(self, document: Mapping[str, Any]) -> InputError | None:
        """Why a tree could not be published even without a fault: its id, version or title is another edition's."""
        try:
            self._may_go_on(str(document.get("id")))
            self._may_be_told_apart(document)
        except InputError as fault:
            return fault
        return None

    def _may_be_told_apart(self, document: Mapping[str, Any]) -> None:
        """InputError when an edition at hand has the same id and a version as late, or a shipped one the same title."""
        name, version = identified(document)
        known = self.versions(name)
        if known and version_order(version) <= version_order(known[-1]):
            fault = "versions.taken" if version in known else "versions.not_later"
            raise InputError(fault, id=name, version=version, last=known[-1])
        for shipped in (self.get(*key) for key in self._shipped.editions):
            if same_title(document, shipped):
                raise InputError("versions.same_title", title=shipped.title)

    def withdraw(self, questionnaire_id: str, version: str, actor: Actor = LOCAL_ADMINISTRATOR) -> None:
        """Delete an edition published here that nobody answers."""
        actor.must_administer()
        if self.is_shipped(questionnaire_id, version):
            raise InputError("versions.shipped_stays", id=questionnaire_id, version=version)
        with self._store.writing() as unit:
            if not unit.questionnaires.hold(storable(questionnaire_id), storable(version), alone=True):
                raise NotFoundError("versions.unknown", id=questionnaire_id, version=version)
            if unit.assessments.answers_edition(questionnaire_id, version):
                raise InputError("versions.answered", id=questionnaire_id, version=version)
            unit.questionnaires.withdraw(questionnaire_id, version)
        self._read.pop((questionnaire_id, version), None)
        self._compared = {key: found for key, found in self._compared.items() if key[0] != questionnaire_id}


def existing(draft: Draft | None) -> Draft:
    """The draft; NotFoundError when there is none."""
    if draft is None:
        raise NotFoundError("versions.draft_unknown")
    return draft


def unchanged(theirs: Draft, expected_revision: int) -> None:
    """ConflictError when a draft is not the one that was read."""
    if theirs.revision != expected_revision:
        raise ConflictError(
            "versions.conflict" if theirs.author else "versions.conflict_unnamed",
            who=theirs.author,
            when=theirs.updated_at,
            theirs=theirs,
        )
