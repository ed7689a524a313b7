"""The receipt: a code that only its voter has. It proves that a ballot is in the box, and not what it says."""

import secrets
from hashlib import sha256
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without what is mistaken for something else: 0 and O, 1, I and L, U and V."""
LENGTH: Final = 20
"""Of thirty signs each: 98 bits, which nobody guesses."""


def new_code() -> str:
    """A code in groups of four, as it is read out, like 7KQM-2XTP and three more."""
    signs = [secrets.choice(ALPHABET) for _ in range(LENGTH)]
    return "-".join("".join(signs[at : at + 4]) for at in range(0, LENGTH, 4))


def plain(code: str) -> str:
    """A code as it was typed, without spaces, dashes and small letters; empty if it cannot be one."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return signs if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else ""


def hashed(ballot_id: int, code: str) -> str:
    """What the box keeps of a code."""
    return sha256(f"{ballot_id}:{plain(code)}".encode()).hexdigest()
