# SPDX-License-Identifier: EUPL-1.2
"""The person on whose behalf a service acts."""

from dataclasses import dataclass

from governance.errors import AccessError


@dataclass(frozen=True, slots=True)
class Actor:
    """A name as it stands beside what the person writes, and whether they may administer."""

    name: str = ""
    may_administer: bool = False

    def must_administer(self) -> None:
        """AccessError unless this person may administer."""
        if not self.may_administer:
            raise AccessError("assessment.administrator_only")


LOCAL_ADMINISTRATOR = Actor(may_administer=True)
"""In local mode the person at the machine is the administrator."""
