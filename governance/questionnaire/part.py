# SPDX-License-Identifier: EUPL-1.2
"""What all the pieces of a questionnaire have in common."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

IDENTIFIER = r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"
Identifier = Annotated[str, Field(pattern=IDENTIFIER, max_length=60)]
# What stands between the semicolons of an answer: any words, on one line.
ItemName = Annotated[str, Field(pattern=r"^[^;\p{C}]+$", max_length=200)]
Version = Annotated[str, Field(pattern=r"^[0-9]{1,9}(\.[0-9]{1,9}){0,2}$")]


class Part(BaseModel):
    """A piece of a questionnaire: unknown keys are refused, values never change."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
