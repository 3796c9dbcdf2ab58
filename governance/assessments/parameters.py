# SPDX-License-Identifier: EUPL-1.2
"""What settles the demonstration: data/demo/simulation.yaml, whose comments say what each value is."""

from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from governance.territories.territory import Layer

SIMULATION = Path(__file__).parents[2] / "data" / "demo" / "simulation.yaml"
Route = Literal["complete", "gaps", "flash", "begun"]
Earlier = Literal["none", "one", "two"]


class Parameters(BaseModel):
    """The parameters of the simulation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seed: int
    author: str
    last_day: date
    days: int
    layers: tuple[Layer, ...]
    epci_of_region: str
    communes: tuple[str, ...]
    mean: dict[Layer, float]
    size: float
    size_reference: dict[Layer, float]
    region_spread: float
    territory_spread: float
    challenge_spread: float
    question_spread: float
    answer_spread: float
    challenges: dict[str, float]
    dont_know: float
    not_applicable: float
    not_applicable_reason: str
    routes: dict[Route, float]
    gaps: float
    begun: int
    snapshots: dict[Earlier, float]
    snapshot_names: tuple[str, str]
    snapshot_days: int
    progress: float


def load_parameters(path: Path = SIMULATION) -> Parameters:
    """The parameters as shipped."""
    return Parameters.model_validate(yaml.safe_load(path.read_text("utf-8")))
