# SPDX-License-Identifier: EUPL-1.2
"""One module for each subcommand of `echelons`."""
