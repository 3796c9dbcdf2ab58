# SPDX-License-Identifier: EUPL-1.2
"""Live sessions (*ateliers*): states of a question, join codes, what a vote says, who may see what of it, and when."""
