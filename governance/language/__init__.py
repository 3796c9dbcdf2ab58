# SPDX-License-Identifier: EUPL-1.2
"""Words and figures in the reader's language: the catalogues of data/texts, numbers and dates."""

from governance.language.catalogue import LANGUAGES, REFERENCE, Language, as_language, sentence
from governance.language.figures import (
    format_date,
    format_month,
    format_number,
    format_percent,
    format_quantity,
    format_time,
)
from governance.language.localized import LocalizedText

__all__ = [
    "LANGUAGES",
    "REFERENCE",
    "Language",
    "LocalizedText",
    "as_language",
    "format_date",
    "format_month",
    "format_number",
    "format_percent",
    "format_quantity",
    "format_time",
    "sentence",
]
