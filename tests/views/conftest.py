# SPDX-License-Identifier: EUPL-1.2
"""What the views are tried on."""

import pytest

from governance.questionnaire.model import Questionnaire
from governance.scoring.result import Profile
from tests.views.profiles import make_node, make_profile, make_questionnaire, with_challenge, without_object


@pytest.fixture
def questionnaire() -> Questionnaire:
    return make_questionnaire()


@pytest.fixture
def profile() -> Profile:
    """Every challenge assessed."""
    return make_profile()


@pytest.fixture
def gapped() -> Profile:
    """« Partenaires » is not assessed, « Forces et financements » has no object."""
    return without_object(with_challenge(make_profile(), make_node("partners", None)), "resources")
