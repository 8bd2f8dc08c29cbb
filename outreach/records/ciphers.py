"""The ciphers behind keys and passphrases. Loaded when a key or a passphrase is at hand: most windows open without."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

__all__ = ["AESGCM", "SUITE", "InvalidTag", "Type", "X25519PrivateKey", "X25519PublicKey", "hash_secret_raw"]

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
"""Sealing to a key pair (HPKE, RFC 9180)."""


def secret_hash(passphrase: str) -> str:
    """What is kept of a passphrase on a server."""
    return PasswordHasher().hash(passphrase)


def light_hash(secret: str, salt: bytes) -> bytes:
    """A hash of a secret that lives for an evening and is kept in memory alone (scrypt, RFC 7914)."""
    return Scrypt(salt=salt, length=64, n=2**12, r=8, p=1).derive(secret.encode())


def is_hash_of(kept: str, passphrase: str) -> bool:
    """Whether a passphrase is the one that was kept."""
    try:
        return PasswordHasher().verify(kept, passphrase)
    except (VerifyMismatchError, InvalidHashError):
        return False
