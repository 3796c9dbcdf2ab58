# SPDX-License-Identifier: EUPL-1.2
"""From the scores of a layer to the lines of a map: one for each territory of the perimeter, answered or not."""

import numpy as np
import pandas as pd

from governance.bootstrap import Application
from governance.questionnaire.model import Questionnaire
from governance.scoring.result import Status
from governance.services.results import LayerScores
from governance.territories.perimeter import within
from governance.ui.atlas.choice import MapChoice
from governance.ui.language import t
from governance.views.classes import NO_ANSWER
from governance.views.map_layer import Layer

LABELS = np.array([status.label for status in Status], dtype=object)


def layer_shown(app: Application, questionnaire: Questionnaire, choice: MapChoice) -> Layer:
    """The territories of the layer in the perimeter, with the figure chosen."""
    territories = within(choice.layer, choice.perimeter, app.territories)
    scores = app.results.latest(choice.layer, questionnaire, choice.form)
    return Layer(t(f"atlas.layers.{choice.layer}"), scored(territories, scores, choice.figure))


def scored(territories: pd.DataFrame, scores: LayerScores, figure: str) -> pd.DataFrame:
    """The territories with columns score, status, level and simulated; whoever has not answered is said so."""
    nodes = scores.scores.index if figure == "index" else scores.scores.challenges
    column = nodes.ids.index(figure)
    rows = pd.Index(scores.territories, dtype=object).get_indexer(pd.Index(territories["id"]))
    answered = rows >= 0
    status, score = np.full(len(rows), NO_ANSWER, dtype=object), np.full(len(rows), np.nan)
    level, simulated = np.full(len(rows), np.nan), np.zeros(len(rows), dtype=np.bool_)
    found = rows[answered]
    status[answered] = LABELS[nodes.status[found, column]]
    score[answered] = nodes.score[found, column]
    level[answered] = np.where(nodes.level[found, column] >= 0, nodes.level[found, column], np.nan)
    simulated[answered] = scores.simulated[found]
    return territories.assign(score=score, status=status, level=level, simulated=simulated)
