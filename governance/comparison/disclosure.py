# SPDX-License-Identifier: EUPL-1.2
"""Small groups stay hidden, and cannot be worked out from what is shown.

Three promises: no figure about fewer than five; no table of two variables about fewer than eleven; nothing hidden that
a subtraction gives back, from a total or from another publication. The means are the classical ones of statistical
offices: cells too small are hidden (primary suppression), then others with them (complementary suppression), so that
what hides together is never a small group by itself. Source: Hundepool, A. et al. (2012), Statistical Disclosure
Control, Wiley, chapter 4.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from governance.scoring.result import Flags, Floats

LEAST_GROUP = 5
LEAST_CROSSTAB = 11
DETERMINED = 1 - 1e-6

Counts = NDArray[np.int64]
Group = frozenset[str]


def hidden_groups(counts: Sequence[int] | Counts) -> Flags:
    """Which groups of a one-way table (how many members each has) may not be shown beside their total.

    Every group of one to four; then, while those hidden are together fewer than five, the smallest other group too: the
    total less what is shown would give it away. An empty group is nobody, and is shown. When fewer than five is all
    there is, everything is hidden, and the total must be too.

    >>> hidden_groups([12, 3, 30, 0, 9]).tolist()
    [False, True, False, False, True]
    >>> hidden_groups([12, 4, 3]).tolist()
    [False, True, True]
    """
    sizes = np.asarray(counts, np.int64)
    if (sizes < 0).any():
        raise ValueError(f"a group has no fewer than no members: {counts}")
    hidden: Flags = (sizes > 0) & (sizes < LEAST_GROUP)
    hide_more(sizes, hidden)
    return hidden


def hide_more(sizes: Counts, hidden: Flags) -> None:
    """Hide the smallest groups still shown, in place, until five are hidden together, nobody, or all there are."""
    for place in np.argsort(sizes, kind="stable"):
        if total_shown(sizes[hidden]):
            return
        hidden[place] |= sizes[place] > 0


def total_shown(counts: Sequence[int] | Counts) -> bool:
    """Whether the total of a one-way table may be shown: of nobody, or of five or more.

    >>> total_shown([2, 2]), total_shown([2, 3]), total_shown([0])
    (False, True, True)
    """
    total = int(np.sum(counts))
    return total == 0 or total >= LEAST_GROUP


def hidden_cells(table: Counts) -> Flags:
    """Which cells of a two-way table (r × c counts) may not be shown, its totals being shown as ``hidden_groups`` says.

    All of them under eleven members in all. Otherwise the rule of ``hidden_groups`` along every row and column, until
    nothing more needs hiding; then, while a small cell still follows from the totals, one cell more.

    >>> hidden_cells(np.array([[20, 3], [9, 14]])).tolist()
    [[True, True], [True, True]]
    >>> hidden_cells(np.array([[20, 7], [9, 0]])).tolist(), hidden_cells(np.array([[6, 4]])).tolist()
    ([[False, False], [False, False]], [[True, True]])
    """
    hidden: Flags = np.full(table.shape, table.sum() < LEAST_CROSSTAB)
    if hidden.any():
        return hidden
    hidden = (table > 0) & (table < LEAST_GROUP)
    while True:
        hide_along_lines(table, hidden)
        given_away = determined(table, hidden) & (table > 0) & (table < LEAST_GROUP)
        more = beside(given_away, table, hidden)
        if more is None:
            return hidden
        hidden[more] = True


def hide_along_lines(table: Counts, hidden: Flags) -> None:
    """Hide more, in place, until each row and column hides nobody, five together, or all there are."""
    before = -1
    while before != (count := int(np.count_nonzero(hidden))):
        before = count
        for sizes, line in (*zip(table, hidden, strict=True), *zip(table.T, hidden.T, strict=True)):
            hide_more(sizes, line)


def determined(table: Counts, hidden: Flags) -> Flags:
    """Which hidden cells follow from the totals by linear algebra, the other cells being known.

    A cell follows when its unit vector lies in the space that the equations of the totals span.

    >>> determined(np.full((2, 2), 9), np.array([[True, True], [True, True]])).any()
    np.False_
    >>> determined(np.full((2, 2), 9), np.array([[True, True], [True, False]])).all(where=[[True, True], [True, False]])
    np.True_
    """
    rows, columns = np.nonzero(hidden)
    equations = np.vstack([known_totals(table.sum(axis=1))[:, rows], known_totals(table.sum(axis=0))[:, columns]])
    spanned: Floats = np.linalg.pinv(equations) @ equations
    found = np.zeros(hidden.shape, bool)
    found[rows, columns] = np.diag(spanned) > DETERMINED
    return found


def known_totals(totals: Counts) -> Floats:
    """The sums of rows (or columns) that are known, each a line of 0 and 1: each total shown, and the rest together."""
    away = hidden_groups(totals)
    return np.vstack([np.eye(len(totals))[~away], away[None].astype(np.float64)])


def beside(cells: Flags, table: Counts, hidden: Flags) -> tuple[int, int] | None:
    """The next cell to hide for these to be safe; None when all of the table is hidden.

    The smallest of their rows and columns; without one, an empty cell there; without one, the smallest elsewhere.
    """
    if not cells.any() or hidden.all():
        return None
    near = np.asarray(cells.any(axis=1))[:, None] | np.asarray(cells.any(axis=0))
    far = table.max() + 1
    order = np.where(table > 0, table, far) + np.where(near, 0, 2 * far)
    row, column = divmod(int(np.where(hidden, 4 * far, order).argmin()), table.shape[1])
    return row, column


def safe_together(publications: Iterable[Iterable[Group]]) -> bool:
    """Whether figures may be published about all these groups without any difference giving away fewer than five.

    A publication is the groups that it gives figures of; what it hides under a known total counts as one group more,
    for a subtraction gives it. People split into *atoms*: two are in the same one when every publication puts them in
    the same groups. Any figure that sums and differences can give is made of whole atoms, so that none is about fewer
    than five when no atom is smaller. Sufficient, for any count of publications; at times more strict than need be.

    >>> ten, one = frozenset("abcdefghij"), frozenset("k")
    >>> safe_together([[ten]]), safe_together([[ten], [ten | one]]), safe_together([[ten], [ten | frozenset("klmno")]])
    (True, False, True)
    """
    groups = [group for publication in publications for group in publication]
    atoms: dict[tuple[bool, ...], int] = {}
    for member in frozenset[str]().union(*groups):
        place = tuple(member in group for group in groups)
        atoms[place] = atoms.get(place, 0) + 1
    return min(atoms.values(), default=LEAST_GROUP) >= LEAST_GROUP


def published(groups: Iterable[Group], *, with_total: bool = True) -> tuple[Group, ...]:
    """What a one-way table gives away: the groups that it may show, and those it hides, together, when it has a total.

    >>> [sorted(group) for group in published([frozenset("abcdef"), frozenset("gh"), frozenset("ijklm")])]
    [['a', 'b', 'c', 'd', 'e', 'f'], ['g', 'h', 'i', 'j', 'k', 'l', 'm']]
    """
    listed = list(groups)
    counts = [len(group) for group in listed]
    hidden = hidden_groups(counts)
    shown = [group for group, away in zip(listed, hidden, strict=True) if group and not away]
    rest = frozenset[str]().union(*(group for group, away in zip(listed, hidden, strict=True) if away))
    return (*shown, rest) if rest and with_total and total_shown(counts) else tuple(shown)
