# SPDX-License-Identifier: EUPL-1.2
"""Maps: what a change of challenge costs the server, and what then travels, for all EPCI and for all communes."""

import gzip
import json
import warnings

import mapclassify
import numpy as np
import pandas as pd

from benchmarks.row import Row, compare, seconds
from governance.comparison.classification import bounds
from governance.questionnaire.answer import State
from governance.questionnaire.loading import load
from governance.scoring.answers import matrix_of_values
from governance.scoring.scores import score
from governance.services.results import LayerScores
from governance.territories import load_territories
from governance.territories.perimeter import within
from governance.territories.territory import Layer as TerritoryLayer
from governance.ui.atlas.values import scored
from governance.views.classes import shade_scores
from governance.views.map_drawing import Drawing, Ground, Measure
from governance.views.map_layer import Layer
from governance.views.map_legend import legend
from governance.views.map_table import map_sentence

CHANGE_SECONDS, CHANGE_BYTES = 0.4, 100_000
JENKS_RATIO = 10


def rows() -> list[Row]:
    """A change of challenge on the national maps, everybody having answered; then natural breaks."""
    return [change_row("epci", promised=True), change_row("commune", promised=False), jenks_row()]


def change_row(name: TerritoryLayer, *, promised: bool) -> Row:
    """From scores at hand to the bytes of a map."""
    territories = within(name, None, load_territories())
    scores = everybody(territories)
    sent = changed(territories, scores)
    assert not promised or len(sent) <= CHANGE_BYTES, "a change of challenge is promised to travel light"
    ours, theirs = compare(lambda: changed(territories, scores), lambda: as_figure(territories, scores))
    figure = as_figure(territories, scores)
    note = f"{weight(sent)} sent, {weight(figure)} as a figure (compressed: {packed(sent)} and {packed(figure)})"
    what = f"change of challenge, {len(territories):,} {name} answered"
    return Row(
        what,
        ours,
        "traces of ids, names and scores, as a figure",
        theirs,
        CHANGE_SECONDS if promised else None,
        note=note,
    )


def jenks_row() -> Row:
    """Natural breaks of 1,255 scores, sampled and exact; once each: the exact ones take seconds."""
    values = np.random.default_rng(3).beta(2, 3, 1_255) * 100
    bounds(values, "jenks")
    ours = seconds(lambda: bounds(values, "jenks"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        theirs = seconds(lambda: mapclassify.FisherJenks(values, k=5))
    return Row(
        "natural breaks of 1,255 scores, sampled", ours, "mapclassify FisherJenks", theirs, least_ratio=JENKS_RATIO
    )


def everybody(territories: pd.DataFrame) -> LayerScores:
    """Scores for every territory, drawn at random."""
    questionnaire = load("echelons")
    size, chance = len(territories), np.random.default_rng(20261122)
    shape = size, len(questionnaire.questions)
    matrix = matrix_of_values(
        questionnaire,
        territories["id"],
        np.full(shape, State.VALUE, np.int8),
        chance.integers(0, 5, shape).astype(np.float64),
    )
    ids = tuple(territories["id"])
    return LayerScores(ids, ids, np.ones(size, np.bool_), matrix, score(questionnaire, matrix, "flash"))


def changed(territories: pd.DataFrame, scores: LayerScores) -> bytes:
    """What the page does at a change of challenge: lines, classes, legend, sentence, drawing."""
    layer = Layer("EPCI", scored(territories, scores, scores.scores.challenges.ids[1]))
    shading = shade_scores(layer.values, "fr", "light")
    words = map_sentence("Partenaires", layer, shading, "fr")
    measure = Measure("{value} sur 100", layer.values["score"].to_numpy(np.float64), whole=True)
    ground = Ground(("/geo/2026/epci.json",), layer.values["id"].tolist())
    drawing = Drawing(layer, shading, ground, (measure,), words, legend(shading))
    return json.dumps(drawing.payload("fr", "light")).encode()


def as_figure(territories: pd.DataFrame, scores: LayerScores) -> bytes:
    """The same map as figures are written: a trace for each class, with ids, names and scores."""
    values = scored(territories, scores, scores.scores.challenges.ids[1])
    shading = shade_scores(values, "fr", "light")
    traces = []
    for place, each in enumerate(shading.classes):
        chosen = values[shading.places == place]
        shown = [[one, f"{score:.0f}"] for one, score in zip(chosen["id"], chosen["score"], strict=True)]
        traces.append(
            {
                "type": "choroplethmap",
                "geojson": "/geo/2026/epci.json",
                "locations": chosen["id"].tolist(),
                "z": [0] * len(chosen),
                "text": chosen["name"].tolist(),
                "customdata": shown,
                "colorscale": [[0, each.colour], [1, each.colour]],
                "name": each.words,
            }
        )
    return json.dumps({"data": traces, "layout": {}}).encode()


def weight(content: bytes) -> str:
    """Bytes in words."""
    return f"{len(content) / 1000:,.0f} kB"


def packed(content: bytes) -> str:
    """The same once compressed, as a web socket does."""
    return weight(gzip.compress(content, 6))
