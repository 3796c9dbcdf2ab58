# SPDX-License-Identifier: EUPL-1.2
"""Where everything is put together: the only module that knows every other."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from governance.questionnaire.loading import load
from governance.questionnaire.model import Questionnaire
from governance.services.assessments import AssessmentService
from governance.services.demo import DemoService
from governance.services.results import ResultService
from governance.settings import Settings, get_settings
from governance.store.database import Database, open_database
from governance.store.store import Store
from governance.territories.reference import Territories, load_territories

HEADLINE_QUESTIONNAIRE = "echelons"
SECONDS_BETWEEN_COLLECTIONS = 60


class ShippedQuestionnaires:
    """The questionnaires shipped with the program."""

    def latest(self) -> Questionnaire:
        """The one that new assessments answer."""
        return load(HEADLINE_QUESTIONNAIRE)

    def get(self, questionnaire_id: str, version: str, /) -> Questionnaire:
        """An exact version; NotFoundError when it is not here."""
        return load(f"{questionnaire_id}@{version}")


@dataclass(frozen=True)
class Application:
    """One running Échelons: its services, ready to be asked."""

    settings: Settings
    database: Database
    territories: Territories
    assessments: AssessmentService
    results: ResultService
    demo: DemoService

    def questionnaire(self) -> Questionnaire:
        """The questionnaire in force."""
        return load(HEADLINE_QUESTIONNAIRE)

    def check_database(self) -> str:
        """The database's name when it answers; StoreError when it does not."""
        return self.database.check()


def assemble(settings: Settings) -> Application:
    """Put an application together on the database of the settings, made or migrated first."""
    database = open_database(settings.store_url, create_folder=settings.database_url is None)
    store, questionnaires, territories = Store(database), ShippedQuestionnaires(), load_territories()
    return Application(
        settings=settings,
        database=database,
        territories=territories,
        assessments=AssessmentService(store, questionnaires, territories),
        results=ResultService(store, questionnaires, territories),
        demo=DemoService(store, questionnaires, territories),
    )


@cache
def application() -> Application:
    """The application of this process."""
    return assemble(get_settings())


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """While the server runs: read first what every page needs, and collect garbage, as Streamlit no longer does."""
    await asyncio.to_thread(warm_up)
    collector = asyncio.create_task(collect_garbage())
    yield {}
    collector.cancel()
    with suppress(asyncio.CancelledError):
        await collector


def warm_up() -> None:
    """Load what the first page would otherwise wait for."""
    running = application()
    running.questionnaire()
    running.territories.search("Paris", limit=1)


async def collect_garbage() -> None:
    """Full collections between runs rather than after each of them."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_COLLECTIONS)
        await asyncio.to_thread(gc.collect)
