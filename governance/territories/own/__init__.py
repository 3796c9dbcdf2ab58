# SPDX-License-Identifier: EUPL-1.2
"""Outlines of one's own: matched with the reference, cleaned, kept beside the official ones with vintage and credit."""
