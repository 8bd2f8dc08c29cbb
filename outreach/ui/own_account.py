"""The account that is signed in here, followed when an administrator changes it at another desk."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from outreach.actions.acting import Actor, Changes
from outreach.languages.spoken import say
from outreach.queries.precincts import precinct_header
from outreach.records.accounts import Role
from outreach.ui.desk import Desk

if TYPE_CHECKING:
    from outreach.actions.accounts import Unlocked

_CHANGING = frozenset({"account", "officer", "precinct"})
_ROLES = {Role.OFFICER: "an officer", Role.SUPERVISOR: "a supervisor", Role.ADMINISTRATOR: "an administrator"}


class _Standing(NamedTuple):
    actor: Actor | None
    precinct: str


class OwnAccount(QObject):
    """``changed`` brings who is signed in now and what is to be said of it; ``ended`` only words, when nobody is.

    While the window is locked, or visitors have the screen, it stays as it is, for another would come back open to
    whoever stands there: a change is heard when it is in hand again. What visitors write is written with the rights
    that the account has by now.
    """

    changed = Signal(object, str)
    ended = Signal(str)

    def __init__(self, desk: Desk, is_locked: Callable[[], bool], has_visitors: Callable[[], bool]) -> None:
        super().__init__(desk)
        self._desk, self._is_locked, self._has_visitors = desk, is_locked, has_visitors
        self._shown_to = desk.actor
        desk.signed_in.connect(self._hear_signed_in)
        desk.elsewhere.connect(self._hear)
        desk.changed.connect(self._hear_own)
        desk.account_doubted.connect(self.look)

    def _hear(self, kinds: frozenset[str]) -> None:
        if kinds & _CHANGING:
            self.look()

    def _hear_signed_in(self, unlocked: "Unlocked") -> None:
        before, now = self._shown_to, unlocked.actor
        if now.account_id == before.account_id and _rights(now) != _rights(before):
            self.look()
        else:
            self._shown_to = now

    def _hear_own(self, changes: Changes) -> None:
        self._hear(changes.kinds)

    def look(self) -> None:
        """Ask how the account stands now."""
        if self._desk.actor.account_id is not None:
            self._desk.ask("own account", self._read, self._follow, say("Looking at your account"))

    def _read(self) -> _Standing:
        from outreach.actions.account_rights import actor_now

        now = actor_now(self._desk.actor)
        only = now.precinct if now is not None else None
        return _Standing(now, precinct_header(only).name if only is not None else "")

    def _follow(self, standing: object) -> None:
        unlocked: Unlocked | None = self._desk.unlocked
        if not isinstance(standing, _Standing) or unlocked is None:
            return
        before, now = self._shown_to, standing.actor
        if now is None:
            if not self._has_visitors():
                self.ended.emit(
                    say("Your account was removed or disabled: ask an administrator, or sign in with another one.")
                )
        elif _rights(now) != _rights(before) and not self._has_visitors():
            if not self._is_locked():
                self.changed.emit(replace(unlocked, actor=now), self._words(standing))
        elif now != unlocked.actor:
            self._desk.sign(replace(unlocked, actor=now))

    def _words(self, standing: _Standing) -> str:
        assert standing.actor is not None
        assert standing.actor.role is not None
        role = say(_ROLES[standing.actor.role])
        if standing.precinct:
            return say(
                "An administrator changed your account: you work as {role} in {precinct} alone now. What you were "
                "typing is kept.",
                role=role,
                precinct=standing.precinct,
            )
        return say(
            "An administrator changed your account: you work as {role} now. What you were typing is kept.", role=role
        )


def _rights(actor: Actor) -> tuple[Role | None, int | None]:
    """What a window is made for: another one shows more, or less."""
    return actor.role, actor.precinct
