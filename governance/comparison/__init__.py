# SPDX-License-Identifier: EUPL-1.2
"""Territories beside one another: peers, positions, inequality, space, solidarity; pure functions (docs/method.md)."""
