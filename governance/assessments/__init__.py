# SPDX-License-Identifier: EUPL-1.2
"""An assessment (*état des lieux*) as data: its head, its answers and their history, its snapshots. Pure."""
