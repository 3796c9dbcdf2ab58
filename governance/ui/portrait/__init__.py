# SPDX-License-Identifier: EUPL-1.2
"""The portrait of one territory: who it is, how it stands beside its peers, its place, its past, whom it could call."""
