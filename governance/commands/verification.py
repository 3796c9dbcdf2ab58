# SPDX-License-Identifier: EUPL-1.2
"""What `echelons territories check` says of imported outlines: each layer with its year, its source and its state."""

from collections.abc import Iterator
from pathlib import Path

from governance.errors import InputError
from governance.language import Language, format_number, sentence
from governance.territories.own.verifying import Verified, verify_own


def own_state(data: Path) -> tuple[list[Verified], list[InputError]]:
    """The imported layers of a data folder, and all that is wrong with them."""
    try:
        own = verify_own(data)
    except InputError as fault:
        return [], [fault]
    return own, [problem for each in own for problem in each.problems]


def own_lines(own: list[Verified], language: Language) -> Iterator[str]:
    """The list, line by line; nothing where nothing was imported."""
    if own:
        yield sentence("messages.outlines.check.listed", language)
    for each in own:
        layer = each.layer
        yield sentence(
            "messages.outlines.check.layer",
            language,
            layer=sentence(f"messages.install.layers.{layer.layer}", language),
            vintage=layer.vintage,
            count=format_number(layer.outlines, language),
            source=layer.source,
            state=sentence(f"messages.outlines.check.{'wrong' if each.problems else 'whole'}", language),
        )
