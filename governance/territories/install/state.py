# SPDX-License-Identifier: EUPL-1.2
"""How an installation is going, for the pages of a server that another process installs for."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from governance.errors import InputError
from governance.language import Language
from governance.territories.install.lock import is_held
from governance.territories.install.manifest import root_of

STATE = "state.json"
SYSTEM = "system"


@dataclass(frozen=True)
class State:
    """``running`` with its share done (0–1), or ``failed`` with the fault; ``idle`` when nothing is to be said."""

    phase: Literal["idle", "running", "failed"] = "idle"
    share: float = 0.0
    key: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    def fault(self, language: Language) -> str:
        """Why it failed, for the reader."""
        return InputError(self.key, **self.values).message(language)

    def write(self, root: Path) -> None:
        """Keep it; readers never see half of it."""
        aside = root / f"{STATE}.new"
        aside.write_text(json.dumps(asdict(self), default=kept), "utf-8")
        aside.replace(root / STATE)


def read_state(data: Path) -> State:
    """The state in a data folder. What was running and whose process has died is idle again."""
    root = root_of(data)
    try:
        state = State(**json.loads((root / STATE).read_text("utf-8"), object_hook=restored))
    except (OSError, ValueError, TypeError):
        return State()
    return State() if state.phase == "running" and not is_held(root) else state


def kept(value: object) -> object:
    """A value of a fault as JSON: what the system said stays readable in both languages."""
    return {SYSTEM: [value.errno, value.strerror]} if isinstance(value, OSError) else str(value)


def restored(found: dict[str, Any]) -> object:
    """The inverse."""
    return OSError(*found[SYSTEM]) if found.keys() == {SYSTEM} else found


def clear_state(root: Path) -> None:
    """Nothing more to say: what is installed speaks for itself."""
    (root / STATE).unlink(missing_ok=True)
