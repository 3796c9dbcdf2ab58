# SPDX-License-Identifier: EUPL-1.2
"""The table beside a map and the sentence that stands for it."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from governance.language import Language, sentence
from governance.territories.folding import fold_lines
from governance.views.classes import MapClass
from governance.views.map_layer import Layer
from governance.views.table import header
from governance.views.view import ABSENT
from governance.views.words import level_word


def map_table(layers: Sequence[Layer], classes: Sequence[MapClass], language: Language) -> pd.DataFrame:
    """One line a territory, layer by layer and by name: a map is not a ranking."""
    return pd.concat([layer_table(layer, classes, language) for layer in layers], ignore_index=True)


def alphabetical(column: pd.Series) -> pd.Series:
    """What names are sorted by: accents and hyphens do not count, Ardèche comes before Ardennes."""
    return pd.Series(fold_lines(column, saints=False), index=column.index)


def layer_table(layer: Layer, classes: Sequence[MapClass], language: Language) -> pd.DataFrame:
    """The lines of one layer."""
    rows = layer.values.assign(key=layer.classes()).sort_values(["name", "id"], key=alphabetical)
    words = {each.key: each.words for each in classes}
    columns: dict[str, Any] = {
        "territory": rows["name"].tolist(),
        "tier": [layer.noun] * len(rows),
        "score": rows["score"].tolist(),
        "class": [words[key] for key in rows["key"]],
        "level": [
            level_cell(level, score, language) for level, score in zip(rows["level"], rows["score"], strict=True)
        ],
        "population": rows["population"].tolist(),
        "simulated": [sentence("views.map.simulated", language) if flag else ABSENT for flag in rows["simulated"]],
    }
    return pd.DataFrame({header(name, language): values for name, values in columns.items()})


def level_cell(level: float, score: float, language: Language) -> str:
    """The staged level in a word; a dash where there is no score."""
    return ABSENT if pd.isna(score) else level_word(None if pd.isna(level) else int(level), language)


def map_sentence(title: str, layers: Sequence[Layer], classes: Sequence[MapClass], language: Language) -> str:
    """The title, how many territories each layer has in each class, and that data are simulated, if any are."""
    parts = [title, *(layer_sentence(layer, classes, language) for layer in layers)]
    if any(layer.values["simulated"].any() for layer in layers):
        parts.append(sentence("views.map.simulated", language))
    return " ".join(f"{part.rstrip('.')}." for part in parts)


def layer_sentence(layer: Layer, classes: Sequence[MapClass], language: Language) -> str:
    """How many territories are in each class that has some."""
    counts = layer.classes().value_counts()
    present = [f"{each.words} ({counts[each.key]})" for each in classes if each.key in counts]
    return sentence(
        "views.map.layer",
        language,
        noun=layer.noun,
        count=len(layer.values),
        classes=sentence("views.sentences.comma", language).join(present),
    )
