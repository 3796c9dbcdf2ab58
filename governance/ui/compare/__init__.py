# SPDX-License-Identifier: EUPL-1.2
"""The comparison of many territories: solidarity, clusters, gaps between tiers, evolution, and who calls whom."""
