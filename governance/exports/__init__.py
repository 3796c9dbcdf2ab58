# SPDX-License-Identifier: EUPL-1.2
"""File formats: what goes out, and what comes in."""
