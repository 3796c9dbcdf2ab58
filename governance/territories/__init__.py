# SPDX-License-Identifier: EUPL-1.2
"""Territories of France: codes, hierarchy, search, places and outlines. Sources: data/territories/sources.yaml."""

from governance.territories.finding import Found
from governance.territories.reference import Territories, load_territories
from governance.territories.territory import LAYERS, Layer, Place, Territory

__all__ = ["LAYERS", "Found", "Layer", "Place", "Territories", "Territory", "load_territories"]
