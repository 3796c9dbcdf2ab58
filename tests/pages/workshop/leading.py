# SPDX-License-Identifier: EUPL-1.2
"""The console as it is led: its buttons, and what a room votes."""

from governance.language import sentence
from tests.pages.room import Room
from tests.pages.visitor import Visitor

TWELVE_FIRST = (0, 0, 1, 1, 1, 2, 2, 3, 3, 4, "NSP", 1)
TWELVE_THEN = (1, 1, 1, 1, 1, 2, 1, 1, 2, 4, 1, 1)


def press(visitor: Visitor, key: str) -> Visitor:
    return visitor.press(sentence(f"ui.workshop.{key}", visitor.language))


def main(visitor: Visitor) -> str:
    """What the one big button says."""
    block = visitor.at.main.get_by_key("workshop-main")
    labels = [button.label for button in block.button]
    labels += [link.proto.label for link in block.get("link_button")]
    (label,) = labels
    return str(label)


def lead(visitor: Visitor, *steps: str) -> Visitor:
    """Press the main button, step after step, each time as it should be called."""
    for step in steps:
        assert main(visitor) == sentence(f"ui.workshop.main.{step}", visitor.language)
        press(visitor, f"main.{step}")
        assert visitor.errors == []
    return visitor


def revealed(visitor: Visitor, room: Room, votes: tuple[int | str, ...]) -> Visitor:
    """Open, have the room vote, close, reveal."""
    lead(visitor, "open")
    room.vote(votes)
    return lead(visitor, "close", "reveal")


def decided(visitor: Visitor, room: Room, level: int = 1) -> Visitor:
    """One question voted, and a level retained without another vote."""
    revealed(visitor, room, (1, 1, 1, 2, 2, 0))
    press(visitor, "other.retain")
    visitor.act(visitor.at.radio(key=f"workshop-retain-level:{room.id}:{room.view.room.asked}").set_value(level))
    return press(visitor, "retain_save")
