# SPDX-License-Identifier: EUPL-1.2
"""Where everything is put together: the only module that knows every other."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from governance.errors import StoreError
from governance.questionnaire.model import Questionnaire
from governance.services.answers_import import AnswerImportService
from governance.services.assessments import AssessmentService
from governance.services.carrying import CarryingService
from governance.services.comparison import ComparisonService
from governance.services.composition import CompositionService
from governance.services.demo import DemoService
from governance.services.gaps import GapService
from governance.services.groupings import GroupingService
from governance.services.imports import ImportService, LocalReference
from governance.services.indicators import IndicatorService
from governance.services.outlines import OutlineService
from governance.services.places import PlaceService
from governance.services.plans import PlanService
from governance.services.questionnaires import QuestionnaireService
from governance.services.respondents import RespondentService
from governance.services.results import ResultService
from governance.services.roll import Roll
from governance.services.shipped import ShippedQuestionnaires
from governance.services.solidarity import SolidarityService
from governance.services.workshop_ballots import BallotService
from governance.services.workshop_outcomes import OutcomeService
from governance.services.workshop_rooms import RoomService
from governance.services.workshops import WorkshopService
from governance.settings import Settings, get_settings
from governance.store.database import Database, open_database
from governance.store.keeping import keep, put_back
from governance.store.store import Store
from governance.territories.borders import drawn_borders
from governance.territories.install.areas import installed_areas
from governance.territories.install.launch import begin, end
from governance.territories.reference import Territories, load_territories

SECONDS_BETWEEN_COLLECTIONS = 60
SECONDS_BETWEEN_LOOKS = 1


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
    comparison: ComparisonService
    places: PlaceService
    gaps: GapService
    solidarity: SolidarityService
    plans: PlanService
    demo: DemoService
    workshops: WorkshopService
    ballots: BallotService
    rooms: RoomService
    outcomes: OutcomeService
    reference: LocalReference
    imports: ImportService
    answers_import: AnswerImportService
    groupings: GroupingService
    composition: CompositionService
    indicators: IndicatorService
    outlines: OutlineService

    def questionnaire(self) -> Questionnaire:
        """The questionnaire in force."""
        return self.questionnaires.latest()

    def check_database(self) -> str:
        """The database's name when it answers; StoreError when it does not."""
        return self.database.check()


def assemble(settings: Settings) -> Application:
    """Put an application together on the database of the settings, made or migrated first."""
    database = open_database(settings.store_url, create_folder=settings.database_url is None)
    store = Store(database)
    reference = LocalReference(store, load_territories())
    reference.follow()
    territories = reference.territories
    outlines = OutlineService(settings.data_dir, reference)
    questionnaires = QuestionnaireService(store, ShippedQuestionnaires())
    results = ResultService(store, questionnaires, territories)
    surfaces = partial(installed_areas, settings.data_dir)
    borders = partial(drawn_borders, settings.data_dir)
    respondents, roll = RespondentService(results, territories, surfaces), Roll(territories)
    assessments = AssessmentService(store, questionnaires, territories)
    plans = PlanService(store, questionnaires, territories)
    return Application(
        settings=settings,
        database=database,
        territories=territories,
        questionnaires=questionnaires,
        carrying=CarryingService(store, questionnaires, territories),
        assessments=assessments,
        results=results,
        comparison=ComparisonService(respondents, territories),
        places=PlaceService(store, territories),
        gaps=GapService(respondents, roll),
        solidarity=SolidarityService(store, results, respondents, roll, territories, borders=borders),
        plans=plans,
        demo=DemoService(store, questionnaires, territories),
        workshops=WorkshopService(store, questionnaires, territories, assessments),
        ballots=BallotService(store, questionnaires),
        rooms=RoomService(store, questionnaires, territories),
        outcomes=OutcomeService(store, questionnaires, territories, assessments, plans),
        reference=reference,
        imports=ImportService(store, reference, derive=outlines.follow_composition),
        answers_import=AnswerImportService(store, questionnaires, reference),
        groupings=GroupingService(store, reference),
        composition=CompositionService(store, reference, derive=outlines.follow_composition),
        indicators=IndicatorService(store, reference),
        outlines=outlines,
    )


def back_up_database(target: Path) -> Path:
    """Copy the database of the settings, as it is: it is neither made nor migrated first."""
    return keep(get_settings().store_url, target)


def restore_database(copy: Path) -> Path | None:
    """Put a copy in its place; where what was there before is kept."""
    settings = get_settings()
    return put_back(settings.store_url, copy, create_folder=settings.database_url is None)


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
    tasks = [asyncio.create_task(collect_garbage()), asyncio.create_task(follow_imports())]
    yield {}
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
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


async def follow_imports() -> None:
    """What another process imported (the command line, a second server) shows here a second later."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        # A database that is away for a moment is looked at again.
        with suppress(StoreError):
            await asyncio.to_thread(application().reference.follow)
