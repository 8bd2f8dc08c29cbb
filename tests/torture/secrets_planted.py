"""Names, phones and phrases in an encrypted database, and then in no file that the window and its reports leave."""

import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from outreach.actions.accounts import AccountDetails, start_accounts, unlock_records
from outreach.actions.change import Actor
from outreach.actions.concerns import ConcernDetails, record_concern
from outreach.actions.drafts import save_draft
from outreach.actions.events import EventDetails, record_event
from outreach.actions.people import PersonDetails, add_person
from outreach.actions.signin import sign_in
from outreach.machine.log import kept_log
from outreach.queries.lookups import event_kinds, topics
from outreach.queries.monthly import monthly_summary
from outreach.queries.period import parse_month
from outreach.queries.precincts import only_precinct
from outreach.records.database import close_database, connection, open_database
from outreach.reports.monthly import print_monthly
from outreach.ui.backups import desk_backups
from outreach.ui.desk import Desk
from outreach.ui.theme import Theme, new_application
from outreach.ui.window import Window
from tests.torture.killing import ROOT, make_precinct
from tests.torture.worker import PHRASE

SECRETS = 100
LEAVES_WITHIN_SECONDS = 120
NOW = datetime.now(UTC)


def secret(number: int) -> tuple[str, str, str]:
    """A name, a phone number and a phrase that stand nowhere else."""
    return f"Quillfeather{number:03}", f"205-555-{7000 + number}", f"velvet lantern {number:03} confided"


def run(folder: Path) -> dict[str, int]:
    """Plant, work in the window, and search the bytes of every file while open, after a kill and after close."""
    home = folder / "home"
    file = home / "west.outreach"
    for name in ("temporary", "settings", "own"):
        (home / name).mkdir(parents=True)
    make_precinct(file)
    open_database(file)
    start_accounts(Actor("torture"), str(file), AccountDetails("opal"), PHRASE, NOW)
    close_database()
    found = set()
    with (home / "stderr.log").open("wb") as log:
        at_work = started(home, log)
        found |= found_in(home)
        at_work.kill()
        at_work.wait()
        found |= found_in(home)
        at_work = started(home, log)
        at_work.send_signal(signal.SIGTERM)
        at_work.wait(timeout=LEAVES_WITHIN_SECONDS)
    found |= found_in(home)
    names = {path.name for path in home.rglob("*")}
    lacking = [name for name in ("public.pdf", "window.ini", "copies", "outreach.log") if name not in names]
    for place in sorted(found):
        print(f"found in {place}", flush=True)
    if lacking:
        raise SystemExit(f"nothing was left to search: {lacking}")
    return {"planted": 3 * SECRETS, "planted_found": len(found)}


def started(home: Path, log: BinaryIO) -> subprocess.Popen[bytes]:
    """Somebody at work in the window, once everything is recorded and shown."""
    script = "import sys; from tests.torture.secrets_planted import at_work as go; go(*sys.argv[1:])"
    own = {
        "TMPDIR": str(home / "temporary"), "XDG_CACHE_HOME": str(home / "temporary"),
        "XDG_CONFIG_HOME": str(home / "settings"), "XDG_DATA_HOME": str(home / "own"),
        "XDG_STATE_HOME": str(home / "state"), "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    command = [sys.executable, "-c", script, str(home), str(SECRETS)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, env={**os.environ, **own})
    assert process.stdout is not None
    if process.stdout.readline() != b"written\n":
        raise SystemExit(f"nobody was at work: {(home / 'stderr.log').read_text()}")
    return process


def at_work(folder: str, secrets: str) -> None:
    """Record all secrets, look at them in the window, type, back up, print; then wait for SIGTERM, and close."""
    global SECRETS
    SECRETS = int(secrets)
    home = Path(folder)
    unlocked = unlock_records(str(home / "west.outreach"), "opal", PHRASE, NOW, "bench")
    application = new_application("planted")
    Theme(application)
    with kept_log(), connection():
        event = plant(unlocked.actor)
        settings = QSettings(str(home / "settings" / "window.ini"), QSettings.Format.IniFormat)
        desk = Desk(settings, only_precinct(), location=str(home / "west.outreach"), unlocked=unlocked)
        desk_backups(desk).choose(str(home / "copies"))
        window = Window(desk, "West Precinct")
        window.show()
        window.begin()
        look_around(window, event)
        summary = monthly_summary(only_precinct(), parse_month("2019-01"), date(2019, 2, 1))
        (home / "public.pdf").write_bytes(print_monthly(summary, public=True, printed_on=date(2019, 2, 1)))
        crash(window)

    def leave() -> None:
        window.close_at_once()
        application.quit()

    # The signal may come in the middle of anything, even while a worker is being given its work, which waits for itself
    # where it is begun once more: the window is closed by the loop, when nothing else is under way.
    signal.signal(signal.SIGTERM, lambda *_: QTimer.singleShot(0, leave))
    awake = QTimer()
    awake.start(50)
    # A signal that came before the loop began would be forgotten by it.
    QTimer.singleShot(0, lambda: print("written", flush=True))
    application.exec()
    close_database()


def look_around(window: Window, event: int) -> None:
    """Search for a secret, open who bears it, half type another and lock the window."""
    name, phone, phrase = secret(1)
    for place, what in (("search", name), ("search", phone), ("people", None), ("event", event), ("home", None)):
        window.open_page(place, what)
        settle(window)
    window.topbar.search.setText(phrase)
    window.open_page("event", event)
    settle(window)
    for edit in window.findChildren(QLineEdit):
        if edit.isVisible() and not edit.text():
            QTest.keyClicks(edit, name)
    settle(window)
    desk_backups(window.desk).take()
    settle(window)
    window.desk.lock_wanted.emit()


def settle(window: Window) -> None:
    """Wait for the workers."""
    for _ in range(3):
        QApplication.processEvents()
        while not window.desk.tasks.idle:
            QApplication.processEvents()


def crash(window: Window) -> None:
    """A mistake of the program in the middle of a record, its words full of what nobody may read in the log."""
    words = secret(2)
    try:
        raise AssertionError(f"{words}: {len(words)} parts where four were expected")
    except AssertionError as error:
        window.desk.messages.error(error)


def plant(by: Actor) -> int:
    """Record all secrets: people, their sign-ins, confidential words, and what was being typed; returns the event."""
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
    return event


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
