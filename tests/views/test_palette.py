# SPDX-License-Identifier: EUPL-1.2
"""Contrasts as WCAG 2.2 counts them, and colours that stay apart for people with each kind of colour blindness."""

import tomllib
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt
import pytest

from governance.settings import ROOT
from governance.views.palette import PALETTES, Palette, Theme

Channels = npt.NDArray[np.float64]
THEMES: tuple[Theme, ...] = ("light", "dark")
TEXT, LINE = 4.5, 3.0
# Nearest two colours of a map may be, in CIELAB: about four times what the eye can tell side by side.
APART = 10.0
# How linear RGB looks without one kind of cone (Machado, Oliveira and Fernandes 2009, full severity).
SEEN_BY = {
    "everybody": np.eye(3),
    "deuteranope": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "protanope": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "tritanope": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], LUMINANCE, [0.0193339, 0.1191920, 0.9503041]])
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> Channels:
    channels = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(float(linear(colour) @ LUMINANCE) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: str, seer: str = "everybody") -> Channels:
    ratio = TO_XYZ @ np.clip(np.asarray(SEEN_BY[seer]) @ linear(colour), 0, 1) / WHITE
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def map_colours(colours: Palette) -> dict[str, str]:
    neutrals = ("not_assessed", "no_answer", "not_applicable", "provisional")
    return {str(level): colour for level, colour in enumerate(colours.ramp)} | {
        name: getattr(colours, name) for name in neutrals
    }


def test_the_contrast_formula_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=1e-3)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text", ["ink", "muted", "accent"])
@pytest.mark.parametrize("under", ["background", "surface"])
def test_texts_and_links_are_readable_on_the_page_and_on_surfaces(theme: Theme, text: str, under: str) -> None:
    colours = PALETTES[theme]

    assert contrast(getattr(colours, text), getattr(colours, under)) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_buttons_carry_white_text_and_stand_out_of_the_page(theme: Theme) -> None:
    colours = PALETTES[theme]

    assert contrast("#FFFFFF", colours.button) >= TEXT
    assert contrast(colours.button, colours.background) >= LINE


@pytest.mark.parametrize("theme", THEMES)
def test_lines_that_mean_something_can_be_seen(theme: Theme) -> None:
    colours = PALETTES[theme]

    assert min(contrast(colours.rule, colours.background), contrast(colours.accent, colours.surface)) >= LINE


@pytest.mark.parametrize("theme", THEMES)
def test_a_text_on_each_step_of_the_ramp_is_readable(theme: Theme) -> None:
    colours = PALETTES[theme]

    assert min(contrast(*pair) for pair in zip(colours.on_ramp, colours.ramp, strict=True)) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("seer", SEEN_BY)
def test_the_ramp_goes_away_from_the_page_step_by_step_for_everybody(theme: Theme, seer: str) -> None:
    colours = PALETTES[theme]
    away = 1 if theme == "dark" else -1

    lightness = [away * lab(colour, seer)[0] for colour in colours.ramp]

    assert min(after - before for before, after in pairwise(lightness)) >= APART


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("seer", SEEN_BY)
def test_no_two_classes_of_a_map_look_alike_to_anybody(theme: Theme, seer: str) -> None:
    colours = {name: lab(colour, seer) for name, colour in map_colours(PALETTES[theme]).items()}

    gaps = {(a, b): float(np.linalg.norm(colours[a] - colours[b])) for a, b in combinations(colours, 2)}

    assert {pair: gap for pair, gap in gaps.items() if gap < APART} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_the_pages_have_the_colours_of_the_figures(theme: Theme) -> None:
    colours = PALETTES[theme]
    options = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"][theme]

    assert (
        options.items()
        >= {
            "primaryColor": colours.button,
            "backgroundColor": colours.background,
            "secondaryBackgroundColor": colours.surface,
            "textColor": colours.ink,
            "linkColor": colours.accent,
            "borderColor": colours.grid,
        }.items()
    )
