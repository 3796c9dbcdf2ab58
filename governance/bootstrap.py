# SPDX-License-Identifier: EUPL-1.2
"""Where everything is put together: the only module that knows every other."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from governance.errors import StoreError
from governance.questionnaire.model import Questionnaire
from governance.services.assessments import AssessmentService
from governance.services.carrying import CarryingService
from governance.services.demo import DemoService
from governance.services.plans import PlanService
from governance.services.questionnaires import QuestionnaireService
from governance.services.results import ResultService
from governance.services.shipped import ShippedQuestionnaires
from governance.services.workshop_ballots import BallotService
from governance.services.workshop_outcomes import OutcomeService
from governance.services.workshop_rooms import RoomService
from governance.services.workshops import WorkshopService
from governance.settings import Settings, get_settings
from governance.store.database import Database, open_database
from governance.store.store import Store
from governance.territories.install.launch import begin, end
from governance.territories.reference import Territories, load_territories

SECONDS_BETWEEN_COLLECTIONS = 60


@dataclass(frozen=True)
class Application:
    """One running Échelons: its services, ready to be asked."""

    settings: Settings
    database: Database
    territories: Territories
    questionnaires: QuestionnaireService
    carrying: CarryingService
    assessments: AssessmentService
    results: ResultService
    plans: PlanService
    demo: DemoService
    workshops: WorkshopService
    ballots: BallotService
    rooms: RoomService
    outcomes: OutcomeService

    def questionnaire(self) -> Questionnaire:
        """The questionnaire in force."""
        return self.questionnaires.latest()

    def check_database(self) -> str:
        """The database's name when it answers; StoreError when it does not."""
        return self.database.check()


def assemble(settings: Settings) -> Application:
    """Put an application together on the database of the settings, made or migrated first."""
    database = open_database(settings.store_url, create_folder=settings.database_url is None)
    store, territories = Store(database), load_territories()
    questionnaires = QuestionnaireService(store, ShippedQuestionnaires())
    assessments = AssessmentService(store, questionnaires, territories)
    plans = PlanService(store, questionnaires, territories)
    return Application(
        settings=settings,
        database=database,
        territories=territories,
        questionnaires=questionnaires,
        carrying=CarryingService(store, questionnaires, territories),
        assessments=assessments,
        results=ResultService(store, questionnaires, territories),
        plans=plans,
        demo=DemoService(store, questionnaires, territories),
        workshops=WorkshopService(store, questionnaires, territories, assessments),
        ballots=BallotService(store, questionnaires),
        rooms=RoomService(store, questionnaires, territories),
        outcomes=OutcomeService(store, questionnaires, territories, assessments, plans),
    )


@cache
def application() -> Application:
    """The application of this process."""
    return assemble(get_settings())


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """While the server runs: read first what every page needs, have the official outlines installed if they are not,
    and collect garbage, as Streamlit no longer does.
    """
    await asyncio.to_thread(warm_up)
    settings = get_settings()
    installation = begin(settings.data_dir) if settings.outlines_at_start else None
    collector = asyncio.create_task(collect_garbage())
    yield {}
    collector.cancel()
    with suppress(asyncio.CancelledError):
        await collector
    await asyncio.to_thread(end, installation)


def warm_up() -> None:
    """Load what the first page would otherwise wait for."""
    running = application()
    running.questionnaire()
    running.territories.search("Paris", limit=1)
    # Sessions whose end was cut short: the freed pages are rewritten now.
    with suppress(StoreError):
        running.workshops.finish_ends()


async def collect_garbage() -> None:
    """Full collections between runs rather than after each of them."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_COLLECTIONS)
        await asyncio.to_thread(gc.collect)
