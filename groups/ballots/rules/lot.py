"""The drawn lot: a seed that is fixed before anybody votes and shown afterwards, so that anyone can draw again.

A seed must hold at least 128 bits of chance, or its commitment could be guessed backwards.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import TypeVar

Key = TypeVar("Key", int, str)


def commitment(seed: str) -> str:
    """What is published when the ballot opens: the SHA-256 of the seed's text."""
    return sha256(seed.encode()).hexdigest()


def drawn(seed: str, positions: Iterable[int]) -> tuple[int, ...]:
    """Positions in the order of SHA-256("seed:position"); the first wins. Who else is in the lot changes nothing."""
    return _in_order_of_hash(seed, positions)


def paper_order(commitment: str, keys: Iterable[Key]) -> tuple[Key, ...]:
    """The order of names on the paper, by SHA-256("commitment:key"): nobody chose it, and anybody can check it."""
    return _in_order_of_hash(commitment, keys)


def _in_order_of_hash(start: str, keys: Iterable[Key]) -> tuple[Key, ...]:
    return tuple(sorted(set(keys), key=lambda each: sha256(f"{start}:{each}".encode()).hexdigest()))
