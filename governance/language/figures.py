# SPDX-License-Identifier: EUPL-1.2
"""Figures and dates as each language writes them (CLDR, through Babel): 65,4 · 1 255 · 22 novembre 2026."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date as babel_date
from babel.dates import format_time as babel_time
from babel.numbers import format_decimal
from babel.numbers import format_percent as babel_percent

from governance.language.catalogue import Language

# English texts are British: 22 November 2026, not November 22, 2026.
LOCALES = {"fr": "fr_FR", "en": "en_GB"}


def format_number(value: float, language: Language, decimals: int = 0) -> str:
    """A number rounded half up at ``decimals`` places, as people do: 62.5 is 63.

    >>> format_number(1255, "en"), format_number(65.44, "fr", 1), format_number(62.5, "fr")
    ('1,255', '65,4', '63')
    """
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(rounded(value, decimals), format=pattern, locale=LOCALES[language])


def rounded(value: float, decimals: int = 0) -> Decimal:
    """A number as it is shown, half up.

    >>> rounded(62.5), rounded(55.96) - rounded(59.4)
    (Decimal('63'), Decimal('-3'))
    """
    # Through its shortest decimal writing: what people read is what is rounded.
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def format_quantity(value: float, language: Language) -> str:
    """A number that people gave or that a questionnaire sets: two decimals at most, and none that say nothing.

    >>> format_quantity(8000, "en"), format_quantity(6.75, "fr"), format_quantity(-0.125, "en")
    ('8,000', '6,75', '-0.13')
    """
    return format_decimal(rounded(value, 2), format="#,##0.##", locale=LOCALES[language])


def format_percent(share: float, language: Language) -> str:
    """A share (0–1) as a percentage without decimals.

    >>> format_percent(2 / 3, "en")
    '67%'
    """
    return babel_percent(share, format="#,##0\u202f%" if language == "fr" else "#,##0%", locale=LOCALES[language])


def format_date(day: date | datetime, language: Language) -> str:
    """A day in full; the first of a month is an ordinal in French.

    >>> format_date(date(2026, 11, 22), "fr"), format_date(date(2026, 11, 22), "en")
    ('22 novembre 2026', '22 November 2026')
    >>> format_date(date(2027, 1, 1), "fr")
    '1er janvier 2027'
    """
    first = language == "fr" and day.day == 1
    return babel_date(day, format="d'er' MMMM y" if first else "d MMMM y", locale=LOCALES[language])


def format_month(day: date, language: Language) -> str:
    """The month of a day, with its year.

    >>> format_month(date(2026, 11, 22), "fr"), format_month(date(2026, 11, 22), "en")
    ('novembre 2026', 'November 2026')
    """
    return babel_date(day, format="LLLL y", locale=LOCALES[language])


def format_time(moment: datetime, language: Language) -> str:
    """Hours and minutes of a moment.

    >>> format_time(datetime(2026, 11, 22, 14, 5), "fr")
    '14:05'
    """
    return babel_time(moment, format="HH:mm", locale=LOCALES[language])
