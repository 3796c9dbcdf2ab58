# SPDX-License-Identifier: EUPL-1.2
"""A text carried by data in both languages."""

from pydantic import BaseModel, ConfigDict, Field

from governance.language.catalogue import Language


class LocalizedText(BaseModel):
    """French is the reference; English is complete too.

    >>> LocalizedText(fr="Enjeu", en="Challenge").to("en")
    'Challenge'
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    fr: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def to(self, language: Language) -> str:
        """The text in one language."""
        return self.en if language == "en" else self.fr
