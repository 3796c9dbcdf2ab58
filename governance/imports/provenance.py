# SPDX-License-Identifier: EUPL-1.2
"""Where imported data come from, in words."""

from governance.imports.records import DataImport
from governance.language import Language, format_date, sentence


def provenance_words(record: DataImport, language: Language) -> str:
    """Source, vintage, day, and who brought it, for answers that an import brought."""
    source = f"{record.source} ({record.vintage})" if record.vintage else record.source
    key = "provenance_by" if record.author else "provenance"
    date = format_date(record.at.astimezone(), language)
    return sentence(f"messages.imports.{key}", language, source=source, date=date, author=record.author)
