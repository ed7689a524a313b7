"""The secret in an invitation's link: worked out whenever it is needed, never kept.

It is a keyed hash of what the invitation is and of its nonce, so nobody without the portal's own key can
make one; the row keeps only the hash of it, so nobody who reads the database can follow a link.
"""

from base64 import urlsafe_b64encode
from hashlib import sha256
from secrets import token_hex
from typing import Final, Literal

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

Kind = Literal["group", "staff"]
_SALT: Final = "groups.invitations"


def new_nonce() -> str:
    """What makes a link another one than the last."""
    return token_hex(16)


def token(kind: Kind, pk: int, nonce: str, *, key: str | None = None) -> str:
    """The secret of one invitation's link, under the present key unless told otherwise."""
    digest = salted_hmac(_SALT, f"{kind}:{pk}:{nonce}", secret=key or settings.SECRET_KEY, algorithm="sha256").digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def hashed(text: str) -> str:
    """What the row keeps of a token, and what a link is found by."""
    return sha256(text.encode()).hexdigest()


def token_again(kind: Kind, pk: int, nonce: str, token_hash: str) -> str | None:
    """The token whose hash is kept, under the present key or one before it; None if no key of ours made it."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        found = token(kind, pk, nonce, key=key)
        if constant_time_compare(hashed(found), token_hash):
            return found
    return None
