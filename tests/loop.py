# SPDX-License-Identifier: EUPL-1.2
"""Coroutines run to their end from a test: on a thread of their own, since Playwright holds the main one's loop."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Returned = TypeVar("Returned")


def awaited(coroutine: Coroutine[Any, Any, Returned]) -> Returned:
    """What a coroutine returns."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
