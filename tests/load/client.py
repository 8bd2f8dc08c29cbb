"""One desk at work, as a process of its own: ``python -m tests.load.client URL NUMBER SECONDS SEED``.

Does the day's mix until the time is up, and prints what it did as JSON: how long each thing took (milliseconds), what
it was told was recorded, conflicts, and every sentence that an officer would have been shown.
"""

import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

from outreach.actions.change import Actor, Changes
from outreach.actions.followups import PromiseDetails, add_note, edit_promise
from outreach.actions.retrying import recorded_once
from outreach.actions.signin import sign_in, sign_in_name
from outreach.errors import OutreachError, ServerLostError, StaleVersionError
from outreach.queries.event_list import EventFilter, event_list
from outreach.queries.events import event_detail
from outreach.queries.follow_up_detail import follow_up_detail
from outreach.queries.followups import FollowUpFilter, follow_up_list
from outreach.queries.home import home
from outreach.queries.lookups import officers
from outreach.queries.period import Period
from outreach.queries.person_list import PersonFilter, person_list
from outreach.queries.precincts import precinct_list
from outreach.records.database import close_database, connection, open_database
from outreach.reports.catalogue import Choice, render, report_of

MIX = (("read", 40), ("sign in", 40), ("follow up", 15), ("report", 5))
"""Of a hundred things done at a desk."""
EVENTS = 12
PROMISES = 25
"""What the desks of one precinct have in hand today: few enough that they meet."""
LONGEST_OUTAGE_SECONDS = 60.0


@dataclass(slots=True)
class Told:
    """What one client did and was told."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    waited: dict[str, int] = field(default_factory=Counter)
    signed: list[tuple[int, int]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    conflicts: int = 0
    met: int = 0
    errors: list[str] = field(default_factory=list)


def pauses() -> Iterator[float]:
    """Growing pauses between tries, for a minute."""
    waited, pause = 0.0, 0.1
    while waited < LONGEST_OUTAGE_SECONDS:
        yield pause
        waited += pause
        pause = min(2 * pause, 2.0)


class Client:
    """A desk of one precinct."""

    def __init__(self, number: int, seed: int) -> None:
        self.number = number
        self.chance = random.Random(seed * 1000 + number)
        self.by = Actor(f"Desk {number}", workstation=f"desk {number}")
        self.told = Told()
        # The desks of a department work in its precincts; those of one meet each other.
        precincts = [one.key for one in precinct_list()]
        self.precinct = precincts[number % min(2, len(precincts))]
        latest = event_list(self.precinct, EventFilter(statuses=("held",)), sort="date", descending=True, limit=EVENTS)
        self.events = [row.id for row in latest.rows]
        self.today: date = latest.rows[0].date + timedelta(days=1)
        chosen = FollowUpFilter()
        found = follow_up_list(self.precinct, self.today, chosen, limit=PROMISES)
        self.promises = [row.id for row in found.rows]
        self.people = [row.id for row in person_list(self.precinct, PersonFilter(), limit=600).rows]
        self.officers = [one.id for one in officers(self.precinct)]
        self.names = 0

    def work(self, seconds: float) -> None:
        """Do the mix until the time is up."""
        kinds, weights = [kind for kind, _ in MIX], [share for _, share in MIX]
        deeds: dict[str, Callable[[], None]] = {
            "read": self._read,
            "sign in": self._sign_in,
            "follow up": self._follow_up,
            "report": self._report,
        }
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            kind = self.chance.choices(kinds, weights)[0]
            begun, waited = time.perf_counter(), self.told.waited[kind]
            try:
                deeds[kind]()
            except StaleVersionError:
                self.told.conflicts += 1
            except OutreachError as fault:
                if "already signed in" in str(fault):
                    self.told.met += 1
                else:
                    self.told.errors.append(f"{kind}: {fault}")
            what = f"{kind}, server away" if self.told.waited[kind] > waited else kind
            self.told.took[what].append((time.perf_counter() - begun) * 1000)

    def _asked[Answer](self, question: Callable[[], Answer], kind: str) -> Answer:
        """Ask; while the server is away, ask again, as the window does when it is back."""
        for pause in pauses():
            try:
                with connection():
                    return question()
            except ServerLostError:
                self.told.waited[kind] += 1
                time.sleep(pause)
        with connection():
            return question()

    def _do(self, action: Callable[[], Changes], kind: str) -> Changes:
        tries = 0

        def counted() -> Changes:
            nonlocal tries
            tries += 1
            return action()

        changes = recorded_once(counted, pauses())
        self.told.waited[kind] += tries - 1
        return changes

    def _read(self) -> None:
        precinct, today, chance = self.precinct, self.today, self.chance
        ways: tuple[Callable[[], object], ...] = (
            lambda: home(precinct, today),
            lambda: event_detail(chance.choice(self.events)),
            lambda: event_list(precinct, EventFilter(), limit=100),
            lambda: follow_up_list(precinct, today, FollowUpFilter(), limit=100),
            lambda: person_list(precinct, PersonFilter(text=chance.choice(("fern", "ma", "ald"))), limit=100),
        )
        self._asked(chance.choice(ways), "read")

    def _sign_in(self) -> None:
        event = self.chance.choice(self.events)
        if self.chance.random() < 0.5:
            person = self.chance.choice(self.people)
            self._do(lambda: sign_in(self.by, event, person), "sign in")
            self.told.signed.append((event, person))
            return
        self.names += 1
        name = f"Load {self.number}-{self.names}"
        self._do(lambda: sign_in_name(self.by, event, name), "sign in")
        self.told.names.append(name)

    def _follow_up(self) -> None:
        key = self.chance.choice(self.promises)
        if self.chance.random() < 0.5:
            self.names += 1
            words = f"Note {self.number}-{self.names}"
            self._do(lambda: add_note(self.by, key, words, self.today), "follow up")
            self.told.notes.append(words)
            return
        self._edit(key)

    def _edit(self, key: int) -> None:
        """Look at a promise, think, and change its words."""
        seen = self._asked(lambda: follow_up_detail(key, self.today, confidential=True), "follow up")
        time.sleep(self.chance.uniform(0.05, 0.4))
        details = PromiseDetails(
            f"{seen.words.split(' ·')[0]} · {self.number}-{self.chance.randrange(10_000)}",
            seen.public_words,
            seen.owner,
            seen.due,
            seen.priority,
            seen.promised_to_person,
            seen.promised_to_organization,
            seen.neighborhood,
        )
        self._do(lambda: edit_promise(self.by, key, seen.version, details), "follow up")

    def _report(self) -> None:
        month = Period.of_month(self.today.year, self.today.month)
        kind, officer = self.chance.choice((("worklist", self.chance.choice(self.officers)), ("monthly", None)))

        def made() -> object:
            choice = Choice(month, officer=officer)
            data = report_of(kind).gather(self.precinct, choice, self.today)
            return render(kind, data, public=False, printed_on=self.today, choice=choice)

        self._asked(made, "report")


def main() -> None:
    """Work, and print what came of it."""
    url, number, seconds, seed = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    open_database(url)
    with connection():
        client = Client(number, seed)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        client.work(seconds)
    close_database()
    sys.stdout.write(json.dumps({one.name: getattr(client.told, one.name) for one in fields(client.told)}))


if __name__ == "__main__":
    main()
