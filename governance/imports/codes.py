# SPDX-License-Identifier: EUPL-1.2
"""From the code of a territory in a file to the territory: INSEE, SIREN or id, lost zeros and former communes mended.

Never by name: names are shared and misspelt.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from governance.errors import InputError
from governance.imports.rows import heading
from governance.territories.reference import Territories
from governance.territories.territory import Layer

Mended = Literal["zero", "former", ""]
INSEE = re.compile(r"\d[\dAB]\d{3}")
SHORT = re.compile(r"\d{1,3}|2[AB]")
SPACES = re.compile(r"[\s\u00a0\u202f]+")
LAYER_WORDS: dict[str, Layer] = {
    "commune": "commune",
    "com": "commune",
    "epci": "epci",
    "ept": "ept",
    "departement": "departement",
    "dep": "departement",
    "region": "region",
    "reg": "region",
    "groupement": "grouping",
    "grouping": "grouping",
    "syndicat": "grouping",
    "petr": "grouping",
}
"""What a column « tier » may say."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The id of a territory, and what had to be mended in its code."""

    id: str
    mended: Mended = ""


class CodeBook:
    """Every code under which a territory of this installation may stand in a file."""

    def __init__(self, territories: Territories, added: Iterable[str] = ()) -> None:
        self.territories = territories
        self.added = frozenset(added)
        self.known: dict[tuple[str, str], Resolved | InputError] = {}

    def resolve(self, code: str, tier: str = "") -> Resolved:
        """The territory of a code; ``tier`` says of which kind where the same code has several. InputError: none."""
        key = code, tier
        if key not in self.known:
            try:
                self.known[key] = self.found(SPACES.sub("", code), code, tier)
            except InputError as fault:
                self.known[key] = fault
        answer = self.known[key]
        if isinstance(answer, InputError):
            raise answer
        return answer

    def found(self, plain: str, code: str, tier: str) -> Resolved:
        """The same, not remembered."""
        if not plain:
            raise InputError("imports.code_empty")
        if plain in self.territories or plain in self.added:
            return Resolved(plain)
        layer = layer_of(tier)
        mended = self.candidates(plain.upper())
        fitting = [one for one in mended if layer is None or one.id.startswith(f"{layer}:")]
        if len({self.authority(one.id) for one in fitting}) > 1:
            names = [f"{self.territories.get(one.id).name} ({one.id})" for one in fitting]
            raise InputError("imports.code_ambiguous", code=code, candidates=names)
        if fitting:
            return fitting[0]
        if mended:
            raise InputError("imports.code_of_other_tier", code=code, tier=tier, other=mended[0].id)
        raise InputError("imports.code_unknown", code=code)

    def authority(self, identifier: str) -> str:
        """The id of the authority that a row stands for."""
        return self.territories.authority(identifier).id

    def candidates(self, code: str) -> list[Resolved]:
        """What a code may mean."""
        if code.isascii() and code.isdigit() and len(code) in {9, 14}:
            return [Resolved(identifier) for identifier in self.by_siren.get(code[:9], ())]
        if len(code) == 4 and code.isascii() and code.isdigit():
            return [Resolved(one.id, "zero") for one in self.communes(f"0{code}")]
        if INSEE.fullmatch(code):
            return self.communes(code)
        if SHORT.fullmatch(code):
            exact = self.short(code, "")
            return exact or self.short(code.zfill(2), "zero")
        return []

    def communes(self, code: str) -> list[Resolved]:
        """The commune of an INSEE code, or the one that a former code leads to."""
        identifier = f"commune:{code}"
        if identifier in self.territories:
            return [Resolved(identifier)]
        return [Resolved(self.former[code], "former")] if code in self.former else []

    def short(self, code: str, mended: Mended) -> list[Resolved]:
        """The département and the région of a code."""
        ids = (f"departement:{code}", f"region:{code}")
        return [Resolved(identifier, mended) for identifier in ids if identifier in self.territories]

    @cached_property
    def by_siren(self) -> dict[str, list[str]]:
        """SIREN → the ids that bear it."""
        columns = self.territories.table.columns
        found: dict[str, list[str]] = defaultdict(list)
        for identifier, siren in zip(self.territories.table.numbers, columns["siren"], strict=True):
            if siren:
                found[siren].append(identifier)
        return dict(found)

    @cached_property
    def former(self) -> dict[str, str]:
        """Former INSEE codes → the id of the commune of today."""
        return {
            code: identifier
            for _, code, identifier in self.territories.finder.former
            if code and len(code) == 5 and identifier.startswith("commune:")
        }


def layer_of(tier: str) -> Layer | None:
    """The layer that a cell names; None when it is empty. InputError when it names none."""
    if not tier.strip():
        return None
    layer = LAYER_WORDS.get(heading(tier).removesuffix("s"))
    if layer is None:
        raise InputError("imports.tier_unknown", tier=tier, tiers=main_words())
    return layer


def main_words() -> Sequence[str]:
    """The words that the column « tier » may hold, each layer once."""
    return tuple({layer: word for word, layer in reversed(LAYER_WORDS.items())}.values())
