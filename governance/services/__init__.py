# SPDX-License-Identifier: EUPL-1.2
"""What a user asks for: its permission, its order of steps, its transaction. No SQL, no screens."""
