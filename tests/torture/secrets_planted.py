"""Names, phones and phrases in an encrypted database, and then in no file it leaves behind."""

import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

from outreach.actions.accounts import AccountDetails, start_accounts, unlock_records
from outreach.actions.change import Actor
from outreach.actions.concerns import ConcernDetails, record_concern
from outreach.actions.drafts import save_draft
from outreach.actions.events import EventDetails, record_event
from outreach.actions.people import PersonDetails, add_person
from outreach.actions.signin import sign_in
from outreach.queries.lookups import event_kinds, topics
from outreach.queries.monthly import monthly_summary
from outreach.queries.period import parse_month
from outreach.queries.precincts import only_precinct
from outreach.records.backup import back_up
from outreach.records.database import close_database, connection, open_database
from outreach.reports.monthly import print_monthly
from tests.torture.killing import ROOT, make_precinct

SECRETS = 100
NOW = datetime.now(UTC)


def secret(number: int) -> tuple[str, str, str]:
    """A name, a phone number and a phrase that stand nowhere else."""
    return f"Quillfeather{number:03}", f"205-555-{7000 + number}", f"velvet lantern {number:03} confided"


def run(folder: Path) -> dict[str, int]:
    """Plant, and search the bytes of every file while open, after a kill and after close."""
    home = folder / "home"
    home.mkdir()
    file = home / "west.outreach"
    make_precinct(file)
    open_database(file)
    unlocked, _ = start_accounts(Actor("torture"), str(file), AccountDetails("opal"), "quiet river stones", NOW)
    with connection():
        plant(unlocked.actor)
        back_up(home / "copies", NOW.astimezone(), unlocked.key)
        summary = monthly_summary(only_precinct(), parse_month("2019-01"), date(2019, 2, 1))
        (home / "public.pdf").write_bytes(print_monthly(summary, public=True, printed_on=date(2019, 2, 1)))
        found = found_in(home)
    close_database()
    found |= found_in(home)
    killed(file)
    found |= found_in(home)
    for place in sorted(found):
        print(f"found in {place}", flush=True)
    return {"planted": 3 * SECRETS, "planted_found": len(found)}


def plant(by: Actor) -> None:
    """Record all secrets: people, their sign-ins, confidential words, and what somebody was typing."""
    precinct = only_precinct()
    kind, topic = event_kinds(precinct)[0].id, topics(precinct)[0].id
    day = EventDetails(kind, "Meeting", date(2019, 1, 15), time(18, 30), status="held")
    event = record_event(by, precinct, day).only_id("event")
    for number in range(SECRETS):
        name, phone, phrase = secret(number)
        person = add_person(by, precinct, PersonDetails("Opal", name, phone=phone)).only_id("person")
        sign_in(by, event, person)
        words = ConcernDetails(topic, phrase, raised_by_person=person, confidential=True)
        record_concern(by, precinct, words, event=event)
        save_draft("bench", f"form {number}", f"{name} {phone} {phrase}", NOW)


def killed(file: Path) -> None:
    """Open the records in a process of its own, write, and kill it."""
    script = "import sys; from tests.torture.secrets_planted import write_and_wait as go; go(sys.argv[1])"
    command = [sys.executable, "-c", script, str(file)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def write_and_wait(location: str) -> None:
    """Plant everything once more and wait to be killed."""
    unlocked = unlock_records(location, "opal", "quiet river stones", NOW, "bench")
    with connection():
        precinct = only_precinct()
        for number in range(SECRETS):
            name, phone, _ = secret(number)
            add_person(unlocked.actor, precinct, PersonDetails("Opal", name, phone=phone))
        print("written", flush=True)
        signal.pause()


def found_in(home: Path) -> set[str]:
    """Which secrets stand in which file, in UTF-8 or UTF-16."""
    found = set()
    for path in home.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for number in range(SECRETS):
                for words in secret(number):
                    if any(words.encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
                        found.add(f"{path.name}: {words}")
    return found
