# SPDX-License-Identifier: EUPL-1.2
"""The page of data: what is here, what comes in, what goes."""
