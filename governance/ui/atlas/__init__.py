# SPDX-License-Identifier: EUPL-1.2
"""The page « Carte »: what to show and where, the map, its legend, the territory beside it, the table, the files."""
