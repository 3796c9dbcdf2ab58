# SPDX-License-Identifier: EUPL-1.2
"""The steps, in order of their numbers."""
