"""Who can open a database by a passphrase, as tests look for it."""

from outreach.records.keys import RECOVERY, KeyRing


def logins(ring: KeyRing) -> tuple[str, ...]:
    """The accounts that have a slot, in order."""
    return tuple(slot.login for slot in ring.slots if slot.login != RECOVERY)
