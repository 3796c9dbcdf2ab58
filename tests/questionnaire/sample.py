# SPDX-License-Identifier: EUPL-1.2
"""A sound questionnaire with one question of each kind; tests break one line of it at a time."""

SAMPLE = """\
id: sample
version: 1.0.0
title: {fr: Essai, en: Sample}
families:
  - id: themes
    title: {fr: Thèmes, en: Themes}
    readings:
      - id: open
        title: {fr: Ouvert, en: Open}
challenges:
  - id: first
    title: {fr: Premier, en: First}
    questions:
      - id: rung
        kind: level
        title: {fr: Où ?, en: Where?}
        tags: [open]
        levels:
          - title: {fr: Rien, en: Nothing}
          - title: {fr: Un peu, en: A little}
          - title: {fr: Tout, en: All}
      - id: count
        kind: number
        title: {fr: Combien ?, en: How many?}
        goalposts: {low: 0, high: 10}
      - id: held
        kind: checklist
        title: {fr: Lesquels ?, en: Which?}
        items: [a, b]
"""

AUDIENCE = """\
audiences:
  - id: village
    title: {fr: Village, en: Village}
    tiers: [commune]
    below: 3500
bibliography:
  - id: law
    kind: law
    title: {fr: Loi, en: Law}
"""
ACTION = """\
    actions:
      - question: rung
        to: 1
        title: {fr: Monter, en: Climb}
        why: {fr: Pour voir., en: To see.}
        how: [{fr: Poser le pied., en: Put a foot on it.}]
        effort: days
        proof: {fr: La hauteur., en: The height.}
        references: [law]
        variants:
          - audience: village
            why: {fr: Pour être vu., en: To be seen.}
"""
ADVISED = SAMPLE.replace("challenges:\n", AUDIENCE + "challenges:\n") + ACTION
"""The same with an action, for everybody and for villages."""
