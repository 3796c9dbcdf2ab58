# SPDX-License-Identifier: EUPL-1.2
"""What services receive: the tables, together, for the length of one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from governance.store.answers import AnswerTable
from governance.store.assessments import AssessmentTable
from governance.store.changes import ChangeTable
from governance.store.database import Database
from governance.store.imports import ImportTable
from governance.store.indicators import IndicatorTable
from governance.store.local_reference import CompositionTable, GroupingTable
from governance.store.plans import PlanChangeTable, PlanTable
from governance.store.questionnaires import QuestionnaireTable
from governance.store.scrubbing import scrub
from governance.store.snapshots import SnapshotTable
from governance.store.workshop_parts import (
    ArgumentTable,
    AskedTable,
    DecisionTable,
    HandTable,
    JournalTable,
    OptionTable,
    PresenceTable,
)
from governance.store.workshop_votes import ParticipantTable, VoteTable
from governance.store.workshops import WorkshopTable


class Unit:
    """One transaction's tables."""

    def __init__(self, connection: Connection) -> None:
        self.assessments = AssessmentTable(connection)
        self.answers = AnswerTable(connection)
        self.changes = ChangeTable(connection)
        self.snapshots = SnapshotTable(connection)
        self.plans = PlanTable(connection)
        self.plan_changes = PlanChangeTable(connection)
        self.questionnaires = QuestionnaireTable(connection)
        self.workshops = WorkshopTable(connection)
        self.asked = AskedTable(connection)
        self.participants = ParticipantTable(connection)
        self.votes = VoteTable(connection)
        self.hands = HandTable(connection)
        self.arguments = ArgumentTable(connection)
        self.options = OptionTable(connection)
        self.decisions = DecisionTable(connection)
        self.journal = JournalTable(connection)
        self.presence = PresenceTable(connection)
        self.imports = ImportTable(connection)
        self.groupings = GroupingTable(connection)
        self.compositions = CompositionTable(connection)
        self.indicators = IndicatorTable(connection)


class Store:
    """Transactions over the tables of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """One consistent view."""
        with self._database.reading() as connection:
            yield Unit(connection)

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        """On disk once the block has ended, or nothing at all."""
        with self._database.writing() as connection:
            yield Unit(connection)

    def scrub(self) -> None:
        """Rewrite what holds votes, so that nothing of what was replaced or deleted is left in the files."""
        scrub(self._database)
