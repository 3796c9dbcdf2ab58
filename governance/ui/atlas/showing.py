# SPDX-License-Identifier: EUPL-1.2
"""A choice made into a map: its layer, its classes, its legend, its table, its sentence, its drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from governance.bootstrap import Application
from governance.comparison.classification import bounds
from governance.language import sentence
from governance.questionnaire.model import Questionnaire
from governance.territories.territory import Territory
from governance.ui.atlas.choice import MapChoice
from governance.ui.atlas.ground import files_of, ground, plane_point, points_of
from governance.ui.atlas.values import layer_shown
from governance.ui.figures import theme
from governance.ui.language import current, t
from governance.views.bivariate import pair_sentence, shade_pair, square
from governance.views.classes import Shading, shade_levels, shade_scores
from governance.views.context import Context
from governance.views.map_drawing import Beacon, Drawing, Measure
from governance.views.map_layer import Layer
from governance.views.map_legend import Legend, bars_of, legend, sizes_of
from governance.views.map_table import map_sentence, map_table
from governance.views.palette import Theme


@dataclass(frozen=True, slots=True)
class ShownMap:
    """One map, with all that is written around it."""

    choice: MapChoice
    title: str
    layer: Layer
    shading: Shading
    legend: Legend
    sentence: str
    context: Context | None = None
    circles: bool = False
    files: tuple[str, ...] = ()
    """The files of outlines that hold the territories; none where circles stand for them."""

    @property
    def outlined(self) -> bool:
        """Whether the territories have outlines here."""
        return bool(self.files)

    @property
    def table(self) -> pd.DataFrame:
        """The same territories as a table, by name; the index holds their ids."""
        extra = None
        if self.context is not None:
            extra = self.context.name, pd.Series(self.context.of(self.layer.values["id"]))
        return map_table(self.layer, self.shading, current(), extra)


def showing(
    app: Application,
    questionnaire: Questionnaire,
    choice: MapChoice,
    context: Context | None,
    colours: Theme | None = None,
) -> ShownMap:
    """The map of a choice; ``colours`` are those of the screen unless said otherwise."""
    layer, colours = layer_shown(app, questionnaire, choice), colours or theme()
    files = tuple(files_of(choice.layer, choice.perimeter, app.territories))
    title = title_of(app, choice, context)
    if context is not None and context.may_fill_areas:
        return replace(pair(layer, choice, context, title, colours), files=files)
    if context is not None:
        stock = layer.values.assign(stock=context.of(layer.values["id"]))
        layer = replace(layer, values=stock, sized_by="stock", unit=context.unit)
    shading, written = shaded(layer, choice, colours)
    circles = choice.kind == "circles" or context is not None or not files
    if choice.kind != "levels":
        written = replace(written, bars=bars_of(layer, shading), bounds=tuple(b / 100 for b in shading.bounds))
    if circles:
        written = replace(written, sizes=sizes_of(layer, current()))
    words = map_sentence(title, layer, shading, current())
    return ShownMap(choice, title, layer, shading, written, words, context, circles, files)


def shaded(layer: Layer, choice: MapChoice, colours: Theme) -> tuple[Shading, Legend]:
    """The classes of levels, or of scores by the method chosen."""
    if choice.kind == "levels":
        shading = shade_levels(layer.values, current(), colours)
        return shading, legend(shading, t("atlas.level_classes"))
    published = layer.values["score"].where(layer.values["status"] == "published").to_numpy(np.float64)
    shading = shade_scores(layer.values, current(), colours, bounds(published, choice.method, choice.own))
    return shading, legend(shading, t("atlas.made_by", method=t(f"atlas.methods.{choice.method}")))


def pair(layer: Layer, choice: MapChoice, context: Context, title: str, colours: Theme) -> ShownMap:
    """Score and context at once."""
    values = context.of(layer.values["id"])
    names = (choice.figure_title, context.name)
    shading = shade_pair(layer.values, values, current(), colours)
    drawn = square(layer.values, values, shading, names, current())
    words = pair_sentence(shading, (choice.figure_title, context.title), current())
    if layer.values["simulated"].any():
        words = f"{words} {sentence('views.map.simulated', current())}."
    return ShownMap(choice, title, layer, shading, legend(shading, t("atlas.thirds"), drawn), words, context)


def title_of(app: Application, choice: MapChoice, context: Context | None) -> str:
    """What the map shows, of which territories, where."""
    where = app.territories.label(choice.perimeter) if choice.perimeter else t("atlas.france")
    what = t("atlas.crossed", figure=choice.figure_title, context=context.title) if context else choice.figure_title
    return f"{what} · {t(f'atlas.layers.{choice.layer}')} · {where}"


def drawing_of(shown: ShownMap, app: Application, chosen: Sequence[str]) -> Drawing:
    """What the browser draws."""
    values, choice = shown.layer.values, shown.choice
    under = ground(choice.layer, choice.perimeter, app.territories)
    drawn = set(values["id"])
    elsewhere = [app.territories.get(one) for one in chosen if one in app.territories and one not in drawn]
    beacons = (beacon(one, app) for one in elsewhere)
    return Drawing(
        layer=shown.layer,
        shading=shown.shading,
        ground=under,
        measures=measures(shown),
        alt=shown.sentence,
        legend=shown.legend,
        circles=shown.circles,
        chosen=tuple(chosen),
        beacons=tuple(one for one in beacons if np.isfinite(one.longitude)),
        points=None if shown.outlined else points_of(values, app.territories),
    )


def measures(shown: ShownMap) -> tuple[Measure, ...]:
    """What the bubble gives: the score, and the context where there is one."""
    values = shown.layer.values
    score = Measure(
        sentence("views.figures.score", current(), score="{value}"), values["score"].to_numpy(np.float64), whole=True
    )
    if shown.context is None:
        return (score,)
    words = t("atlas.measure", title=shown.context.title, value="{value}", unit=shown.context.unit).strip()
    return (score, Measure(words, shown.context.of(values["id"]), decimals=1))


def beacon(territory: Territory, app: Application) -> Beacon:
    """A chosen territory of another layer, at its point."""
    longitude, latitude = plane_point(territory.id, app.territories, app.territories.revision)
    return Beacon(territory.id, app.territories.label(territory), longitude, latitude)
