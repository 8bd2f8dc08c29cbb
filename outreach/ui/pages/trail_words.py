"""What an entry of the audit trail tells, in the language spoken; the trail itself is kept in English."""

import re

from outreach.languages.spoken import say

TOLD = (
    "backed up",
    "began to copy everything to {place}",
    "brought back the field kit {name}",
    "brought the keys back from {name}",
    "chose the folder of backups",
    "exported public records",
    "exported the audit trail",
    "exported {what}",
    "found the trail broken: {words}",
    "locked the window",
    "opened the field kit",
    "passphrase of {login} changed",
    "passphrase of {login} reset",
    "printed the issued report {what}",
    "printed the recovery key",
    "printed the report {what}",
    "read confidential records",
    "read the issued report {what}",
    "read the report {what} with confidential words",
    "refused: account disabled",
    "refused: account locked",
    "refused: no such account",
    "refused: {deed} of {other}",
    "refused: {deed}",
    "restored the backup {name} into {place}",
    "restored the backup {name}",
    "saved the issued report {what}",
    "saved the list {title}",
    "saved the report {what}",
    "signed in",
    "took a backup",
    "trusted the signer {signer}",
    "unlocked the field kit",
    "unlocked with the recovery key, passphrase reset",
    "verified the backup {name}",
    "wrong passphrase given",
    "wrong {what} given {count} times",
    "{login} released",
)
"""What is told in sentences, beside the actions; where two fit, the first that fits counts."""
_SAID = ("deed", "other", "title", "what")
"""Values that are words of the program; all others are names, and stand as they are."""


def named(word: str) -> str:
    """Who did it, or where, as one reads it."""
    words = word.replace("_", " ")
    return words[:1].upper() + words[1:]


def said(word: str) -> str:
    """An action or a kind of record as one reads it."""
    return named(_in_words(word))


def _in_words(word: str) -> str:
    words = word.replace("_", " ")
    for template in TOLD:
        if found := re.fullmatch(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(template)), words):
            values = {name: _plain(value) if name in _SAID else value for name, value in found.groupdict().items()}
            return say(template, **values)
    return _plain(words)


def _plain(words: str) -> str:
    """One word of the program; what holds a brace is none, and cannot be filled in."""
    return words if "{" in words else say(words)
