# SPDX-License-Identifier: EUPL-1.2
"""Échelons: how French local authorities govern digital policy, scored and shown on maps and radar charts."""

__version__ = "0.1.0"
