# SPDX-License-Identifier: EUPL-1.2
"""What `echelons territories install` shows: a bar while it works, then what was installed and what was lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

import click

from governance.language import Language, format_number, sentence
from governance.territories.install import Installed

# More codes are counted, not named: the manifest lists them all.
NAMED = 10
LOSSES = ("missing", "shapeless", "unknown", "repeated", "repaired", "differing")


@contextmanager
def bar(stream: TextIO, language: Language) -> Iterator[Callable[[str, float], None]]:
    """A progress bar on a terminal, nothing elsewhere; gives what moves it: the step and the share done."""
    with click.progressbar(length=100, file=stream, hidden=not stream.isatty()) as drawn:

        def tell(step: str, share: float) -> None:
            drawn.label = sentence(f"messages.install.{step}", language) if step in {"cleaning", "writing"} else step
            drawn.update(round(share * 100) - drawn.pos)

        yield tell


def report(done: Installed, before: Installed | None, language: Language) -> Iterator[str]:
    """What to tell of an installation, line by line."""
    yield sentence("messages.install.done", language, vintage=done.vintage, source=done.source)
    for layer, facts in done.layers.items():
        name = sentence(f"messages.install.layers.{layer}", language)
        count = format_number(facts["outlines"], language)
        yield "- " + sentence("messages.install.layer", language, layer=name, count=count)
        for loss in LOSSES:
            if facts[loss]:
                named = codes(facts[loss], language)
                yield "  " + sentence(f"messages.install.losses.{loss}", language, count=len(facts[loss]), codes=named)
    yield from notes(done, before, language)


def notes(done: Installed, before: Installed | None, language: Language) -> Iterator[str]:
    """Tiers that the source lacks, and files that are no longer those recorded last time."""
    if absent := done.absent_tiers():
        yield sentence("messages.install.partial", language, tiers=", ".join(absent))
    if before and (changed := done.changed_since(before)):
        date = before.installed_at[:10]
        yield sentence("messages.install.changed", language, date=date, tiers=", ".join(changed))


def codes(lost: list[str], language: Language) -> str:
    """The first codes, and how many more there are."""
    named = ", ".join(lost[:NAMED])
    more = len(lost) - NAMED
    return sentence("messages.install.more", language, codes=named, count=more) if more > 0 else named
