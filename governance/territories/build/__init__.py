# SPDX-License-Identifier: EUPL-1.2
"""What `make territories` runs: data/territories rebuilt from published packages."""
