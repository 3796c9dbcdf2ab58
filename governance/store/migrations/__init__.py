# SPDX-License-Identifier: EUPL-1.2
"""How the schema came to be, one file per step. A released step never changes."""
