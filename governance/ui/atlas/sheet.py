# SPDX-License-Identifier: EUPL-1.2
"""From the map on the screen to its sheet: the same classes and words, in the colours of paper."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from governance.bootstrap import Application
from governance.language import format_date, sentence
from governance.questionnaire.model import Questionnaire
from governance.territories.projection import ENLARGED
from governance.ui.atlas.ground import base_of, frames, points_of, scale_of
from governance.ui.atlas.shapes import around, in_place, shapes_of
from governance.ui.atlas.showing import ShownMap, showing
from governance.ui.atlas.words import source_words, which_answers
from governance.ui.figures import theme
from governance.ui.language import current, t
from governance.views.map_drawing import FRANCE

if TYPE_CHECKING:
    from governance.exports.map_sheet import SheetFormat


def sheet_of(app: Application, questionnaire: Questionnaire, shown: ShownMap) -> "Callable[[SheetFormat], bytes]":
    """What makes the sheet of a map in a format, on any thread: its words are those of this one."""
    paper = shown if theme() == "light" else showing(app, questionnaire, shown.choice, shown.context, "light")
    made_on = t("atlas.made_on", date=format_date(datetime.now().astimezone(), current()))
    answers = which_answers(app, questionnaire, shown.choice)
    sources = (source_words(app, shown), f"{answers} {made_on}")
    simulated = sentence("views.map.simulated", current()) if shown.layer.values["simulated"].any() else ""
    language = current()

    def make(kind: "SheetFormat") -> bytes:
        from governance.exports.map_sheet import MapSheet, write_sheet  # noqa: PLC0415 — matplotlib is slow to import

        title, _, subtitle = paper.title.partition(" · ")
        whole = paper.choice.perimeter is None
        sheet = MapSheet(
            title=title,
            subtitle=subtitle,
            shading=paper.shading,
            legend=paper.legend,
            language=language,
            sources=sources,
            simulated=simulated,
            radii=paper.layer.radii if paper.circles else None,
            points=None if paper.outlined else points_of(paper.layer.values, app.territories).to_numpy(np.float64),
            enlargement=shapely.box(*ENLARGED.edges) if whole else None,
            frame=frames() if whole else None,
            extent=FRANCE if whole else None,
            scale=scale_of(paper.choice.perimeter),
            **grounds(paper),
        )
        return write_sheet(sheet, kind)

    return make


def grounds(shown: ShownMap) -> "dict[str, np.ndarray[tuple[int], np.dtype[np.object_]]]":
    """The outlines of the territories, those around them, and those of the tier above."""
    ids, choice = shown.layer.values["id"], shown.choice
    shapes = {
        "outlines": shapes_of(ids, shown.files, plane=True),
        "around": around(ids, shown.files or ["departements"]),
        "base": around(pd.Series([], dtype=object), base_of(choice.layer, choice.perimeter)),
    }
    return shapes if choice.perimeter is None else {name: in_place(some) for name, some in shapes.items()}
