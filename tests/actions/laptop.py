"""One laptop at a sign-in, as a process of its own: ``python -m tests.actions.laptop LOCATION NUMBER PLAN``.

The plan (JSON) holds the event, the people it signs in, and newcomers; what was refused is printed as JSON.
"""

import json
import sys

from outreach.actions.change import Actor
from outreach.actions.counts import set_head_counts
from outreach.actions.people import PersonDetails
from outreach.actions.signin import sign_in, sign_in_name, sign_in_new_person
from outreach.errors import OutreachError
from outreach.records.database import close_database, connection, open_database


def main() -> None:
    """Sign everybody in, and print who was there already."""
    location, number, told = sys.argv[1:]
    plan = json.loads(told)
    by = Actor(f"Laptop {number}", workstation=f"laptop {number}")
    refused: list[str] = []
    open_database(location)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    with connection():
        for line, person in enumerate(plan["people"], 1):
            try:
                sign_in(by, plan["event"], person, sheet=int(number), line=line)
            except OutreachError as fault:
                refused.append(str(fault))
        for name in plan["newcomers"]:
            try:
                sign_in_new_person(by, plan["event"], PersonDetails(name, "Newcomer"))
            except OutreachError as fault:
                refused.append(str(fault))
        for name in plan["names"]:
            sign_in_name(by, plan["event"], f"{name} {number}")
        set_head_counts(by, plan["event"], [("Adults", 20), (f"Group {number}", 1)])
    close_database()
    sys.stdout.write(json.dumps(refused))


if __name__ == "__main__":
    main()
