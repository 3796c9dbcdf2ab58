# SPDX-License-Identifier: EUPL-1.2
"""The official outlines: fetched or taken from a folder, matched, cleaned, kept in the data folder, ready to travel."""

from governance.territories.install.installing import install
from governance.territories.install.manifest import Installed, installed
from governance.territories.install.state import State, read_state

__all__ = ["Installed", "State", "install", "installed", "read_state"]
