# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires of this installation: drafts that change, editions that never do."""

from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from governance.questionnaire.edition import Draft, EditionKey, Publication
from governance.store.inserting import insert_if_absent
from governance.store.schema import questionnaires as table

DRAFT, PUBLISHED = "draft", "published"


class QuestionnaireTable:
    """Drafts and editions, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_draft(self, draft: Draft) -> None:
        """Write a new draft."""
        values = {"key": draft.draft_id, "status": DRAFT, "created_at": draft.created_at, **based_on(draft.based_on)}
        self._connection.execute(insert(table).values(**values, **draft_values(draft)))

    def draft(self, draft_id: str, *, lock: bool = False) -> Draft | None:
        """The draft of that id; locked, nobody else writes to it until the transaction ends."""
        query = select(table).where(table.c.key == draft_id, table.c.status == DRAFT)
        row = self._connection.execute(query.with_for_update() if lock else query).one_or_none()
        return as_draft(row) if row else None

    def drafts(self) -> list[Draft]:
        """Every draft, the last written to first."""
        query = select(table).where(table.c.status == DRAFT).order_by(table.c.updated_at.desc(), table.c.key)
        return [as_draft(row) for row in self._connection.execute(query)]

    def write_draft(self, draft: Draft) -> None:
        """Put a draft in the place of what it was. It is locked, its revision already checked."""
        statement = update(table).where(table.c.key == draft.draft_id, table.c.status == DRAFT)
        self._connection.execute(statement.values(**draft_values(draft)))

    def remove_draft(self, draft_id: str) -> bool:
        """Delete a draft; False when there was none."""
        statement = delete(table).where(table.c.key == draft_id, table.c.status == DRAFT)
        return self._connection.execute(statement).rowcount == 1

    def publish(self, edition: Publication) -> bool:
        """Write an edition; False when that version of that questionnaire is there already."""
        values = {
            "key": edition.key,
            "status": PUBLISHED,
            "id": edition.id,
            "version": edition.version,
            "document": edition.document,
            "revision": 0,
            "author": edition.author,
            "created_at": edition.published_at,
            "updated_at": edition.published_at,
            "published_at": edition.published_at,
            **based_on(edition.based_on),
        }
        return insert_if_absent(self._connection, table, values)

    def edition(self, questionnaire_id: str, version: str) -> Publication | None:
        """The edition of that id and version."""
        query = select(table).where(table.c.id == questionnaire_id, table.c.version == version)
        row = self._connection.execute(query).one_or_none()
        return as_publication(row) if row else None

    def editions(self) -> list[tuple[EditionKey, Any]]:
        """Id, version and moment of publication of every edition, the first published first."""
        query = select(table.c.id, table.c.version, table.c.published_at).where(table.c.status == PUBLISHED)
        rows = self._connection.execute(query.order_by(table.c.published_at, table.c.id, table.c.version))
        return [((row.id, row.version), row.published_at) for row in rows]

    def hold(self, questionnaire_id: str, version: str, *, alone: bool = False) -> bool:
        """Keep an edition from being withdrawn until the transaction ends, or be the only one to; False without it."""
        query = select(table.c.key).where(table.c.id == questionnaire_id, table.c.version == version)
        return self._connection.execute(query.with_for_update(read=not alone)).first() is not None

    def withdraw(self, questionnaire_id: str, version: str) -> None:
        """Delete an edition, which nobody answers: it is held alone."""
        self._connection.execute(delete(table).where(table.c.id == questionnaire_id, table.c.version == version))


def based_on(key: EditionKey | None) -> dict[str, str | None]:
    """The columns that say which edition something was copied from."""
    return {"based_on_id": key[0] if key else None, "based_on_version": key[1] if key else None}


def draft_values(draft: Draft) -> dict[str, Any]:
    """What changes in a draft, by column."""
    return {name: getattr(draft, name) for name in ("document", "revision", "author", "updated_at")}


def origin(row: Row[*tuple[Any, ...]]) -> EditionKey | None:
    """The edition that a row was copied from."""
    return None if row.based_on_id is None else (row.based_on_id, row.based_on_version)


def as_draft(row: Row[*tuple[Any, ...]]) -> Draft:
    """A draft from its columns."""
    return Draft(row.key, row.document, row.revision, origin(row), row.author, row.created_at, row.updated_at)


def as_publication(row: Row[*tuple[Any, ...]]) -> Publication:
    """An edition from its columns."""
    return Publication(row.key, row.id, row.version, row.document, origin(row), row.author, row.published_at)
