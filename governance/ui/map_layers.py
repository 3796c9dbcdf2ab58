# SPDX-License-Identifier: EUPL-1.2
"""From the scores of a layer to what the map draws: one line for each territory, with or without answers."""

import gzip
import json
from functools import cache
from typing import Any, Literal

import numpy as np
import pandas as pd

from governance.language import Language
from governance.questionnaire.model import Form
from governance.scoring.result import Nodes, Status
from governance.services.results import LayerScores
from governance.territories.outlines import frame_bytes
from governance.territories.projection import project
from governance.territories.reference import Territories
from governance.territories.territory import Territory
from governance.ui.language import t
from governance.ui.outlines import outline_credit
from governance.views.classes import NO_ANSWER
from governance.views.map_frame import MapFrame, read_frame
from governance.views.map_layer import Layer
from governance.web.outlines import outline_address

OutlinedLayer = Literal["region", "departement", "epci"]
OUTLINES: dict[OutlinedLayer, str] = {"region": "regions", "departement": "departements", "epci": "epci"}


def outline_layer(layer: OutlinedLayer, scores: LayerScores, figure: str, territories: Territories) -> Layer:
    """Every territory of a layer, filled by class; those that nobody answered for are said so."""
    everyone = [territory for territory in territories.of_layer(layer) if territory.point]
    values = lines(everyone, scores, figure, territories)
    return Layer(t(f"map.layers.{layer}"), values, outline_address(OUTLINES[layer], plane=True))


def circle_layer(noun: str, shown: list[Territory], scores: LayerScores, figure: str, reference: Territories) -> Layer:
    """Some territories as circles, at their point or at the nearest known one."""
    values = lines(shown, scores, figure, reference)
    places = [plane_point(territory.id, reference) for territory in shown]
    values["lon"] = [longitude for longitude, _ in places]
    values["lat"] = [latitude for _, latitude in places]
    return Layer(noun, values)


def lines(shown: list[Territory], scores: LayerScores, figure: str, territories: Territories) -> pd.DataFrame:
    """One line for each territory: id, name, score, status, level, population, simulated."""
    nodes = scores.scores.index if figure == "index" else scores.scores.challenges
    column = nodes.ids.index(figure)
    rows = {territory_id: row for row, territory_id in enumerate(scores.territories)}
    return pd.DataFrame(
        [
            {
                "id": territory.id,
                "name": territories.label(territory),
                "population": float(territory.population) if territory.population else np.nan,
                **scored(nodes, rows.get(territory.id), column),
                "simulated": territory.id in rows and bool(scores.simulated[rows[territory.id]]),
            }
            for territory in shown
        ]
    )


def scored(nodes: Nodes, row: int | None, column: int) -> dict[str, Any]:
    """Score, status and level of one territory."""
    if row is None:
        return {"score": np.nan, "status": NO_ANSWER, "level": np.nan}
    level = nodes.level[row, column]
    return {
        "score": nodes.score[row, column],
        "status": Status(int(nodes.status[row, column])).label,
        "level": float(level) if level >= 0 else np.nan,
    }


@cache
def plane_point(territory_id: str, territories: Territories) -> tuple[float, float]:
    """Where the map draws a territory's circle, in the plane of the map; NaN where no place is known."""
    place = territories.locate(territory_id)
    if place is None:
        return np.nan, np.nan
    longitude, latitude = project(place.longitude, place.latitude, place.region)
    return float(longitude), float(latitude)


@cache
def frames() -> MapFrame:
    """The frames of the insets, and their names."""
    return read_frame(json.loads(gzip.decompress(frame_bytes()))["features"])


def source_words(territories: Territories, layer: OutlinedLayer, form: Form, language: Language) -> str:
    """Where the data of the map come from, and of which year."""
    vintage = t("map.vintage", vintage=territories.vintage(layer))
    credits_line = territories.credits(language, outline_credit(language, layer))
    return f"{t('map.form_note', form=t(f'map.form_{form}'))} {vintage}. {credits_line}"
