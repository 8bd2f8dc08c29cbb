"""How promises went on: work, partners, notes, hand-overs, outcomes, and who was told."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from outreach.actions.change import Actor, Changes
from outreach.actions.followups import (
    add_note,
    close_as_done,
    decline,
    hand_over,
    start_work,
    tell_resident,
    wait_on_partner,
)
from outreach.demo.city import Progress
from outreach.demo.story import LAST_DAY
from outreach.demo.world import Promise, World

_SHARES: tuple[tuple[date, dict[str, float]], ...] = (
    (date(2018, 12, 31), {"declined": 0.07, "waiting": 0.01, "in progress": 0.01}),
    (date(2019, 1, 31), {"declined": 0.08, "waiting": 0.18, "in progress": 0.16, "open": 0.12}),
    (LAST_DAY, {"declined": 0.05, "waiting": 0.25, "in progress": 0.25, "open": 0.36}),
)
"""Of the promises made until each day: how many stand where at the end of February 2019. The rest is done."""

_NOTES = (
    "Left a message, called again the next morning.",
    "Stood there for half an hour in the evening: nothing to be seen.",
    "The neighbor across the street says it has become better.",
    "Sent pictures and asked for a date.",
    "Will look again on the next shift.",
    "Spoke with two residents; both will call when it happens again.",
)
_OTHER_PARTNER = "Public Works"


def carry_on(world: World, rng: Random, tell: Progress) -> None:
    """Give every promise its course until the end of February 2019; ``tell`` hears how far it is, from 0 to 1."""
    names, endings = dict(world.officers), _endings(world.promises, rng)
    for number, (promise, ending) in enumerate(endings):
        tell(number / len(endings), "Keeping promises")
        _Course(promise, names, rng).run(ending)


class _Course:
    """One promise on its way. Its version rises by one with each action; its days never run backwards."""

    def __init__(self, promise: Promise, officers: dict[int, str], rng: Random) -> None:
        self.promise = promise
        self.officers = officers
        self.rng = rng
        self.owner = promise.owner
        self.version = 1
        self.day = promise.opened

    def run(self, ending: str) -> None:
        """Bring it to its end: open, in progress, waiting, declined or done."""
        last = self._closing_day() if ending in ("declined", "done") else LAST_DAY
        if self.rng.random() < 0.06:
            self._hand_over(last)
        if ending == "in progress" or (ending != "open" and self.rng.random() < 0.6):
            self._took(start_work(self._by, self.promise.key, self.version))
        if ending == "waiting" or (self.promise.talk.partner and ending == "done" and self.rng.random() < 0.6):
            self._ask_partner(last)
        for _ in range(self.rng.choice((0, 0, 0, 1, 1, 2))):
            add_note(self._by, self.promise.key, self.rng.choice(_NOTES), self._later(last), self.owner)
        if ending in ("declined", "done"):
            self._close(ending, last)

    @property
    def _by(self) -> Actor:
        return Actor(self.officers[self.owner], officer_id=self.owner, workstation="front desk")

    def _took(self, changes: Changes) -> None:
        self.version += len(changes.ids("follow_up"))

    def _later(self, last: date) -> date:
        """A day from the last one spoken of to the given one, rather soon."""
        self.day += timedelta(days=self.rng.randint(0, max(0, (last - self.day).days // 2)))
        return self.day

    def _closing_day(self) -> date:
        in_time = self.rng.random() < 0.86
        given = (self.promise.due - self.promise.opened).days
        days = self.rng.randint(1, given) if in_time else given + self.rng.randint(1, 24)
        return min(self.promise.opened + timedelta(days=days), LAST_DAY)

    def _hand_over(self, last: date) -> None:
        owner = self.rng.choice([key for key in self.officers if key != self.owner])
        self._took(hand_over(self._by, self.promise.key, self.version, owner, self._later(last)))
        self.owner = owner

    def _ask_partner(self, last: date) -> None:
        partner = self.promise.talk.partner or _OTHER_PARTNER
        self._took(wait_on_partner(self._by, self.promise.key, self.version, partner, self._later(last)))

    def _close(self, ending: str, day: date) -> None:
        talk, words = self.promise.talk, self.promise.words
        if ending == "declined":
            reason = talk.declined.format(**words)
            self._took(decline(self._by, self.promise.key, self.version, day, reason, reason))
        else:
            told, public = talk.outcome.format(**words), talk.public_outcome.format(**words)
            self._took(close_as_done(self._by, self.promise.key, self.version, day, told, public))
        told_on = day + timedelta(days=self.rng.choice((0, 0, 1, 2, 4, 9)))
        if self.rng.random() < 0.9 and told_on <= LAST_DAY:
            self._took(tell_resident(self._by, self.promise.key, self.version, told_on))


def _endings(promises: Sequence[Promise], rng: Random) -> list[tuple[Promise, str]]:
    """Where each promise ends, in the order they were made."""
    endings: dict[int, str] = {}
    since = date.min
    for until, shares in _SHARES:
        # What is due late is likeliest to be still on its way, so that few promises are overdue at the end.
        made = sorted(
            (promise for promise in promises if since < promise.opened <= until),
            key=lambda promise: promise.due - timedelta(days=rng.randint(0, 9)),
            reverse=True,
        )
        for ending, share in shares.items():
            fits = [one for one in made if one.key not in endings and _can_end(one, ending)]
            count = round(share * len(made))
            chosen = rng.sample(fits, min(count, len(fits))) if ending == "declined" else fits[:count]
            endings |= dict.fromkeys([one.key for one in chosen], ending)
        since = until
    return [(promise, endings.get(promise.key, "done")) for promise in promises]


def _can_end(promise: Promise, ending: str) -> bool:
    match ending:
        case "declined":
            return bool(promise.talk.declined)
        case "waiting":
            return bool(promise.talk.partner)
        case _:
            return True
