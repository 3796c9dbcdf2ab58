# SPDX-License-Identifier: EUPL-1.2
"""All territories of France: who is who, who is in what, where it is, and what it is called."""

from collections import Counter
from collections.abc import Collection
from functools import cache, cached_property
from pathlib import Path

from governance.errors import NotFoundError
from governance.language import Language
from governance.territories.composition import Composition, recomposed
from governance.territories.finding import Finder, Found
from governance.territories.folder import REFERENCE_FOLDER
from governance.territories.groupings import Grouping, Groupings
from governance.territories.sources import Sources, load_sources
from governance.territories.table import Table
from governance.territories.territory import Layer, Place, Territory


class Territories:
    """The reference. Ids read ``layer:code``; those that it does not hold raise NotFoundError.

    ``revision`` tells one set of imported groupings and compositions from another; it is empty for the shipped one.
    """

    def __init__(self, table: Table, finder: Finder, sources: Sources, revision: str = "") -> None:
        self.revision = revision
        self.table = table
        self.finder = finder
        self.sources = sources

    @classmethod
    def load(cls, folder: Path = REFERENCE_FOLDER) -> "Territories":
        """The reference that lies in ``folder``."""
        table = Table.load(folder)
        return cls(table, Finder.load(folder, table), load_sources(folder))

    def with_groupings(self, groupings: Groupings) -> "Territories":
        """The same reference, with these groupings in the place of any it had."""
        table = self.table.with_groupings(groupings)
        finder, sources = Finder(table, self.finder.former), self.sources.of_groupings(groupings.vintage)
        return Territories(table, finder, sources, self.revision)

    def with_composition(self, composition: Composition) -> "Territories":
        """The same reference, with the EPCI of another year in the place of its own; groupings are left out."""
        table = Table(recomposed(self.table.columns, composition))
        former = [each for each in self.finder.former if each[2] in table.numbers]
        sources = self.sources.of_composition(composition.vintage, composition.credit, len(composition.groups))
        return Territories(table, Finder(table, former), sources, self.revision)

    def adopt(self, other: "Territories") -> None:
        """Become another reference, at once for everybody who holds this one: services, pages, routes."""
        # One update of the dictionary: no thread sees half of it. What was derived from the former goes.
        self.__dict__.update({"homonyms": other.homonyms, **other.__dict__})

    def __len__(self) -> int:
        return len(self.table)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self.table.numbers

    def get(self, identifier: str) -> Territory:
        """The territory of an id."""
        number = self.table.numbers.get(identifier)
        if number is None:
            raise NotFoundError("territories.unknown", territory=identifier)
        return self.table.territory(number)

    def authority(self, identifier: str) -> Territory:
        """The authority of a territory: itself, or the row that stands for it (Martinique the région)."""
        territory = self.get(identifier)
        return self.get(territory.authority) if territory.authority else territory

    def of_layer(self, layer: Layer) -> list[Territory]:
        """All territories of a layer, by code."""
        layers = self.table.columns["layer"]
        return [self.table.territory(number) for number, value in enumerate(layers) if value == layer]

    def population_of(self, identifier: str) -> int | None:
        """Inhabitants, when known."""
        return self.get(identifier).population

    # --- hierarchy ------------------------------------------------------------------------------------------------

    def members(self, identifier: str) -> list[Territory]:
        """The communes of an EPCI, EPT, département, région or grouping, by code; a commune is its own."""
        return [self.table.territory(number) for number in self.communes_of(self.get(identifier))]

    def communes_of(self, territory: Territory) -> list[int]:
        """The rows of the communes of a territory."""
        own = [self.table.numbers[territory.id]] if territory.layer == "commune" else []
        return own or self.table.communes.get(territory.id, [])

    def whole_in(self, identifier: str, layer: Layer) -> frozenset[str]:
        """The ids of the territories of a layer that lie in another with all of their communes."""
        communes = set(self.communes_of(self.get(identifier)))
        if layer == "commune":
            return frozenset(f"commune:{self.table.columns['code'][number]}" for number in communes)
        touched = self.table.shared(list(communes), layer)
        return frozenset(one for one in touched if communes.issuperset(self.table.communes[one]))

    def children(self, identifier: str) -> list[Territory]:
        """The next rung down.

        Région → départements; département → the EPCI that hold some of its communes, then its communes without EPCI;
        EPCI → EPT, then communes without EPT; EPT → communes; grouping → its members as listed; commune → nothing.
        """
        territory = self.get(identifier)
        if territory.layer == "commune":
            return []
        if grouping := self.grouping(identifier):
            return self.table.territories([one for one in grouping.members if one in self])
        communes, below = self.communes_of(territory), BELOW[territory.layer]
        groups = self.table.territories(self.table.shared(communes, below)) if below else []
        alone = [number for number in communes if not below or not self.table.columns[below][number]]
        return groups + [self.table.territory(number) for number in alone]

    def parents(self, identifier: str) -> list[Territory]:
        """The territories that it lies in, nearest first: EPT, EPCI, groupings, département, région.

        An EPCI or EPT that straddles a border has several départements or régions, that of most inhabitants first.
        """
        territory = self.get(identifier)
        communes = self.communes_of(territory)
        ids: list[str] = []
        for layer in ABOVE[territory.layer]:
            if layer == "grouping":
                ids += self.table.groupings_around(identifier, communes)
                continue
            main = f"{layer}:{getattr(territory, layer)}"
            shared = self.table.shared(communes, layer)
            ids += [main] * (main in shared) + [other for other in shared if other != main]
        return self.table.territories(ids)

    # --- groupings ------------------------------------------------------------------------------------------------

    @property
    def groupings(self) -> Groupings:
        """The groupings that were imported here."""
        return self.table.groupings

    def grouping(self, identifier: str) -> Grouping | None:
        """What was imported of a grouping: direct members, source, vintage, credit; None for any other territory."""
        return self.table.groupings.get(identifier)

    def groupings_of(self, identifier: str) -> list[Territory]:
        """The groupings that hold all of a territory, however deep, smallest first."""
        communes = self.communes_of(self.get(identifier))
        return self.table.territories(self.table.groupings_around(identifier, communes))

    # --- place ----------------------------------------------------------------------------------------------------

    def locate(self, identifier: str) -> Place | None:
        """The point to show on a map: its own, else its EPCI's, its département's or its région's, marked approximate.

        None for the two territories without permanent inhabitants.
        """
        territory = self.get(identifier)
        for owner in (territory, *self.parents(identifier)):
            if owner.point:
                region = owner.region or owner.code
                return Place(*owner.point, region, owner.id, approximate=owner is not territory)
        return None

    # --- words ----------------------------------------------------------------------------------------------------

    def label(self, territory: Territory) -> str:
        """Its name, with the département's code where another of the layer bears the same: Saint-Denis (93)."""
        homonym = territory.departement and (territory.layer, territory.name) in self.homonyms
        return f"{territory.name} ({territory.departement})" if homonym else territory.name

    def full_label(self, territory: Territory, language: Language) -> str:
        """Label and kind, which no two authorities share: « Paris · commune », « Paris · département »."""
        return f"{self.label(territory)} · {territory.kind_label(language)}"

    @cached_property
    def homonyms(self) -> frozenset[tuple[str, str]]:
        """Layer and name of those that share them with another."""
        names = Counter(zip(self.table.columns["layer"], self.table.columns["name"], strict=True))
        return frozenset(name for name, times in names.items() if times > 1)

    def search(self, text: str, limit: int = 20, layers: Collection[Layer] | None = None) -> list[Territory]:
        """The territories that fit ``text``, best first; see :meth:`find`."""
        return [found.territory for found in self.find(text, limit, layers)]

    def find(self, text: str, limit: int = 20, layers: Collection[Layer] | None = None) -> list[Found]:
        """What fits ``text``, best first, each authority once, with the former name that led to it if one did.

        ``text`` is a name or part of one (accents, hyphens, apostrophes and « St » do not matter, words in any order),
        an INSEE code, a SIREN, a SIRET or a postcode. Exact names come first, then whole words or beginnings, then
        beginnings of words; the most populous first in each. Nothing fits an empty text.
        """
        return self.finder.find(text, limit, layers)

    # --- provenance -----------------------------------------------------------------------------------------------

    def vintage(self, layer: Layer) -> str:
        """The year that a layer's composition is of."""
        return self.sources.vintage(layer)

    def credits(self, language: Language, outlines: str | None = None) -> str:
        """The credit line of the reference; ``outlines`` credits those drawn instead of the shipped ones."""
        return self.sources.credits(language, outlines)


BELOW: dict[Layer, Layer | None] = {
    "region": "departement",
    "departement": "epci",
    "epci": "ept",
    "ept": None,
    "grouping": None,
}
ABOVE: dict[Layer, tuple[Layer, ...]] = {
    "commune": ("ept", "epci", "grouping", "departement", "region"),
    "ept": ("epci", "grouping", "departement", "region"),
    "epci": ("grouping", "departement", "region"),
    "departement": ("grouping", "region"),
    "region": ("grouping",),
    "grouping": ("grouping", "departement", "region"),
}


@cache
def load_territories() -> Territories:
    """The reference of the product, loaded once."""
    return Territories.load()
