# SPDX-License-Identifier: EUPL-1.2
"""Areas inside the outlines installed: of the ground, whatever the latitude."""

from dataclasses import replace
from pathlib import Path

import pytest

from governance.territories.install import Installed, install
from governance.territories.install.areas import areas, installed_areas
from tests.outlines import QUICK, publish


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("made")
    return install(folder / "data", str(publish(folder / "published")), limits=replace(QUICK, least_known=0.0))


def test_the_area_of_a_rectangle_is_that_of_the_ellipsoid(made: Installed) -> None:
    # Half a degree by one, at 46.5° north: 55.6 km × cos φ by 111.2 km, on an ellipsoid (pyproj's Geod gives 4 266.5).
    assert areas(made, "commune")["commune:01001"] == pytest.approx(4_266.5, rel=1e-3)


def test_tiers_add_up(made: Installed) -> None:
    communes = areas(made, "commune")
    assert areas(made, "departement")["departement:01"] == pytest.approx(
        communes["commune:01001"] + communes["commune:01002"], rel=1e-6
    )


def test_without_installation_nothing_is_measured(made: Installed, tmp_path: Path) -> None:
    assert installed_areas(tmp_path, "commune") == {}


def test_a_layer_that_is_not_installed_has_no_areas(made: Installed) -> None:
    assert areas(made, "grouping") == {}
    assert "commune:44109" not in areas(made, "commune")
