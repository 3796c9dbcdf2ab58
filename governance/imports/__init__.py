# SPDX-License-Identifier: EUPL-1.2
"""Pure: what the rows of an imported file mean, line by line, and what is to be said of those that mean nothing."""
