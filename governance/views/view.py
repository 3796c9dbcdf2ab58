# SPDX-License-Identifier: EUPL-1.2
"""What a view gives: a figure, the table of the same numbers, the sentence that says what it shows."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from governance.language import Language, format_number

ABSENT = "–"


@dataclass(frozen=True, slots=True)
class View:
    """One figure with its equivalents: nobody needs to see the figure to have what it says."""

    figure: go.Figure
    table: pd.DataFrame
    """Headers in the reader's language; numbers unrounded, NaN where there is no figure."""
    sentence: str

    @property
    def alt(self) -> str:
        """The text that stands for the figure."""
        return self.sentence

    def shown(self, language: Language, decimals: int = 0) -> pd.DataFrame:
        """The table as it is read: numbers in the language's format, a dash for what is absent.

        Scores are read without decimals; ``decimals`` gives them on demand.
        """
        shown = self.table.astype(object)
        for column in shown:
            shown[column] = [shown_cell(value, language, decimals) for value in self.table[column]]
        return shown


def shown_cell(value: object, language: Language, decimals: int) -> str:
    """One cell as it is read.

    >>> shown_cell(65.44, "fr", 1), shown_cell(float("nan"), "fr", 0), shown_cell("Engagement", "fr", 0)
    ('65,4', '–', 'Engagement')
    """
    if isinstance(value, str):
        return value
    return ABSENT if pd.isna(value) else format_number(float(value), language, decimals)  # type: ignore[call-overload, arg-type]
