# SPDX-License-Identifier: EUPL-1.2
"""Outlines of one's own: brought in from a file, in the place of the official ones or beside them; taken away."""

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from governance.access.actor import LOCAL_ADMINISTRATOR, Actor
from governance.errors import InputError
from governance.imports.records import Provenance, read_provenance
from governance.sandbox import Limits, Sandbox
from governance.services.imports import LocalReference
from governance.territories.install.manifest import Installed, installed
from governance.territories.install.travelling import PLURAL
from governance.territories.own.joining import Joined, JoinReport, join
from governance.territories.own.preparing import Order, needed, order_bytes
from governance.territories.own.raw import RawOutlines
from governance.territories.own.shelf import Own, OwnLayer, keep, own_outlines
from governance.territories.territory import Layer

PREPARING = Limits(seconds=300.0, memory=4_000_000_000, packed=2_000_000_000, output=2_000_000_000)
DERIVED: tuple[Layer, ...] = ("epci", "ept", "departement", "region")


@dataclass(frozen=True, slots=True)
class OutlineOutcome:
    """What an import of outlines did."""

    layers: list[OwnLayer]
    report: JoinReport
    system: int
    guessed: bool


class OutlineService:
    """Outlines of one's own, in the data folder."""

    def __init__(self, data: Path, reference: LocalReference) -> None:
        self._data = data
        self._reference = reference

    def own(self) -> Own | None:
        """What is there."""
        return own_outlines(self._data)

    def official(self) -> Installed | None:
        """The official outlines, when they are installed."""
        return installed(self._data)

    def bring(
        self,
        raw: RawOutlines,
        said: Provenance,
        *,
        layer: Layer | None = None,
        alone: bool = False,
        actor: Actor = LOCAL_ADMINISTRATOR,
    ) -> OutlineOutcome:
        """Put the outlines of a file in force, whole or not at all.

        Those that the file does not have stay as they were drawn, unless ``alone``. Communes also make the tiers
        above them, where these are whole.
        """
        actor.must_administer()
        said = read_provenance(said)
        if not said.vintage:
            raise InputError("imports.vintage_missing")
        found = join(raw, self._reference.territories, layer)
        base = b"" if alone else self._base(found.layer)
        made = self._prepared(raw.name, found, base)
        own = described(said, found.layer, file_name=raw.name, completes=bool(base), report=asdict(found.report))
        layers = [counted(own, each, codes) for each, codes in made["layers"].items()]
        keep(self._data, unpacked(made["files"]), layers)
        return OutlineOutcome(layers, found.report, raw.system, raw.guessed)

    def remove(self, layer: Layer, actor: Actor = LOCAL_ADMINISTRATOR) -> None:
        """Take a layer away, with those made of it; what was drawn before is drawn again."""
        actor.must_administer()
        own = self.own()
        if own is None or layer not in own.layers:
            raise InputError("imports.unknown")
        gone = {name for name, each in own.layers.items() if layer in {name, each.made_of}}
        keep(self._data, {}, [], frozenset(gone))
        self.follow_composition()

    def follow_composition(self) -> None:
        """Make the EPCI anew of the communes drawn, after their composition or the communes have changed.

        Nothing happens where no communes are installed, for EPCI are then points, nor to EPCI that came in a file.
        """
        own, composition = self.own(), self._reference.territories.sources.composition()
        drawn = own.layers.get("epci") if own else None
        communes = own.layers.get("commune") if own else None
        if drawn and not drawn.made_of:
            return
        if composition is None and communes is None:
            if drawn:
                keep(self._data, {}, [], frozenset({"epci"}))
            return
        if base := self._base("commune"):
            made = self._ordered("epci", "commune", {}, base, ["epci"])
            template = self._derived(communes, composition)
            keep(self._data, unpacked(made["files"]), [counted(template, "epci", made["layers"]["epci"])])

    def _derived(self, communes: OwnLayer | None, composition: str | None) -> OwnLayer:
        """What is said of EPCI made of communes: whose communes, and whose composition."""
        credits_line = " · ".join(filter(None, (communes.credit if communes else None, composition)))
        vintage = self._reference.territories.vintage("epci")
        said = Provenance(composition or (communes.source if communes else ""), vintage, credits_line)
        return described(said, "epci", made_of="commune" if communes else "composition")

    def _base(self, layer: Layer) -> bytes:
        """The layer as it is drawn, in full detail; nothing when there is none."""
        name, own, official = f"{PLURAL[layer]}.parquet", self.own(), self.official()
        if own and own.of_file(name):
            return own.read(name)
        return official.read(name) if official and official.has(name) else b""

    def _prepared(self, name: str, found: Joined, base: bytes) -> dict[str, Any]:
        """The files of the layers that a file makes."""
        wanted: list[Layer] = [found.layer, *(DERIVED if found.layer == "commune" else ())]
        return self._ordered(name, found.layer, found.outlines, base, wanted)

    def _ordered(
        self, name: str, layer: Layer, outlines: Mapping[str, list[Any]], base: bytes, wanted: list[Layer]
    ) -> dict[str, Any]:
        """What the sandbox makes of an order."""
        pairs = [(code, shape) for code, parts in outlines.items() for shape in parts]
        columns = needed(self._reference.territories.table.columns)
        order = Order(layer, [code for code, _ in pairs], [], 0, wanted, columns)
        made: dict[str, Any] = preparer().run(name, order_bytes(order, [shape for _, shape in pairs], base))
        return made


def described(said: Provenance, layer: Layer, **more: Any) -> OwnLayer:
    """What is remembered of a layer, before its outlines are counted."""
    return OwnLayer(
        layer=layer,
        vintage=said.vintage,
        source=said.source,
        credit=said.credit,
        author=said.author,
        imported_at=datetime.now(UTC).isoformat(timespec="seconds"),
        outlines=0,
        **{"file_name": ""} | more,
    )


def counted(own: OwnLayer, layer: Layer, codes: list[str]) -> OwnLayer:
    """The layer itself, or one that was made of it."""
    if layer == own.layer:
        return replace(own, outlines=len(codes), report=own.report | {"matched": []})
    return replace(own, layer=layer, outlines=len(codes), made_of=own.layer, report={})


def unpacked(files: Mapping[str, str]) -> dict[str, bytes]:
    """The files that the sandbox made."""
    return {name: base64.b64decode(content) for name, content in files.items()}


@cache
def preparer() -> Sandbox:
    """The process that prepares outlines, started by the first."""
    return Sandbox("governance.territories.own.preparing:prepare", PREPARING)
