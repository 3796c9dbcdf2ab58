# SPDX-License-Identifier: EUPL-1.2
"""The table beside a map and the sentence that stands for it."""

from typing import Any

import pandas as pd

from governance.language import Language, sentence
from governance.territories.folding import fold_lines
from governance.views.classes import Shading
from governance.views.map_layer import Layer
from governance.views.table import header
from governance.views.view import ABSENT
from governance.views.words import level_word

Extra = tuple[str, "pd.Series[float]"]
"""The header and the values of a context column."""


def map_table(layer: Layer, shading: Shading, language: Language, extra: Extra | None = None) -> pd.DataFrame:
    """One line a territory, by name: a map is not a ranking. The index holds the territories' ids."""
    rows = layer.values.assign(words=shading.words())
    if extra is not None:
        rows = rows.assign(extra=extra[1].to_numpy())
    rows = rows.sort_values(["name", "id"], key=alphabetical)
    columns: dict[str, Any] = {
        header("territory", language): rows["name"],
        header("code", language): rows["code"],
        header("score", language): rows["score"],
        header("class", language): rows["words"],
        header("level", language): level_words(rows, language),
        header("population", language): rows["population"],
        **({extra[0]: rows["extra"]} if extra is not None else {}),
        header("simulated", language): rows["simulated"].map(
            {True: sentence("views.map.simulated", language), False: ABSENT}
        ),
    }
    return pd.DataFrame({name: list(values) for name, values in columns.items()}, index=rows["id"].to_list())


def alphabetical(column: "pd.Series[str]") -> "pd.Series[str]":
    """What names are sorted by: accents and hyphens do not count, Ardèche comes before Ardennes."""
    return pd.Series(fold_lines(column, saints=False), index=column.index)


def level_words(rows: pd.DataFrame, language: Language) -> list[str]:
    """The staged level of each line in a word; a dash where there is no score."""
    words = {level: level_word(level, language) for level in range(5)}
    none = level_word(None, language)
    return [
        ABSENT if pd.isna(score) else none if pd.isna(level) else words[int(level)]
        for level, score in zip(rows["level"], rows["score"], strict=True)
    ]


def map_sentence(title: str, layer: Layer, shading: Shading, language: Language) -> str:
    """The title, how many territories are in each class that has some, and that data are simulated, if any are."""
    present = [
        f"{each.words} ({count})" for each, count in zip(shading.classes, shading.counts(), strict=True) if count
    ]
    counted = sentence(
        "views.map.layer",
        language,
        noun=layer.noun,
        classes=sentence("views.sentences.comma", language).join(present),
    )
    parts = [title, counted]
    if layer.values["simulated"].any():
        parts.append(sentence("views.map.simulated", language))
    return " ".join(f"{part.rstrip('.')}." for part in parts)
