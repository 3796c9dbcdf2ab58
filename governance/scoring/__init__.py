# SPDX-License-Identifier: EUPL-1.2
"""From answers to scores: pure functions over arrays (docs/method.md)."""
