# SPDX-License-Identifier: EUPL-1.2
"""From the content of the files to the layers that are kept."""

from collections.abc import Mapping

from governance.territories.install.limits import Limits
from governance.territories.install.matching import Coverage, clean, match
from governance.territories.install.tiers import all_layers
from governance.territories.install.travelling import PLURAL
from governance.territories.install.unpacking import read_features, unpack
from governance.territories.outlines import InstallableLayer
from governance.territories.table import Table
from governance.territories.territory import Layer

LAYER_OF: dict[InstallableLayer, Layer] = {plural: layer for layer, plural in PLURAL.items()}


def layers_of(contents: Mapping[InstallableLayer, bytes], table: Table, limits: Limits) -> dict[Layer, Coverage]:
    """Every layer that the files allow to draw, clean, tiers fitting each other where the communes are there."""
    found: dict[Layer, Coverage] = {}
    for tier, content in contents.items():
        features = read_features(unpack(content, tier, limits), tier)
        found[LAYER_OF[tier]] = clean(match(features, LAYER_OF[tier], table, tier, limits), tier)
    return all_layers(found, table, limits)
